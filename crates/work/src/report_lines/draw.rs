//! Draws report lines from the roles of posts, who fills them, and what plans say.

use std::collections::{HashMap, HashSet};

use domain::report_line::{AccountState, Basis, Filler};
use domain::{
    AccessGrant, AccessRole, Field, FieldId, MemberId, Organisation, OrganisationId, PersonId, Post, PostId,
    ReportLine, Station,
};
use jiff::Timestamp;
use jiff::civil::Date;
use store::Read;
use store::account::Account;

use crate::posts::{Filled, filled_today};
use crate::{Error, Work};

/// All that lines are drawn from, read once for however many bodies.
pub(super) struct Drawing {
    bodies: HashMap<OrganisationId, Organisation>,
    posts: HashMap<PostId, Post>,
    filled: HashMap<PostId, Vec<Filled>>,
    accounts: HashMap<PersonId, AccountState>,
    /// By role and by the body of the scope.
    grants: HashMap<(AccessRole, Option<OrganisationId>), Vec<AccessGrant>>,
    /// The posts of committee members.
    members: HashMap<MemberId, PostId>,
    answering: HashSet<OrganisationId>,
    fields: HashMap<OrganisationId, Vec<(FieldId, String)>>,
    followers: HashMap<OrganisationId, Vec<MemberId>>,
}

/// No state is sixteen levels deep.
const DEEPEST: usize = 16;

impl Drawing {
    pub(super) async fn read(work: &Work, on: Date) -> Result<Self, Error> {
        let read = &mut work.store.read().await?;
        let bodies = store::organisation::list(read).await?;
        let posts = store::post::list(read).await?;
        let now = work.clock.now();
        let accounts = store::account::list(read).await?;
        let mut drawing = Self {
            bodies: bodies.into_iter().map(|body| (body.id, body)).collect(),
            posts: posts.into_iter().map(|post| (post.id, post)).collect(),
            filled: filled_today(work, read).await?,
            accounts: accounts.iter().map(|account| (account.person, state(account, now))).collect(),
            grants: HashMap::new(),
            members: members(read).await?,
            answering: store::report_line::list_answering(read).await?.into_iter().collect(),
            fields: fields(read).await?,
            followers: HashMap::new(),
        };
        for grant in store::access_grant::list(read).await?.into_iter().filter(|grant| grant.holds_on(on)) {
            let exists =
                drawing.posts.get(&grant.post).is_some_and(|p| p.abolished_on.is_none_or(|d| on <= d));
            if exists {
                drawing.grants.entry((grant.role, grant.scope.organisation)).or_default().push(grant);
            }
        }
        for (body, member) in store::report_line::list_followers(read).await? {
            drawing.followers.entry(body).or_default().push(member);
        }
        Ok(drawing)
    }

    pub(super) fn bodies(&self) -> impl Iterator<Item = &Organisation> {
        self.bodies.values()
    }

    /// Whether a body stands in a line at all: it answers for something, or has somebody in one.
    pub(super) fn reports(&self, body: OrganisationId) -> bool {
        let has = |role| self.grants.contains_key(&(role, Some(body)));
        self.answering.contains(&body) || has(AccessRole::FocalOfficer) || has(AccessRole::Head)
    }

    pub(super) fn line(&self, body: &Organisation) -> ReportLine {
        let own = |role| self.stations(role, Some(body.id));
        ReportLine {
            body: body.id,
            name: body.name.clone(),
            focal: own(AccessRole::FocalOfficer),
            heads: own(AccessRole::Head),
            verifiers: self.above(body.id).flat_map(|at| self.stations(AccessRole::Verifier, at)).collect(),
            followers: self.followers(body),
            office: self
                .above(body.id)
                .map(|at| self.stations(AccessRole::StandingOffice, at))
                .find(|office| !office.is_empty())
                .unwrap_or_default(),
            fields: self.fields.get(&body.id).cloned().unwrap_or_default(),
        }
    }

    /// A body, those above it, and at last the whole installation.
    fn above(&self, body: OrganisationId) -> impl Iterator<Item = Option<OrganisationId>> {
        let climb = std::iter::successors(Some(body), |id| self.bodies.get(id)?.parent);
        climb.take(DEEPEST).map(Some).chain([None])
    }

    /// Members who follow what the body answers for, and those whose role names the body or one above it.
    ///
    /// A role for a whole province says who sits in the committee, not who follows each body.
    fn followers(&self, body: &Organisation) -> Vec<Station> {
        let is_narrow = |at: &Option<OrganisationId>| {
            at.is_some_and(|id| id == body.id || self.bodies.get(&id).is_some_and(|o| o.parent.is_some()))
        };
        let granted = self.above(body.id).filter(is_narrow);
        let mut stations: Vec<_> =
            granted.flat_map(|at| self.stations(AccessRole::CommitteeMember, at)).collect();
        for member in self.followers.get(&body.id).into_iter().flatten() {
            let Some(post) = self.members.get(member) else { continue };
            if !stations.iter().any(|station| station.post == *post) {
                stations.extend(self.station(*post, None, None, Basis::Member(*member)));
            }
        }
        stations
    }

    /// The posts that hold a role with exactly this scope.
    fn stations(&self, role: AccessRole, at: Option<OrganisationId>) -> Vec<Station> {
        let grants = self.grants.get(&(role, at)).into_iter().flatten();
        let station = |grant: &AccessGrant| {
            self.station(grant.post, grant.scope.field, grant.to, Basis::Grant(grant.id))
        };
        grants.filter_map(station).collect()
    }

    fn station(
        &self,
        id: PostId,
        field: Option<FieldId>,
        until: Option<Date>,
        basis: Basis,
    ) -> Option<Station> {
        let post = self.posts.get(&id)?;
        let body = post.organisation.and_then(|body| self.bodies.get(&body));
        let fillers = self.filled.get(&id).into_iter().flatten().map(|filled| self.filler(filled)).collect();
        Some(Station {
            post: id,
            title: post.title.clone(),
            body: body.map(|body| body.name.clone()).unwrap_or_default(),
            fillers,
            field,
            until,
            basis,
            is_member: self.members.values().any(|member| *member == id),
        })
    }

    fn filler(&self, filled: &Filled) -> Filler {
        let Filled { tenure, person } = filled;
        let account = self.accounts.get(&person.id).copied().unwrap_or(AccountState::None);
        Filler { person: person.id, name: person.name.clone(), kind: tenure.kind, account }
    }
}

fn state(account: &Account, now: Timestamp) -> AccountState {
    if account.disabled_at.is_some() {
        AccountState::Closed
    } else if account.locked_until.is_some_and(|until| now < until) {
        AccountState::Locked
    } else {
        AccountState::Open
    }
}

async fn members(read: &mut Read) -> Result<HashMap<MemberId, PostId>, Error> {
    let mut all = HashMap::new();
    for committee in store::committee::list(read).await? {
        all.extend(store::member::list(read, committee.id).await?.into_iter().map(|m| (m.id, m.post)));
    }
    Ok(all)
}

async fn fields(read: &mut Read) -> Result<HashMap<OrganisationId, Vec<(FieldId, String)>>, Error> {
    let known = store::field::list(read).await?;
    let name = |id: FieldId| known.iter().find(|f: &&Field| f.id == id).map(|field| field.name.clone());
    let mut all: HashMap<_, Vec<_>> = HashMap::new();
    for (body, field) in store::report_line::list_fields(read).await? {
        all.entry(body).or_default().extend(name(field).map(|name| (field, name)));
    }
    Ok(all)
}
