//! Mail: one digest for each person and day, kept in an outbox and sent when the server takes it.
//!
//! Nothing waits for mail: it is written and sent by jobs, tried again for days, and what cannot be sent is
//! shown with its reason. Without a server there are notices in the program alone.

mod digest;
mod post;
mod send;

use domain::audit::Event;
use domain::{Mail, MailId, MailState};
use store::mail::After;

use crate::{Actor, Error, Work};

pub use digest::{write_digests, write_head};
pub use post::{MailFault, MailSettings, PostOffice};
pub use send::{Sent, send_one, send_waiting};

/// How many mails a page shows.
const PAGE: u32 = 50;
/// Up to how many are counted.
const COUNTED: u32 = 1000;

/// A page of the outbox.
#[derive(Debug, Clone, Default)]
pub struct Listed {
    /// The mails, the last written first.
    pub mails: Vec<Mail>,
    /// How many there are in each state, in the order of [`MailState::ALL`], counted to 1,000.
    pub counts: [u32; 3],
    /// Where the next page begins; `None` on the last.
    pub next: Option<After>,
}

/// One page of the mail in a state, or of all.
pub async fn list(work: &Work, state: Option<MailState>, after: Option<After>) -> Result<Listed, Error> {
    let mut read = work.store.read().await?;
    let mut mails = store::mail::list(&mut read, state, after, PAGE + 1).await?;
    let has_more = mails.len() > PAGE as usize;
    mails.truncate(PAGE as usize);
    let next = mails.last().filter(|_| has_more).map(After::from);
    let mut counts = [0; 3];
    for (count, state) in counts.iter_mut().zip(MailState::ALL) {
        *count = store::mail::count(&mut read, *state, COUNTED).await?;
    }
    Ok(Listed { mails, counts, next })
}

/// Has a mail tried again now.
pub async fn retry(work: &Work, actor: &Actor, id: MailId) -> Result<(), Error> {
    let mut tx = work.store.write().await?;
    store::mail::retry(&mut tx, id, work.clock.now()).await?;
    work.keep(tx, actor, [Event::done("mail.retried", id)]).await
}

/// Has every mail that failed tried again now, and counts them.
pub async fn retry_failed(work: &Work, actor: &Actor) -> Result<u64, Error> {
    let mut tx = work.store.write().await?;
    let count = store::mail::retry_failed(&mut tx, work.clock.now()).await?;
    work.keep(tx, actor, [Event::done("mail.retried", "").because(count.to_string())]).await?;
    Ok(count)
}
