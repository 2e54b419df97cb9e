//! Everything that the totals of a period are made of, read in a few queries.

use std::collections::{HashMap, HashSet};

use assess::consolidate::{Part, Total, consolidate, contributors};
use domain::{
    Absence, BodyState, CellEntry, CellKey, CheckOutcome, FigureCheck, Indicator, IndicatorId, Maturity,
    Observation, OrganisationId, Plan, Quantity, Reading, ReportingPeriod, ReportingPeriodId, Submission,
    SubmissionId, SubmissionRevision, ValueStage, entry,
};
use jiff::Timestamp;
use store::Read;

use crate::clock::day_in_vietnam;
use crate::{Error, observe};

/// The totals of a period.
#[derive(Debug, Clone)]
pub struct Gathered {
    /// The plan.
    pub plan: Plan,
    /// The body whose plan it is, and whose figures the totals become.
    pub owner: OrganisationId,
    /// The period.
    pub period: ReportingPeriod,
    /// The body that the totals are narrowed to, with all below it.
    pub node: Option<OrganisationId>,
    /// A total for each indicator of the plan, in its order.
    pub totals: Vec<IndicatorTotal>,
    /// The bodies as they are at the end of the window, by name.
    pub bodies: Vec<BodyState>,
    /// What each body hands in.
    pub submissions: HashMap<OrganisationId, Submission>,
    /// What was last approved of each submission.
    pub revisions: HashMap<SubmissionId, SubmissionRevision>,
}

/// The total of an indicator, with the cells that it is made of.
#[derive(Debug, Clone)]
pub struct IndicatorTotal {
    /// The indicator.
    pub indicator: Indicator,
    /// A cell for each body from which a figure was due.
    pub cells: Vec<BodyCell>,
    /// What they come to: verified figures go before reported ones.
    pub total: Total,
    /// What the reported figures alone come to.
    pub reported: Total,
}

/// What one body gives to a total.
#[derive(Debug, Clone, PartialEq)]
pub struct BodyCell {
    /// Whose.
    pub body: OrganisationId,
    /// In which report it stands.
    pub submission: SubmissionId,
    /// What counts; `None` where nothing was approved.
    pub reading: Option<Reading>,
    /// Which of the cell's values that is.
    pub stage: ValueStage,
    /// Its revision in the ledger; 0 where nothing was approved.
    pub revision: u32,
    /// How final it is.
    pub maturity: Maturity,
    /// What the body reported, where the verified figure differs from it.
    pub reported: Option<Quantity>,
    /// Source, remark or reason.
    pub note: String,
    /// What the verifying body found of it.
    pub check: Option<FigureCheck>,
    /// When it was known.
    pub known_at: Timestamp,
    /// What the body itself reported.
    reported_reading: Option<Reading>,
    reported_maturity: Maturity,
}

impl BodyCell {
    fn part(&self) -> Part {
        let Self { body, reading, stage, maturity, known_at, .. } = self.clone();
        Part { body, reading, stage, maturity, known_at }
    }

    fn reported_part(&self) -> Part {
        let (reading, maturity) = (self.reported_reading.clone(), self.reported_maturity);
        Part { body: self.body, reading, stage: ValueStage::Reported, maturity, known_at: self.known_at }
    }
}

impl IndicatorTotal {
    fn of(indicator: Indicator, cells: Vec<BodyCell>) -> Self {
        let operator = indicator.across_units;
        let parts: Vec<Part> = cells.iter().map(BodyCell::part).collect();
        let reported: Vec<Part> = cells.iter().map(BodyCell::reported_part).collect();
        let (total, reported) = (consolidate(operator, &parts), consolidate(operator, &reported));
        Self { indicator, cells, total, reported }
    }
}

impl Gathered {
    /// The same for a body and all below it.
    #[must_use]
    pub fn below(self, node: OrganisationId) -> Self {
        let within = self.branch(node);
        let narrowed = self.totals.into_iter().map(|total| {
            let cells = total.cells.into_iter().filter(|cell| within.contains(&cell.body)).collect();
            IndicatorTotal::of(total.indicator, cells)
        });
        Self { totals: narrowed.collect(), node: Some(node), ..self }
    }

    /// The name that a body had.
    pub fn name_of(&self, body: impl std::borrow::Borrow<OrganisationId>) -> &str {
        self.bodies.iter().find(|state| state.id == *body.borrow()).map_or("", |state| &state.name)
    }

    /// The bodies of the tree that have somebody below them who reports, so that a total of theirs means something.
    pub fn nodes(&self) -> Vec<&BodyState> {
        let parents: HashMap<_, _> =
            self.bodies.iter().filter_map(|body| Some((body.id, body.parent?))).collect();
        let mut above = HashSet::new();
        for body in self.submissions.keys() {
            let climb = std::iter::successors(parents.get(body), |above| parents.get(above));
            above.extend(climb.take(DEEPEST).copied());
        }
        self.bodies.iter().filter(|body| above.contains(&body.id)).collect()
    }

    /// A body and all below it.
    fn branch(&self, node: OrganisationId) -> HashSet<OrganisationId> {
        let mut within = HashSet::from([node]);
        for _ in 0..DEEPEST {
            let below = self.bodies.iter().filter(|body| body.parent.is_some_and(|p| within.contains(&p)));
            let below: Vec<_> = below.map(|body| body.id).filter(|id| !within.contains(id)).collect();
            if below.is_empty() {
                break;
            }
            within.extend(below);
        }
        within
    }
}

/// No state is sixteen levels deep.
const DEEPEST: usize = 16;

/// Reads the totals of a period.
pub(crate) async fn gather(read: &mut Read, id: ReportingPeriodId) -> Result<Gathered, Error> {
    let period = store::reporting_period::get(read, id).await?;
    let plan = store::plan::get(read, period.plan).await?;
    let owner = observe::owner(read, &plan).await?;
    let sources = Sources::read(read, &period, owner).await?;
    let indicators = store::indicator::list(read, plan.id).await?;
    let totals = indicators.into_iter().map(|indicator| sources.total(indicator)).collect();
    let bodies = store::organisation::list_states(read, period.window_to).await?;
    let Sources { submissions, revisions, .. } = sources;
    Ok(Gathered { plan, owner, period, node: None, totals, bodies, submissions, revisions })
}

/// What cells are read from.
struct Sources {
    owner: OrganisationId,
    submissions: HashMap<OrganisationId, Submission>,
    revisions: HashMap<SubmissionId, SubmissionRevision>,
    figures: HashMap<(IndicatorId, OrganisationId, ValueStage), Observation>,
    checks: HashMap<(SubmissionId, IndicatorId), FigureCheck>,
    /// The figures that wait for the verifier as they stand now.
    waiting: HashSet<(SubmissionId, IndicatorId)>,
}

impl Sources {
    async fn read(read: &mut Read, period: &ReportingPeriod, owner: OrganisationId) -> Result<Self, Error> {
        let submissions = store::submission::list_of_period(read, period.id).await?;
        let revisions = store::submission_revision::list_last_of_period(read, period.id).await?;
        let figures = store::observation::list_of_period(read, period.plan, period.figures).await?;
        let checks = store::figure_check::list_of_period(read, period.id).await?;
        let waiting = store::waiting_figure::list_of_period(read, period.id).await?;
        Ok(Self {
            owner,
            submissions: submissions.into_iter().map(|one| (one.organisation, one)).collect(),
            revisions: revisions.into_iter().map(|revision| (revision.submission, revision)).collect(),
            figures: figures.into_iter().map(|o| ((o.indicator, o.organisation, o.stage), o)).collect(),
            // Checks come in order, so that the last one stays.
            checks: checks.into_iter().map(|check| ((check.submission, check.indicator), check)).collect(),
            waiting: waiting.into_iter().map(|waiting| (waiting.submission, waiting.indicator)).collect(),
        })
    }

    fn total(&self, indicator: Indicator) -> IndicatorTotal {
        let asked = |body: &OrganisationId| self.submissions.contains_key(body);
        let mut bodies: Vec<_> = contributors(&indicator).into_iter().filter(asked).collect();
        if bodies.is_empty() && asked(&self.owner) {
            // The owner alone reports, upward: its own figure is the total.
            bodies.push(self.owner);
        }
        let is_alone = bodies.len() == 1;
        let cell = |body: OrganisationId| {
            let submission = &self.submissions[&body];
            // The owner's figure in the ledger is the total; its own part stands in its report.
            if body == self.owner && !is_alone {
                self.own_part(&indicator, submission)
            } else {
                self.cell(&indicator, submission)
            }
        };
        let cells = bodies.into_iter().map(cell).collect();
        IndicatorTotal::of(indicator, cells)
    }

    /// What a body gives: what it verified goes before what it reported.
    fn cell(&self, indicator: &Indicator, submission: &Submission) -> BodyCell {
        let silent = silent(submission);
        let figure = |stage| self.figures.get(&(indicator.id, submission.organisation, stage));
        let Some(reported) = figure(ValueStage::Reported) else { return silent };
        let is_taken_back = matches!(reported.reading, Reading::Absent(Absence::NotAvailable { .. }));
        match self.approved(indicator, submission) {
            None => return silent,
            Some((_, None)) if !is_taken_back => return silent,
            Some(_) => (),
        }
        let key = (submission.id, indicator.id);
        let check = self.checks.get(&key);
        let is_verified = check.is_some_and(|check| check.outcome == CheckOutcome::Verified);
        let verified = figure(ValueStage::Verified);
        let verified = verified.filter(|_| is_verified && !self.waiting.contains(&key));
        let counts = verified.unwrap_or(reported);
        let differs = counts.reading != reported.reading;
        BodyCell {
            reading: Some(counts.reading.clone()),
            stage: counts.stage,
            revision: counts.revision,
            maturity: counts.maturity,
            reported: reported.reading.value().filter(|_| differs),
            note: if counts.note.is_empty() { reported.note.clone() } else { counts.note.clone() },
            check: check.cloned(),
            known_at: counts.recorded_at,
            reported_reading: Some(reported.reading.clone()),
            reported_maturity: reported.maturity,
            ..silent
        }
    }

    /// What the owner reports as one body among others, as it was approved.
    fn own_part(&self, indicator: &Indicator, submission: &Submission) -> BodyCell {
        let silent = silent(submission);
        let Some((revision, Some(entry))) = self.approved(indicator, submission) else { return silent };
        let day = day_in_vietnam(revision.approved_at);
        let Ok(figure) = entry::figure(entry, indicator, day) else { return silent };
        BodyCell {
            reading: Some(figure.reading.clone()),
            maturity: figure.maturity,
            revision: revision.revision,
            note: entry.note.trim().to_owned(),
            known_at: revision.approved_at,
            reported_reading: Some(figure.reading),
            reported_maturity: figure.maturity,
            ..silent
        }
    }

    /// What was last approved, and what it says of an indicator.
    fn approved(
        &self,
        indicator: &Indicator,
        submission: &Submission,
    ) -> Option<(&SubmissionRevision, Option<&CellEntry>)> {
        let revision = self.revisions.get(&submission.id)?;
        let key = CellKey::Indicator(indicator.id);
        let entry = revision.cells.iter().find(|(cell, _)| *cell == key).map(|(_, entry)| entry);
        Some((revision, entry))
    }
}

/// The cell of a body of which nothing was approved.
fn silent(submission: &Submission) -> BodyCell {
    BodyCell {
        body: submission.organisation,
        submission: submission.id,
        reading: None,
        stage: ValueStage::Reported,
        revision: 0,
        maturity: Maturity::Official,
        reported: None,
        note: String::new(),
        check: None,
        known_at: submission.since,
        reported_reading: None,
        reported_maturity: Maturity::Official,
    }
}
