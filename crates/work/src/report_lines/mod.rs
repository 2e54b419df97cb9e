//! Report lines: who reports for each body, who approves, verifies, follows and consolidates, and what is missing.
//!
//! Everything is derived from the roles of posts, who fills them today, and what plans say.

mod draw;

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use domain::access::Target;
use domain::{AccessGrant, Action, FieldId, Gap, Organisation, OrganisationId, ReportLine, report_line};
use jiff::civil::Date;

use crate::access::Access;
use crate::{Error, Work};
use draw::Drawing;

/// Report lines on a day, with what is missing in them.
#[derive(Debug, Clone)]
pub struct Lines {
    /// Of each body that answers for something or has a role of the line, by name.
    pub lines: Vec<ReportLine>,
    /// What is missing, the gravest first; what many lines share stands once.
    pub gaps: Vec<Gap>,
    /// How many bodies within reach answer for nothing and have nobody in a line.
    pub idle: usize,
    /// The day.
    pub on: Date,
}

/// The report lines of the bodies within reach, today.
pub async fn list(work: &Work, access: &Access) -> Result<Lines, Error> {
    let on = work.clock.today();
    let drawing = Drawing::read(work, on).await?;
    let is_reached =
        |body: &&Organisation| body.exists_on(on) && access.may(Action::SeePeople, &Target::of_body(body.id));
    let (reporting, idle): (Vec<_>, Vec<_>) =
        drawing.bodies().filter(is_reached).partition(|body| drawing.reports(body.id));
    let mut lines: Vec<_> = reporting.into_iter().map(|body| drawing.line(body)).collect();
    lines.sort_by_cached_key(|line| domain::text::fold(&line.name));
    Ok(Lines { gaps: report_line::gaps(&lines, on), lines, idle: idle.len(), on })
}

/// The report line of one body, today.
pub async fn of_body(work: &Work, body: OrganisationId) -> Result<Lines, Error> {
    let on = work.clock.today();
    let drawing = Drawing::read(work, on).await?;
    let body = drawing.bodies().find(|known| known.id == body);
    let body = body.ok_or_else(|| store::Error::NotFound { noun: "organisation", id: String::new() })?;
    let lines = vec![drawing.line(body)];
    Ok(Lines { gaps: report_line::gaps(&lines, on), lines, idle: 0, on })
}

/// The report lines of some bodies, today, by body.
pub(crate) async fn of_bodies(
    work: &Work,
    bodies: &[OrganisationId],
) -> Result<HashMap<OrganisationId, ReportLine>, Error> {
    let drawing = Drawing::read(work, work.clock.today()).await?;
    let asked: HashSet<_> = bodies.iter().collect();
    let lines = drawing.bodies().filter(|body| asked.contains(&body.id));
    Ok(lines.map(|body| (body.id, drawing.line(body))).collect())
}

/// The names of what scopes are narrowed to.
#[derive(Debug, Clone, Default)]
pub struct ScopeNames {
    /// Of bodies.
    pub bodies: HashMap<OrganisationId, String>,
    /// Of fields.
    pub fields: HashMap<FieldId, String>,
}

/// The names of the bodies and fields that some grants are narrowed to.
pub async fn scope_names(work: &Work, grants: &[AccessGrant]) -> Result<ScopeNames, Error> {
    let mut read = work.store.read().await?;
    let mut names = ScopeNames::default();
    for body in grants.iter().filter_map(|grant| grant.scope.organisation) {
        if let Entry::Vacant(vacant) = names.bodies.entry(body) {
            vacant.insert(store::organisation::get(&mut read, body).await?.name);
        }
    }
    let fields = store::field::list(&mut read).await?;
    names.fields = fields.into_iter().map(|field| (field.id, field.name)).collect();
    Ok(names)
}

/// The bodies that a role of a post is likely to reach: its own, those above, beside and below.
pub async fn bodies_near(
    work: &Work,
    access: &Access,
    own: Option<OrganisationId>,
) -> Result<Vec<(OrganisationId, String)>, Error> {
    let on = work.clock.today();
    let all = store::organisation::list(&mut work.store.read().await?).await?;
    let parents: HashMap<_, _> = all.iter().filter_map(|body| Some((body.id, body.parent?))).collect();
    let above: HashSet<_> = std::iter::successors(own, |id| parents.get(id).copied()).take(DEEPEST).collect();
    let is_top = |body: &Organisation| body.parent.is_none();
    let is_near = |body: &Organisation| match own {
        Some(_) => above.contains(&body.id) || body.parent.is_some_and(|parent| above.contains(&parent)),
        None => is_top(body) || body.parent.is_some_and(|parent| !parents.contains_key(&parent)),
    };
    let may = |body: &Organisation| access.may(Action::AssignReportLine, &Target::of_body(body.id));
    let near = all.into_iter().filter(|body| body.exists_on(on) && is_near(body) && may(body));
    let mut near: Vec<_> = near.map(|body| (body.id, body.name)).collect();
    near.sort_by_cached_key(|(id, name)| (Some(*id) != own, domain::text::fold(name)));
    Ok(near)
}

/// No state is sixteen levels deep.
const DEEPEST: usize = 16;
