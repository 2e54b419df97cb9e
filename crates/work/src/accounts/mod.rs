//! Accounts, as an administrator keeps them: who can sign in, how they stand, by which posts they act.

mod change;
mod open;
mod seat;
mod setup;

use std::collections::HashMap;

use domain::access::Target;
use domain::{
    AccessGrant, AccessRole, Action, Organisation, OrganisationId, Person, PersonId, Post, SignInRules,
    Tenure, UserId,
};
use jiff::Timestamp;
use store::Read;
use store::account::Account;
use store::session::Session;

use crate::access::Access;
use crate::sign_in::failure::is_unused;
use crate::{Error, Work, settings};

pub use change::{disable, enable, end_sessions, remove_second_factor, unlock};
pub use open::{Opening, open};
pub(crate) use seat::{Seated, seat};
pub use setup::{Setup, setup};

/// How an account stands (trạng thái tài khoản).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AccountState {
    /// Đã mời, chưa đăng nhập.
    Invited,
    /// Đang dùng.
    Active,
    /// Tạm khóa do nhập sai.
    Locked,
    /// Lâu không dùng: refused until a new link is sent.
    Unused,
    /// Đã đóng.
    Disabled,
}

impl AccountState {
    /// Every state.
    pub const ALL: [AccountState; 5] = [
        AccountState::Invited,
        AccountState::Active,
        AccountState::Locked,
        AccountState::Unused,
        AccountState::Disabled,
    ];

    /// The word used in addresses and texts.
    pub fn code(self) -> &'static str {
        match self {
            AccountState::Invited => "invited",
            AccountState::Active => "active",
            AccountState::Locked => "locked",
            AccountState::Unused => "unused",
            AccountState::Disabled => "disabled",
        }
    }

    /// How an account stands at an instant.
    pub fn of(account: &Account, rules: &SignInRules, now: Timestamp) -> Self {
        if account.disabled_at.is_some() {
            AccountState::Disabled
        } else if account.locked_until.is_some_and(|until| now < until) {
            AccountState::Locked
        } else if is_unused(account, rules, now) {
            AccountState::Unused
        } else if account.last_sign_in_at.is_none() {
            AccountState::Invited
        } else {
            AccountState::Active
        }
    }
}

/// An account in the list.
#[derive(Debug, Clone)]
pub struct AccountLine {
    /// The account.
    pub account: Account,
    /// The person's name.
    pub name: String,
    /// How it stands.
    pub state: AccountState,
    /// The titles of the posts filled today, each with its body.
    pub posts: Vec<String>,
    /// The roles held today.
    pub roles: Vec<AccessRole>,
}

/// The accounts within reach whose name, person or post holds the words, in any state or in one.
pub async fn list(
    work: &Work,
    access: &Access,
    words: &str,
    state: Option<AccountState>,
) -> Result<Vec<AccountLine>, Error> {
    let rules = settings::sign_in_rules(work).await?;
    let directory = access.directory();
    let mut read = work.store.read().await?;
    let people: HashMap<PersonId, String> =
        store::person::list(&mut read).await?.into_iter().map(|person| (person.id, person.name)).collect();
    let bodies = names_of_bodies(&mut read).await?;
    let mut lines = Vec::new();
    for account in store::account::list(&mut read).await? {
        if !is_within(&mut read, access, account.person).await? {
            continue;
        }
        let posts: Vec<String> =
            directory.posts_of(account.person).map(|post| with_body(post, &bodies)).collect();
        let held = directory.grants_of(account.person);
        let holds_role = |role: &AccessRole| held.iter().any(|grant| grant.role == *role);
        let held_roles = AccessRole::ALL.iter().copied().filter(holds_role).collect();
        let name = people.get(&account.person).cloned().unwrap_or_default();
        let state = AccountState::of(&account, &rules, work.clock.now());
        lines.push(AccountLine { account, name, state, posts, roles: held_roles });
    }
    let words = domain::text::fold(words);
    lines.retain(|line| state.is_none_or(|state| line.state == state) && holds(line, &words));
    lines.sort_by_cached_key(|line| domain::text::fold(&line.name));
    Ok(lines)
}

fn holds(line: &AccountLine, words: &str) -> bool {
    let all = [&line.name, &line.account.sign_in_name].into_iter().chain(&line.posts);
    let text = domain::text::fold(&all.map(String::as_str).collect::<Vec<_>>().join(" "));
    words.split_whitespace().all(|word| text.contains(word))
}

async fn names_of_bodies(read: &mut Read) -> Result<HashMap<OrganisationId, String>, Error> {
    Ok(store::organisation::list(read).await?.into_iter().map(|body| (body.id, body.name)).collect())
}

fn with_body(post: &Post, bodies: &HashMap<OrganisationId, String>) -> String {
    match post.organisation.and_then(|id| bodies.get(&id)) {
        Some(body) => format!("{}, {body}", post.title),
        None => post.title.clone(),
    }
}

/// Whether an account lies within reach: by any post that its person fills or ever filled.
async fn is_within(read: &mut Read, access: &Access, person: PersonId) -> Result<bool, Error> {
    if access.may(Action::ManageAccounts, &Target::default()) {
        return Ok(true);
    }
    let mut bodies = Vec::new();
    for tenure in store::tenure::list_of_person(read, person).await? {
        bodies.extend(access.directory().post(tenure.post).and_then(|post| post.organisation));
    }
    Ok(access.may(Action::ManageAccounts, &Target { bodies, ..Target::default() }))
}

/// A post that a person fills, filled or will fill, with what it is trusted with.
#[derive(Debug, Clone)]
pub struct HeldPost {
    /// The post.
    pub post: Post,
    /// The name of its body; empty where it has none.
    pub body: String,
    /// From when to when, and by what right.
    pub tenure: Tenure,
    /// The roles of the post that have not ended.
    pub grants: Vec<AccessGrant>,
}

impl HeldPost {
    /// Whether it administers and answers for figures as well: one should watch over the other.
    pub fn is_mixed(&self) -> bool {
        let administers = |grant: &AccessGrant| grant.role == AccessRole::Administrator;
        self.grants.iter().any(administers) && !self.grants.iter().all(administers)
    }
}

/// What an account signs in by besides a password.
#[derive(Debug, Clone, Default)]
pub struct Factors {
    /// Whether codes of an authenticator are asked for.
    pub has_totp: bool,
    /// How many recovery codes are left.
    pub recovery_codes: usize,
    /// The names of its passkeys.
    pub passkeys: Vec<String>,
    /// The OpenID providers it is known to.
    pub providers: Vec<String>,
}

impl Factors {
    /// Whether there is anything to remove.
    pub fn is_any(&self) -> bool {
        self.has_totp || !self.passkeys.is_empty()
    }
}

/// Everything the page of one account shows.
#[derive(Debug, Clone)]
pub struct AccountPage {
    /// The account.
    pub account: Account,
    /// Whose it is.
    pub person: Person,
    /// How it stands.
    pub state: AccountState,
    /// The posts of the person, the latest first.
    pub posts: Vec<HeldPost>,
    /// The sessions that have not ended.
    pub sessions: Vec<Session>,
    /// What it signs in by.
    pub factors: Factors,
}

/// Loads the page of one account.
pub async fn page(work: &Work, id: UserId) -> Result<AccountPage, Error> {
    let rules = settings::sign_in_rules(work).await?;
    let now = work.clock.now();
    let mut read = work.store.read().await?;
    let account = store::account::get(&mut read, id).await?;
    Ok(AccountPage {
        person: store::person::get(&mut read, account.person).await?,
        state: AccountState::of(&account, &rules, now),
        posts: posts(work, &mut read, account.person).await?,
        sessions: store::session::list(&mut read, id, now).await?,
        factors: factors(&mut read, id).await?,
        account,
    })
}

async fn posts(work: &Work, read: &mut Read, person: PersonId) -> Result<Vec<HeldPost>, Error> {
    let today = work.clock.today();
    let mut posts = Vec::new();
    for tenure in store::tenure::list_of_person(read, person).await?.into_iter().rev() {
        let post = store::post::get(read, tenure.post).await?;
        let mut grants = store::access_grant::list_of_post(read, post.id).await?;
        grants.retain(|grant| grant.to.is_none_or(|to| today <= to));
        let body = match post.organisation {
            Some(id) => store::organisation::get(read, id).await?.name,
            None => String::new(),
        };
        posts.push(HeldPost { post, body, tenure, grants });
    }
    Ok(posts)
}

async fn factors(read: &mut Read, account: UserId) -> Result<Factors, Error> {
    let totp = store::totp::find(read, account).await?;
    let codes = store::recovery_code::count_left(read, account).await?;
    let passkeys = store::passkey::list(read, account).await?;
    let identities = store::identity::list(read, account).await?;
    Ok(Factors {
        has_totp: totp.is_some_and(|totp| totp.confirmed_at.is_some()),
        recovery_codes: usize::try_from(codes).unwrap_or_default(),
        passkeys: passkeys.into_iter().map(|passkey| passkey.name).collect(),
        providers: identities.into_iter().map(|identity| identity.issuer).collect(),
    })
}

/// What can be chosen when an account is opened.
#[derive(Debug, Clone)]
pub struct Choices {
    /// Persons within reach who have no account.
    pub people: Vec<Person>,
    /// Posts within reach, each with its body in words.
    pub posts: Vec<(Post, String)>,
    /// Bodies within reach.
    pub bodies: Vec<Organisation>,
    /// Every plan.
    pub plans: Vec<domain::Plan>,
    /// Every field.
    pub fields: Vec<domain::Field>,
    /// Whether the whole installation is within reach.
    pub reaches_all: bool,
}

/// Gathers what can be chosen when an account is opened.
pub async fn choices(work: &Work, access: &Access) -> Result<Choices, Error> {
    let today = work.clock.today();
    let reaches_all = access.may(Action::ManageAccounts, &Target::default());
    let mut read = work.store.read().await?;
    let mut bodies = store::organisation::list(&mut read).await?;
    bodies.retain(|body| {
        body.exists_on(today) && access.may(Action::ManageAccounts, &Target::of_body(body.id))
    });
    let names = names_of_bodies(&mut read).await?;
    let is_reached = |post: &Post| {
        let target = Target { bodies: post.organisation.into_iter().collect(), ..Target::default() };
        post.abolished_on.is_none_or(|day| today <= day) && access.may(Action::ManageAccounts, &target)
    };
    let posts = store::post::list(&mut read).await?.into_iter().filter(is_reached);
    let posts = posts.map(|post| (post.clone(), with_body(&post, &names))).collect();
    let mut people = Vec::new();
    for person in store::person::list(&mut read).await? {
        let is_free = store::account::find_of_person(&mut read, person.id).await?.is_none();
        if is_free && is_within(&mut read, access, person.id).await? {
            people.push(person);
        }
    }
    let plans = store::plan::list(&mut read).await?;
    let fields = store::field::list(&mut read).await?;
    Ok(Choices { people, posts, bodies, plans, fields, reaches_all })
}
