//! The picture that access is decided from: bodies, posts, who fills them, grants, and whose items are.

use std::collections::HashMap;

use domain::access::Target;
use domain::{
    AccessGrant, DocumentId, FieldId, IndicatorId, MemberId, OrganisationId, PersonId, Plan, PlanId, Post,
    PostId, Responsibility, Role, TaskId,
};
use jiff::civil::Date;
use store::Read;

use crate::{Error, observe};

/// Whose an indicator or a task is.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its plan.
    pub plan: PlanId,
    /// Its field.
    pub field: Option<FieldId>,
    /// The bodies named in any role.
    pub named: Vec<OrganisationId>,
    /// The bodies that lead it or carry it out.
    pub answering: Vec<OrganisationId>,
}

impl Item {
    fn of(plan: PlanId, field: Option<FieldId>, said: &[Responsibility]) -> Self {
        let bodies = |wanted: fn(Role) -> bool| {
            said.iter().filter(|r| wanted(r.role)).filter_map(|r| r.organisation).collect()
        };
        Self {
            plan,
            field,
            named: bodies(|_| true),
            answering: bodies(|role| matches!(role, Role::Lead | Role::Implementer)),
        }
    }
}

/// What access is decided from, as it stood at one generation.
#[derive(Debug, Default)]
pub struct Directory {
    /// Which state of the store it shows; see [`store::generation`].
    pub generation: i64,
    /// The day on which tenures and grants were looked at.
    pub on: Date,
    parents: HashMap<OrganisationId, OrganisationId>,
    posts: HashMap<PostId, Post>,
    filled: HashMap<PersonId, Vec<PostId>>,
    grants: HashMap<PostId, Vec<AccessGrant>>,
    owners: HashMap<PlanId, OrganisationId>,
    indicators: HashMap<IndicatorId, Item>,
    tasks: HashMap<TaskId, Item>,
    documents: HashMap<DocumentId, Vec<PlanId>>,
    members: HashMap<MemberId, Option<OrganisationId>>,
}

impl Directory {
    /// Reads it.
    pub async fn read(read: &mut Read, on: Date) -> Result<Self, Error> {
        let mut directory = Self { generation: store::generation::get(read).await?, on, ..Self::default() };
        directory.parents = store::organisation::list_parents(read, on).await?.into_iter().collect();
        directory.posts = store::post::list(read).await?.into_iter().map(|post| (post.id, post)).collect();
        for tenure in store::tenure::list_on(read, on).await? {
            directory.filled.entry(tenure.person).or_default().push(tenure.post);
        }
        for grant in store::access_grant::list(read).await? {
            if grant.holds_on(on) {
                directory.grants.entry(grant.post).or_default().push(grant);
            }
        }
        for committee in store::committee::list(read).await? {
            for member in store::member::list(read, committee.id).await? {
                directory.members.insert(member.id, committee.organisation);
            }
        }
        for plan in store::plan::list(read).await? {
            directory.read_plan(read, &plan).await?;
        }
        Ok(directory)
    }

    async fn read_plan(&mut self, read: &mut Read, plan: &Plan) -> Result<(), Error> {
        if let Ok(owner) = observe::owner(read, plan).await {
            self.owners.insert(plan.id, owner);
        }
        for indicator in store::indicator::list(read, plan.id).await? {
            let item = Item::of(plan.id, indicator.field, &indicator.responsibilities);
            self.indicators.insert(indicator.id, item);
        }
        for task in store::task::list_of_plan(read, plan.id).await? {
            self.tasks.insert(task.id, Item::of(plan.id, None, &task.responsibilities));
        }
        for version in store::plan_version::list(read, plan.id).await? {
            self.documents.entry(version.document).or_default().push(plan.id);
        }
        Ok(())
    }

    /// The body above.
    pub fn parent(&self, body: OrganisationId) -> Option<OrganisationId> {
        self.parents.get(&body).copied()
    }

    /// A post.
    pub fn post(&self, id: PostId) -> Option<&Post> {
        self.posts.get(&id)
    }

    /// The posts that a person fills on the day.
    pub fn posts_of(&self, person: PersonId) -> impl Iterator<Item = &Post> {
        self.filled.get(&person).into_iter().flatten().filter_map(|id| self.posts.get(id))
    }

    /// What a person is trusted with on the day.
    pub fn grants_of(&self, person: PersonId) -> Vec<AccessGrant> {
        let posts = self.posts_of(person).filter(|post| post.abolished_on.is_none_or(|day| self.on <= day));
        posts.filter_map(|post| self.grants.get(&post.id)).flatten().cloned().collect()
    }

    /// Every grant that holds on the day.
    pub fn grants(&self) -> impl Iterator<Item = &AccessGrant> {
        self.grants.values().flatten()
    }

    /// An indicator's place.
    pub fn indicator(&self, id: IndicatorId) -> Option<&Item> {
        self.indicators.get(&id)
    }

    /// A task's place.
    pub fn task(&self, id: TaskId) -> Option<&Item> {
        self.tasks.get(&id)
    }

    /// The body whose plan it is.
    pub fn owner(&self, plan: PlanId) -> Option<OrganisationId> {
        self.owners.get(&plan).copied()
    }

    /// A plan as a whole.
    pub fn plan_target(&self, plan: PlanId) -> Target {
        Target { bodies: self.owner(plan).into_iter().collect(), plan: Some(plan), field: None }
    }

    /// An item as those see it who are named in it, and the plan's owner.
    pub fn item_target(&self, plan: PlanId, field: Option<FieldId>, said: &[Responsibility]) -> Target {
        self.seen(&Item::of(plan, field, said))
    }

    /// An item, for those who see it.
    pub fn seen(&self, item: &Item) -> Target {
        self.target_of(item, &item.named)
    }

    /// An item, for those who answer for it.
    pub fn answered(&self, item: &Item) -> Target {
        self.target_of(item, &item.answering)
    }

    fn target_of(&self, item: &Item, bodies: &[OrganisationId]) -> Target {
        let bodies = bodies.iter().copied().chain(self.owner(item.plan)).collect();
        Target { bodies, plan: Some(item.plan), field: item.field }
    }

    /// A document: everyone who is named in an item of a plan may read what the plan says.
    pub fn document_target(&self, id: DocumentId) -> Option<Target> {
        let plans = self.documents.get(&id)?;
        let items = self.indicators.values().chain(self.tasks.values());
        let named =
            items.filter(|item| plans.contains(&item.plan)).flat_map(|item| item.named.iter().copied());
        let owners = plans.iter().filter_map(|plan| self.owner(*plan));
        Some(Target { bodies: owners.chain(named).collect(), plan: plans.first().copied(), field: None })
    }

    /// A committee member, by the body whose committee it is.
    pub fn member_target(&self, id: MemberId) -> Option<Target> {
        let body = self.members.get(&id)?;
        Some(Target { bodies: body.iter().copied().collect(), ..Target::default() })
    }
}
