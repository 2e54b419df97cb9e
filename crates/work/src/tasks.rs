//! Tasks: filtered, and updated by revisions.

use std::collections::HashSet;

use domain::audit::Event;
use domain::{GroupId, Lang, Role, TaskId, TaskState, TaskUpdate, Timeliness};
use jiff::civil::Date;
use serde::Deserialize;
use store::document::Head;
use store::search::{Item, Scope};

use crate::tracked::{Tracked, TrackedTask, load_task, named};
use crate::{Actor, Error, FieldError, Work, typed_day};

pub use assess::task::{state_label, timeliness_label};

/// What a list of tasks is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Words that must all occur, typed with or without marks.
    pub words: String,
    /// Only this group.
    pub group: Option<GroupId>,
    /// Only this state.
    pub state: Option<TaskState>,
    /// Only these dates.
    pub timeliness: Option<Timeliness>,
    /// Only what this body leads, in the plan's words.
    pub lead: String,
}

/// How many hits a search may bring.
pub(crate) const HITS: u32 = 5000;

/// The tasks of a plan that a filter lets through, in the plan's order.
pub async fn filtered<'a>(
    work: &Work,
    tracked: &'a Tracked,
    filter: &Filter,
) -> Result<Vec<&'a TrackedTask>, Error> {
    let found: Option<HashSet<TaskId>> = match filter.words.trim() {
        "" => None,
        words => {
            let mut read = work.store.read().await?;
            let scope = Scope { plan: Some(tracked.plan.id) };
            let hits = store::search::list(&mut read, words, scope, HITS).await?;
            Some(
                hits.into_iter()
                    .filter_map(|hit| if let Item::Task(id) = hit.item { Some(id) } else { None })
                    .collect(),
            )
        }
    };
    let lets_through = |item: &&TrackedTask| {
        let status = item.judgement.status;
        found.as_ref().is_none_or(|ids| ids.contains(&item.task.id))
            && filter.group.is_none_or(|group| item.task.group == group)
            && filter.state.is_none_or(|state| status.state == state)
            && filter.timeliness.is_none_or(|timeliness| status.timeliness == timeliness)
            && (filter.lead.is_empty() || lead(item) == Some(filter.lead.as_str()))
    };
    Ok(tracked.tasks.iter().filter(lets_through).collect())
}

/// Who leads a task, in the plan's words.
pub fn lead(item: &TrackedTask) -> Option<&str> {
    named(&item.task.responsibilities, Role::Lead).next().map(|r| r.text.as_str())
}

/// Loads and judges one task, with the document it was read from.
pub async fn page(work: &Work, id: TaskId, on: Date) -> Result<(TrackedTask, Head), Error> {
    let item = load_task(work, id, on).await?;
    let mut read = work.store.read().await?;
    let document = store::document::get_head(&mut read, item.task.document).await?;
    Ok((item, document))
}

/// How far a task has come by the last that was recorded.
pub async fn state(work: &Work, id: TaskId) -> Result<TaskState, Error> {
    let mut read = work.store.read().await?;
    let last = store::task_update::list(&mut read, id).await?.pop();
    Ok(last.map_or(TaskState::NotStarted, |last| last.state))
}

/// Where a task stands, in sentences.
pub fn explained(item: &TrackedTask, lang: Lang) -> Vec<String> {
    assess::task::explain(&item.judgement, lang)
}

/// What was typed into the form of a task.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Progress {
    /// The state's code.
    pub state: String,
    /// The day it was finished, as `2026-10-31`.
    pub done_on: String,
    /// A granted later deadline, as `2026-12-31`.
    pub extended_to: String,
    /// Product, evidence or remark.
    pub note: String,
    /// The revision that the form was shown with.
    pub revision: u32,
}

impl Progress {
    /// Whether it says, or takes back, what somebody has to confirm: that the task is done or dropped,
    /// or that it may take longer.
    pub fn needs_confirmation(&self, now: TaskState) -> bool {
        let settles = |state| matches!(state, TaskState::Done | TaskState::Dropped);
        settles(now)
            || TaskState::from_code(&self.state).is_some_and(settles)
            || !self.extended_to.trim().is_empty()
    }
}

/// Records the next revision of a task.
///
/// "Done" needs the day and the product or evidence in the note. When someone
/// else recorded a revision meanwhile the store says so and nothing is kept.
pub async fn update(work: &Work, actor: &Actor, id: TaskId, typed: &Progress) -> Result<(), Error> {
    let today = work.clock.today();
    let (state, done_on, extended_to) = checked(typed, today).map_err(Error::Invalid)?;
    let update = TaskUpdate {
        task: id,
        revision: typed.revision + 1,
        state,
        done_on,
        extended_to,
        note: typed.note.trim().to_owned(),
        recorded_at: work.clock.now(),
        recorded_by: actor.post.clone(),
    };
    let mut tx = work.store.write().await?;
    let plan = store::task::get(&mut tx, id).await?.plan;
    let before = store::task_update::list(&mut tx, id).await?.pop();
    store::task_update::add(&mut tx, &update).await?;
    let event = Event::done("task.updated", id).of_plan(plan);
    let event = match &before {
        Some(before) => event.changed(before, &update),
        None => event.added(&update),
    };
    work.keep(tx, actor, [event]).await
}

type Checked = (TaskState, Option<Date>, Option<Date>);

fn checked(typed: &Progress, today: Date) -> Result<Checked, Vec<FieldError>> {
    let mut errors = Vec::new();
    let state = TaskState::from_code(&typed.state).unwrap_or_else(|| {
        errors.push(FieldError::new("state", "Chọn tình trạng.", "Choose the state."));
        TaskState::NotStarted
    });
    let done_on = day("done_on", &typed.done_on, &mut errors);
    let extended_to = day("extended_to", &typed.extended_to, &mut errors);
    if state == TaskState::Done {
        if done_on.is_none() {
            errors.push(FieldError::new(
                "done_on",
                "Nhập ngày hoàn thành.",
                "Enter the day it was finished.",
            ));
        }
        if typed.note.trim().is_empty() {
            errors.push(FieldError::new(
                "note",
                "Hoàn thành cần nêu sản phẩm hoặc minh chứng.",
                "Done needs the product or its evidence.",
            ));
        }
    }
    if done_on.is_some_and(|day| day > today) {
        errors.push(FieldError::new("done_on", "Ngày hoàn thành chưa đến.", "This day has not come yet."));
    }
    if errors.is_empty() { Ok((state, done_on, extended_to)) } else { Err(errors) }
}

fn day(field: &str, typed: &str, errors: &mut Vec<FieldError>) -> Option<Date> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let day = typed_day(typed);
    if day.is_none() {
        errors.push(FieldError::new(field, "Ngày không hợp lệ.", "Not a valid day."));
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn done_needs_a_day_that_has_come_and_a_product() {
        let today = jiff::civil::date(2026, 11, 22);
        let fields = |state: &str, done_on: &str, note: &str| {
            let typed = Progress {
                state: state.into(),
                done_on: done_on.into(),
                note: note.into(),
                ..Progress::default()
            };
            checked(&typed, today).map_err(|errors| errors.into_iter().map(|e| e.field).collect::<Vec<_>>())
        };
        assert!(fields("done", "2026-11-20", "Quyết định số 1").is_ok());
        assert_eq!(fields("done", "", ""), Err(vec!["done_on".to_owned(), "note".to_owned()]));
        assert_eq!(fields("done", "2026-12-01", "x"), Err(vec!["done_on".to_owned()]));
        assert_eq!(fields("finished", "", ""), Err(vec!["state".to_owned()]));
        assert!(fields("under_way", "", "").is_ok());
    }
}
