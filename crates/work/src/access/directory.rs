//! The picture that access is decided from: bodies, posts, who fills them, grants, and whose items are.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use domain::access::Target;
use domain::{
    AccessGrant, DocumentId, FieldId, IndicatorId, MemberId, OrganisationId, PersonId, PlanId, Post, PostId,
    Responsibility, Role, TaskId,
};
use jiff::civil::Date;
use store::Read;
use store::place::{self, Seat};

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
    fn new(plan: PlanId, field: Option<FieldId>) -> Self {
        Self { plan, field, named: Vec::new(), answering: Vec::new() }
    }

    fn names(&mut self, role: Role, body: OrganisationId) {
        self.named.push(body);
        if matches!(role, Role::Lead | Role::Implementer) {
            self.answering.push(body);
        }
    }
}

/// Whose a plan is, and who is concerned by any of its items.
#[derive(Debug, Default)]
struct Concern {
    owner: Option<OrganisationId>,
    /// For each field that occurs, the bodies named in its items.
    named: BTreeMap<Option<FieldId>, BTreeSet<OrganisationId>>,
}

/// What access is decided from, as it stood at one generation.
#[derive(Debug, Default)]
pub struct Directory {
    /// Which state of the store it shows; see [`store::generation`].
    pub generation: i64,
    /// The day on which tenures and grants were looked at.
    pub on: Date,
    bodies: HashSet<OrganisationId>,
    parents: HashMap<OrganisationId, OrganisationId>,
    posts: HashMap<PostId, Post>,
    filled: HashMap<PersonId, Vec<PostId>>,
    grants: HashMap<PostId, Vec<AccessGrant>>,
    plans: BTreeMap<PlanId, Concern>,
    indicators: HashMap<IndicatorId, Item>,
    tasks: HashMap<TaskId, Item>,
    documents: HashMap<DocumentId, Vec<PlanId>>,
    seats: HashMap<MemberId, Seat>,
}

impl Directory {
    /// Reads it.
    pub async fn read(read: &mut Read, on: Date) -> Result<Self, Error> {
        let mut directory = Self { generation: store::generation::get(read).await?, on, ..Self::default() };
        directory.read_people(read).await?;
        directory.read_plans(read).await?;
        directory.read_items(read).await?;
        Ok(directory)
    }

    async fn read_people(&mut self, read: &mut Read) -> Result<(), Error> {
        self.bodies = place::list_bodies(read).await?.into_iter().collect();
        self.parents = store::organisation::list_parents(read, self.on).await?.into_iter().collect();
        self.posts = store::post::list(read).await?.into_iter().map(|post| (post.id, post)).collect();
        for tenure in store::tenure::list_on(read, self.on).await? {
            self.filled.entry(tenure.person).or_default().push(tenure.post);
        }
        for grant in store::access_grant::list(read).await? {
            if grant.holds_on(self.on) {
                self.grants.entry(grant.post).or_default().push(grant);
            }
        }
        self.seats = place::list_seats(read).await?.into_iter().map(|seat| (seat.member, seat)).collect();
        Ok(())
    }

    async fn read_plans(&mut self, read: &mut Read) -> Result<(), Error> {
        let mut owners: HashMap<String, Option<OrganisationId>> = HashMap::new();
        for plan in store::plan::list(read).await? {
            let owner = match owners.get(&plan.owner) {
                Some(owner) => *owner,
                None => observe::owner(read, &plan).await.ok(),
            };
            owners.insert(plan.owner, owner);
            self.plans.insert(plan.id, Concern { owner, ..Concern::default() });
        }
        for (document, plan) in place::list_documents(read).await? {
            self.documents.entry(document).or_default().push(plan);
        }
        Ok(())
    }

    async fn read_items(&mut self, read: &mut Read) -> Result<(), Error> {
        for lies in place::list(read).await? {
            let item = Item::new(lies.plan, lies.field);
            match lies.item {
                place::Item::Indicator(id) => drop(self.indicators.insert(id, item)),
                place::Item::Task(id) => drop(self.tasks.insert(id, item)),
            }
        }
        for named in place::list_named(read).await? {
            let item = match named.item {
                place::Item::Indicator(id) => self.indicators.get_mut(&id),
                place::Item::Task(id) => self.tasks.get_mut(&id),
            };
            if let Some(item) = item {
                item.names(named.role, named.organisation);
            }
        }
        for item in self.indicators.values().chain(self.tasks.values()) {
            let named = self.plans.entry(item.plan).or_default().named.entry(item.field).or_default();
            named.extend(&item.named);
        }
        Ok(())
    }

    /// A body, if there is or was one.
    pub fn body(&self, id: OrganisationId) -> Option<OrganisationId> {
        self.bodies.get(&id).copied()
    }

    /// Every body there is or was.
    pub fn bodies(&self) -> impl Iterator<Item = OrganisationId> + '_ {
        self.bodies.iter().copied()
    }

    /// The bodies that an item of a plan names in any role, and the plan's owner.
    pub fn named_in(&self, plan: PlanId) -> BTreeSet<OrganisationId> {
        let concern = self.plans.get(&plan).into_iter();
        concern.flat_map(|c| c.named.values().flatten().copied().chain(c.owner)).collect()
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

    /// Every plan, in the order in which they were made.
    pub fn plans(&self) -> impl Iterator<Item = PlanId> {
        self.plans.keys().copied()
    }

    /// The body whose plan it is.
    pub fn owner(&self, plan: PlanId) -> Option<OrganisationId> {
        self.plans.get(&plan)?.owner
    }

    /// The committee seats that a person's posts hold on the day.
    pub fn seats_of(&self, person: PersonId) -> Vec<MemberId> {
        let posts: Vec<PostId> = self.posts_of(person).map(|post| post.id).collect();
        self.seats.values().filter(|seat| posts.contains(&seat.post)).map(|seat| seat.member).collect()
    }

    /// A plan as a whole.
    pub fn plan_target(&self, plan: PlanId) -> Target {
        Target { bodies: self.owner(plan).into_iter().collect(), plan: Some(plan), field: None }
    }

    /// A plan in parts: for each field that occurs, its owner and whoever is named in an item.
    ///
    /// Something of the plan may be seen where one of them may.
    pub fn parts_of(&self, plan: PlanId) -> impl Iterator<Item = Target> + '_ {
        let concern = self.plans.get(&plan);
        let named =
            concern.into_iter().flat_map(|concern| &concern.named).map(move |(field, named)| Target {
                bodies: named.iter().copied().chain(self.owner(plan)).collect(),
                plan: Some(plan),
                field: *field,
            });
        concern.map(|_| self.plan_target(plan)).into_iter().chain(named)
    }

    /// What a body reports on a plan: as a whole, and for each field that occurs in the plan, so that
    /// whoever verifies a field sees what stands around its figures.
    pub fn seen_of(&self, body: OrganisationId, plan: PlanId) -> impl Iterator<Item = Target> + '_ {
        let fields = self.plans.get(&plan).into_iter().flat_map(|concern| concern.named.keys().flatten());
        let fields = std::iter::once(None).chain(fields.copied().map(Some));
        fields.map(move |field| Target { bodies: vec![body], plan: Some(plan), field })
    }

    /// An item as those see it who are named in it, and the plan's owner.
    pub fn item_target(&self, plan: PlanId, field: Option<FieldId>, said: &[Responsibility]) -> Target {
        let named = said.iter().filter_map(|said| said.organisation);
        Target { bodies: named.chain(self.owner(plan)).collect(), plan: Some(plan), field }
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

    /// A document, once for each part of a plan that was read from it: everyone who is named in an
    /// item of a plan may read what the plan says.
    pub fn document_targets(&self, id: DocumentId) -> Vec<Target> {
        let plans = self.documents.get(&id).into_iter().flatten();
        plans.flat_map(|plan| self.parts_of(*plan)).collect()
    }

    /// A committee member, by the body whose committee it is.
    pub fn member_target(&self, id: MemberId) -> Option<Target> {
        let seat = self.seats.get(&id)?;
        Some(Target { bodies: seat.organisation.into_iter().collect(), ..Target::default() })
    }
}
