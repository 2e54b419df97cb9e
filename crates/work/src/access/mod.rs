//! Who may do what: the policy of [`domain::access`], applied to the bodies, posts and grants on file.
//!
//! What it needs to know is read once and kept as a [`Directory`] until somebody changes it, so that a
//! decision costs no query.

mod directory;
pub mod held;
mod subject;

use std::sync::Arc;

use domain::access::{Relation, Target, reach};
use domain::{
    AccessGrant, AccessRole, Action, DocumentId, FieldId, MemberId, OrganisationId, PersonId, PlanId, Post,
    PostId, Responsibility, Scope,
};

pub use directory::{Directory, Item};
pub use subject::{Subject, inspected, raised, submitted, targets};

use subject::item_target;

use crate::{Error, Work};

/// What a person may do on a day, by the posts filled.
#[derive(Debug, Clone)]
pub struct Access {
    directory: Arc<Directory>,
    person: PersonId,
    grants: Vec<AccessGrant>,
}

impl Access {
    /// What a person may do today.
    pub async fn of(work: &Work, person: PersonId, generation: i64) -> Result<Self, Error> {
        let directory = work.directory(generation).await?;
        let grants = directory.grants_of(person);
        Ok(Self { directory, person, grants })
    }

    /// The picture that decisions are made from.
    pub fn directory(&self) -> &Directory {
        &self.directory
    }

    /// Whether a post is filled by the person.
    pub fn fills(&self, post: PostId) -> bool {
        self.directory.posts_of(self.person).any(|filled| filled.id == post)
    }

    /// The posts that the person fills.
    pub fn posts(&self) -> Vec<PostId> {
        self.directory.posts_of(self.person).map(|filled| filled.id).collect()
    }

    /// The roles held, each with its scope and the post that it hangs on.
    pub fn grants(&self) -> &[AccessGrant] {
        &self.grants
    }

    /// Whether a role is held anywhere.
    pub fn is(&self, role: AccessRole) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }

    /// Whether an action may be done to anything at all.
    pub fn may_somewhere(&self, action: Action) -> bool {
        self.grants.iter().any(|grant| reach(grant.role, action).covers(Relation::Own))
    }

    /// Whether an action may be done to a target.
    pub fn may(&self, action: Action, target: &Target) -> bool {
        self.grant_for(action, target).is_some()
    }

    /// The grant by which an action may be done to a target.
    pub fn grant_for(&self, action: Action, target: &Target) -> Option<&AccessGrant> {
        let parent_of = |id| self.directory.parent(id);
        self.grants
            .iter()
            .find(|grant| reach(grant.role, action).covers(grant.scope.relation(target, parent_of)))
    }

    /// The body for which an action is done as a rule: the scope of the first grant that allows it.
    pub fn home(&self, action: Action) -> Option<OrganisationId> {
        let allows = |grant: &&AccessGrant| reach(grant.role, action).covers(Relation::Own);
        self.grants.iter().find(allows)?.scope.organisation
    }

    /// Whether an action may be done in the whole of a scope: nobody gives away more than is held.
    pub fn may_within(&self, action: Action, scope: &Scope) -> bool {
        let target =
            Target { bodies: scope.organisation.into_iter().collect(), plan: scope.plan, field: scope.field };
        let parent_of = |id| self.directory.parent(id);
        let is_as_narrow = |grant: &AccessGrant| grant.scope.plan.is_none() || grant.scope.plan == scope.plan;
        let allows = |grant: &AccessGrant| {
            reach(grant.role, action).covers(grant.scope.relation(&target, parent_of)) && is_as_narrow(grant)
        };
        self.grants.iter().any(allows)
    }

    /// Whether an indicator or a task is seen, by what it says of who answers for it.
    pub fn sees(&self, plan: PlanId, field: Option<FieldId>, said: &[Responsibility]) -> bool {
        self.may(Action::SeeItem, &self.directory.item_target(plan, field, said))
    }

    /// Whether an indicator or a task is seen.
    pub fn sees_item(&self, item: Subject) -> bool {
        self.may_to_item(Action::SeeItem, item)
    }

    /// Whether an action may be done to an indicator or a task; no question for the database.
    pub fn may_to_item(&self, action: Action, item: Subject) -> bool {
        let item = match item {
            Subject::Indicator(id) => self.directory.indicator(id),
            Subject::Task(id) => self.directory.task(id),
            _ => None,
        };
        item.is_some_and(|item| self.may(action, &item_target(&self.directory, item, action)))
    }

    /// Whether anything at all of a plan is seen.
    pub fn sees_some(&self, plan: PlanId) -> bool {
        self.sees_whole(plan) || self.directory.parts_of(plan).any(|part| self.may(Action::SeeItem, &part))
    }

    /// Whether a document is seen.
    pub fn sees_document(&self, id: DocumentId) -> bool {
        self.directory.document_targets(id).iter().any(|target| self.may(Action::SeeDocument, target))
    }

    /// Whether a committee member is seen.
    pub fn sees_member(&self, id: MemberId) -> bool {
        self.directory.member_target(id).is_some_and(|target| self.may(Action::SeePlan, &target))
    }

    /// Whether a body is seen.
    pub fn sees_body(&self, id: OrganisationId) -> bool {
        self.may(Action::SeeBody, &Target::of_body(id))
    }

    /// Whether every item of a plan is seen, so that its totals may be shown.
    pub fn sees_whole(&self, plan: PlanId) -> bool {
        self.may(Action::SeePlan, &self.directory.plan_target(plan))
    }

    /// The post to be named in histories: the one of a grant, or else the first one filled.
    pub fn post(&self, grant: Option<&AccessGrant>) -> Option<&Post> {
        let id: PostId = grant.or(self.grants.first())?.post;
        self.directory.post(id)
    }
}

impl Work {
    /// The picture for access decisions; read again when `generation` or the day has moved on.
    pub async fn directory(&self, generation: i64) -> Result<Arc<Directory>, Error> {
        self.shelf.see(generation);
        if let Some(known) = self.current_directory(generation) {
            return Ok(known);
        }
        // Whoever finds it out of date waits for the first who reads it again.
        let _reading = self.directory_reading.lock().await;
        if let Some(known) = self.current_directory(generation) {
            return Ok(known);
        }
        let fresh = Arc::new(Directory::read(&mut self.store.read().await?, self.clock.today()).await?);
        self.know_directory(fresh.clone());
        Ok(fresh)
    }

    /// The picture as it stands now, for what has no session: commands and jobs.
    pub async fn directory_now(&self) -> Result<Arc<Directory>, Error> {
        let generation = store::generation::get(&mut self.store.read().await?).await?;
        self.directory(generation).await
    }

    fn current_directory(&self, generation: i64) -> Option<Arc<Directory>> {
        let today = self.clock.today();
        self.known_directory().filter(|known| known.generation >= generation && known.on == today)
    }
}
