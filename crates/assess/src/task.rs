//! The status of a task on its two axes: how far, and in time or late.
//!
//! Lateness is reckoned from dates, never typed. An ongoing task is never done;
//! one that awaits confirmation is not done yet; an extension moves the day that
//! counts and the original stays on record.

use domain::{DeadlineKind, Lang, Task, TaskState, TaskStatus, TaskUpdate, Timeliness};
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};

use crate::{Rules, words};

/// A task's status with what it was reckoned from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaskJudgement {
    /// On both axes.
    pub status: TaskStatus,
    /// The deadline as signed.
    pub original_due_on: Option<Date>,
    /// Days late against the signed deadline, whatever extension was granted.
    pub days_late_by_original: Option<i32>,
    /// The day it was finished.
    pub done_on: Option<Date>,
}

/// The status of a task on a day, from the updates known by its end.
pub fn status(task: &Task, updates: &[TaskUpdate], on: Date, rules: &Rules) -> TaskStatus {
    judge(task, updates, on, rules).status
}

/// The status of a task on a day, with the original deadline beside an extension.
pub fn judge(task: &Task, updates: &[TaskUpdate], on: Date, rules: &Rules) -> TaskJudgement {
    let known = known(task, updates, on, rules);
    let state = state(task, &known);
    let original = task.deadline.due_on();
    let due_on = known.iter().rev().find_map(|u| u.extended_to).or(original);
    let done_on = if state == TaskState::Done { done_on(&known, rules) } else { None };
    let days_late = |due: Date| (done_on.unwrap_or(on) - due).get_days();
    let timeliness = timeliness(task, state, due_on.map(days_late), rules);
    TaskJudgement {
        status: TaskStatus { state, timeliness, due_on, days_late: due_on.map(days_late) },
        original_due_on: original,
        days_late_by_original: original.map(days_late),
        done_on,
    }
}

/// The task's updates recorded by the end of the day, in order.
fn known<'a>(task: &Task, updates: &'a [TaskUpdate], on: Date, rules: &Rules) -> Vec<&'a TaskUpdate> {
    let mut known: Vec<&TaskUpdate> =
        updates.iter().filter(|u| u.task == task.id && recorded_on(u, rules) <= on).collect();
    known.sort_by_key(|u| (u.revision, u.recorded_at));
    known
}

fn recorded_on(update: &TaskUpdate, rules: &Rules) -> Date {
    let offset = Offset::from_hours(rules.utc_offset_hours).unwrap_or(Offset::UTC);
    update.recorded_at.to_zoned(TimeZone::fixed(offset)).date()
}

/// The last state on record; an ongoing or recurring task that was called done is under way.
fn state(task: &Task, known: &[&TaskUpdate]) -> TaskState {
    let last = known.last().map_or(TaskState::NotStarted, |u| u.state);
    let is_done = matches!(last, TaskState::Done | TaskState::AwaitingConfirmation);
    if is_endless(task) && is_done { TaskState::UnderWay } else { last }
}

fn is_endless(task: &Task) -> bool {
    matches!(task.deadline.kind, DeadlineKind::Ongoing | DeadlineKind::Recurring { .. })
}

/// The stated day; without one, the day the update came in.
fn done_on(known: &[&TaskUpdate], rules: &Rules) -> Option<Date> {
    let first_done = known.iter().rev().take_while(|u| u.state == TaskState::Done).last()?;
    let stated = known.iter().rev().take_while(|u| u.state == TaskState::Done).find_map(|u| u.done_on);
    stated.or_else(|| Some(recorded_on(first_done, rules)))
}

fn timeliness(task: &Task, state: TaskState, days_late: Option<i32>, rules: &Rules) -> Timeliness {
    if is_endless(task) {
        return Timeliness::Ongoing;
    }
    let Some(days) = days_late else { return Timeliness::NoDeadline };
    match state {
        TaskState::Done if days > 0 => Timeliness::DoneLate,
        TaskState::Done => Timeliness::DoneInTime,
        // What was dropped or paused is not chased.
        TaskState::Dropped | TaskState::Paused => Timeliness::InTime,
        _ if days > 0 => Timeliness::Overdue,
        _ if -days <= rules.due_soon_days => Timeliness::DueSoon,
        _ => Timeliness::InTime,
    }
}

/// The label of a state.
pub fn state_label(state: TaskState, lang: Lang) -> &'static str {
    match state {
        TaskState::NotStarted => lang.pick("Chưa thực hiện", "Not started"),
        TaskState::UnderWay => lang.pick("Đang thực hiện", "Under way"),
        TaskState::AwaitingConfirmation => lang.pick("Chờ xác nhận", "Awaiting confirmation"),
        TaskState::Done => lang.pick("Hoàn thành", "Done"),
        TaskState::Paused => lang.pick("Tạm dừng", "Paused"),
        TaskState::Dropped => lang.pick("Không còn phù hợp", "No longer applicable"),
    }
}

/// The label of the axis of time.
pub fn timeliness_label(timeliness: Timeliness, lang: Lang) -> &'static str {
    match timeliness {
        Timeliness::InTime => lang.pick("trong hạn", "in time"),
        Timeliness::DueSoon => lang.pick("sắp đến hạn", "due soon"),
        Timeliness::Overdue => lang.pick("quá hạn", "overdue"),
        Timeliness::DoneInTime => lang.pick("hoàn thành đúng hạn", "done in time"),
        Timeliness::DoneLate => lang.pick("hoàn thành muộn", "done late"),
        Timeliness::Ongoing => lang.pick("thường xuyên", "ongoing"),
        Timeliness::NoDeadline => lang.pick("chưa có thời hạn", "no deadline"),
    }
}

/// The status in one or two sentences.
pub fn explain(judgement: &TaskJudgement, lang: Lang) -> Vec<String> {
    let status = judgement.status;
    let mut sentences = vec![first_sentence(judgement, lang)];
    if judgement.original_due_on.is_some() && judgement.original_due_on != status.due_on {
        sentences.extend(judgement.original_due_on.map(|on| {
            let on = words::day(on, lang);
            lang.pick(
                format!("Hạn gốc {on}, đã được gia hạn."),
                format!("The signed deadline was {on}; an extension was granted."),
            )
        }));
    }
    if status.state == TaskState::AwaitingConfirmation {
        let text = lang.pick(
            "Đơn vị báo xong; chưa tính là hoàn thành khi chưa có xác nhận.",
            "The unit says it is finished; it counts as done once confirmed.",
        );
        sentences.push(text.to_owned());
    }
    sentences
}

fn first_sentence(judgement: &TaskJudgement, lang: Lang) -> String {
    let status = judgement.status;
    let due = status.due_on.map(|on| words::day(on, lang)).unwrap_or_default();
    let done = judgement.done_on.map(|on| words::day(on, lang)).unwrap_or_default();
    let days = status.days_late.unwrap_or_default();
    let left = -days;
    match (status.timeliness, lang) {
        (Timeliness::Overdue, Lang::Vi) => format!("Quá hạn {days} ngày (hạn {due})."),
        (Timeliness::Overdue, Lang::En) => format!("Overdue by {days} days (due {due})."),
        (Timeliness::DueSoon, Lang::Vi) => format!("Còn {left} ngày đến hạn {due}."),
        (Timeliness::DueSoon, Lang::En) => format!("{left} days left until {due}."),
        (Timeliness::DoneInTime, Lang::Vi) => format!("Hoàn thành {done}, đúng hạn {due}."),
        (Timeliness::DoneInTime, Lang::En) => format!("Done on {done}, in time for {due}."),
        (Timeliness::DoneLate, Lang::Vi) => format!("Hoàn thành {done}, muộn {days} ngày (hạn {due})."),
        (Timeliness::DoneLate, Lang::En) => format!("Done on {done}, {days} days late (due {due})."),
        (Timeliness::Ongoing, Lang::Vi) => "Nhiệm vụ thường xuyên, không tính hoàn thành.".to_owned(),
        (Timeliness::Ongoing, Lang::En) => "An ongoing task; it is never counted as done.".to_owned(),
        (Timeliness::NoDeadline, Lang::Vi) => "Văn bản chưa ghi thời hạn tính được ra ngày.".to_owned(),
        (Timeliness::NoDeadline, Lang::En) => "The document gives no deadline that names a day.".to_owned(),
        (Timeliness::InTime, _) => in_time(status, &due, left, lang),
    }
}

fn in_time(status: TaskStatus, due: &str, left: i32, lang: Lang) -> String {
    match status.state {
        TaskState::Paused => lang.pick("Đang tạm dừng.", "Paused.").to_owned(),
        TaskState::Dropped => lang
            .pick("Không còn phù hợp, không theo dõi tiếp.", "No longer applicable; not followed any more.")
            .to_owned(),
        _ => lang.pick(
            format!("Trong hạn, còn {left} ngày (hạn {due})."),
            format!("In time, {left} days left (due {due})."),
        ),
    }
}
