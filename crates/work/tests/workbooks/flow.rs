//! The way of a workbook: out, filled in, back, again, and side by side with the page.

use domain::workbook::plain;
use domain::{CellEntry, SubmissionState};
use work::workbooks::{NotTaken, export, last_return};

use crate::edit::{FIGURES, TASKS, Type};
use crate::{Site, filled, named};

fn value(value: &str) -> CellEntry {
    CellEntry { value: value.into(), ..CellEntry::default() }
}

#[tokio::test]
async fn every_entry_arrives_as_it_was_typed() {
    let site = Site::open().await;
    let (workbook, entries) = filled(&site).await;
    let returned = site.sent(&workbook).await;
    assert_eq!(
        (returned.count("taken"), returned.doubts.len()),
        (entries.len(), 0),
        "{:?}",
        named(&returned)
    );
    for (key, entry) in entries {
        assert_eq!(plain(&site.kept(&key).await), plain(&entry), "{key:?}");
    }
    assert_eq!(site.form().await.submission.filled, 14);
}

#[tokio::test]
async fn what_stands_on_the_page_leaves_in_the_workbook_and_comes_back_the_same() {
    let site = Site::open().await;
    let (first, entries) = filled(&site).await;
    site.sent(&first).await;
    let untouched = site.workbook().await;
    let returned = site.sent(&untouched).await;
    assert_eq!((returned.count("same"), returned.doubts.len()), (entries.len(), 0), "{:?}", named(&returned));
}

#[tokio::test]
async fn the_same_file_again_changes_nothing() {
    let site = Site::open().await;
    let (workbook, entries) = filled(&site).await;
    site.sent(&workbook).await;
    let before = site.version(&entries[0].0).await;
    let again = site.sent(&workbook).await;
    assert!(again.is_without_change() && again.is_whole());
    assert_eq!((again.count("same"), site.version(&entries[0].0).await), (entries.len(), before));
    let mut read = site.work.store.read().await.unwrap();
    let thread = store::submission_message::list(&mut read, site.id).await.unwrap();
    assert_eq!(thread.len(), 1, "the thread tells of the change, once: {thread:?}");
}

#[tokio::test]
async fn a_cell_changed_on_the_page_meanwhile_is_named_and_kept() {
    let site = Site::open().await;
    let mut workbook = site.workbook().await;
    site.type_in(site.figure(0), value("41")).await;
    site.type_in(site.figure(2), value("42")).await;
    workbook.set(FIGURES, "F6", Type::Number(40.0));
    workbook.set(FIGURES, "F10", Type::Number(7.0));
    let returned = site.sent(&workbook).await;
    assert_eq!(named(&returned), ["cell.conflict Chỉ tiêu!F6"]);
    assert_eq!((returned.count("conflict"), returned.count("taken")), (1, 1));
    assert_eq!(site.kept(&site.figure(0)).await.value, "41", "the page's figure is kept");
    assert_eq!(site.kept(&site.figure(2)).await.value, "42", "an untouched row is no conflict");
    assert_eq!(site.kept(&site.figure(4)).await.value, "7");
}

#[tokio::test]
async fn the_same_workbook_corrected_and_sent_again_does_not_conflict_with_itself() {
    let site = Site::open().await;
    let mut workbook = site.workbook().await;
    workbook.set(FIGURES, "F6", Type::Number(40.0));
    site.sent(&workbook).await;
    workbook.set(FIGURES, "F6", Type::Number(44.0));
    assert_eq!(site.sent(&workbook).await.count("taken"), 1);
    assert_eq!(site.kept(&site.figure(0)).await.value, "44");

    let mut second = site.workbook().await;
    second.set(FIGURES, "F6", Type::Number(45.0));
    site.sent(&second).await;
    workbook.set(FIGURES, "F6", Type::Number(46.0));
    let late = site.sent(&workbook).await;
    assert_eq!(named(&late), ["cell.conflict Chỉ tiêu!F6"], "another workbook was taken meanwhile");
}

#[tokio::test]
async fn a_cell_that_was_cleared_is_cleared() {
    let site = Site::open().await;
    site.type_in(site.figure(0), value("41")).await;
    let mut workbook = site.workbook().await;
    workbook.set(FIGURES, "F6", Type::Blank);
    assert_eq!(site.sent(&workbook).await.count("taken"), 1);
    assert!(site.kept(&site.figure(0)).await.is_blank());
}

#[tokio::test]
async fn a_workbook_of_another_report_is_turned_away_by_name() {
    let site = Site::open().await;
    let other = crate::edit::Edit::open(&export(&site.work, site.other).await.unwrap().bytes);
    let NotTaken::OtherReport { body, period } = site.refused(&other).await else { panic!() };
    assert_eq!((body.as_str(), period.as_str()), ("Xã Sông Lam 002", "Tháng 11/2026"));
}

#[tokio::test]
async fn a_report_that_was_handed_in_takes_no_workbook() {
    let site = Site::open().await;
    let mut workbook = site.workbook().await;
    workbook.set(TASKS, "F6", Type::Text("Đang thực hiện"));
    for (state, revision) in [(SubmissionState::Submitted, 1), (SubmissionState::Draft, 2)] {
        let mut tx = site.work.store.write().await.unwrap();
        let mut submission = store::submission::get(&mut tx, site.id).await.unwrap();
        (submission.state, submission.revision) = (state, revision);
        store::submission::update(&mut tx, &submission).await.unwrap();
        tx.commit_unrecorded().await.unwrap();
        let refused = site.refused(&workbook).await;
        match state {
            SubmissionState::Submitted => assert_eq!(refused, NotTaken::NotEditable(state)),
            _ => assert_eq!(refused, NotTaken::OldRevision { written: 1, now: 2 }),
        }
    }
    assert!(site.kept(&site.task(0)).await.is_blank());
    assert_eq!(last_return(&site.work, site.id).await.unwrap(), None);
}

#[tokio::test]
async fn a_workbook_of_another_installation_is_not_believed() {
    let (site, other) = (Site::open().await, Site::open().await);
    let stranger = other.workbook().await;
    assert_eq!(site.refused(&stranger).await, NotTaken::Forged);
    let mut own = site.workbook().await;
    own.change("xl/sharedStrings.xml", |xml| xml.replace("revision 1", "revision 2"));
    assert_eq!(site.refused(&own).await, NotTaken::Forged, "a line of the identity was changed");
}
