//! Sending what waits: each mail is claimed, tried, and put off when the server does not take it.

use domain::{Mail, mail};
use jiff::SignedDuration;

use super::PostOffice;
use crate::{Error, Work};

/// For how long a claimed mail is nobody else's: longer than a server may take to answer.
const LEASE: SignedDuration = SignedDuration::from_mins(5);

/// What came of sending.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sent {
    /// How many the server took.
    pub sent: u64,
    /// How many are tried again later.
    pub put_off: u64,
    /// How many were given up.
    pub failed: u64,
}

/// Sends what is due, at most so many; where the server does not answer, the rest waits for the next time.
pub async fn send_waiting(work: &Work, most: u32) -> Result<Sent, Error> {
    let mut done = Sent::default();
    let Some(office) = work.post_office() else { return Ok(done) };
    for _ in 0..most {
        match send_one(work, office).await? {
            None => break,
            Some(one) => {
                done.sent += one.sent;
                done.put_off += one.put_off;
                done.failed += one.failed;
                if one.put_off > 0 {
                    break;
                }
            }
        }
    }
    Ok(done)
}

/// Sends the mail that has waited longest; none when none is due.
pub async fn send_one(work: &Work, office: &PostOffice) -> Result<Option<Sent>, Error> {
    let now = work.clock.now();
    let mut tx = work.store.write().await?;
    let until = now.saturating_add(LEASE).unwrap_or(now);
    let claimed = store::mail::claim(&mut tx, now, until).await?;
    tx.commit_unrecorded().await?;
    let Some(mail) = claimed else { return Ok(None) };
    let outcome = office.send(&mail).await;
    let mut tx = work.store.write().await?;
    let mut done = Sent::default();
    match outcome {
        Ok(()) => {
            store::mail::sent(&mut tx, mail.id, work.clock.now()).await?;
            done.sent = 1;
        }
        Err(refused) => {
            tracing::warn!(mail.id = %mail.id, attempt = mail.attempts, "a mail was not sent: {}", refused.why);
            if let Some(pause) = pause_after(&mail, refused.is_final) {
                let again = work.clock.now().saturating_add(pause).unwrap_or(now);
                store::mail::put_off(&mut tx, &mail, &refused.why, again).await?;
                done.put_off = 1;
            } else {
                store::mail::give_up(&mut tx, &mail, &refused.why).await?;
                done.failed = 1;
            }
        }
    }
    tx.commit_unrecorded().await?;
    Ok(Some(done))
}

fn pause_after(mail: &Mail, is_final: bool) -> Option<SignedDuration> {
    if is_final { None } else { mail::pause(mail.attempts) }
}
