//! Failed attempts: counted for the account, which is locked, and for the address, which must wait.
//!
//! Whoever fails learns nothing: an unknown name takes the same way through here as a known one.

use domain::UserId;
use domain::audit::Event;
use domain::rules::SignInRules;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use store::account::Account;

use crate::{Actor, Error, Origin, Work};

/// Why an attempt failed; stands in the audit chain and nowhere else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The password was wrong, or there is none.
    Password,
    /// The code of the second factor was wrong or used before.
    Code,
    /// The account was locked.
    Locked,
    /// The account is closed.
    Closed,
    /// The account was not used for too long.
    Unused,
    /// A passkey or a provider's token did not hold.
    Proof,
}

impl Why {
    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            Why::Password => "password",
            Why::Code => "code",
            Why::Locked => "locked",
            Why::Closed => "closed",
            Why::Unused => "unused",
            Why::Proof => "proof",
        }
    }

    /// Whether it brings the account nearer to its lock.
    fn counts(self) -> bool {
        matches!(self, Why::Password | Why::Code)
    }
}

/// Why an account takes no password now, however right it is.
pub fn obstacle(account: &Account, rules: &SignInRules, now: Timestamp) -> Option<Why> {
    if account.disabled_at.is_some() {
        Some(Why::Closed)
    } else if account.locked_until.is_some_and(|until| now < until) {
        Some(Why::Locked)
    } else if is_unused(account, rules, now) {
        Some(Why::Unused)
    } else {
        None
    }
}

/// Whether an account was not used for so long that it is refused, until an administrator sends a new link.
pub fn is_unused(account: &Account, rules: &SignInRules, now: Timestamp) -> bool {
    let last = account.last_sign_in_at.unwrap_or(account.created_at);
    last + SignedDuration::from_hours(24 * i64::from(rules.unused_account_days)) < now
}

/// Refuses an address from which too many attempts failed.
pub async fn refuse_flood(work: &Work, rules: &SignInRules, origin: &Origin) -> Result<(), Error> {
    let since = work.clock.now() - SignedDuration::from_mins(i64::from(rules.address_window_minutes));
    let failed = store::sign_in_failure::count(&mut work.store.read().await?, &origin.address, since).await?;
    if failed >= i64::from(rules.address_failures) { Err(Error::TooManyAttempts) } else { Ok(()) }
}

/// Notes a failed attempt on an account, or on a name that nobody has.
pub async fn note(
    work: &Work,
    rules: &SignInRules,
    origin: &Origin,
    account: Option<UserId>,
    why: Why,
) -> Result<(), Error> {
    let now = work.clock.now();
    let window = SignedDuration::from_mins(i64::from(rules.address_window_minutes));
    let mut tx = work.store.write().await?;
    let in_this_minute = store::sign_in_failure::count(&mut tx, &origin.address, minute(now)).await?;
    store::sign_in_failure::remove_before(&mut tx, now - window).await?;
    store::sign_in_failure::add(&mut tx, &origin.address, now).await?;
    let in_window = store::sign_in_failure::count(&mut tx, &origin.address, now - window).await?;
    let locks = count(&mut tx, rules, account.unwrap_or(UserId(Uuid::nil())), why, now).await?;
    let stranger = Actor::stranger(origin.clone());
    let Some(account) = account else {
        // Attempts on unknown names must not flood the chain: one entry a minute tells of them all.
        if in_this_minute > 0 {
            return Ok(tx.commit_unrecorded().await?);
        }
        let event = Event::done("session.failed", "").failed().because(format!("unknown {in_window}"));
        return work.keep(tx, &stranger, [event]).await;
    };
    let mut events = vec![Event::done("session.failed", account).failed().because(why.code())];
    if locks {
        events.push(Event::done("account.locked", account));
    }
    work.keep(tx, &stranger, events).await
}

/// Counts a failure on an account and says whether it is now locked for it.
async fn count(
    tx: &mut store::Write,
    rules: &SignInRules,
    account: UserId,
    why: Why,
    now: Timestamp,
) -> Result<bool, Error> {
    if !why.counts() {
        return Ok(false);
    }
    let failures = store::account::count_failure(tx, account).await?;
    let known = store::account::find(tx, account).await?;
    let is_locked = known.is_some_and(|known| known.locked_until.is_some_and(|until| now < until));
    if is_locked || failures < rules.lock_after.max(1) {
        return Ok(false);
    }
    let until = now + SignedDuration::from_mins(i64::from(rules.lock_minutes));
    store::account::lock(tx, account, until).await?;
    Ok(true)
}

/// When the present minute began.
fn minute(now: Timestamp) -> Timestamp {
    Timestamp::from_second(now.as_second().div_euclid(60) * 60).unwrap_or(now)
}
