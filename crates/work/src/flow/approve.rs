//! Approving: what was typed becomes what counts.
//!
//! Figures enter the ledger as the next revision of their cell, only where they say something else than
//! before; tasks likewise. What was approved is kept whole, so that later changes show as differences.

use std::collections::{BTreeSet, HashMap};

use domain::audit::Event;
use domain::{
    Absence, CellEntry, CellKey, CheckOutcome, IndicatorId, JobKind, Maturity, MessageKind, Observation,
    OrganisationId, PeriodState, Reading, Role, Submission, SubmissionId, SubmissionRevision, SubmissionStep,
    Task, TaskId, TaskState, TaskUpdate, ValueStage, entry,
};
use jiff::civil::Date;

use super::hold::Held;
use super::{Readiness, digest, filled_cells};
use crate::clock::day_in_vietnam;
use crate::jobs::{Wanted, enqueue};
use crate::submissions::{FigureRow, Form, TaskRow, form};
use crate::{Actor, Error, Work};

/// An approval.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Approving {
    /// The version of the submission that was shown.
    pub version: i64,
    /// The tasks of which whoever approves, and may, confirms that they are done or dropped.
    pub confirmed: BTreeSet<TaskId>,
}

/// Approves what was handed in.
pub async fn approve(
    work: &Work,
    actor: &Actor,
    id: SubmissionId,
    approving: &Approving,
) -> Result<Submission, Error> {
    let mut held = Held::for_step(work, id, approving.version, SubmissionStep::Approve).await?;
    // What was right on the day it was handed in does not become wrong by waiting.
    let day = day_in_vietnam(held.submission.since);
    let form = form::load(work, &mut held.tx, id, day).await?;
    let faults = Readiness::of(&form).errors();
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let cells = filled_cells(&form);
    let sha256 = digest(&cells)?;
    let revision = SubmissionRevision {
        submission: id,
        revision: held.submission.revision,
        cells,
        reason: held.submission.reason.clone(),
        approved_at: work.clock.now(),
        approved_by: actor.post.clone(),
        sha256: sha256.clone(),
    };
    let last = store::submission_revision::find_last(&mut held.tx, id).await?;
    let mut passing = Passing { work, actor, held: &mut held, form: &form, day };
    let changed = passing.figures(last.as_ref()).await?;
    passing.wait_for_verification(&changed).await?;
    let tasks = passing.tasks(&approving.confirmed).await?;
    store::submission_revision::add(&mut held.tx, &revision).await?;
    held.step(work, SubmissionStep::Approve, "");
    held.submission.first_approved_on.get_or_insert(work.clock.today());
    held.tell(work, actor, MessageKind::Approved, None, &revision.reason).await?;
    if held.period.state == PeriodState::Closed {
        // The plan's own figures were written when it closed.
        let again = Wanted::new(JobKind::Consolidate, held.period.id);
        enqueue(work, &mut held.tx, &again.once_for(format!("{id}/{}", revision.revision))).await?;
    }
    let event = held.event("submission.approved", &sha256).because(&revision.reason);
    held.submission.version = store::submission::update(&mut held.tx, &held.submission).await?;
    work.keep(held.tx, actor, std::iter::once(event).chain(tasks)).await?;
    Ok(held.submission)
}

/// A form on its way into the ledger.
struct Passing<'a> {
    work: &'a Work,
    actor: &'a Actor,
    held: &'a mut Held,
    form: &'a Form,
    day: Date,
}

impl Passing<'_> {
    /// Adds the figures that say something else than before, and tells which.
    async fn figures(&mut self, last: Option<&SubmissionRevision>) -> Result<Vec<IndicatorId>, Error> {
        let Submission { plan, organisation, .. } = self.held.submission;
        let period = self.held.period.figures;
        let known = store::observation::list_of_body(&mut self.held.tx, plan, organisation).await?;
        let known = known.into_iter().filter(|figure| figure.period == period);
        let mut before: HashMap<_, _> = known.map(|figure| (figure.indicator, figure)).collect();
        let mut added = Vec::new();
        for row in &self.form.figures {
            let before = before.remove(&row.indicator.id);
            let Some((reading, maturity, note)) = self.said(row, last)? else { continue };
            let is_same = |before: &Observation| before.reading == reading && before.maturity == maturity;
            if before.as_ref().is_some_and(is_same) {
                continue;
            }
            added.push(Observation {
                indicator: row.indicator.id,
                organisation,
                period,
                stage: ValueStage::Reported,
                revision: before.as_ref().map_or(1, |before| before.revision + 1),
                reading,
                maturity,
                note: if before.is_some() { self.why(&note) } else { note },
                recorded_at: self.work.clock.now(),
                recorded_by: self.actor.post.clone(),
            });
        }
        store::observation::add_all(&mut self.held.tx, &added).await?;
        Ok(added.into_iter().map(|figure| figure.indicator).collect())
    }

    /// What a row says; a figure that was approved before and is blank now is taken back.
    fn said(
        &self,
        row: &FigureRow,
        last: Option<&SubmissionRevision>,
    ) -> Result<Option<(Reading, Maturity, String)>, Error> {
        let key = CellKey::Indicator(row.indicator.id);
        let typed = row.cell.as_ref().map(|cell| &cell.entry).filter(|entry| !entry.is_blank());
        if let Some(typed) = typed {
            let figure = entry::figure(typed, &row.indicator, self.day).map_err(Error::Invalid)?;
            return Ok(Some((figure.reading, figure.maturity, typed.note.trim().to_owned())));
        }
        let was_approved = last.is_some_and(|last| last.cells.iter().any(|(cell, _)| *cell == key));
        let taken_back = || {
            let reason = self.held.submission.reason.clone();
            let absence = Absence::NotAvailable { reason: reason.clone(), expected_on: None };
            (Reading::Absent(absence), Maturity::Official, reason)
        };
        Ok(was_approved.then(taken_back))
    }

    /// Why a later revision of a figure: the reason of the correction, else its own remark, else the report.
    fn why(&self, note: &str) -> String {
        let reason = self.held.submission.reason.trim();
        match (reason.is_empty(), note.is_empty()) {
            (false, _) => reason.to_owned(),
            (true, false) => note.to_owned(),
            (true, true) => {
                let to = self.held.period.window_to;
                format!("Số báo cáo chốt đến {}.", to.strftime("%d/%m/%Y"))
            }
        }
    }

    /// Lets wait what nobody has verified as it stands now; what waited already keeps its place.
    async fn wait_for_verification(&mut self, changed: &[IndicatorId]) -> Result<(), Error> {
        let id = self.held.submission.id;
        let waited = store::waiting_figure::list_of_submission(&mut self.held.tx, id).await?;
        let waited: HashMap<_, _> = waited.into_iter().collect();
        let checks = store::figure_check::list(&mut self.held.tx, id).await?;
        // Checks come in order, so that the last one stays.
        let outcome: HashMap<_, _> = checks.into_iter().map(|c| (c.indicator, c.outcome)).collect();
        let now = self.work.clock.now();
        let mut waiting = Vec::new();
        for row in self.form.figures.iter().filter(|row| row.cell.as_ref().is_some_and(has_figure)) {
            let indicator = row.indicator.id;
            let has_changed = changed.contains(&indicator);
            if !has_changed && outcome.get(&indicator) == Some(&CheckOutcome::Verified) {
                continue;
            }
            let since = waited.get(&indicator).copied().filter(|_| !has_changed).unwrap_or(now);
            waiting.push((indicator, since));
        }
        Ok(store::waiting_figure::set_all(&mut self.held.tx, id, &waiting).await?)
    }

    /// Adds the updates of tasks that say something else than before.
    async fn tasks(&mut self, confirmed: &BTreeSet<TaskId>) -> Result<Vec<Event>, Error> {
        let ids: Vec<_> = self.form.tasks.iter().map(|row| row.task.id).collect();
        let known = store::task_update::list_of_tasks(&mut self.held.tx, &ids).await?;
        // Revisions come in order, so that the last one stays.
        let mut before: HashMap<_, _> = known.into_iter().map(|update| (update.task, update)).collect();
        // The form knows of a task only what the body itself answers for.
        let whole = store::task::list_of_plan(&mut self.held.tx, self.held.submission.plan).await?;
        let mut led_by: HashMap<_, _> = whole.iter().map(|task| (task.id, leads(task))).collect();
        let mut events = Vec::new();
        for row in &self.form.tasks {
            let before = before.remove(&row.task.id);
            let is_confirmed = confirmed.contains(&row.task.id);
            let led_by = led_by.remove(&row.task.id).unwrap_or_default();
            let Some(update) = self.update(row, before.as_ref(), is_confirmed, &led_by)? else { continue };
            store::task_update::add(&mut self.held.tx, &update).await?;
            let event = Event::done("task.updated", row.task.id).of_plan(row.task.plan);
            events.push(match &before {
                Some(before) => event.changed(before, &update),
                None => event.added(&update),
            });
        }
        Ok(events)
    }

    /// The next revision of a task; `None` where its report says nothing new.
    ///
    /// Where a task has a lead, the lead's report moves it; those who help are heard in their own reports.
    fn update(
        &self,
        row: &TaskRow,
        before: Option<&TaskUpdate>,
        is_confirmed: bool,
        led_by: &[OrganisationId],
    ) -> Result<Option<TaskUpdate>, Error> {
        let body = self.held.submission.organisation;
        let typed = row.cell.as_ref().map(|cell| &cell.entry).filter(|entry| !entry.is_blank());
        let Some(typed) = typed.filter(|_| led_by.is_empty() || led_by.contains(&body)) else {
            return Ok(None);
        };
        let progress = entry::task(typed, self.day).map_err(Error::Invalid)?;
        let state = before.map_or(TaskState::NotStarted, |before| before.state);
        let (state, note) = settled(state, progress.state, progress.note, is_confirmed);
        let is_same = |before: &TaskUpdate| {
            (before.state, before.done_on, &before.note) == (state, progress.done_on, &note)
        };
        if before.is_some_and(is_same) {
            return Ok(None);
        }
        Ok(Some(TaskUpdate {
            task: row.task.id,
            revision: before.map_or(1, |before| before.revision + 1),
            state,
            done_on: progress.done_on,
            extended_to: None,
            note,
            recorded_at: self.work.clock.now(),
            recorded_by: self.actor.post.clone(),
        }))
    }
}

/// The bodies that lead a task.
fn leads(task: &Task) -> Vec<OrganisationId> {
    let leads = task.responsibilities.iter().filter(|r| r.role == Role::Lead);
    leads.filter_map(|lead| lead.organisation).collect()
}

/// What a body's word on a task comes to: done and dropped are for somebody to confirm.
fn settled(now: TaskState, told: TaskState, note: String, is_confirmed: bool) -> (TaskState, String) {
    match told {
        TaskState::Done | TaskState::AwaitingConfirmation if now == TaskState::Done => (now, note),
        TaskState::Done | TaskState::AwaitingConfirmation if is_confirmed => (TaskState::Done, note),
        TaskState::Done => (TaskState::AwaitingConfirmation, note),
        TaskState::Dropped if now != told && !is_confirmed => {
            (now, format!("Đơn vị đề nghị không tiếp tục thực hiện. {note}").trim_end().to_owned())
        }
        told => (told, note),
    }
}

/// Whether a cell holds a figure, not a reason why there is none.
fn has_figure(cell: &domain::SubmissionCell) -> bool {
    let CellEntry { value, numerator, reached, .. } = &cell.entry;
    [value, numerator, reached].into_iter().any(|text| !text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn done_and_dropped_are_for_somebody_to_confirm() {
        use TaskState::{AwaitingConfirmation, Done, Dropped, UnderWay};
        let check = |now, told, is_confirmed, expected| {
            assert_eq!(settled(now, told, "x".into(), is_confirmed).0, expected, "{now:?} {told:?}");
        };
        check(UnderWay, Done, false, AwaitingConfirmation);
        check(UnderWay, Done, true, Done);
        check(UnderWay, AwaitingConfirmation, true, Done);
        check(UnderWay, AwaitingConfirmation, false, AwaitingConfirmation);
        check(Done, AwaitingConfirmation, false, Done);
        check(UnderWay, Dropped, false, UnderWay);
        check(UnderWay, Dropped, true, Dropped);
        check(AwaitingConfirmation, UnderWay, false, UnderWay);
    }
}
