//! A whole month of a generated province: every body fills in its report.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use domain::{CellKey, SubmissionId};
use jiff::Timestamp;
use store::{Options, Store};
use work::demo::large::{Province, Size, entry, province};
use work::submissions::{Form, Save, Saved, form, save};
use work::{Actor, Clock, Work};

async fn a_work(folder: &std::path::Path) -> Work {
    let url = format!("sqlite:{}", folder.join("cotmoc.db").display());
    let now: Timestamp = "2026-11-23T03:00:00Z".parse().unwrap();
    Work::new(Store::open(&url, Options::default()).await.unwrap(), Clock::fixed(now))
}

fn keys(form: &Form) -> Vec<CellKey> {
    let figures = form.figures.iter().map(|row| CellKey::Indicator(row.indicator.id));
    let tasks = form.tasks.iter().map(|row| CellKey::Task(row.task.id));
    figures.chain(tasks).chain(form.sections.iter().map(|row| CellKey::Section(row.place))).collect()
}

async fn submissions(work: &Work, made: &Province) -> Vec<SubmissionId> {
    let mut read = work.store.read().await.unwrap();
    let all = store::submission::list_of_period(&mut read, made.period).await.unwrap();
    all.into_iter().map(|submission| submission.id).collect()
}

#[tokio::test]
async fn every_body_fills_in_every_cell() {
    let folder = tempfile::tempdir().unwrap();
    let work = a_work(folder.path()).await;
    let made = province(&work, Size { bodies: 5, indicators: 6, tasks: 4 }).await.unwrap();
    let submissions = submissions(&work, &made).await;
    assert_eq!(submissions.len(), made.bodies.len());
    for id in submissions {
        let empty = form(&work, id).await.unwrap();
        let change = |key: CellKey| Save { entry: entry(&empty, &key), key, version: 0 };
        let changes: Vec<_> = keys(&empty).into_iter().map(change).collect();
        let saved = save(&work, &Actor::program("test"), id, &changes).await.unwrap();
        assert!(saved.iter().all(|saved| *saved == Saved::Kept(1)), "{saved:?}");
        let full = form(&work, id).await.unwrap();
        assert_eq!((full.filled(), full.submission.filled), (full.required(), full.required()));
    }
}
