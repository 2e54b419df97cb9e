//! The verbs that pages, command line and jobs share.
//!
//! Each verb takes the [`Work`] handle (store and clock) and, where it changes
//! something, the [`Actor`]; it does one thing in one transaction and returns a
//! value that a page or a command can show.

pub mod access;
pub mod accounts;
pub mod audit;
pub mod bodies;
pub mod calendars;
pub mod charts;
pub mod clock;
pub mod closing;
pub mod committee;
pub mod consolidation;
pub mod demo;
pub mod difficulties;
pub mod documents;
pub mod error;
pub mod fields;
pub mod files;
pub mod flow;
pub mod grants;
pub mod home;
pub mod import;
pub mod indicators;
pub mod inspections;
pub mod jobs;
pub mod mail;
pub mod notices;
pub mod observe;
pub mod organisations;
pub mod overview;
pub mod people;
pub mod periods;
pub mod plans;
pub mod posts;
pub mod publish;
pub mod report_lines;
pub mod reports;
pub mod settings;
pub mod sign_in;
pub mod silence;
pub mod special_days;
pub mod submissions;
pub mod tasks;
pub mod tracked;
pub mod vault;
pub mod verification;
pub mod workbooks;

use std::sync::{Arc, PoisonError, RwLock};

use domain::audit::Event;
use domain::{PersonId, PostId, UserId};
use store::{Store, Write};

use access::Directory;
use sign_in::hashing::Hashing;

pub use clock::Clock;
pub use domain::entry::typed_day;
pub use domain::{FieldError, Lang, Severity};
pub use error::Error;
pub use vault::Vault;

/// What every verb works with.
#[derive(Clone)]
pub struct Work {
    /// Where everything is kept.
    pub store: Store,
    /// The time, new ids and secrets.
    pub clock: Clock,
    vault: Vault,
    hashing: Hashing,
    directory: Arc<RwLock<Option<Arc<Directory>>>>,
    directory_reading: Arc<tokio::sync::Mutex<()>>,
    shelf: Arc<settings::Shelf>,
    post_office: Option<mail::PostOffice>,
    typesetter: Option<reports::Typesetter>,
    files: Option<files::Files>,
}

impl Work {
    /// Joins a store and a clock; what is sealed can be read as long as this handle or a clone of it lives.
    pub fn new(store: Store, clock: Clock) -> Self {
        Self {
            store,
            clock,
            vault: Vault::passing(clock),
            hashing: Hashing::default(),
            directory: Arc::default(),
            directory_reading: Arc::default(),
            shelf: Arc::default(),
            post_office: None,
            typesetter: None,
            files: None,
        }
    }

    /// The same with a vault whose key lasts.
    #[must_use]
    pub fn with_vault(self, vault: Vault) -> Self {
        Self { vault, ..self }
    }

    /// The same with a way to send mail.
    #[must_use]
    pub fn with_post_office(self, office: mail::PostOffice) -> Self {
        Self { post_office: Some(office), ..self }
    }

    /// What sends mail; none where no mail server was named.
    pub fn post_office(&self) -> Option<&mail::PostOffice> {
        self.post_office.as_ref()
    }

    /// The same with what sets reports as PDF.
    #[must_use]
    pub fn with_typesetter(self, typesetter: reports::Typesetter) -> Self {
        Self { typesetter: Some(typesetter), ..self }
    }

    /// The same with a folder for evidence files.
    #[must_use]
    pub fn with_files(self, files: files::Files) -> Self {
        Self { files: Some(files), ..self }
    }

    /// Where evidence files lie; without such a folder evidence is given as links.
    pub fn files(&self) -> Option<&files::Files> {
        self.files.as_ref()
    }

    fn known_directory(&self) -> Option<Arc<Directory>> {
        self.directory.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn know_directory(&self, directory: Arc<Directory>) {
        *self.directory.write().unwrap_or_else(PoisonError::into_inner) = Some(directory);
    }

    /// Keeps what a verb changed, and enters in the audit chain who did it.
    pub(crate) async fn keep(
        &self,
        tx: Write,
        actor: &Actor,
        events: impl IntoIterator<Item = Event>,
    ) -> Result<(), Error> {
        let records = events.into_iter().map(|event| self.record(actor, event)).collect();
        Ok(tx.commit(records).await?)
    }

    /// Enters what happened without a change, such as a denied attempt.
    pub async fn note(&self, actor: &Actor, event: Event) -> Result<(), Error> {
        let tx = self.store.write().await?;
        self.keep(tx, actor, [event]).await
    }

    fn record(&self, actor: &Actor, event: Event) -> store::audit::Record {
        store::audit::Record {
            event,
            at: self.clock.now(),
            account: actor.account,
            post: actor.post_id,
            acting_as: actor.post.clone(),
            address: actor.origin.address.clone(),
            agent: actor.origin.agent.clone(),
            salt: self.clock.secret(),
        }
    }
}

/// Who acts (người thực hiện): an account, by the name and post shown in histories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The account; `None` for the program itself, or for someone who is not signed in.
    pub account: Option<UserId>,
    /// Whose account it is.
    pub person: Option<PersonId>,
    /// The name shown.
    pub name: String,
    /// The post acted by: its title, which stands in the ledger beside what was done.
    pub post: String,
    /// The post acted by.
    pub post_id: Option<PostId>,
    /// From where.
    pub origin: Origin,
}

/// From where somebody acts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// The network address; empty for the program itself.
    pub address: String,
    /// The browser or program.
    pub agent: String,
}

impl Actor {
    /// The program itself, by the name of the command or job.
    pub fn program(name: &str) -> Self {
        Self {
            account: None,
            person: None,
            name: name.to_owned(),
            post: name.to_owned(),
            post_id: None,
            origin: Origin { address: String::new(), agent: name.to_owned() },
        }
    }

    /// Somebody who is not signed in.
    pub fn stranger(origin: Origin) -> Self {
        Self { account: None, person: None, name: String::new(), post: String::new(), post_id: None, origin }
    }
}
