//! Signing in by name and password, and choosing a password.

use domain::access::Means;
use domain::audit::Event;
use domain::rules::SignInRules;
use domain::text;
use jiff::{SignedDuration, Timestamp};
use store::account::Account;

use super::failure::{self, Why};
use super::hashing::is_cheaper;
use super::second_step::{self, Entered};
use super::session::{Arrival, begin, renew};
use super::strength::{self, Chooser, LONGEST};
use super::{Visit, rules, sign_in_name};
use crate::{Error, FieldError, Origin, Work};

/// A session begun by a link may set a password without the old one for so long.
const LINK_IS_FRESH: SignedDuration = SignedDuration::from_mins(30);

/// Signs in by name and password: a session begins, or the second factor is asked for where there is one.
///
/// An unknown name, a wrong password, a locked, a closed and an unused account all cost the same work and
/// end in the same error.
pub async fn enter(work: &Work, name: &str, password: &str, origin: &Origin) -> Result<Entered, Error> {
    let rules = rules(work).await?;
    let turn = work.hashing.turn().await?;
    failure::refuse_flood(work, &rules, origin).await?;
    let known = store::account::find_by_name(&mut work.store.read().await?, &sign_in_name(name)).await?;
    let password = typed(password);
    let hash = known.as_ref().and_then(|account| account.password.as_deref());
    let is_right = turn.verify(&password, hash, rules.argon2).await?;
    let account = match admissible(work, known.as_ref(), is_right, &rules) {
        Ok(account) => account,
        Err(why) => {
            failure::note(work, &rules, origin, known.as_ref().map(|account| account.id), why).await?;
            return Err(Error::NotAdmitted);
        }
    };
    let fresh_hash = match hash {
        Some(hash) if is_cheaper(hash, rules.argon2) => {
            Some(turn.hash(&password, work.clock.random(), rules.argon2).await?)
        }
        _ => None,
    };
    drop(turn);
    proceed(work, account, fresh_hash, origin).await
}

/// The account, where its password was right and nothing else stands against it.
fn admissible<'a>(
    work: &Work,
    known: Option<&'a Account>,
    is_right: bool,
    rules: &SignInRules,
) -> Result<&'a Account, Why> {
    let account =
        known.filter(|account| is_right || failure::obstacle(account, rules, work.clock.now()).is_some());
    let account = account.ok_or(Why::Password)?;
    match failure::obstacle(account, rules, work.clock.now()) {
        Some(why) => Err(why),
        None => Ok(account),
    }
}

/// Goes on after a right password; keeps a hash at the present cost where the old one was cheaper.
async fn proceed(
    work: &Work,
    account: &Account,
    fresh_hash: Option<String>,
    origin: &Origin,
) -> Result<Entered, Error> {
    let arrival = Arrival::find(work, account.clone(), origin).await?;
    let mut tx = work.store.write().await?;
    if let (Some(before), Some(after)) = (&account.password, fresh_hash) {
        store::account::rehash(&mut tx, account.id, before, &after).await?;
    }
    if second_step::is_asked(&mut tx, account.id).await? {
        return second_step::await_code(work, tx, &arrival, Means::Password).await;
    }
    begin(work, tx, &arrival, Means::Password, Vec::new()).await.map(Entered::Session)
}

/// A password as it is compared: composed, and never longer than any that can be set.
fn typed(password: &str) -> String {
    let password = text::nfc(password);
    password.chars().take(LONGEST + 1).collect()
}

/// When whoever is signed in set the password; `None` where there is none.
pub async fn set_at(work: &Work, visit: &Visit) -> Result<Option<Timestamp>, Error> {
    let account = store::account::get(&mut work.store.read().await?, visit.session.account).await?;
    Ok(account.password_set_at)
}

/// The name by which whoever is signed in signs in; password stores keep the two together.
pub async fn name_of(work: &Work, visit: &Visit) -> Result<String, Error> {
    let account = store::account::get(&mut work.store.read().await?, visit.session.account).await?;
    Ok(account.sign_in_name)
}

/// Whether setting a password asks for the old one: not where there is none, nor right after a link was used.
pub async fn asks_old(work: &Work, visit: &Visit) -> Result<bool, Error> {
    let account = store::account::get(&mut work.store.read().await?, visit.session.account).await?;
    Ok(account.password.is_some() && !came_by_fresh_link(work, visit))
}

fn came_by_fresh_link(work: &Work, visit: &Visit) -> bool {
    let age = work.clock.now().duration_since(visit.session.created_at);
    visit.session.means == Means::Link && age <= LINK_IS_FRESH
}

/// A password as somebody chooses it.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// The old password, where it is asked for.
    pub old: String,
    /// The new one.
    pub new: String,
    /// The new one once more.
    pub again: String,
}

/// Sets the password of whoever is signed in; every other session and link ends. Gives the session's new secret.
pub async fn set(work: &Work, visit: &Visit, choice: &Choice) -> Result<String, Error> {
    let account = store::account::get(&mut work.store.read().await?, visit.session.account).await?;
    if account.password.is_some() && !came_by_fresh_link(work, visit) {
        prove(work, visit, "old", &choice.old).await?;
    }
    let rules = rules(work).await?;
    let new = text::nfc(&choice.new);
    check(work, visit, &account, &new, &choice.again, &rules).await?;
    let turn = work.hashing.turn().await?;
    let hash = turn.hash(&new, work.clock.random(), rules.argon2).await?;
    drop(turn);
    let mut tx = work.store.write().await?;
    store::account::set_password(&mut tx, account.id, &hash, work.clock.now()).await?;
    store::session::remove_others(&mut tx, account.id, &visit.session.id_sha256).await?;
    store::sign_in_link::remove_of(&mut tx, account.id).await?;
    let session = renew(work, &mut tx, visit).await?;
    work.keep(tx, &visit.actor, [Event::done("password.changed", account.id)]).await?;
    Ok(session)
}

async fn check(
    work: &Work,
    visit: &Visit,
    account: &Account,
    new: &str,
    again: &str,
    rules: &SignInRules,
) -> Result<(), Error> {
    let person = store::person::get(&mut work.store.read().await?, account.person).await?;
    let chooser = Chooser {
        sign_in_name: &account.sign_in_name,
        name: &person.name,
        has_second_factor: has_or_owes_second_factor(visit, rules),
    };
    if let Some(fault) = strength::fault(new, chooser, rules) {
        return Err(Error::Invalid(vec![fault]));
    }
    if new != text::nfc(again) {
        return Err(Error::Invalid(vec![FieldError::new(
            "again",
            "Hai lần nhập mật khẩu mới không giống nhau.",
            "The new password was not typed the same twice.",
        )]));
    }
    Ok(())
}

/// Whether the password will stand beside a second factor: there is one, or nothing goes on without it.
fn has_or_owes_second_factor(visit: &Visit, rules: &SignInRules) -> bool {
    let is_administrator = visit.access.is(domain::AccessRole::Administrator);
    visit.has_second_factor || (is_administrator && rules.administrator_needs_second_factor)
}

/// The fewest characters of a password that whoever is signed in may set.
pub async fn least(work: &Work, visit: &Visit) -> Result<usize, Error> {
    let rules = rules(work).await?;
    Ok(strength::least(has_or_owes_second_factor(visit, &rules), &rules))
}

/// Lets whoever is signed in prove it once more by the password; failures count as when signing in.
pub(super) async fn prove(work: &Work, visit: &Visit, field: &str, password: &str) -> Result<(), Error> {
    let rules = rules(work).await?;
    let origin = &visit.actor.origin;
    let turn = work.hashing.turn().await?;
    failure::refuse_flood(work, &rules, origin).await?;
    let account = store::account::get(&mut work.store.read().await?, visit.session.account).await?;
    let is_right = turn.verify(&typed(password), account.password.as_deref(), rules.argon2).await?;
    drop(turn);
    let Err(why) = admissible(work, Some(&account), is_right, &rules) else { return Ok(()) };
    failure::note(work, &rules, origin, Some(account.id), why).await?;
    Err(Error::Invalid(vec![FieldError::new(
        field,
        "Mật khẩu hiện tại không đúng.",
        "The present password is wrong.",
    )]))
}
