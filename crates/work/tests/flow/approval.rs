//! Approving: what was typed enters the ledger; changing it later makes a new revision.

use domain::ValueStage::Reported;
use domain::{CellEntry, CellKey, MessageKind, SubmissionState, TaskState, TaskUpdate};
use store::Store;
use work::flow::{self, Approving};
use work::{Error, Work};

use crate::both::on_both;
use crate::office::*;

fn progress(state: &str, done_on: &str, note: &str) -> CellEntry {
    CellEntry { state: state.into(), done_on: done_on.into(), note: note.into(), ..CellEntry::default() }
}

async fn updates(work: &Work, task: u128) -> Vec<TaskUpdate> {
    store::task_update::list(&mut work.store.read().await.unwrap(), id(task)).await.unwrap()
}

async fn approved(store: Store) -> Office {
    let office = Office::open(store).await;
    let cells = [
        (key(STATIONS), CellEntry { maturity: "provisional".into(), ..value("12") }),
        (key(FILES), share("30", "40")),
        (CellKey::Task(id(MAP)), progress("done", "30/10/2026", "Bản đồ số 1")),
    ];
    office.report(SCIENCE, &cells).await;
    office
}

on_both!(approval_puts_figures_and_tasks_into_the_ledger, |store| async {
    let office = approved(store).await;
    let submission = office.submission(SCIENCE).await;
    assert_eq!(submission.state, SubmissionState::Approved);
    assert_eq!(office.ledger(STATIONS, SCIENCE).await, [(Reported, 1, Some(12.0))]);
    assert_eq!(office.ledger(FILES, SCIENCE).await, [(Reported, 1, Some(75.0))]);
    assert!(office.ledger(RANK, SCIENCE).await.is_empty(), "what was left blank is no figure");
    let recorded = updates(&office.work, MAP).await;
    assert_eq!(recorded.len(), 1);
    // The body's word alone does not finish a task.
    assert_eq!(recorded[0].state, TaskState::AwaitingConfirmation);
    let mut read = office.work.store.read().await.unwrap();
    let revisions = store::submission_revision::list(&mut read, submission.id).await.unwrap();
    assert_eq!(revisions.len(), 1);
    assert_eq!(revisions[0].sha256, flow::digest(&revisions[0].cells).unwrap());
    assert_eq!((revisions[0].cells.len(), revisions[0].approved_by.as_str()), (3, "Giám đốc"));
    drop(read);
    let chain = office.chain().await;
    assert_eq!(chain, ["submission.submitted", "submission.approved", "task.updated"]);
});

on_both!(whoever_may_confirms_a_task_when_approving, |store| async {
    let office = Office::open(store).await;
    let done = progress("awaiting_confirmation", "30/10/2026", "Bản đồ số 1");
    office.enter(SCIENCE, &[(CellKey::Task(id(MAP)), done)]).await.unwrap();
    let handed_in = office.submit(SCIENCE, "chưa có số").await.unwrap();
    let approving = Approving { version: handed_in.version, confirmed: [id(MAP)].into() };
    flow::approve(&office.work, &head(), handed_in.id, &approving).await.unwrap();
    assert_eq!(updates(&office.work, MAP).await[0].state, TaskState::Done);
});

on_both!(the_lead_moves_a_task_and_whoever_helps_does_not, |store| async {
    let office = Office::open(store).await;
    let told = |state| [(CellKey::Task(id(FUND)), progress(state, "", ""))];
    office.report(COMMUNE, &told("paused")).await;
    assert!(updates(&office.work, FUND).await.is_empty());
    office.report(FINANCE, &told("under_way")).await;
    assert_eq!(updates(&office.work, FUND).await[0].state, TaskState::UnderWay);
});

on_both!(a_correction_is_a_new_revision_only_where_something_changed, |store| async {
    let office = approved(store).await;
    assert_eq!(refused(office.reopen(SCIENCE, "").await), ["reason"]);
    let reopened = office.reopen(SCIENCE, "Cục Thống kê đính chính").await.unwrap();
    assert_eq!((reopened.state, reopened.revision), (SubmissionState::Draft, 2));
    office.enter(SCIENCE, &[(key(STATIONS), value("14")), (key(FILES), CellEntry::default())]).await.unwrap();
    // Until the correction is approved, what was approved stands.
    assert_eq!(office.ledger(STATIONS, SCIENCE).await, [(Reported, 1, Some(12.0))]);
    office.submit(SCIENCE, "đã bổ sung").await.unwrap();
    let again = office.approve(SCIENCE).await.unwrap();
    assert_eq!(again.revision, 2);
    let stations = office.ledger(STATIONS, SCIENCE).await;
    assert_eq!(stations, [(Reported, 1, Some(12.0)), (Reported, 2, Some(14.0))]);
    // A figure that was taken back is an absence with the reason, not the figure that was there.
    assert_eq!(office.ledger(FILES, SCIENCE).await, [(Reported, 1, Some(75.0)), (Reported, 2, None)]);
    assert_eq!(updates(&office.work, MAP).await.len(), 1, "the task says what it said");
    let mut read = office.work.store.read().await.unwrap();
    let history = store::observation::list_history(&mut read, id(STATIONS)).await.unwrap();
    assert_eq!(history[0].note, "Cục Thống kê đính chính");
    let revisions = store::submission_revision::list(&mut read, again.id).await.unwrap();
    let differences = flow::differences(&revisions);
    let [(second, changes)] = differences.as_slice() else { panic!("{differences:?}") };
    assert_eq!(second.reason, "Cục Thống kê đính chính");
    let keys: Vec<_> = changes.iter().map(|change| change.key.clone()).collect();
    assert_eq!(keys, [key(STATIONS), key(FILES)]);
});

on_both!(an_approved_report_is_returned_for_correction, |store| async {
    let office = approved(store).await;
    let returned = office.return_back(SCIENCE, "thiếu minh chứng").await.unwrap();
    assert_eq!((returned.state, returned.revision), (SubmissionState::Returned, 2));
    office.submit(SCIENCE, "đã bổ sung").await.unwrap();
    office.approve(SCIENCE).await.unwrap();
    // Nothing was changed, so the ledger has nothing new.
    assert_eq!(office.ledger(STATIONS, SCIENCE).await, [(Reported, 1, Some(12.0))]);
    let last = office.messages(SCIENCE).await.pop();
    assert_eq!(last, Some((MessageKind::Approved, "thiếu minh chứng".to_owned())));
});

on_both!(of_two_who_approve_at_once_one_is_told, |store| async {
    let office = Office::open(store).await;
    office.enter(SCIENCE, &[(key(STATIONS), value("12"))]).await.unwrap();
    let handed_in = office.submit(SCIENCE, "chưa đủ").await.unwrap();
    let approving = Approving { version: handed_in.version, ..Approving::default() };
    let (head, deputy) = (head(), somebody(200, "Phó Giám đốc"));
    let (one, other) = tokio::join!(
        flow::approve(&office.work, &head, handed_in.id, &approving),
        flow::approve(&office.work, &deputy, handed_in.id, &approving),
    );
    let told = [one, other].into_iter().filter_map(Result::err).collect::<Vec<_>>();
    assert!(matches!(told.as_slice(), [Error::Store(store::Error::Stale { .. })]), "{told:?}");
    assert_eq!(office.ledger(STATIONS, SCIENCE).await, [(Reported, 1, Some(12.0))]);
});
