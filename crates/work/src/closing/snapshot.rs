//! Making the snapshot: all that a report of the period says, read within the transaction that closes it.

use std::collections::HashMap;

use domain::snapshot::{
    BodyPart, CellPart, DifficultyPart, GroupPart, IndicatorPart, NarrativePart, PeriodPart, PlanPart,
    Snapshot, TargetPart, TaskPart,
};
use domain::{
    CellKey, Difficulty, DifficultyState, Evidence, EvidenceKind, Group, Lang, Measure, Observation,
    OrganisationId, Period, Quantity, Reading, Responsibility, Role, Submission, SubmissionId,
    SubmissionState, ValueStage, WorkingDays,
};
use jiff::civil::Date;
use store::Read;

use crate::consolidation::{BodyCell, Gathered, IndicatorTotal};
use crate::submissions::OUTLINE;
use crate::tracked::{self, Tracked, TrackedIndicator, TrackedTask, named};
use crate::{Error, Work};

/// Gathers what is frozen.
pub(super) async fn make(
    work: &Work,
    read: &mut Read,
    gathered: Gathered,
    rules: &assess::Rules,
) -> Result<Snapshot, Error> {
    let on = gathered.period.window_to;
    let tracked = tracked::load_settled(read, &gathered.plan, on, rules, work.clock.now()).await?;
    let calendar = store::calendar::get(read, gathered.period.calendar).await?;
    let receiver = store::organisation::get(read, calendar.receiver).await?.name;
    let sections =
        if calendar.sections.is_empty() { OUTLINE.map(str::to_owned).to_vec() } else { calendar.sections };
    // The bodies' figures stand for themselves; only the frozen parts know of submissions.
    let submissions = store::submission::list_of_period(read, gathered.period.id).await?;
    let days = WorkingDays::new(&store::special_day::list(read).await?);
    let making = Making {
        evidence: evidence(read, &submissions).await?,
        order: order(&gathered),
        submissions: submissions.into_iter().map(|one| (one.organisation, one)).collect(),
        gathered: &gathered,
        tracked: &tracked,
        today: work.clock.today(),
        days,
    };
    Ok(Snapshot {
        plan: plan(read, &gathered).await?,
        period: period(&gathered, receiver),
        taken_at: work.clock.now(),
        groups: tracked.groups.iter().map(group).collect(),
        indicators: making.indicators(),
        tasks: tracked.tasks.iter().map(task).collect(),
        bodies: making.bodies(),
        narratives: making.narratives(sections.len()),
        sections,
        difficulties: difficulties(read, &gathered, &tracked).await?,
    })
}

/// What the parts are made from.
struct Making<'a> {
    gathered: &'a Gathered,
    tracked: &'a Tracked,
    submissions: HashMap<OrganisationId, Submission>,
    evidence: HashMap<(SubmissionId, CellKey), Vec<String>>,
    order: HashMap<OrganisationId, usize>,
    days: WorkingDays,
    today: Date,
}

impl Making<'_> {
    fn place(&self, body: OrganisationId) -> usize {
        self.order.get(&body).copied().unwrap_or(usize::MAX)
    }

    fn indicators(&self) -> Vec<IndicatorPart> {
        let pairs = self.tracked.indicators.iter().zip(&self.gathered.totals);
        pairs.map(|(item, total)| self.indicator(item, total)).collect()
    }

    fn indicator(&self, item: &TrackedIndicator, total: &IndicatorTotal) -> IndicatorPart {
        let indicator = &item.indicator;
        let own = item.observations.iter().filter(|figure| figure.period == self.gathered.period.figures);
        let own = surest(own);
        // Where no body was asked, a figure that was entered for the whole plan is the total.
        let (reading, stage, maturity) = match own.filter(|_| total.cells.is_empty()) {
            Some(own) => (Some(&own.reading), own.stage, own.maturity),
            None => (total.total.reading.as_ref(), total.total.stage, total.total.maturity),
        };
        let mut cells: Vec<_> = total.cells.iter().map(|cell| self.cell(indicator.id.0, cell)).collect();
        cells.sort_by_key(|cell| self.place(cell.body));
        IndicatorPart {
            id: indicator.id,
            group: indicator.group,
            label: indicator.label.clone(),
            name: indicator.name.clone(),
            unit: indicator.unit.clone(),
            across_units: indicator.across_units,
            lead: answering(&indicator.responsibilities),
            target: item.judgement.next.as_ref().map(|next| TargetPart {
                year: next.year,
                comparator: Some(next.goal.comparator()),
                value: next.goal.value(),
                words: next.text.clone(),
            }),
            expected: self.expected(item),
            total: reading.and_then(Reading::value),
            judged: judged(item, reading),
            reached: match reading {
                Some(Reading::Reached(is_reached)) => Some(*is_reached),
                _ => None,
            },
            stage,
            maturity,
            previous: previous(&item.observations, self.gathered.period.figures),
            status: item.judgement.status.code().to_owned(),
            why: assess::headline(&item.judgement, Lang::Vi),
            due_from: u32::try_from(total.total.counts.due()).unwrap_or(u32::MAX),
            cells,
        }
    }

    /// What the declared path expects at the end of the window.
    fn expected(&self, item: &TrackedIndicator) -> Option<Quantity> {
        let expected = item.judgement.path.value(self.gathered.period.window_to)?;
        let next = item.judgement.next.as_ref()?;
        let sense = assess::Sense::of(&next.goal, item.indicator.direction);
        Quantity::new(expected.band.edge(sense)).ok()
    }

    fn cell(&self, indicator: uuid::Uuid, cell: &BodyCell) -> CellPart {
        let key = (cell.submission, CellKey::Indicator(indicator.into()));
        CellPart {
            body: cell.body,
            reading: cell.reading.clone(),
            stage: cell.stage,
            revision: cell.revision,
            maturity: cell.maturity,
            reported: cell.reported,
            note: cell.note.clone(),
            evidence: self.evidence.get(&key).cloned().unwrap_or_default(),
        }
    }

    /// Who was to report, and the bodies above them, in the order of the tree.
    fn bodies(&self) -> Vec<BodyPart> {
        let above: Vec<_> = self.gathered.nodes().iter().map(|body| body.id).collect();
        let is_named = |id: &OrganisationId| self.submissions.contains_key(id) || above.contains(id);
        let mut bodies: Vec<_> = self.gathered.bodies.iter().filter(|body| is_named(&body.id)).collect();
        bodies.sort_by_key(|body| self.place(body.id));
        let part = |body: &domain::BodyState| {
            let submission = self.submissions.get(&body.id);
            BodyPart {
                id: body.id,
                name: body.name.clone(),
                parent: body.parent,
                state: submission.map(|one| self.state(one)),
                submitted_on: submission.and_then(|one| one.first_submitted_on),
                working_days_late: submission.map_or(0, |one| self.late(one)),
                required: submission.map_or(0, |one| one.required),
                filled: submission.map_or(0, |one| one.filled),
            }
        };
        bodies.into_iter().map(part).collect()
    }

    /// How far a report came: what was approved counts, also while it is corrected.
    fn state(&self, submission: &Submission) -> SubmissionState {
        let is_corrected = self.gathered.revisions.contains_key(&submission.id);
        if is_corrected && !submission.state.is_approved() {
            return SubmissionState::Approved;
        }
        submission.state
    }

    /// How many working days after the due day it was handed in; one that never was is late until now.
    fn late(&self, submission: &Submission) -> u32 {
        let due = self.gathered.period.due_on;
        let until = submission.first_submitted_on.unwrap_or(self.today);
        u32::try_from(self.days.between(due, until)).unwrap_or(0)
    }

    fn narratives(&self, sections: usize) -> Vec<NarrativePart> {
        let mut bodies: Vec<_> = self.submissions.values().collect();
        bodies.sort_by_key(|submission| self.place(submission.organisation));
        let mut narratives = Vec::new();
        for section in (0..).take(sections) {
            for submission in &bodies {
                let Some(revision) = self.gathered.revisions.get(&submission.id) else { continue };
                let said = revision.cells.iter().find(|(key, _)| *key == CellKey::Section(section));
                narratives.extend(said.map(|(_, entry)| NarrativePart {
                    section,
                    body: submission.organisation,
                    text: entry.note.trim().to_owned(),
                }));
            }
        }
        narratives
    }
}

async fn plan(read: &mut Read, gathered: &Gathered) -> Result<PlanPart, Error> {
    let plan = &gathered.plan;
    let in_force = store::plan_version::find_in_force(read, plan.id, gathered.period.window_to).await?;
    let signed = match in_force {
        Some(version) => Some(store::document::get(read, version.document).await?),
        None => None,
    };
    Ok(PlanPart {
        id: plan.id,
        title: plan.title.clone(),
        level: plan.level,
        owner: plan.owner.clone(),
        symbol: signed.as_ref().and_then(|one| Some(one.symbol.as_ref()?.to_string())).unwrap_or_default(),
        issued_on: signed.as_ref().and_then(|one| one.issued_on),
        issuer: signed.as_ref().map(|one| one.issuer.clone()).unwrap_or_default(),
        place: signed.map(|one| one.place).unwrap_or_default(),
    })
}

fn period(gathered: &Gathered, receiver: String) -> PeriodPart {
    let period = &gathered.period;
    PeriodPart {
        id: period.id,
        cadence: period.cadence,
        regime: period.regime,
        topic: period.topic.clone(),
        receiver,
        figures: period.figures,
        window_from: period.window_from,
        window_to: period.window_to,
        due_on: period.due_on,
    }
}

fn group(group: &Group) -> GroupPart {
    GroupPart { id: group.id, label: group.label.clone(), name: group.name.clone() }
}

fn task(item: &TrackedTask) -> TaskPart {
    let (task, status) = (&item.task, &item.judgement.status);
    TaskPart {
        id: task.id,
        group: task.group,
        label: task.label.clone(),
        text: task.text.clone(),
        product: task.product.clone(),
        deadline: task.deadline.text.clone(),
        due_on: status.due_on,
        lead: answering(&task.responsibilities),
        state: status.state,
        timeliness: status.timeliness,
        done_on: item.judgement.done_on,
        result: item.updates.last().map(|update| update.note.clone()).unwrap_or_default(),
    }
}

/// Who leads, in the plan's words; where nobody does, who carries it out.
fn answering(said: &[Responsibility]) -> String {
    let words = |role| named(said, role).map(|r| r.text.as_str()).collect::<Vec<_>>().join(", ");
    let leads = words(Role::Lead);
    if leads.is_empty() { words(Role::Implementer) } else { leads }
}

/// Of the values of a cell the surest: verified, then published, then reported.
fn surest<'a>(figures: impl Iterator<Item = &'a Observation>) -> Option<&'a Observation> {
    let rank = |figure: &&Observation| match figure.stage {
        ValueStage::Verified => 0,
        ValueStage::Published => 1,
        ValueStage::Reported => 2,
    };
    figures.filter(|figure| !matches!(figure.reading, Reading::Absent(_))).min_by_key(rank)
}

/// What the judgement rests on, where that is not the period's own figure: what came together since the year began,
/// or the last figure known.
fn judged(item: &TrackedIndicator, reading: Option<&Reading>) -> Option<Quantity> {
    let is_told = reading.is_some_and(|reading| !matches!(reading, Reading::Absent(_)));
    let is_flow = item.indicator.measure == Measure::Flow;
    item.judgement.latest().filter(|_| is_flow || !is_told).map(|latest| latest.value)
}

/// The figure of the last period of the same kind before one.
fn previous(figures: &[Observation], period: Period) -> Option<Quantity> {
    let earlier = figures
        .iter()
        .filter(|figure| figure.period.kind() == period.kind() && figure.period.ends_on() < period.ends_on());
    let last = earlier.clone().filter(|f| f.reading.value().is_some()).map(|f| f.period.ends_on()).max()?;
    surest(earlier.filter(|figure| figure.period.ends_on() == last))?.reading.value()
}

/// What stands behind each cell: SHA-256 of files, addresses of links.
async fn evidence(
    read: &mut Read,
    submissions: &[Submission],
) -> Result<HashMap<(SubmissionId, CellKey), Vec<String>>, Error> {
    let mut evidence: HashMap<_, Vec<String>> = HashMap::new();
    let Some(period) = submissions.first().map(|one| one.period) else { return Ok(evidence) };
    for given in store::evidence::list_of_period(read, period).await? {
        let Evidence { submission, key, kind, removed_at, .. } = given;
        if removed_at.is_none() {
            evidence.entry((submission, key)).or_default().push(match kind {
                EvidenceKind::File { sha256, .. } => sha256,
                EvidenceKind::Link { url } => url,
            });
        }
    }
    Ok(evidence)
}

/// The place of each body in the tree: a body before those below it, siblings by code, then by name.
fn order(gathered: &Gathered) -> HashMap<OrganisationId, usize> {
    let mut children: HashMap<Option<OrganisationId>, Vec<&domain::BodyState>> = HashMap::new();
    let known: std::collections::HashSet<_> = gathered.bodies.iter().map(|body| body.id).collect();
    for body in &gathered.bodies {
        children.entry(body.parent.filter(|parent| known.contains(parent))).or_default().push(body);
    }
    for siblings in children.values_mut() {
        siblings.sort_by_cached_key(|body| {
            (body.code.is_none(), body.code.clone(), domain::text::fold(&body.name))
        });
    }
    let mut order = HashMap::new();
    let mut waiting: Vec<_> = children.get(&None).into_iter().flatten().rev().copied().collect();
    while let Some(body) = waiting.pop() {
        if order.contains_key(&body.id) {
            continue;
        }
        order.insert(body.id, order.len());
        waiting.extend(children.get(&Some(body.id)).into_iter().flatten().rev().copied());
    }
    order
}

/// The difficulties and proposals raised in the period, or still open at its end.
async fn difficulties(
    read: &mut Read,
    gathered: &Gathered,
    tracked: &Tracked,
) -> Result<Vec<DifficultyPart>, Error> {
    let submissions: Vec<_> = gathered.submissions.values().map(|one| one.id).collect();
    let mut found = store::difficulty::list_of_plan(read, gathered.plan.id).await?;
    found.retain(|one| {
        let is_pending = matches!(one.state, DifficultyState::Unrouted | DifficultyState::Open);
        let is_of_period = one.submission.is_some_and(|id| submissions.contains(&id))
            || one.ended_at.is_some_and(|at| crate::clock::day_in_vietnam(at) >= gathered.period.window_from);
        one.state != DifficultyState::Withdrawn && (is_pending || is_of_period)
    });
    found.sort_by_key(|one| (one.raised_at, one.id));
    Ok(found.into_iter().map(|one| difficulty(one, gathered, tracked)).collect())
}

fn difficulty(one: Difficulty, gathered: &Gathered, tracked: &Tracked) -> DifficultyPart {
    let label = |key: &CellKey| match key {
        CellKey::Indicator(id) => {
            let found = tracked.indicators.iter().find(|item| item.indicator.id == *id);
            found.map(|item| item.indicator.label.clone())
        }
        CellKey::Task(id) => {
            tracked.tasks.iter().find(|item| item.task.id == *id).map(|item| item.task.label.clone())
        }
        CellKey::Section(_) => None,
    };
    DifficultyPart {
        kind: one.kind,
        source: one.source,
        body: gathered.name_of(one.organisation).to_owned(),
        threatens: one.threatens.iter().filter_map(label).collect(),
        text: one.text,
        competent: one.competent.map(|body| gathered.name_of(body).to_owned()).unwrap_or_default(),
        due_on: one.due_on,
        state: one.state,
        answer: one.answer,
    }
}
