//! Unlocking, closing and reopening accounts, ending their sessions, taking second factors away.

use domain::UserId;
use domain::audit::Event;
use store::Write;
use store::account::Account;

use crate::grants::Watch;
use crate::{Actor, Error, FieldError, Work};

/// Reads an account that must still have the version that a form was shown for.
async fn expected(tx: &mut Write, id: UserId, version: i64) -> Result<Account, Error> {
    let account = store::account::get(tx, id).await?;
    if account.version == version {
        return Ok(account);
    }
    Err(store::Error::Stale { current: account.version }.into())
}

/// Lifts the lock of an account that failed too often.
pub async fn unlock(work: &Work, actor: &Actor, id: UserId, version: i64) -> Result<(), Error> {
    let mut tx = work.store.write().await?;
    let before = expected(&mut tx, id, version).await?;
    let after = Account { failures: 0, locked_until: None, ..before };
    store::account::update(&mut tx, &after).await?;
    work.keep(tx, actor, [Event::done("account.unlocked", id)]).await
}

/// Closes an account: its sessions end and its links are worth nothing; an administrator must be left.
pub async fn disable(
    work: &Work,
    actor: &Actor,
    id: UserId,
    version: i64,
    reason: &str,
) -> Result<(), Error> {
    let reason = given(reason)?;
    if actor.account == Some(id) {
        return Err(invalid(
            "reason",
            "Không tự đóng tài khoản của mình; đề nghị quản trị viên khác thực hiện.",
            "Nobody closes their own account; please ask another administrator.",
        ));
    }
    let mut tx = work.store.write().await?;
    let before = expected(&mut tx, id, version).await?;
    let watch = Watch::begin(&mut tx, [work.clock.today()]).await?;
    let after = Account { disabled_at: Some(work.clock.now()), ..before };
    store::account::update(&mut tx, &after).await?;
    store::session::remove_others(&mut tx, id, "").await?;
    store::sign_in_link::remove_of(&mut tx, id).await?;
    watch.end(&mut tx, "reason").await?;
    work.keep(tx, actor, [Event::done("account.closed", id).because(reason)]).await
}

/// Opens a closed account again; its owner begins with a new link.
pub async fn enable(work: &Work, actor: &Actor, id: UserId, version: i64) -> Result<(), Error> {
    let mut tx = work.store.write().await?;
    let before = expected(&mut tx, id, version).await?;
    store::account::update(&mut tx, &Account { disabled_at: None, ..before }).await?;
    work.keep(tx, actor, [Event::done("account.reopened", id)]).await
}

/// Ends every session of an account.
pub async fn end_sessions(work: &Work, actor: &Actor, id: UserId) -> Result<(), Error> {
    let mut tx = work.store.write().await?;
    store::session::remove_others(&mut tx, id, "").await?;
    work.keep(tx, actor, [Event::done("session.ended", id)]).await
}

/// Takes the second factor and the passkeys of an account away whose owner lost them; its sessions end.
pub async fn remove_second_factor(work: &Work, actor: &Actor, id: UserId, reason: &str) -> Result<(), Error> {
    let reason = given(reason)?;
    let mut tx = work.store.write().await?;
    store::totp::remove(&mut tx, id).await?;
    store::recovery_code::remove_all(&mut tx, id).await?;
    for passkey in store::passkey::list(&mut tx, id).await? {
        store::passkey::remove(&mut tx, id, &passkey.id).await?;
    }
    store::session::remove_others(&mut tx, id, "").await?;
    work.keep(tx, actor, [Event::done("second_factor.removed", id).because(reason)]).await
}

fn given(reason: &str) -> Result<&str, Error> {
    match reason.trim() {
        "" => Err(invalid("reason", "Ghi lý do.", "Give the reason.")),
        reason => Ok(reason),
    }
}

fn invalid(field: &str, vi: &str, en: &str) -> Error {
    Error::Invalid(vec![FieldError::new(field, vi, en)])
}
