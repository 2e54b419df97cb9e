//! The process that is killed.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::PathBuf;

use domain::{
    Calendar, CellEntry, CellKey, Period, PeriodState, ReportingPeriod, Submission, SubmissionState,
};
use work::demo::large::entry;
use work::flow::{Approving, Submitting, approve, submit};
use work::submissions::{Form, Save, Saved, form, save};
use work::{Actor, Work, closing};

use crate::said::Said;

const PLAN: &[u8] = "KẾ HOẠCH\nthử nghiệm\n1. Xây dựng cơ sở dữ liệu dùng chung trong năm 2026.\n".as_bytes();

#[tokio::test]
#[ignore = "the test of this file's crate runs it and kills it"]
async fn works_until_it_is_killed() {
    let Some(folder) = std::env::var_os(crate::FOLDER) else { return };
    let work = crate::open(&PathBuf::from(folder)).await;
    loop {
        match open_period(&work).await {
            Some(period) => report(&work, &period).await,
            None => open_next(&work).await,
        }
    }
}

fn say(said: &Said) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", said.line()).and_then(|()| out.flush()).unwrap();
}

fn actor() -> Actor {
    Actor::program("test")
}

async fn open_period(work: &Work) -> Option<ReportingPeriod> {
    let mut read = work.store.read().await.unwrap();
    store::reporting_period::list_unclosed(&mut read).await.unwrap().into_iter().next()
}

/// Brings every submission as far as it goes, takes a document in, and closes the period.
async fn report(work: &Work, period: &ReportingPeriod) {
    let mut read = work.store.read().await.unwrap();
    let all = store::submission::list_of_period(&mut read, period.id).await.unwrap();
    drop(read);
    for submission in all {
        bring_on(work, submission).await;
    }
    let received = work::import::receive(work, &actor(), None, "ke-hoach.txt", PLAN).await.unwrap();
    say(&Said::Received(received));
    closing::close(work, &actor(), period.id).await.unwrap();
    say(&Said::Closed(period.id));
}

async fn bring_on(work: &Work, mut submission: Submission) {
    if submission.state == SubmissionState::Draft {
        fill_in(work, &submission).await;
        let typed = Submitting { version: submission.version, ..Submitting::default() };
        submission = stepped(submit(work, &actor(), submission.id, &typed).await.unwrap());
    }
    if submission.state == SubmissionState::Submitted {
        let typed = Approving { version: submission.version, confirmed: BTreeSet::new() };
        stepped(approve(work, &actor(), submission.id, &typed).await.unwrap());
    }
}

fn stepped(submission: Submission) -> Submission {
    say(&Said::Stepped { submission: submission.id, version: submission.version });
    submission
}

/// One cell at a time, as an officer does.
async fn fill_in(work: &Work, submission: &Submission) {
    let form = form(work, submission.id).await.unwrap();
    let figures = form.figures.iter().map(|row| (CellKey::Indicator(row.indicator.id), &row.cell));
    let tasks = form.tasks.iter().map(|row| (CellKey::Task(row.task.id), &row.cell));
    let sections = form.sections.iter().map(|row| (CellKey::Section(row.place), &row.cell));
    for (key, cell) in figures.chain(tasks).chain(sections) {
        let version = cell.as_ref().map_or(0, |cell| cell.version);
        type_in(work, submission, &form, key, version).await;
    }
}

async fn type_in(work: &Work, submission: &Submission, form: &Form, key: CellKey, version: i64) {
    let note = work.clock.now().as_nanosecond().to_string();
    let entry = CellEntry { note: note.clone(), ..entry(form, &key) };
    let change = Save { key: key.clone(), entry, version };
    let saved = save(work, &actor(), submission.id, &[change]).await.unwrap();
    let [Saved::Kept(version)] = saved[..] else { panic!("{saved:?}") };
    say(&Said::Saved { submission: submission.id, key, version, note });
}

/// Opens the month after the last.
async fn open_next(work: &Work) {
    let mut tx = work.store.write().await.unwrap();
    let calendar: Calendar = store::calendar::list(&mut tx).await.unwrap().remove(0);
    let last = store::reporting_period::list_of_plan(&mut tx, calendar.plan).await.unwrap().remove(0);
    let figures: Period = last.figures.next();
    let period = ReportingPeriod {
        id: work.clock.id(),
        figures,
        window_from: figures.starts_on(),
        window_to: figures.ends_on(),
        due_on: figures.ends_on(),
        state: PeriodState::Open,
        closed_at: None,
        snapshot: None,
        version: 1,
        ..last
    };
    assert!(store::reporting_period::add(&mut tx, &period).await.unwrap());
    work::submissions::open(work, &mut tx, &calendar, &period).await.unwrap();
    tx.commit_unrecorded().await.unwrap();
    say(&Said::Opened(period.id));
}
