//! Passkeys (khóa truy cập): signing in by a key pair that a device keeps and its owner unlocks by finger,
//! face or PIN.
//!
//! The device proves that it holds the key and that it knows its owner, so a passkey stands for both factors.
//! It is bound to the site's name: a page that only looks like this one gets nothing from it. Every ceremony
//! has a challenge of its own, remembered here and used once (W3C WebAuthn level 3, §7.1 and §7.2).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::audit::{Event, fields};
use domain::{Means, UserId};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use store::passkey::Passkey;
use url::Url;
use webauthn_rs::prelude as webauthn;
use webauthn_rs::{Webauthn, WebauthnBuilder};

use super::failure::{self, Why};
use super::session::{Arrival, begin};
use super::{rules, step};
use crate::{Actor, Error, FieldError, Origin, Work};

const ADDING: &str = "passkey_adding";
const SIGNING_IN: &str = "passkey_signing_in";
/// The name that devices show beside the key.
const SITE_NAME: &str = "Cột Mốc";
const NAME_MAX_CHARS: usize = 60;

/// The site as passkeys know it: by the address that a browser shows.
#[derive(Debug, Clone)]
pub struct RelyingParty(Webauthn);

/// Why browsers offer no passkeys at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// The host is a number, such as `127.0.0.1`; a passkey is bound to a name.
    Numeric,
    /// It is reached without HTTPS, and not as `localhost`.
    Insecure,
}

impl RelyingParty {
    /// The site at an address such as `https://cotmoc.tinh.vn`.
    pub fn at(address: &str) -> Result<Self, Unfit> {
        let url = Url::parse(address).map_err(|_| Unfit::Numeric)?;
        let host = url.domain().ok_or(Unfit::Numeric)?;
        if url.scheme() != "https" && host != "localhost" {
            return Err(Unfit::Insecure);
        }
        let built = WebauthnBuilder::new(host, &url).and_then(|site| site.rp_name(SITE_NAME).build());
        built.map(Self).map_err(|_| Unfit::Numeric)
    }
}

/// A ceremony that has begun.
#[derive(Debug, Clone, PartialEq)]
pub struct Ceremony {
    /// The secret by which the answer is matched with what was asked.
    pub secret: String,
    /// What the browser is to ask the device, as WebAuthn's JSON.
    pub options: Value,
}

/// The passkeys of an account, the oldest first.
pub async fn list(work: &Work, account: UserId) -> Result<Vec<Passkey>, Error> {
    Ok(store::passkey::list(&mut work.store.read().await?, account).await?)
}

/// Begins to add a passkey to the account of whoever is signed in.
pub async fn start_adding(work: &Work, site: &RelyingParty, actor: &Actor) -> Result<Ceremony, Error> {
    let account = actor.account.ok_or(Error::SignIn)?;
    let mut read = work.store.read().await?;
    let known = store::passkey::list(&mut read, account).await?;
    let sign_in_name = store::account::get(&mut read, account).await?.sign_in_name;
    drop(read);
    let known = known.iter().filter_map(|key| Some(credential(key).ok()?.cred_id().clone())).collect();
    let begun = site.0.start_passkey_registration(account.0, &sign_in_name, &actor.name, Some(known));
    let (options, state) = begun.map_err(|error| failed(&error))?;
    let mut options = serde_json::to_value(&options)?;
    // The key itself knows whose it is, so that signing in asks for no name.
    options["publicKey"]["authenticatorSelection"]["residentKey"] = json!("required");
    options["publicKey"]["authenticatorSelection"]["requireResidentKey"] = json!(true);
    let secret = step::remember(work, ADDING, Some(account), &state).await?;
    Ok(Ceremony { secret, options })
}

/// Adds the passkey that a device made, under the name that its owner gave it.
pub async fn add(
    work: &Work,
    site: &RelyingParty,
    actor: &Actor,
    secret: &str,
    name: &str,
    answer: &str,
) -> Result<(), Error> {
    let account = actor.account.ok_or(Error::SignIn)?;
    let name = checked_name(name)?;
    let step = step::take::<webauthn::PasskeyRegistration>(work, ADDING, secret).await?;
    let state = step.filter(|step| step.account == Some(account)).ok_or_else(too_late)?.state;
    let made = site.0.finish_passkey_registration(&read_answer(answer)?, &state);
    let made = made.map_err(|error| failed(&error))?;

    let mut tx = work.store.write().await?;
    let id = text_of(made.cred_id());
    if store::passkey::find(&mut tx, &id).await?.is_some() {
        return Err(known_already());
    }
    let credential = serde_json::to_string(&made)?;
    let now = work.clock.now();
    let event = Event::done("passkey.added", account).added(&fields([("name", json!(name))]));
    let passkey = Passkey { id, account, name, credential, created_at: now, last_used_at: None };
    store::passkey::add(&mut tx, &passkey).await?;
    work.keep(tx, actor, [event]).await
}

/// Removes a passkey of whoever is signed in; the last way into an account stays.
pub async fn remove(work: &Work, actor: &Actor, id: &str) -> Result<(), Error> {
    let account = actor.account.ok_or(Error::SignIn)?;
    let mut tx = work.store.write().await?;
    let passkey = store::passkey::find(&mut tx, id).await?.filter(|passkey| passkey.account == account);
    let Some(passkey) = passkey else { return Ok(()) };
    store::passkey::remove(&mut tx, account, id).await?;
    super::must_have_a_way_in(&mut tx, account, "passkey").await?;
    let event = Event::done("passkey.removed", account).removed(&fields([("name", json!(passkey.name))]));
    work.keep(tx, actor, [event]).await
}

/// Begins to sign in: any passkey of this site that the device holds will do.
pub async fn start_signing_in(work: &Work, site: &RelyingParty, origin: &Origin) -> Result<Ceremony, Error> {
    failure::refuse_flood(work, &rules(work).await?, origin).await?;
    let (options, state) = site.0.start_discoverable_authentication().map_err(|error| failed(&error))?;
    let secret = step::remember(work, SIGNING_IN, None, &state).await?;
    Ok(Ceremony { secret, options: serde_json::to_value(&options)? })
}

/// Signs in by what a device answered; gives the new session's secret.
///
/// A lock is no obstacle: it guards the password, and this proof cannot be guessed.
pub async fn sign_in(
    work: &Work,
    site: &RelyingParty,
    secret: &str,
    answer: &str,
    origin: &Origin,
) -> Result<String, Error> {
    let rules = rules(work).await?;
    failure::refuse_flood(work, &rules, origin).await?;
    let step = step::take::<webauthn::DiscoverableAuthentication>(work, SIGNING_IN, secret).await?;
    let state = step.ok_or_else(too_late)?.state;
    let Some((answer, passkey)) = named(work, site, answer).await? else {
        failure::note(work, &rules, origin, None, Why::Proof).await?;
        return Err(not_recognised());
    };
    match prove(work, site, state, &answer, &passkey, origin).await? {
        Ok(session) => Ok(session),
        Err(why) => {
            failure::note(work, &rules, origin, Some(passkey.account), why).await?;
            Err(not_recognised())
        }
    }
}

/// The answer and the passkey that it names; none where that is not on file, or is another account's.
async fn named(
    work: &Work,
    site: &RelyingParty,
    answer: &str,
) -> Result<Option<(webauthn::PublicKeyCredential, Passkey)>, Error> {
    let Ok(answer) = serde_json::from_str::<webauthn::PublicKeyCredential>(answer) else { return Ok(None) };
    let Ok((owner, id)) = site.0.identify_discoverable_authentication(&answer) else { return Ok(None) };
    let mut read = work.store.read().await?;
    let passkey = store::passkey::find(&mut read, &URL_SAFE_NO_PAD.encode(id)).await?;
    Ok(passkey.filter(|passkey| passkey.account.0 == owner).map(|passkey| (answer, passkey)))
}

/// Checks the proof: in one transaction the passkey's counter moves on and the session begins, or nothing changes.
async fn prove(
    work: &Work,
    site: &RelyingParty,
    state: webauthn::DiscoverableAuthentication,
    answer: &webauthn::PublicKeyCredential,
    passkey: &Passkey,
    origin: &Origin,
) -> Result<Result<String, Why>, Error> {
    let account = store::account::get(&mut work.store.read().await?, passkey.account).await?;
    let arrival = Arrival::find(work, account, origin).await?;
    let now = work.clock.now();
    let mut tx = work.store.write().await?;
    let Some(passkey) = store::passkey::find(&mut tx, &passkey.id).await? else { return Ok(Err(Why::Proof)) };
    let mut credential = credential(&passkey)?;
    let proof = match site.0.finish_discoverable_authentication_v2(answer, state, &credential) {
        Ok(proof) => proof,
        Err(error) => {
            tracing::warn!(%error, account = %passkey.account, "a passkey's proof does not hold");
            return Ok(Err(Why::Proof));
        }
    };
    let account = store::account::get(&mut tx, passkey.account).await?;
    let obstacle = failure::obstacle(&account, &rules(work).await?, now);
    if let Some(why) = obstacle.filter(|why| *why != Why::Locked) {
        return Ok(Err(why));
    }
    credential.update_credential(&proof);
    store::passkey::touch(&mut tx, &passkey.id, &serde_json::to_string(&credential)?, now).await?;
    begin(work, tx, &arrival, Means::Passkey, Vec::new()).await.map(Ok)
}

fn credential(passkey: &Passkey) -> Result<webauthn::Passkey, serde_json::Error> {
    serde_json::from_str(&passkey.credential)
}

fn text_of(id: &webauthn::CredentialID) -> String {
    URL_SAFE_NO_PAD.encode(id)
}

fn checked_name(name: &str) -> Result<String, Error> {
    let name = name.trim();
    if name.is_empty() {
        let (vi, en) = ("Đặt tên để sau này nhận ra khóa.", "Give the key a name to know it by.");
        return Err(invalid("name", vi, en));
    }
    if name.chars().count() > NAME_MAX_CHARS {
        let (vi, en) = ("Tên dài quá 60 ký tự.", "The name is longer than 60 characters.");
        return Err(invalid("name", vi, en));
    }
    Ok(name.to_owned())
}

fn read_answer<T: DeserializeOwned>(answer: &str) -> Result<T, Error> {
    serde_json::from_str(answer).map_err(|_| not_made())
}

fn failed(error: &webauthn::WebauthnError) -> Error {
    tracing::warn!(%error, "a passkey was not accepted");
    not_made()
}

fn too_late() -> Error {
    invalid(
        "answer",
        "Yêu cầu đã quá hạn hoặc đã được dùng. Xin làm lại.",
        "The request is too old or was used before. Please try again.",
    )
}

fn not_made() -> Error {
    invalid(
        "answer",
        "Thiết bị không tạo được khóa truy cập hợp lệ. Xin thử lại hoặc dùng thiết bị khác.",
        "The device made no valid passkey. Try again, or use another device.",
    )
}

fn known_already() -> Error {
    invalid("answer", "Khóa này đã được thêm trước đây.", "This passkey was added before.")
}

fn not_recognised() -> Error {
    invalid(
        "answer",
        "Không đăng nhập được bằng khóa truy cập này. Xin thử lại hoặc đăng nhập bằng cách khác.",
        "This passkey did not sign you in. Try again, or sign in another way.",
    )
}

fn invalid(field: &str, vi: &str, en: &str) -> Error {
    Error::Invalid(vec![FieldError::new(field, vi, en)])
}
