//! The rows of the annexes, and the counts that prose takes from them: one source, so that they cannot disagree.

use assess::{Counts, IndicatorStatus};
use domain::snapshot::{CellPart, IndicatorPart, Snapshot, TaskPart};
use domain::{GroupId, Lang, Maturity, Quantity, Reading, TaskState, Timeliness, ValueStage};

use super::words;

/// A row of the annex of tasks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskRow<'a> {
    /// Its number in the table, from 1.
    pub number: usize,
    /// What is frozen of it.
    pub task: &'a TaskPart,
    /// How far it has come, as the table says it.
    pub progress: &'static str,
    /// Its deadline, as the table says it.
    pub deadline: String,
}

/// The rows of the annex of tasks: by group, in plan order.
pub fn task_rows(snapshot: &Snapshot) -> Vec<TaskRow<'_>> {
    let in_order = by_group(snapshot, &snapshot.tasks, |task| task.group);
    (1..).zip(in_order).map(task_row).collect()
}

fn task_row((number, task): (usize, &TaskPart)) -> TaskRow<'_> {
    let progress = words::progress(task.state, task.timeliness);
    TaskRow { number, task, progress, deadline: deadline(task) }
}

/// The plan's words, and the day where another one counts.
fn deadline(task: &TaskPart) -> String {
    match task.due_on.map(words::day) {
        Some(day) if task.deadline.is_empty() => day,
        Some(day) if !task.deadline.contains(&day) => format!("{} ({day})", task.deadline),
        _ => task.deadline.clone(),
    }
}

/// How many tasks there are of each kind; every row is one of: done, ongoing, open, paused, dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TaskCounts {
    /// In all (được giao).
    pub assigned: usize,
    /// Done.
    pub done: usize,
    /// Of these in time.
    pub done_in_time: usize,
    /// Of these late.
    pub done_late: usize,
    /// Without an end (thường xuyên).
    pub ongoing: usize,
    /// Not done yet, though it has an end.
    pub open: usize,
    /// Of these still in time, or without a date.
    pub open_in_time: usize,
    /// Of these in time, but due soon.
    pub due_soon: usize,
    /// Of these overdue.
    pub overdue: usize,
    /// Of the open ones those not begun.
    pub not_started: usize,
    /// Paused.
    pub paused: usize,
    /// No longer fitting.
    pub dropped: usize,
}

impl TaskCounts {
    /// Counts the rows of the annex.
    pub fn of<'a>(rows: impl IntoIterator<Item = &'a TaskRow<'a>>) -> Self {
        let mut counts = Self::default();
        for row in rows {
            counts.add(row.task.state, row.task.timeliness);
        }
        counts
    }

    fn add(&mut self, state: TaskState, timeliness: Timeliness) {
        self.assigned += 1;
        match (state, timeliness) {
            (TaskState::Dropped, _) => self.dropped += 1,
            (TaskState::Paused, _) => self.paused += 1,
            (_, Timeliness::Ongoing) => self.ongoing += 1,
            (TaskState::Done, _) => {
                self.done += 1;
                self.done_in_time += usize::from(timeliness == Timeliness::DoneInTime);
                self.done_late += usize::from(timeliness == Timeliness::DoneLate);
            }
            (state, _) => {
                self.open += 1;
                self.not_started += usize::from(state == TaskState::NotStarted);
                self.due_soon += usize::from(timeliness == Timeliness::DueSoon);
                match timeliness {
                    Timeliness::Overdue => self.overdue += 1,
                    _ => self.open_in_time += 1,
                }
            }
        }
    }
}

/// A row of the annex of indicators.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorRow<'a> {
    /// Its number in the table, from 1.
    pub number: usize,
    /// What is frozen of it.
    pub indicator: &'a IndicatorPart,
    /// How it stands.
    pub status: IndicatorStatus,
    /// From how many bodies there is a figure.
    pub reported: usize,
}

impl IndicatorRow<'_> {
    /// The target ahead as the plan prints it, with its year.
    pub fn target(&self) -> String {
        self.indicator
            .target
            .as_ref()
            .map_or(String::new(), |target| format!("{} ({})", target.words, target.year))
    }

    /// What the path expects at the end of the window.
    pub fn expected(&self) -> String {
        self.indicator.expected.map_or(String::new(), |expected| words::value(expected, &self.indicator.unit))
    }

    /// The total, or "reached" where that is what was asked; beside it what the judgement rests on, where that is
    /// another figure.
    pub fn total(&self) -> String {
        self.told(words::value)
    }

    /// The same as prose says it.
    pub fn total_in_unit(&self) -> String {
        self.told(words::value_in_unit)
    }

    fn told(&self, written: impl Fn(Quantity, &str) -> String) -> String {
        let IndicatorPart { total, judged, reached, unit, .. } = self.indicator;
        let written = |value: Quantity| written(value, unit);
        match (total.map(&written), judged.map(&written), reached) {
            (Some(total), Some(so_far), _) if total != so_far => format!("{total}, lũy kế {so_far}"),
            (Some(total), ..) => total,
            (None, _, Some(true)) => "Đạt".to_owned(),
            (None, _, Some(false)) => "Chưa đạt".to_owned(),
            (None, Some(last), None) => format!("– (gần nhất: {last})"),
            (None, None, None) => "–".to_owned(),
        }
    }

    /// How sure the total is: reported or verified, and how final.
    pub fn stage(&self) -> String {
        if self.indicator.total.is_none() && self.indicator.reached.is_none() {
            return String::new();
        }
        let stage = match self.indicator.stage {
            ValueStage::Reported => "Báo cáo",
            ValueStage::Verified => "Đã thẩm định",
            ValueStage::Published => "Đã công bố",
        };
        match self.indicator.maturity {
            Maturity::Estimate => format!("{stage}, ước"),
            Maturity::Provisional => format!("{stage}, sơ bộ"),
            Maturity::Official => stage.to_owned(),
        }
    }

    /// From how many of how many bodies.
    pub fn completeness(&self) -> String {
        format!("{}/{}", self.reported, self.indicator.due_from)
    }

    /// How it stands, in words.
    pub fn status(&self) -> &'static str {
        self.status.label(Lang::Vi)
    }
}

/// The rows of the annex of indicators: by group, in plan order.
pub fn indicator_rows(snapshot: &Snapshot) -> Vec<IndicatorRow<'_>> {
    let in_order = by_group(snapshot, &snapshot.indicators, |indicator| indicator.group);
    (1..).zip(in_order).map(indicator_row).collect()
}

fn indicator_row((number, indicator): (usize, &IndicatorPart)) -> IndicatorRow<'_> {
    IndicatorRow {
        number,
        indicator,
        // A code that this version does not know is no judgement.
        status: IndicatorStatus::from_code(&indicator.status).unwrap_or(IndicatorStatus::NotAssessable),
        reported: indicator.cells.iter().filter(|cell| is_figure(cell)).count(),
    }
}

fn is_figure(cell: &CellPart) -> bool {
    matches!(cell.reading, Some(Reading::Value(_) | Reading::Ratio { .. } | Reading::Reached(_)))
}

/// Counts the statuses of the rows.
pub fn indicator_counts<'a>(rows: impl IntoIterator<Item = &'a IndicatorRow<'a>>) -> Counts {
    Counts::of(rows.into_iter().map(|row| row.status))
}

/// Items in the order of their groups; what stands in no known group comes last.
fn by_group<'a, T>(snapshot: &Snapshot, items: &'a [T], group: impl Fn(&T) -> GroupId) -> Vec<&'a T> {
    let place = |item: &&T| {
        let place = snapshot.groups.iter().position(|part| part.id == group(item));
        place.unwrap_or(snapshot.groups.len())
    };
    let mut items: Vec<&T> = items.iter().collect();
    items.sort_by_key(place);
    items
}

/// Who has reported, and who has not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BodyCounts<'a> {
    /// How many were to report.
    pub due: usize,
    /// How many did in time.
    pub in_time: usize,
    /// How many did late.
    pub late: usize,
    /// Those that did not, by name.
    pub silent: Vec<&'a str>,
}

/// Counts the bodies that were to report.
pub fn body_counts(snapshot: &Snapshot) -> BodyCounts<'_> {
    let mut counts = BodyCounts::default();
    for body in &snapshot.bodies {
        let Some(state) = body.state else { continue };
        counts.due += 1;
        match (state.is_approved(), body.working_days_late) {
            (false, _) => counts.silent.push(&body.name),
            (true, 0) => counts.in_time += 1,
            (true, _) => counts.late += 1,
        }
    }
    counts
}
