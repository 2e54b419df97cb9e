//! Identities (danh tính điện tử) that an OpenID provider vouches for, and the accounts they are linked to.
//!
//! Nobody gets an account by coming from a provider: a link is made by somebody who is signed in, for
//! themselves. What the provider says of a person's mail address or name links nothing.

use domain::audit::{Event, fields};
use domain::{Means, UserId};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::identity::Identity;

use super::failure::{self, Why};
use super::session::{Arrival, begin};
use super::{rules, step};
use crate::{Actor, Error, FieldError, Origin, Work};

const KIND: &str = "identity";

/// What is remembered while somebody is at the provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Journey {
    /// What the provider must send back unchanged.
    pub state: String,
    /// What the provider must write into its token.
    pub nonce: String,
    /// What proves, when the code is exchanged, that the same program asked for it.
    pub verifier: String,
    /// The address to come back to.
    pub back: String,
    /// The page to go on to.
    pub next: String,
}

/// Sets out for the provider: to sign in, or for an account to be linked. Gives the secret to come back with.
pub async fn start(
    work: &Work,
    account: Option<UserId>,
    origin: &Origin,
    back: &str,
    next: &str,
) -> Result<(String, Journey), Error> {
    failure::refuse_flood(work, &rules(work).await?, origin).await?;
    let journey = Journey {
        state: work.clock.secret(),
        nonce: work.clock.secret(),
        verifier: work.clock.secret(),
        back: back.to_owned(),
        next: next.to_owned(),
    };
    Ok((step::remember(work, KIND, account, &journey).await?, journey))
}

/// Comes back, once: the journey, and the account to be linked if that was its purpose.
pub async fn come_back(work: &Work, secret: &str) -> Result<Option<(Option<UserId>, Journey)>, Error> {
    let step = step::take::<Journey>(work, KIND, secret).await?;
    Ok(step.map(|step| (step.account, step.state)))
}

/// Signs in whoever the provider vouched for; gives the new session's secret.
///
/// None where nobody is linked, or the account is closed, locked or long unused: which of these is not told.
pub async fn sign_in(
    work: &Work,
    issuer: &str,
    subject: &str,
    origin: &Origin,
) -> Result<Option<String>, Error> {
    let rules = rules(work).await?;
    let mut read = work.store.read().await?;
    let Some(identity) = store::identity::find(&mut read, issuer, subject).await? else {
        drop(read);
        failure::note(work, &rules, origin, None, Why::Proof).await?;
        return Ok(None);
    };
    let account = store::account::get(&mut read, identity.account).await?;
    drop(read);
    if let Some(why) = failure::obstacle(&account, &rules, work.clock.now()) {
        failure::note(work, &rules, origin, Some(account.id), why).await?;
        return Ok(None);
    }
    let arrival = Arrival::find(work, account, origin).await?;
    let tx = work.store.write().await?;
    begin(work, tx, &arrival, Means::Oidc, Vec::new()).await.map(Some)
}

/// Records that a provider's word did not hold.
pub async fn refused(work: &Work, origin: &Origin) -> Result<(), Error> {
    failure::note(work, &rules(work).await?, origin, None, Why::Proof).await
}

/// The identities of an account, the first linked first.
pub async fn list(work: &Work, account: UserId) -> Result<Vec<Identity>, Error> {
    Ok(store::identity::list(&mut work.store.read().await?, account).await?)
}

/// Links an identity to the account of whoever is signed in: one for each provider.
pub async fn link(work: &Work, actor: &Actor, issuer: &str, subject: &str) -> Result<(), Error> {
    let account = actor.account.ok_or(Error::SignIn)?;
    let mut tx = work.store.write().await?;
    match store::identity::find(&mut tx, issuer, subject).await? {
        Some(known) if known.account == account => return Ok(()),
        Some(_) => return Err(taken()),
        None => (),
    }
    if store::identity::list(&mut tx, account).await?.iter().any(|known| known.issuer == issuer) {
        return Err(has_another());
    }
    let identity = Identity {
        issuer: issuer.to_owned(),
        subject: subject.to_owned(),
        account,
        linked_at: work.clock.now(),
    };
    store::identity::add(&mut tx, &identity).await?;
    let event = Event::done("identity.linked", account).added(&told(issuer, subject));
    work.keep(tx, actor, [event]).await
}

/// Unlinks the provider's identity from the account of whoever is signed in; the last way in stays.
pub async fn unlink(work: &Work, actor: &Actor, issuer: &str) -> Result<(), Error> {
    let account = actor.account.ok_or(Error::SignIn)?;
    let mut tx = work.store.write().await?;
    let known = store::identity::list(&mut tx, account).await?;
    let Some(identity) = known.into_iter().find(|known| known.issuer == issuer) else { return Ok(()) };
    store::identity::remove(&mut tx, account, issuer).await?;
    super::must_have_a_way_in(&mut tx, account, "identity").await?;
    let event = Event::done("identity.unlinked", account).removed(&told(issuer, &identity.subject));
    work.keep(tx, actor, [event]).await
}

fn told(issuer: &str, subject: &str) -> serde_json::Value {
    fields([("issuer", json!(issuer)), ("subject", json!(subject))])
}

fn taken() -> Error {
    Error::Invalid(vec![FieldError::new(
        "identity",
        "Danh tính này đã liên kết với một tài khoản khác.",
        "This identity is linked to another account.",
    )])
}

fn has_another() -> Error {
    Error::Invalid(vec![FieldError::new(
        "identity",
        "Tài khoản đã liên kết với một danh tính khác của nhà cung cấp này. Hãy bỏ liên kết cũ trước.",
        "The account is linked to another identity of this provider. Unlink that one first.",
    )])
}
