//! Signing in: links that work once, and the sessions they start.
//!
//! Secrets are 256 random bits; only their SHA-256 is kept.

use domain::audit::Event;
use domain::{AccessGrant, AccessRole, Means, Person, Post, PostId, Scope, Tenure, TenureKind, UserId};
use jiff::SignedDuration;
use jiff::civil::date;
use store::account::Account;
use store::session::Session;
use store::sign_in_link::SignInLink;

use crate::access::Access;
use crate::{Actor, Error, Origin, Work};

/// How long a link may wait to be used.
const LINK_LASTS: SignedDuration = SignedDuration::from_hours(24);
/// How long a session lasts without a new sign-in.
const SESSION_LASTS: SignedDuration = SignedDuration::from_hours(12);

/// A seat that is there from the start: an account with a post that holds one role everywhere.
#[derive(Debug, Clone, Copy)]
pub struct Seat {
    /// The name that signs in.
    pub sign_in_name: &'static str,
    /// The name shown.
    pub name: &'static str,
    /// The post's title.
    pub post: &'static str,
    /// The role that the post holds.
    pub role: AccessRole,
}

/// Whom the link of a new installation signs in.
pub const ADMINISTRATOR: Seat = Seat {
    sign_in_name: "quantri",
    name: "Quản trị hệ thống",
    post: "Quản trị hệ thống",
    role: AccessRole::Administrator,
};

/// Whom the link of the demonstration signs in.
pub const STANDING_OFFICE: Seat = Seat {
    sign_in_name: "vanphong",
    name: "Cơ quan Thường trực Ban Chỉ đạo",
    post: "Văn phòng Tỉnh ủy",
    role: AccessRole::StandingOffice,
};

/// Who is signed in, by what, and what they may do.
#[derive(Debug, Clone)]
pub struct Visit {
    /// Who acts.
    pub actor: Actor,
    /// What they may do.
    pub access: Access,
    /// The session.
    pub session: Session,
}

impl Visit {
    /// The same, acting by another of the posts filled.
    #[must_use]
    pub fn acting_by(&self, post: PostId) -> Self {
        let mut visit = self.clone();
        if let Some(post) = self.access.directory().post(post) {
            visit.actor.post.clone_from(&post.title);
            visit.actor.post_id = Some(post.id);
        }
        visit
    }
}

/// Makes a link for the account of a seat, which is opened when there is none yet.
pub async fn invite(work: &Work, seat: Seat) -> Result<String, Error> {
    let secret = work.clock.secret();
    let mut tx = work.store.write().await?;
    let account = match store::account::find_by_name(&mut tx, seat.sign_in_name).await? {
        Some(account) => account.id,
        None => open_seat(work, &mut tx, seat).await?,
    };
    store::sign_in_link::remove_spent(&mut tx, work.clock.now()).await?;
    let expires_at = work.clock.now() + LINK_LASTS;
    store::sign_in_link::add(&mut tx, &SignInLink { token_sha256: digest(&secret), account, expires_at })
        .await?;
    work.keep(tx, &Actor::program("cotmoc"), [Event::done("account.invited", account)]).await?;
    Ok(secret)
}

async fn open_seat(work: &Work, tx: &mut store::Write, seat: Seat) -> Result<UserId, Error> {
    let always = date(2025, 1, 1);
    let person = Person::new(work.clock.id(), seat.name, "");
    let post = Post::new(work.clock.id(), None, seat.post);
    let tenure = Tenure {
        post: post.id,
        person: person.id,
        kind: TenureKind::Holder,
        from: always,
        to: None,
        document: String::new(),
    };
    let grant = AccessGrant {
        id: work.clock.id(),
        post: post.id,
        role: seat.role,
        scope: Scope::default(),
        from: always,
        to: None,
        version: 1,
    };
    let account = Account {
        id: work.clock.id(),
        person: person.id,
        sign_in_name: seat.sign_in_name.to_owned(),
        password: None,
        password_set_at: None,
        failures: 0,
        locked_until: None,
        disabled_at: None,
        created_at: work.clock.now(),
        last_sign_in_at: None,
        version: 1,
    };
    store::person::add(tx, &person).await?;
    store::post::add(tx, &post).await?;
    store::tenure::add(tx, &tenure).await?;
    store::access_grant::add(tx, &grant).await?;
    store::account::add(tx, &account).await?;
    Ok(account.id)
}

/// Whom a link would sign in: the name and the post; looking does not use it up.
pub async fn invited(work: &Work, secret: &str) -> Result<Actor, Error> {
    let mut read = work.store.read().await?;
    let account = store::sign_in_link::find(&mut read, &digest(secret), work.clock.now()).await?;
    let account = store::account::get(&mut read, account.ok_or(Error::SignIn)?).await?;
    let person = store::person::get(&mut read, account.person).await?;
    drop(read);
    let directory = work.directory_now().await?;
    let post = directory.posts_of(person.id).next();
    Ok(Actor {
        account: Some(account.id),
        person: Some(person.id),
        name: person.name,
        post: post.map(|post| post.title.clone()).unwrap_or_default(),
        post_id: post.map(|post| post.id),
        origin: Origin::default(),
    })
}

/// Uses a link up and starts a session; gives the session's secret.
pub async fn accept(work: &Work, link_secret: &str, origin: &Origin) -> Result<String, Error> {
    let now = work.clock.now();
    let actor = Actor { origin: origin.clone(), ..invited(work, link_secret).await? };
    let mut tx = work.store.write().await?;
    let account =
        store::sign_in_link::redeem(&mut tx, &digest(link_secret), now).await?.ok_or(Error::SignIn)?;
    store::session::remove_ended(&mut tx, now).await?;
    let secret = work.clock.secret();
    let session = Session {
        id_sha256: digest(&secret),
        account,
        means: Means::Link,
        address: origin.address.clone(),
        agent: origin.agent.clone(),
        created_at: now,
        seen_at: now,
        expires_at: now + SESSION_LASTS,
    };
    store::session::add(&mut tx, &session).await?;
    work.keep(tx, &actor, [Event::done("session.begun", account)]).await?;
    Ok(secret)
}

/// Who is signed in by a session, if it has not ended.
pub async fn session(work: &Work, secret: &str, origin: &Origin) -> Result<Option<Visit>, Error> {
    let mut read = work.store.read().await?;
    let found = store::session::find(&mut read, &digest(secret), work.clock.now()).await?;
    drop(read);
    let Some(signed) = found else { return Ok(None) };
    let access = Access::of(work, signed.person, signed.generation).await?;
    let post = access.post(None).or_else(|| access.directory().posts_of(signed.person).next());
    let actor = Actor {
        account: Some(signed.session.account),
        person: Some(signed.person),
        name: signed.name,
        post: post.map(|post| post.title.clone()).unwrap_or_default(),
        post_id: post.map(|post| post.id),
        origin: origin.clone(),
    };
    Ok(Some(Visit { actor, access, session: signed.session }))
}

/// Ends a session.
pub async fn leave(work: &Work, actor: &Actor, secret: &str) -> Result<(), Error> {
    let mut tx = work.store.write().await?;
    store::session::remove(&mut tx, &digest(secret)).await?;
    let account = actor.account.map(|id| id.to_string()).unwrap_or_default();
    work.keep(tx, actor, [Event::done("session.ended", account)]).await
}

fn digest(secret: &str) -> String {
    domain::audit::sha256_hex(secret.as_bytes())
}
