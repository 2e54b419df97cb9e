//! Tasks on two axes.

use assess::task::{explain, judge};
use assess::{Rules, task::TaskJudgement};
use domain::{
    Anchor, Deadline, DeadlineKind, Frequency, Lang, Task, TaskState as T, TaskUpdate, Timeliness as L,
};
use jiff::civil::{Date, date};

use crate::sample::recorded;

const ID: &str = "00000000-0000-7000-8000-000000000001";
const DUE: Date = date(2026, 9, 15);

fn a_task(kind: DeadlineKind) -> Task {
    Task {
        id: ID.parse().unwrap(),
        plan: ID.parse().unwrap(),
        group: ID.parse().unwrap(),
        position: 0,
        label: "1.1".into(),
        text: "Lập quỹ hỗ trợ khởi nghiệp".into(),
        deadline: Deadline { kind, text: String::new() },
        product: String::new(),
        document: ID.parse().unwrap(),
        anchor: Anchor::lines(1, 1, ""),
        responsibilities: Vec::new(),
        version: 1,
    }
}

fn an_update(revision: u32, state: T, on: Date) -> TaskUpdate {
    TaskUpdate {
        task: ID.parse().unwrap(),
        revision,
        state,
        done_on: None,
        extended_to: None,
        note: String::new(),
        recorded_at: recorded(on),
        recorded_by: "đầu mối".into(),
    }
}

fn on(updates: &[TaskUpdate], day: Date) -> TaskJudgement {
    judge(&a_task(DeadlineKind::Date { date: DUE }), updates, day, &Rules::default())
}

#[test]
fn lateness_comes_from_dates() {
    let check = |day: Date, timeliness: L, days: i32| {
        let status = on(&[], day).status;
        assert_eq!((status.timeliness, status.days_late), (timeliness, Some(days)), "{day}");
    };
    check(date(2026, 8, 15), L::InTime, -31);
    check(date(2026, 8, 16), L::DueSoon, -30);
    check(DUE, L::DueSoon, 0);
    check(date(2026, 10, 31), L::Overdue, 46);
}

#[test]
fn done_is_judged_by_the_day_it_was_done() {
    let mut done = an_update(2, T::Done, date(2026, 10, 1));
    let updates = [an_update(1, T::UnderWay, date(2026, 3, 1)), done.clone()];
    let judgement = on(&updates, date(2026, 10, 31));
    assert_eq!((judgement.status.timeliness, judgement.status.days_late), (L::DoneLate, Some(16)));
    done.done_on = Some(date(2026, 9, 10));
    let judgement = on(&[done], date(2026, 10, 31));
    assert_eq!((judgement.status.timeliness, judgement.status.days_late), (L::DoneInTime, Some(-5)));
}

#[test]
fn awaiting_confirmation_is_not_done() {
    let judgement = on(&[an_update(1, T::AwaitingConfirmation, date(2026, 9, 1))], date(2026, 10, 31));
    assert_eq!((judgement.status.state, judgement.status.timeliness), (T::AwaitingConfirmation, L::Overdue));
    insta::assert_snapshot!(explain(&judgement, Lang::Vi).join(" "), @"Quá hạn 46 ngày (hạn 15/09/2026). Đơn vị báo xong; chưa tính là hoàn thành khi chưa có xác nhận.");
}

#[test]
fn an_extension_keeps_the_original_date() {
    let mut update = an_update(1, T::UnderWay, date(2026, 9, 1));
    update.extended_to = Some(date(2026, 12, 31));
    let judgement = on(&[update, an_update(2, T::UnderWay, date(2026, 10, 1))], date(2026, 10, 31));
    assert_eq!(judgement.status.timeliness, L::InTime);
    assert_eq!((judgement.original_due_on, judgement.status.due_on), (Some(DUE), Some(date(2026, 12, 31))));
    assert_eq!(judgement.days_late_by_original, Some(46));
    insta::assert_snapshot!(explain(&judgement, Lang::Vi).join(" "), @"Trong hạn, còn 61 ngày (hạn 31/12/2026). Hạn gốc 15/09/2026, đã được gia hạn.");
    insta::assert_snapshot!(explain(&judgement, Lang::En).join(" "), @"In time, 61 days left (due 31 Dec 2026). The signed deadline was 15 Sep 2026; an extension was granted.");
}

#[test]
fn an_ongoing_task_is_never_done() {
    for kind in [DeadlineKind::Ongoing, DeadlineKind::Recurring { frequency: Frequency::Yearly }] {
        let updates = [an_update(1, T::Done, date(2026, 9, 1))];
        let status = judge(&a_task(kind), &updates, date(2026, 10, 31), &Rules::default()).status;
        assert_eq!((status.state, status.timeliness, status.days_late), (T::UnderWay, L::Ongoing, None));
    }
}

#[test]
fn a_deadline_that_names_no_day_is_never_late() {
    let kinds = [
        DeadlineKind::Unspecified,
        DeadlineKind::Conditional { condition: "khi có hướng dẫn".into() },
        DeadlineKind::Relative { days: 30, event: "khi ban hành".into() },
    ];
    for kind in kinds {
        let status = judge(&a_task(kind), &[], date(2040, 1, 1), &Rules::default()).status;
        assert_eq!((status.timeliness, status.due_on), (L::NoDeadline, None));
    }
}

#[test]
fn what_is_recorded_later_is_not_known_yet() {
    let updates = [an_update(1, T::Done, date(2026, 9, 10))];
    assert_eq!(on(&updates, date(2026, 9, 9)).status.state, T::NotStarted);
    assert_eq!(on(&updates, date(2026, 9, 10)).status.state, T::Done);
}

#[test]
fn what_was_dropped_is_not_chased() {
    let judgement = on(&[an_update(1, T::Dropped, date(2026, 9, 1))], date(2026, 10, 31));
    assert_eq!(judgement.status.timeliness, L::InTime);
}
