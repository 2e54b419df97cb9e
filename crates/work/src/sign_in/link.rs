//! Links that sign in once: invitations, a new start after a lost password, the first administrator.

use domain::audit::Event;
use domain::{AccessRole, Means, Post, Scope, UserId};
use jiff::SignedDuration;
use jiff::civil::date;
use store::account::Account;
use store::sign_in_link::SignInLink;

use super::second_step::Entered;
use super::session::{Arrival, begin};
use super::{ADMINISTRATOR, Seat, digest, rules, second_step};
use crate::accounts::{self, Seated};
use crate::{Actor, Error, Origin, Work};

/// Makes a link for the account of a seat, which is opened when there is none yet.
pub async fn invite(work: &Work, seat: Seat) -> Result<String, Error> {
    let mut tx = work.store.write().await?;
    let account = match store::account::find_by_name(&mut tx, seat.sign_in_name).await? {
        Some(account) => account.id,
        None => open_seat(work, &mut tx, seat).await?,
    };
    make(work, tx, &Actor::program("cotmoc"), account).await
}

/// Makes a link for the first administrator, as long as no administrator can sign in otherwise.
pub async fn invite_first_administrator(work: &Work) -> Result<Option<String>, Error> {
    let directory = work.directory_now().await?;
    let settled = store::account::list_settled(&mut work.store.read().await?).await?;
    let is_administrator = |account: &Account| {
        directory.grants_of(account.person).iter().any(|grant| grant.role == AccessRole::Administrator)
    };
    if settled.iter().any(is_administrator) { Ok(None) } else { invite(work, ADMINISTRATOR).await.map(Some) }
}

/// Makes a link for an account by its sign-in name; `None` when there is none of that name.
pub async fn send_by_name(work: &Work, actor: &Actor, name: &str) -> Result<Option<String>, Error> {
    let name = super::sign_in_name(name);
    let account = store::account::find_by_name(&mut work.store.read().await?, &name).await?;
    match account {
        Some(account) => send(work, actor, account.id).await.map(Some),
        None => Ok(None),
    }
}

/// Makes a link for an account: an invitation, or a new start for whoever lost the password.
pub async fn send(work: &Work, actor: &Actor, account: UserId) -> Result<String, Error> {
    let tx = work.store.write().await?;
    make(work, tx, actor, account).await
}

/// Makes the one link that an account has; an earlier one is worth nothing from then on.
async fn make(work: &Work, mut tx: store::Write, actor: &Actor, account: UserId) -> Result<String, Error> {
    let hours = rules(work).await?.invitation_hours;
    let (now, secret) = (work.clock.now(), work.clock.secret());
    store::sign_in_link::remove_spent(&mut tx, now).await?;
    store::sign_in_link::remove_of(&mut tx, account).await?;
    let expires_at = now + SignedDuration::from_hours(i64::from(hours));
    let link = SignInLink { token_sha256: digest(&secret), account, expires_at };
    store::sign_in_link::add(&mut tx, &link).await?;
    work.keep(tx, actor, [Event::done("account.invited", account)]).await?;
    Ok(secret)
}

async fn open_seat(work: &Work, tx: &mut store::Write, seat: Seat) -> Result<UserId, Error> {
    let Seat { sign_in_name, name, role, .. } = seat;
    let post = Post::new(work.clock.id(), None, seat.post);
    store::post::add(tx, &post).await?;
    let (post, scope, from) = (post.id, Scope::default(), date(2025, 1, 1));
    accounts::seat(work, tx, &Seated { sign_in_name, name, post, role, scope, from }).await
}

/// Whom a link would sign in: the name and the post; looking does not use it up.
pub async fn invited(work: &Work, secret: &str) -> Result<Actor, Error> {
    Ok(arrival(work, secret, &Origin::default()).await?.actor)
}

async fn arrival(work: &Work, secret: &str, origin: &Origin) -> Result<Arrival, Error> {
    let mut read = work.store.read().await?;
    let account = store::sign_in_link::find(&mut read, &digest(secret), work.clock.now()).await?;
    let account = store::account::get(&mut read, account.ok_or(Error::SignIn)?).await?;
    drop(read);
    if account.disabled_at.is_some() {
        return Err(Error::SignIn);
    }
    Arrival::find(work, account, origin).await
}

/// Uses a link up: a session begins, or the second factor is asked for where there is one.
pub async fn accept(work: &Work, secret: &str, origin: &Origin) -> Result<Entered, Error> {
    let now = work.clock.now();
    let arrival = arrival(work, secret, origin).await?;
    let mut tx = work.store.write().await?;
    store::sign_in_link::redeem(&mut tx, &digest(secret), now).await?.ok_or(Error::SignIn)?;
    if second_step::is_asked(&mut tx, arrival.account.id).await? {
        return second_step::await_code(work, tx, &arrival, Means::Link).await;
    }
    begin(work, tx, &arrival, Means::Link, Vec::new()).await.map(Entered::Session)
}
