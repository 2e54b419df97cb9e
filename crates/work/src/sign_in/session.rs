//! Sessions: begun when somebody has proved who it is, locked when idle, ended at the latest after a day's work.

use domain::access::Means;
use domain::audit::Event;
use domain::rules::SignInRules;
use domain::{AccessRole, UserId};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use store::account::Account;
use store::session::{Session, Signed};

use super::{digest, rules};
use crate::access::Access;
use crate::sign_in::Visit;
use crate::{Actor, Error, Origin, Work};

/// That a session is used is noted once in so many seconds.
const NOTED_EVERY: SignedDuration = SignedDuration::from_secs(60);
/// Sessions that ended by time are remembered so long, to tell why.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(24);

/// What somebody who is signed in must do before anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duty {
    /// Set a password: the link that signed in works once.
    SetPassword,
    /// Enrol a second factor, which the rules ask for.
    EnrolSecondFactor,
}

/// An account whose owner stands at the door, and as whom it would act.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// The account.
    pub account: Account,
    /// As whom it would act.
    pub actor: Actor,
    /// Whether a role it holds is the administrator's.
    pub is_administrator: bool,
    rules: SignInRules,
}

impl Arrival {
    /// Looks up as whom an account would act today.
    pub async fn find(work: &Work, account: Account, origin: &Origin) -> Result<Self, Error> {
        let rules = rules(work).await?;
        let mut read = work.store.read().await?;
        let person = store::person::get(&mut read, account.person).await?;
        let generation = store::generation::get(&mut read).await?;
        drop(read);
        let access = Access::of(work, person.id, generation).await?;
        let actor = actor(&access, account.id, person.id, person.name, origin);
        Ok(Self { account, actor, is_administrator: access.is(AccessRole::Administrator), rules })
    }
}

/// Starts a session for somebody who has proved to be whom the account belongs to, and keeps what else `tx`
/// changed; gives the session's secret. Every means of signing in ends here.
///
/// An account that was closed or locked meanwhile is refused; a link, a passkey or a provider's word is
/// taken in spite of a lock, which guards the password and its code.
pub(crate) async fn begin(
    work: &Work,
    mut tx: store::Write,
    arrival: &Arrival,
    means: Means,
    mut events: Vec<Event>,
) -> Result<String, Error> {
    let (now, account) = (work.clock.now(), arrival.account.id);
    let minds_lock = matches!(means, Means::Password | Means::Totp | Means::RecoveryCode);
    if !store::account::admit(&mut tx, account, now, minds_lock).await? {
        return Err(Error::NotAdmitted);
    }
    store::session::remove_ended(&mut tx, now - REMEMBERED).await?;
    store::sign_in_step::remove_ended(&mut tx, now).await?;
    let idle = idle(&mut tx, means, arrival.is_administrator, &arrival.rules).await?;
    let secret = work.clock.secret();
    let session = Session {
        id_sha256: digest(&secret),
        account,
        means,
        address: arrival.actor.origin.address.clone(),
        agent: arrival.actor.origin.agent.clone(),
        created_at: now,
        seen_at: now,
        expires_at: ends(now, now, idle, &arrival.rules),
    };
    store::session::add(&mut tx, &session).await?;
    events.push(Event::done("session.begun", account).added(&json!({ "means": means.code() })));
    work.keep(tx, &arrival.actor, events).await?;
    Ok(secret)
}

/// After how long without use a session is locked; the link of a demonstration signs in for as long as any,
/// since nobody there has a password to come back by.
async fn idle(
    read: &mut store::Read,
    means: Means,
    is_administrator: bool,
    rules: &SignInRules,
) -> Result<SignedDuration, Error> {
    if means == Means::Link && crate::demo::is_loaded_in(read).await? {
        return Ok(SignedDuration::from_hours(i64::from(rules.session_hours)));
    }
    let minutes = if is_administrator { rules.idle_minutes_administrator } else { rules.idle_minutes };
    Ok(SignedDuration::from_mins(i64::from(minutes)))
}

/// When a session ends: idle too long, or at the end of the time that any may last.
fn ends(begun: Timestamp, seen: Timestamp, idle: SignedDuration, rules: &SignInRules) -> Timestamp {
    let longest = begun + SignedDuration::from_hours(i64::from(rules.session_hours));
    longest.min(seen + idle)
}

/// Who is signed in by a session, if it has not ended.
pub async fn session(work: &Work, secret: &str, origin: &Origin) -> Result<Option<Visit>, Error> {
    let now = work.clock.now();
    let mut read = work.store.read().await?;
    let found = store::session::find(&mut read, &digest(secret), now).await?;
    drop(read);
    let Some(signed) = found else { return Ok(None) };
    let access = Access::of(work, signed.person, signed.generation).await?;
    let rules = rules(work).await?;
    let is_administrator = access.is(AccessRole::Administrator);
    let session = &signed.session;
    if NOTED_EVERY <= now.duration_since(session.seen_at) {
        let idle = idle(&mut work.store.read().await?, session.means, is_administrator, &rules).await?;
        let expires_at = ends(session.created_at, now, idle, &rules);
        touch(work, &session.id_sha256, now, expires_at).await;
    }
    let owed = owed(&signed, is_administrator, &rules);
    let duty = if owed.is_some() && crate::demo::is_loaded(work).await? { None } else { owed };
    let actor = actor(&access, session.account, signed.person, signed.name, origin);
    Ok(Some(Visit {
        actor,
        access,
        session: signed.session,
        duty,
        has_second_factor: signed.has_second_factor,
    }))
}

/// Notes that a session is used; a database that is busy may be told the next time.
async fn touch(work: &Work, id_sha256: &str, now: Timestamp, expires_at: Timestamp) {
    let noted = async {
        let mut tx = work.store.write().await?;
        store::session::touch(&mut tx, id_sha256, now, expires_at).await?;
        tx.commit_unrecorded().await
    };
    if let Err(error) = noted.await {
        tracing::warn!(%error, "that a session is used could not be noted");
    }
}

/// What the rules ask of whoever is signed in before anything else.
fn owed(signed: &Signed, is_administrator: bool, rules: &SignInRules) -> Option<Duty> {
    let means = signed.session.means;
    if means == Means::Link && !signed.has_password {
        return Some(Duty::SetPassword);
    }
    let is_single = matches!(means, Means::Link | Means::Password);
    let needs = is_administrator && rules.administrator_needs_second_factor;
    (needs && is_single && !signed.has_second_factor).then_some(Duty::EnrolSecondFactor)
}

/// Whether a secret was that of a session which was locked since nobody used it, not long ago.
pub async fn was_idle(work: &Work, secret: &str) -> Result<bool, Error> {
    let hours = i64::from(rules(work).await?.session_hours);
    let mut read = work.store.read().await?;
    let ended = store::session::find_ended(&mut read, &digest(secret), work.clock.now()).await?;
    Ok(ended
        .is_some_and(|session| session.expires_at < session.created_at + SignedDuration::from_hours(hours)))
}

/// The sessions of whoever is signed in, the last used first.
pub async fn list(work: &Work, visit: &Visit) -> Result<Vec<Session>, Error> {
    let mut read = work.store.read().await?;
    Ok(store::session::list(&mut read, visit.session.account, work.clock.now()).await?)
}

/// Ends a session: the one of a secret.
pub async fn leave(work: &Work, actor: &Actor, secret: &str) -> Result<(), Error> {
    let mut tx = work.store.write().await?;
    store::session::remove(&mut tx, &digest(secret)).await?;
    let account = actor.account.map(|id| id.to_string()).unwrap_or_default();
    work.keep(tx, actor, [Event::done("session.ended", account)]).await
}

/// Ends one of the sessions of whoever is signed in; of somebody else's nothing is told.
pub async fn end(work: &Work, visit: &Visit, id_sha256: &str) -> Result<(), Error> {
    let account = visit.session.account;
    let mut tx = work.store.write().await?;
    if store::session::remove_own(&mut tx, account, id_sha256).await? == 0 {
        return Ok(());
    }
    work.keep(tx, &visit.actor, [Event::done("session.ended", account).because("elsewhere")]).await
}

/// Ends every session of whoever is signed in but the one in use.
pub async fn end_others(work: &Work, visit: &Visit) -> Result<(), Error> {
    let account = visit.session.account;
    let mut tx = work.store.write().await?;
    let ended = store::session::remove_others(&mut tx, account, &visit.session.id_sha256).await?;
    let event = Event::done("session.ended", account).because("others").added(&json!({ "sessions": ended }));
    work.keep(tx, &visit.actor, [event]).await
}

/// Gives the session in use a new secret, since it is now trusted with more; the old one is worth nothing.
pub(crate) async fn renew(work: &Work, tx: &mut store::Write, visit: &Visit) -> Result<String, Error> {
    let secret = work.clock.secret();
    let is_there =
        store::session::rename(tx, &visit.session.id_sha256, &digest(&secret), work.clock.now()).await?;
    if is_there { Ok(secret) } else { Err(Error::SignIn) }
}

fn actor(access: &Access, account: UserId, person: domain::PersonId, name: String, origin: &Origin) -> Actor {
    let post = access.post(None).or_else(|| access.directory().posts_of(person).next());
    Actor {
        account: Some(account),
        person: Some(person),
        name,
        post: post.map(|post| post.title.clone()).unwrap_or_default(),
        post_id: post.map(|post| post.id),
        origin: origin.clone(),
    }
}
