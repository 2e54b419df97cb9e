//! The second step of signing in: a code of the second factor, or a recovery code in its place.

use domain::access::Means;
use domain::audit::Event;
use domain::rules::SignInRules;
use domain::{UserId, text};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use store::sign_in_step::SignInStep;

use super::failure::{self, Why};
use super::second_factor::{matching_step, recovery_digest};
use super::session::{Arrival, begin};
use super::{digest, rules};
use crate::{Error, Origin, Work};

/// How long the second step waits.
const WAITS: SignedDuration = SignedDuration::from_mins(10);
/// What the step is called in the store.
const KIND: &str = "second_step";

/// How far somebody has come in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entered {
    /// All the way: the session's secret.
    Session(String),
    /// To the second step: the secret by which it goes on.
    SecondStep(String),
}

/// What the second step knows of the first.
#[derive(Debug, Serialize, Deserialize)]
struct First {
    means: Means,
}

/// Whether an account is asked for a second factor.
pub(crate) async fn is_asked(read: &mut store::Read, account: UserId) -> Result<bool, Error> {
    let totp = store::totp::find(read, account).await?;
    Ok(totp.is_some_and(|totp| totp.confirmed_at.is_some()))
}

/// Remembers the first step, and that the second is awaited.
pub(crate) async fn await_code(
    work: &Work,
    mut tx: store::Write,
    arrival: &Arrival,
    means: Means,
) -> Result<Entered, Error> {
    let (now, secret) = (work.clock.now(), work.clock.secret());
    let step = SignInStep {
        id_sha256: digest(&secret),
        kind: KIND.to_owned(),
        account: Some(arrival.account.id),
        state: serde_json::to_string(&First { means })?,
        expires_at: now + WAITS,
    };
    store::sign_in_step::remove_ended(&mut tx, now).await?;
    store::sign_in_step::add(&mut tx, &step).await?;
    tx.commit_unrecorded().await?;
    Ok(Entered::SecondStep(secret))
}

/// Whether the second step of a secret still waits.
pub async fn is_awaited(work: &Work, secret: &str) -> Result<bool, Error> {
    let mut read = work.store.read().await?;
    Ok(store::sign_in_step::find(&mut read, KIND, &digest(secret), work.clock.now()).await?.is_some())
}

/// Whoever has taken the first step, for another means of taking the second.
pub async fn awaited(work: &Work, secret: &str, origin: &Origin) -> Result<Arrival, Error> {
    let mut read = work.store.read().await?;
    let step = store::sign_in_step::find(&mut read, KIND, &digest(secret), work.clock.now()).await?;
    let account = step.and_then(|step| step.account).ok_or(Error::NotAdmitted)?;
    let account = store::account::get(&mut read, account).await?;
    drop(read);
    Arrival::find(work, account, origin).await
}

/// Takes the second step by a code; gives the session's secret. A wrong code is an error of the field `code`.
pub async fn by_code(work: &Work, secret: &str, code: &str, origin: &Origin) -> Result<String, Error> {
    let rules = rules(work).await?;
    failure::refuse_flood(work, &rules, origin).await?;
    let arrival = awaited(work, secret, origin).await?;
    match attempt(work, secret, code, &arrival, &rules).await? {
        Ok(session) => Ok(session),
        Err(why) => refused(work, secret, &arrival, &rules, why).await,
    }
}

/// Tries a code: in one transaction it is used up and the session begins, or nothing changes.
async fn attempt(
    work: &Work,
    secret: &str,
    code: &str,
    arrival: &Arrival,
    rules: &SignInRules,
) -> Result<Result<String, Why>, Error> {
    let (now, account) = (work.clock.now(), arrival.account.id);
    let mut tx = work.store.write().await?;
    let step = store::sign_in_step::find(&mut tx, KIND, &digest(secret), now).await?;
    let First { means } = serde_json::from_str(&step.ok_or(Error::NotAdmitted)?.state)?;
    let account_now = store::account::get(&mut tx, account).await?;
    // A link is an administrator's word: it opens what was locked or unused, but not what is closed.
    let obstacle = failure::obstacle(&account_now, rules, now);
    if let Some(why) = obstacle.filter(|why| means != Means::Link || *why == Why::Closed) {
        return Ok(Err(why));
    }
    let Some(used) = use_up(work, &mut tx, account, code).await? else { return Ok(Err(Why::Code)) };
    if !store::sign_in_step::take(&mut tx, &digest(secret)).await? {
        return Err(Error::NotAdmitted);
    }
    let events = match used {
        Means::RecoveryCode => vec![Event::done("recovery_code.used", account)],
        _ => Vec::new(),
    };
    let means = if means == Means::Link { means } else { used };
    begin(work, tx, arrival, means, events).await.map(Ok)
}

/// Uses a code up, of the second factor or for recovery; `None` when it is wrong or was used before.
async fn use_up(
    work: &Work,
    tx: &mut store::Write,
    account: UserId,
    code: &str,
) -> Result<Option<Means>, Error> {
    let code = text::squeeze(code).replace([' ', '-'], "").to_lowercase();
    if code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()) {
        let Some(totp) = store::totp::find(tx, account).await?.filter(|totp| totp.confirmed_at.is_some())
        else {
            return Ok(None);
        };
        let Some(step) = matching_step(work, &totp, &code)? else { return Ok(None) };
        return Ok(store::totp::advance(tx, account, step).await?.then_some(Means::Totp));
    }
    let digest = recovery_digest(account, &code);
    let used = store::recovery_code::redeem(tx, account, &digest, work.clock.now()).await?;
    Ok(used.then_some(Means::RecoveryCode))
}

/// Notes a code that was not taken; where the account is locked for it, the first step is forgotten too.
async fn refused(
    work: &Work,
    secret: &str,
    arrival: &Arrival,
    rules: &SignInRules,
    why: Why,
) -> Result<String, Error> {
    let account = arrival.account.id;
    failure::note(work, rules, &arrival.actor.origin, Some(account), why).await?;
    let mut tx = work.store.write().await?;
    let account = store::account::get(&mut tx, account).await?;
    if failure::obstacle(&account, rules, work.clock.now()).is_some() {
        store::sign_in_step::take(&mut tx, &digest(secret)).await?;
        tx.commit_unrecorded().await?;
        return Err(Error::NotAdmitted);
    }
    Err(Error::Invalid(vec![crate::FieldError::new(
        "code",
        "Mã không đúng hoặc đã được dùng. Đề nghị nhập mã mới nhất.",
        "The code is wrong or was used before. Please enter the latest one.",
    )]))
}
