//! What is remembered between two steps of signing in: kept here, named by a secret in a cookie, taken once.

use domain::UserId;
use jiff::SignedDuration;
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::sign_in_step::SignInStep;

use super::digest;
use crate::{Error, Work};

/// How long a step waits for the next: a browser's own five minutes for a passkey, and as much again.
const STEP_LASTS: SignedDuration = SignedDuration::from_mins(10);

/// A step that was taken: whose it is, if that was known, and what was remembered.
pub(super) struct Taken<T> {
    pub account: Option<UserId>,
    pub state: T,
}

/// Remembers a step; gives the secret by which the next one asks for it.
pub(super) async fn remember(
    work: &Work,
    kind: &str,
    account: Option<UserId>,
    state: &impl Serialize,
) -> Result<String, Error> {
    let secret = work.clock.secret();
    let now = work.clock.now();
    let step = SignInStep {
        id_sha256: digest(&secret),
        kind: kind.to_owned(),
        account,
        state: serde_json::to_string(state)?,
        expires_at: now + STEP_LASTS,
    };
    let mut tx = work.store.write().await?;
    store::sign_in_step::remove_ended(&mut tx, now).await?;
    store::sign_in_step::add(&mut tx, &step).await?;
    // Nothing has been done yet: what comes of the step is what the audit chain tells.
    tx.commit_unrecorded().await?;
    Ok(secret)
}

/// Takes a step, which is then gone whatever comes of it; `None` when it is unknown, taken, or too old.
pub(super) async fn take<T: DeserializeOwned>(
    work: &Work,
    kind: &str,
    secret: &str,
) -> Result<Option<Taken<T>>, Error> {
    let id = digest(secret);
    let mut tx = work.store.write().await?;
    let found = store::sign_in_step::find(&mut tx, kind, &id, work.clock.now()).await?;
    let is_taken = store::sign_in_step::take(&mut tx, &id).await?;
    tx.commit_unrecorded().await?;
    let Some(step) = found.filter(|_| is_taken) else { return Ok(None) };
    Ok(Some(Taken { account: step.account, state: serde_json::from_str(&step.state)? }))
}
