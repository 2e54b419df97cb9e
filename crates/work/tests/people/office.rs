//! A province with two departments and somebody in each seat.

use domain::{
    AccessGrant, AccessRole, Means, Organisation, OrganisationId, OrganisationKind, Person, PersonId, Post,
    PostId, Scope, Tenure, TenureKind, UserId,
};
use jiff::civil::date;
use store::account::Account;
use store::session::Session;
use store::{Options, Store};
use work::access::Access;
use work::sign_in::{self, ADMINISTRATOR, STANDING_OFFICE, Seat};
use work::{Actor, Clock, Error, Work};

pub struct Office {
    pub work: Work,
    /// Whom the first link signs in.
    pub administrator: Actor,
    /// The standing office of the whole installation.
    pub standing: Actor,
    pub province: OrganisationId,
    pub science: OrganisationId,
    pub finance: OrganisationId,
    /// Where the store lies, to look into its tables.
    pub url: String,
    _folder: tempfile::TempDir,
}

impl Office {
    /// On Sunday 22/11/2026.
    pub async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("cotmoc.db").display());
        let store = Store::open(&url, Options::default()).await.unwrap();
        let work = Work::new(store, Clock::fixed("2026-11-22T02:00:00Z".parse().unwrap()));
        let administrator = seated(&work, ADMINISTRATOR).await;
        let office = seated(&work, STANDING_OFFICE).await;
        let province = body(&work, "Tỉnh An Bình", OrganisationKind::Province, None).await;
        let science = body(&work, "Sở Khoa học và Công nghệ", OrganisationKind::Agency, Some(province)).await;
        let finance = body(&work, "Sở Tài chính", OrganisationKind::Agency, Some(province)).await;
        Self { work, administrator, standing: office, province, science, finance, url, _folder: folder }
    }

    /// What somebody may do now.
    pub async fn access(&self, who: &Actor) -> Access {
        let generation = self.work.directory_now().await.unwrap().generation;
        Access::of(&self.work, who.person.unwrap(), generation).await.unwrap()
    }

    pub async fn post(&self, body: Option<OrganisationId>, title: &str) -> PostId {
        let post = Post::new(self.work.clock.id(), body, title);
        let mut tx = self.work.store.write().await.unwrap();
        store::post::add(&mut tx, &post).await.unwrap();
        tx.commit(Vec::new()).await.unwrap();
        post.id
    }

    pub async fn person(&self, name: &str) -> PersonId {
        let person = Person::new(self.work.clock.id(), name, "");
        let mut tx = self.work.store.write().await.unwrap();
        store::person::add(&mut tx, &person).await.unwrap();
        tx.commit(Vec::new()).await.unwrap();
        person.id
    }

    /// Somebody who fills a post that holds a role since 2026 began.
    pub async fn officer(&self, name: &str, post: PostId, role: AccessRole, scope: Scope) -> Actor {
        let person = self.person(name).await;
        let from = date(2026, 1, 1);
        let kind = TenureKind::Holder;
        let tenure = Tenure { post, person, kind, from, to: None, document: String::new() };
        let grant = AccessGrant { id: self.work.clock.id(), post, role, scope, from, to: None, version: 1 };
        let mut tx = self.work.store.write().await.unwrap();
        store::tenure::add(&mut tx, &tenure).await.unwrap();
        store::access_grant::add(&mut tx, &grant).await.unwrap();
        tx.commit(Vec::new()).await.unwrap();
        Actor { person: Some(person), account: None, name: name.into(), ..self.standing.clone() }
    }

    /// Opens an account with a password and a session.
    pub async fn account(&self, person: PersonId, sign_in_name: &str) -> UserId {
        let now = self.work.clock.now();
        let account = Account {
            password: Some("$argon2id$v=19$…".into()),
            password_set_at: Some(now),
            last_sign_in_at: Some(now),
            ..Account::new(self.work.clock.id(), person, sign_in_name, now)
        };
        let session = Session {
            id_sha256: format!("session of {}", account.id),
            account: account.id,
            means: Means::Password,
            address: "10.9.8.7".into(),
            agent: "Firefox".into(),
            created_at: now,
            seen_at: now,
            expires_at: now + jiff::SignedDuration::from_hours(1),
        };
        let mut tx = self.work.store.write().await.unwrap();
        store::account::add(&mut tx, &account).await.unwrap();
        store::session::add(&mut tx, &session).await.unwrap();
        tx.commit(Vec::new()).await.unwrap();
        account.id
    }

    /// Communes below the province, each with a focal officer and a head.
    pub async fn add_communes(&self, count: usize) {
        let from = date(2026, 1, 1);
        let mut tx = self.work.store.write().await.unwrap();
        for n in 0..count {
            let body = a_body(&self.work, &format!("Xã {n}"), OrganisationKind::Commune, Some(self.province));
            store::organisation::add(&mut tx, &body).await.unwrap();
            for role in [AccessRole::FocalOfficer, AccessRole::Head, AccessRole::Viewer] {
                let post = Post::new(self.work.clock.id(), Some(body.id), role.code());
                let person = Person::new(self.work.clock.id(), format!("Người {n} {}", role.code()), "");
                let (kind, document) = (TenureKind::Holder, String::new());
                let tenure = Tenure { post: post.id, person: person.id, kind, from, to: None, document };
                let scope = within(body.id);
                let id = self.work.clock.id();
                let grant = AccessGrant { id, post: post.id, role, scope, from, to: None, version: 1 };
                store::post::add(&mut tx, &post).await.unwrap();
                store::person::add(&mut tx, &person).await.unwrap();
                store::tenure::add(&mut tx, &tenure).await.unwrap();
                store::access_grant::add(&mut tx, &grant).await.unwrap();
            }
        }
        tx.commit(Vec::new()).await.unwrap();
    }

    /// What stands in the audit chain: codes and outcomes, in order.
    pub async fn chain(&self) -> Vec<String> {
        let mut read = self.work.store.read().await.unwrap();
        let entries = store::audit::list_after(&mut read, 0, 10_000).await.unwrap();
        entries.into_iter().map(|e| format!("{} {}", e.entry.event, e.entry.outcome.code())).collect()
    }
}

pub fn within(organisation: OrganisationId) -> Scope {
    Scope { organisation: Some(organisation), ..Scope::default() }
}

/// The fields that a refused form names.
pub fn fields<T: std::fmt::Debug>(result: Result<T, Error>) -> Vec<String> {
    match result.unwrap_err() {
        Error::Invalid(errors) => errors.into_iter().map(|error| error.field).collect(),
        error => panic!("{error}"),
    }
}

async fn seated(work: &Work, seat: Seat) -> Actor {
    let link = sign_in::invite(work, seat).await.unwrap();
    sign_in::invited(work, &link).await.unwrap()
}

async fn body(
    work: &Work,
    name: &str,
    kind: OrganisationKind,
    parent: Option<OrganisationId>,
) -> OrganisationId {
    let body = a_body(work, name, kind, parent);
    let mut tx = work.store.write().await.unwrap();
    store::organisation::add(&mut tx, &body).await.unwrap();
    tx.commit(Vec::new()).await.unwrap();
    body.id
}

fn a_body(work: &Work, name: &str, kind: OrganisationKind, parent: Option<OrganisationId>) -> Organisation {
    Organisation {
        id: work.clock.id(),
        code: None,
        name: name.into(),
        kind,
        parent,
        aliases: Vec::new(),
        valid_from: None,
        valid_to: None,
        successors: Vec::new(),
        version: 1,
    }
}
