//! Many workbooks become one: every figure and task of a period's bodies, their totals, and everything doubtful.
//!
//! Files are taken one by one and only what is needed for the totals is kept, so that the bodies of a whole
//! country fit into little memory. Nothing enters the drafts: that is [`super::receive`].

mod table;

use std::collections::{BTreeMap, HashMap, HashSet};

use assess::consolidate::{Part, Total, consolidate, contributors};
use domain::workbook::{CellDoubt, Place};
use domain::{
    CellKey, Finding, Indicator, IndicatorId, OrganisationId, ReportingPeriodId, Responsibility, Severity,
    SubmissionId, Task, TaskId, TaskState, ValueStage, entry,
};
use ingest::workbook::{Filled, FilledRow};
use jiff::Timestamp;
use jiff::civil::Date;

use super::{NotTaken, PURPOSE, check};
use crate::{Error, Vault, Work};
use table::Table;

/// What is known of a period before its workbooks come.
#[derive(Debug, Clone)]
pub struct Expected {
    /// The period.
    pub period: ReportingPeriodId,
    /// The reports that are due, each with its body.
    pub bodies: BTreeMap<SubmissionId, (OrganisationId, String)>,
    /// The plan's indicators, in order; who answers for them stands in `due_from`.
    pub indicators: Vec<Indicator>,
    /// The bodies from which each indicator's figure is due, in the same order.
    pub due_from: Vec<HashSet<OrganisationId>>,
    /// The plan's tasks, in order, likewise.
    pub tasks: Vec<Task>,
    /// On which day figures are checked.
    pub today: Date,
}

/// What is doubtful of a file, or of a body without one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileDoubt {
    /// The file's name; empty for a body without one.
    pub file: String,
    /// The body's name, where it is known.
    pub body: String,
    /// What is doubtful, and where.
    pub doubt: CellDoubt,
}

/// What many workbooks come to.
#[derive(Debug, Clone)]
pub struct Merged {
    /// The total of each indicator, in plan order.
    pub totals: Vec<(Indicator, Total)>,
    /// In how many reports each task is how far.
    pub progress: Vec<(Task, Vec<(TaskState, usize)>)>,
    /// How many rows were read.
    pub rows: usize,
    /// How many workbooks were taken.
    pub files: usize,
    /// Everything doubtful, file by file.
    pub doubts: Vec<FileDoubt>,
    /// All of it as a workbook.
    pub workbook: Vec<u8>,
}

/// Reads what is expected of a period.
pub async fn expected(work: &Work, period: ReportingPeriodId) -> Result<Expected, Error> {
    let mut read = work.store.read().await?;
    let plan = store::reporting_period::get(&mut read, period).await?.plan;
    let bodies = store::submission::list_bodies_of_period(&mut read, period).await?;
    let bodies = bodies.into_iter().map(|(id, body, name)| (id, (body, name))).collect();
    let indicators = store::indicator::list_unassigned(&mut read, plan).await?;
    let tasks = store::task::list_unassigned(&mut read, plan).await?;
    let mut answering: HashMap<IndicatorId, Vec<Responsibility>> = HashMap::new();
    for (indicator, role, organisation) in store::indicator::list_answering(&mut read, plan).await? {
        let own =
            Responsibility { role, text: String::new(), organisation: Some(organisation), member: None };
        answering.entry(indicator).or_default().push(own);
    }
    let due_from = indicators.iter().map(|indicator| {
        let responsibilities = answering.remove(&indicator.id).unwrap_or_default();
        contributors(&Indicator { responsibilities, ..indicator.clone() }).into_iter().collect()
    });
    let due_from = due_from.collect();
    Ok(Expected { period, bodies, indicators, due_from, tasks, today: work.clock.today() })
}

/// Workbooks on their way into one.
pub struct Merge {
    expected: Expected,
    vault: Vault,
    figures: HashMap<IndicatorId, usize>,
    tasks: HashMap<TaskId, usize>,
    parts: Vec<Vec<Part>>,
    progress: Vec<BTreeMap<&'static str, usize>>,
    seen: BTreeMap<SubmissionId, String>,
    doubts: Vec<FileDoubt>,
    rows: usize,
    table: Table,
}

impl Merge {
    /// Begins with what is expected.
    pub fn new(work: &Work, expected: Expected) -> Result<Self, Error> {
        Ok(Self {
            vault: work.vault.clone(),
            figures: expected.indicators.iter().zip(0..).map(|(of, place)| (of.id, place)).collect(),
            tasks: expected.tasks.iter().zip(0..).map(|(of, place)| (of.id, place)).collect(),
            parts: vec![Vec::new(); expected.indicators.len()],
            progress: vec![BTreeMap::new(); expected.tasks.len()],
            seen: BTreeMap::new(),
            doubts: Vec::new(),
            rows: 0,
            table: Table::new()?,
            expected,
        })
    }

    /// Takes a workbook; what is wrong with it is noted.
    pub fn add(&mut self, file: &str, bytes: &[u8]) -> Result<(), Error> {
        let filled = match ingest::workbook::read(bytes, &super::limits()) {
            Ok(filled) => filled,
            Err(unread) => {
                self.turn_away(file, &NotTaken::Unread(unread));
                return Ok(());
            }
        };
        let id = filled.identity.submission;
        if !self.vault.is_signed(&filled.identity_text, PURPOSE, &filled.signature) {
            self.turn_away(file, &NotTaken::Forged);
        } else if let Some((body, name)) = self.expected.bodies.get(&id).cloned() {
            if let Some(first) = self.seen.get(&id).cloned() {
                self.note(file, &name, twice(&name, &first));
                return Ok(());
            }
            self.seen.insert(id, file.to_owned());
            self.take(file, body, &name, &filled)?;
        } else {
            self.turn_away(file, &NotTaken::UnknownReport);
        }
        Ok(())
    }

    fn take(&mut self, file: &str, body: OrganisationId, name: &str, filled: &Filled) -> Result<(), Error> {
        for doubt in filled.doubts.iter().filter(|doubt| doubt.finding.severity != Severity::Note) {
            self.note(file, name, doubt.clone());
        }
        for row in &filled.rows {
            self.rows += 1;
            if row.is_faulty || row.entry.is_blank() {
                continue;
            }
            match &row.key {
                CellKey::Indicator(id) => {
                    if let Some(place) = self.figures.get(id).copied() {
                        self.take_figure(file, body, name, filled, row, place)?;
                    }
                }
                CellKey::Task(id) => {
                    if let Some(place) = self.tasks.get(id).copied() {
                        self.take_task(file, name, filled, row, place)?;
                    }
                }
                CellKey::Section(_) => (),
            }
        }
        Ok(())
    }

    fn take_figure(
        &mut self,
        file: &str,
        body: OrganisationId,
        name: &str,
        filled: &Filled,
        row: &FilledRow,
        place: usize,
    ) -> Result<(), Error> {
        let indicator = &self.expected.indicators[place];
        let found = check::row(filled, row, Some(indicator), self.expected.today);
        let is_faulty = found.iter().any(CellDoubt::is_error);
        let figure = entry::figure(&row.entry, indicator, self.expected.today);
        if let (false, Ok(figure)) = (is_faulty, figure) {
            self.table.figure(name, indicator, &figure, &row.entry.note)?;
            self.parts[place].push(Part {
                body,
                reading: Some(figure.reading),
                stage: ValueStage::Reported,
                maturity: figure.maturity,
                known_at: Timestamp::UNIX_EPOCH,
            });
        }
        self.note_all(file, name, found);
        Ok(())
    }

    fn take_task(
        &mut self,
        file: &str,
        name: &str,
        filled: &Filled,
        row: &FilledRow,
        place: usize,
    ) -> Result<(), Error> {
        if let Ok(progress) = entry::task(&row.entry, self.expected.today) {
            *self.progress[place].entry(progress.state.code()).or_default() += 1;
            self.table.task(name, &self.expected.tasks[place], &progress)?;
        } else {
            let found = check::row(filled, row, None, self.expected.today);
            self.note_all(file, name, found);
        }
        Ok(())
    }

    /// Totals, what is missing, and the workbook of it all.
    pub fn finish(mut self) -> Result<Merged, Error> {
        let missing: Vec<_> =
            self.expected.bodies.iter().filter(|(id, _)| !self.seen.contains_key(id)).collect();
        let missing: Vec<_> = missing.into_iter().map(|(_, (_, name))| name.clone()).collect();
        for name in missing {
            self.note("", &name, no_file(&name));
        }
        let mut totals = Vec::with_capacity(self.parts.len());
        let due = self.expected.indicators.iter().zip(&self.expected.due_from);
        for ((indicator, due_from), mut parts) in due.zip(std::mem::take(&mut self.parts)) {
            add_silent(&mut parts, &self.expected, due_from);
            let total = consolidate(indicator.across_units, &parts);
            self.table.total(indicator, &total)?;
            totals.push((indicator.clone(), total));
        }
        for doubt in &self.doubts {
            self.table.doubt(doubt)?;
        }
        let progress = |(task, states): (&Task, &BTreeMap<&'static str, usize>)| {
            let known = |(code, count): (&&str, &usize)| Some((TaskState::from_code(code)?, *count));
            (task.clone(), states.iter().filter_map(known).collect())
        };
        Ok(Merged {
            totals,
            progress: self.expected.tasks.iter().zip(&self.progress).map(progress).collect(),
            rows: self.rows,
            files: self.seen.len(),
            doubts: self.doubts,
            workbook: self.table.finish()?,
        })
    }

    fn note(&mut self, file: &str, body: &str, doubt: CellDoubt) {
        self.doubts.push(FileDoubt { file: file.to_owned(), body: body.to_owned(), doubt });
    }

    fn note_all(&mut self, file: &str, body: &str, doubts: Vec<CellDoubt>) {
        for doubt in doubts {
            self.note(file, body, doubt);
        }
    }

    fn turn_away(&mut self, file: &str, why: &NotTaken) {
        use domain::Lang::{En, Vi};
        let words = [why.message(Vi), why.message(En), why.hint(Vi), why.hint(En)];
        self.note(file, "", whole("file.not_taken", words));
    }
}

/// Bodies that were to give a figure and have given none are silent, not left out.
fn add_silent(parts: &mut Vec<Part>, expected: &Expected, due_from: &HashSet<OrganisationId>) {
    let given: HashSet<_> = parts.iter().map(|part| part.body).collect();
    let is_silent = |body: &OrganisationId| due_from.contains(body) && !given.contains(body);
    let silent = expected.bodies.values().filter(|(body, _)| is_silent(body));
    parts.extend(silent.map(|(body, _)| Part {
        body: *body,
        reading: None,
        stage: ValueStage::Reported,
        maturity: domain::Maturity::Official,
        known_at: Timestamp::UNIX_EPOCH,
    }));
}

fn twice(body: &str, first: &str) -> CellDoubt {
    whole(
        "body.twice",
        [
            format!("{body} gửi hai biểu; chỉ tính biểu đầu ({first})."),
            format!("{body} sent two workbooks; only the first ({first}) is counted."),
            "Hỏi đơn vị biểu nào đúng, bỏ biểu kia ra.".to_owned(),
            "Ask the body which is right, and take the other out.".to_owned(),
        ],
    )
}

fn no_file(body: &str) -> CellDoubt {
    whole(
        "body.missing",
        [
            format!("{body} chưa gửi biểu."),
            format!("{body} has sent no workbook."),
            "Đôn đốc đơn vị; tổng số chưa có số liệu của đơn vị này.".to_owned(),
            "Remind the body; its figures are not in the totals.".to_owned(),
        ],
    )
}

fn whole(rule: &str, words: [String; 4]) -> CellDoubt {
    let [message, message_en, hint, hint_en] = words;
    let severity = Severity::Error;
    CellDoubt {
        place: Place::workbook(),
        key: None,
        column: None,
        shown: String::new(),
        finding: Finding {
            rule: rule.to_owned(),
            severity,
            message,
            hint,
            message_en,
            hint_en,
            item: None,
            anchor: None,
        },
    }
}
