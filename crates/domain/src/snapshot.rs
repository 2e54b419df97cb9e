//! Snapshots (số liệu chốt kỳ): everything a report of a period says, frozen when the period closes.
//!
//! Reports render from it alone, so that they can be made again, byte for byte. Its digest is the
//! SHA-256 of its canonical JSON: fields in the order below, without blanks.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::audit::sha256_hex;
use crate::{
    Aggregate, Cadence, Comparator, DifficultyKind, DifficultySource, DifficultyState, GroupId, IndicatorId,
    Maturity, OrganisationId, Period, PlanId, PlanLevel, Quantity, Reading, Regime, ReportingPeriodId,
    SubmissionState, TaskId, TaskState, Timeliness, ValueStage,
};

/// The frozen state of a period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// What is reported on.
    pub plan: PlanPart,
    /// The period.
    pub period: PeriodPart,
    /// When it was taken.
    pub taken_at: Timestamp,
    /// The plan's groups, in order.
    pub groups: Vec<GroupPart>,
    /// The plan's indicators, in order, each with its total and the cells it was made of.
    pub indicators: Vec<IndicatorPart>,
    /// The plan's tasks, in order.
    pub tasks: Vec<TaskPart>,
    /// Who was to report, in the official order, and who did.
    pub bodies: Vec<BodyPart>,
    /// The headings of the narrative, in order.
    pub sections: Vec<String>,
    /// What the bodies wrote, by section and body.
    pub narratives: Vec<NarrativePart>,
    /// Difficulties and proposals raised or still open.
    pub difficulties: Vec<DifficultyPart>,
}

impl Snapshot {
    /// The canonical JSON.
    ///
    /// # Panics
    ///
    /// Never: it has only texts as keys.
    pub fn json(&self) -> String {
        serde_json::to_string(self).expect("the snapshot has only texts as keys")
    }

    /// SHA-256 of a canonical JSON, in hexadecimal.
    pub fn digest(json: &str) -> String {
        sha256_hex(json.as_bytes())
    }
}

/// The plan, as far as a report names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanPart {
    /// Its id.
    pub id: PlanId,
    /// Its title.
    pub title: String,
    /// Its level.
    pub level: PlanLevel,
    /// Whose plan it is.
    pub owner: String,
    /// The symbol of the document in force, such as `238-KH/TU`; empty where it has none.
    pub symbol: String,
    /// When that was issued.
    pub issued_on: Option<Date>,
    /// The body that issued it.
    pub issuer: String,
    /// Where it was issued, such as `Lạng Sơn`.
    pub place: String,
}

/// The period, as far as a report names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodPart {
    /// Its id.
    pub id: ReportingPeriodId,
    /// By which cadence.
    pub cadence: Cadence,
    /// By whose rules, and so in which layout.
    pub regime: Regime,
    /// The topic of a thematic or ad hoc report; empty otherwise.
    pub topic: String,
    /// To whom it goes.
    pub receiver: String,
    /// Under which period its figures stand.
    pub figures: Period,
    /// The first day it takes in.
    pub window_from: Date,
    /// The last day it takes in.
    pub window_to: Date,
    /// The last day in time.
    pub due_on: Date,
}

/// A group of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupPart {
    /// Its id.
    pub id: GroupId,
    /// Its printed label.
    pub label: String,
    /// Its name.
    pub name: String,
}

/// An indicator with its total.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IndicatorPart {
    /// Its id.
    pub id: IndicatorId,
    /// Its group.
    pub group: GroupId,
    /// Its label.
    pub label: String,
    /// Its name.
    pub name: String,
    /// The unit of its values.
    pub unit: String,
    /// How the bodies' figures became one.
    pub across_units: Aggregate,
    /// Who leads it, in the plan's words.
    pub lead: String,
    /// The next milestone's target, if it has one.
    pub target: Option<TargetPart>,
    /// What the declared path expects at the end of the window.
    pub expected: Option<Quantity>,
    /// The total; `None` where it cannot be made.
    pub total: Option<Quantity>,
    /// What the judgement rests on, where that is another figure: of a flow what came together in its year, of an
    /// indicator without a total the last figure known.
    pub judged: Option<Quantity>,
    /// Whether a target without a number is reached, where that is what was asked.
    pub reached: Option<bool>,
    /// The surest stage that every figure in the total has.
    pub stage: ValueStage,
    /// The least final of its figures.
    pub maturity: Maturity,
    /// The total of the period before in the series, if there is one.
    pub previous: Option<Quantity>,
    /// The code of the judgement on the last day of the window.
    pub status: String,
    /// Why, in one Vietnamese sentence; empty where nothing can be said.
    pub why: String,
    /// From how many bodies a figure was due.
    pub due_from: u32,
    /// The cells, in the order of bodies; a body without a figure has its cell, too.
    pub cells: Vec<CellPart>,
}

/// A target at a milestone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TargetPart {
    /// The milestone's year.
    pub year: i16,
    /// How it is compared; `None` for a target in words.
    pub comparator: Option<Comparator>,
    /// Its value, where it has one.
    pub value: Option<Quantity>,
    /// It as the plan prints it.
    pub words: String,
}

/// One body's figure in a total.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CellPart {
    /// Whose.
    pub body: OrganisationId,
    /// What counts; `None` where nothing was reported.
    pub reading: Option<Reading>,
    /// Which of the three values it is.
    pub stage: ValueStage,
    /// Its revision in the ledger; 0 where nothing was reported.
    pub revision: u32,
    /// How final it is.
    pub maturity: Maturity,
    /// What the body reported, where the verified figure differs from it.
    pub reported: Option<Quantity>,
    /// Source, remark or reason.
    pub note: String,
    /// What stands behind it: SHA-256 of files, addresses of links.
    pub evidence: Vec<String>,
}

/// A task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskPart {
    /// Its id.
    pub id: TaskId,
    /// Its group.
    pub group: GroupId,
    /// Its label.
    pub label: String,
    /// What is to be done.
    pub text: String,
    /// The product asked for.
    pub product: String,
    /// The deadline, as the plan prints it.
    pub deadline: String,
    /// The day that counts.
    pub due_on: Option<Date>,
    /// Who leads it, in the plan's words.
    pub lead: String,
    /// How far it has come.
    pub state: TaskState,
    /// In time or late.
    pub timeliness: Timeliness,
    /// When it was finished.
    pub done_on: Option<Date>,
    /// Product and present result, as reported.
    pub result: String,
}

/// A body that was to report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BodyPart {
    /// Its id.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// The body above it.
    pub parent: Option<OrganisationId>,
    /// How far its submission came; `None` for the bodies above those that report.
    pub state: Option<SubmissionState>,
    /// When it was first handed in.
    pub submitted_on: Option<Date>,
    /// By how many working days it was late; 0 when in time.
    pub working_days_late: u32,
    /// How many cells were asked for.
    pub required: u32,
    /// How many were filled.
    pub filled: u32,
}

/// What a body wrote in a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NarrativePart {
    /// The section's place in the outline.
    pub section: u32,
    /// Whose words.
    pub body: OrganisationId,
    /// The words.
    pub text: String,
}

/// A difficulty or proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DifficultyPart {
    /// What is raised.
    pub kind: DifficultyKind,
    /// Who raises it.
    pub source: DifficultySource,
    /// The body that raises it or took it down.
    pub body: String,
    /// What it says.
    pub text: String,
    /// The body competent to decide; empty where none is named.
    pub competent: String,
    /// By when.
    pub due_on: Option<Date>,
    /// How far it has come.
    pub state: DifficultyState,
    /// The answer.
    pub answer: String,
    /// The indicators and tasks it threatens, by label.
    pub threatens: Vec<String>,
}
