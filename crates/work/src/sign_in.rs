//! Signing in: links that work once, and the sessions they start.
//!
//! Secrets are 256 random bits; only their SHA-256 is kept.

use jiff::SignedDuration;
use sha2::{Digest, Sha256};
use store::account::Account;
use store::session::Session;
use store::sign_in_link::SignInLink;

use crate::import::hex;
use crate::{Actor, Error, Work};

/// How long a link may wait to be used.
const LINK_LASTS: SignedDuration = SignedDuration::from_hours(24);
/// How long a session lasts without a new sign-in.
const SESSION_LASTS: SignedDuration = SignedDuration::from_hours(12);

/// Whom the link printed by the command line signs in: the standing office.
pub const STANDING_OFFICE: (&str, &str) = ("Cơ quan Thường trực Ban Chỉ đạo", "Văn phòng Tỉnh ủy");

/// Makes a link for the account of this name, which is opened when there is none yet.
pub async fn invite(work: &Work, (name, post): (&str, &str)) -> Result<String, Error> {
    let secret = work.clock.secret();
    let mut tx = work.store.write().await?;
    let known = store::account::list(&mut tx).await?.into_iter().find(|a| a.name == name && a.post == post);
    let account = if let Some(account) = known {
        account.id
    } else {
        let account = Account { id: work.clock.id(), name: name.to_owned(), post: post.to_owned() };
        store::account::add(&mut tx, &account).await?;
        account.id
    };
    store::sign_in_link::remove_spent(&mut tx, work.clock.now()).await?;
    let expires_at = work.clock.now() + LINK_LASTS;
    store::sign_in_link::add(&mut tx, &SignInLink { token_sha256: digest(&secret), account, expires_at })
        .await?;
    tx.commit().await?;
    Ok(secret)
}

/// Whom a link would sign in; looking does not use it up.
pub async fn invited(work: &Work, secret: &str) -> Result<Actor, Error> {
    let mut read = work.store.read().await?;
    let account = store::sign_in_link::find(&mut read, &digest(secret), work.clock.now()).await?;
    let account = store::account::get(&mut read, account.ok_or(Error::SignIn)?).await?;
    Ok(actor(account))
}

/// Uses a link up and starts a session; gives the session's secret.
pub async fn accept(work: &Work, link_secret: &str) -> Result<String, Error> {
    let now = work.clock.now();
    let mut tx = work.store.write().await?;
    let account =
        store::sign_in_link::redeem(&mut tx, &digest(link_secret), now).await?.ok_or(Error::SignIn)?;
    store::session::remove_ended(&mut tx, now).await?;
    let secret = work.clock.secret();
    let session = Session {
        id_sha256: digest(&secret),
        account,
        created_at: now,
        seen_at: now,
        expires_at: now + SESSION_LASTS,
    };
    store::session::add(&mut tx, &session).await?;
    tx.commit().await?;
    Ok(secret)
}

/// Who is signed in by a session, if it has not ended.
pub async fn session(work: &Work, secret: &str) -> Result<Option<Actor>, Error> {
    let mut read = work.store.read().await?;
    let found = store::session::find(&mut read, &digest(secret), work.clock.now()).await?;
    Ok(found.map(|(_, account)| actor(account)))
}

/// Ends a session.
pub async fn leave(work: &Work, secret: &str) -> Result<(), Error> {
    let mut tx = work.store.write().await?;
    store::session::remove(&mut tx, &digest(secret)).await?;
    Ok(tx.commit().await?)
}

fn actor(account: Account) -> Actor {
    Actor { account: account.id, name: account.name, post: account.post }
}

fn digest(secret: &str) -> String {
    hex(&Sha256::digest(secret))
}
