//! Handing in and sending back.

use domain::{CellEntry, CellKey, MessageKind, SubmissionState};
use jiff::civil::date;
use work::Error;
use work::flow::{self, Submitting};

use crate::both::on_both;
use crate::office::*;

/// Everything that is asked of the department of science.
fn all() -> Vec<(CellKey, CellEntry)> {
    let progress = CellEntry { state: "under_way".into(), ..CellEntry::default() };
    vec![
        (key(STATIONS), value("12")),
        (key(FILES), share("30", "40")),
        (key(RANK), value("7")),
        (CellKey::Task(id(MAP)), progress),
        (CellKey::Section(0), words("Đã lắp 12 trạm.")),
    ]
}

on_both!(a_complete_form_is_handed_in_once, |store| async {
    let office = Office::open(store).await;
    office.enter(SCIENCE, &all()).await.unwrap();
    let before = office.submission(SCIENCE).await;
    let handed_in = office.submit(SCIENCE, "").await.unwrap();
    assert_eq!(handed_in.state, SubmissionState::Submitted);
    assert_eq!((handed_in.required, handed_in.filled), (5, 5));
    assert_eq!(handed_in.first_submitted_on, Some(date(2026, 11, 3)));
    assert_eq!(office.submission(SCIENCE).await, handed_in);
    // The second click was decided on a state that is gone.
    let again = Submitting { version: before.version, reason: String::new() };
    let again = flow::submit(&office.work, &officer(), before.id, &again).await;
    assert!(matches!(again, Err(Error::Store(store::Error::Stale { .. }))), "{again:?}");
    assert_eq!(office.messages(SCIENCE).await, [(MessageKind::Submitted, String::new())]);
    assert!(matches!(office.enter(SCIENCE, &[(key(STATIONS), value("13"))]).await, Err(Error::Closed)));
    assert_eq!(office.chain().await, ["submission.submitted"]);
});

on_both!(nothing_is_handed_in_while_a_figure_is_wrong, |store| async {
    let office = Office::open(store).await;
    let wrong = [
        (key(STATIONS), value("mười hai")),
        (key(FILES), value("101")),
        (CellKey::Section(0), words("Đã lắp 12 trạm.")),
    ];
    office.enter(SCIENCE, &wrong).await.unwrap();
    let named = [STATIONS, FILES].map(|n| format!("indicator-{}", uuid::Uuid::from_u128(n)));
    let all = [named.to_vec(), vec!["reason".into()]].concat();
    assert_eq!(refused(office.submit(SCIENCE, "").await), all);
    assert_eq!(refused(office.submit(SCIENCE, "thiếu số").await), named);
    assert_eq!(office.submission(SCIENCE).await.state, SubmissionState::Draft);
    assert!(office.messages(SCIENCE).await.is_empty() && office.chain().await.is_empty());
});

on_both!(what_is_missing_needs_a_reason_and_is_listed, |store| async {
    let office = Office::open(store).await;
    assert_eq!(refused(office.submit(SCIENCE, "chưa có gì").await), ["reason"]);
    office.enter(SCIENCE, &all()[..2]).await.unwrap();
    assert_eq!(refused(office.submit(SCIENCE, "  ").await), ["reason"]);
    let handed_in = office.submit(SCIENCE, "chờ Cục Thống kê").await.unwrap();
    assert_eq!((handed_in.required, handed_in.filled), (5, 2));
    let told = "chờ Cục Thống kê (Chưa nhập: I.3; II.1; Kết quả nổi bật.)";
    assert_eq!(office.messages(SCIENCE).await, [(MessageKind::Submitted, told.to_owned())]);
});

on_both!(what_is_sent_back_is_put_right_and_handed_in_again, |store| async {
    let office = Office::open(store).await;
    office.enter(SCIENCE, &all()).await.unwrap();
    office.submit(SCIENCE, "").await.unwrap();
    assert_eq!(refused(office.return_back(SCIENCE, " ").await), ["reason"]);
    let returned = office.return_back(SCIENCE, "số trạm khác văn bản").await.unwrap();
    assert_eq!((returned.state, returned.revision), (SubmissionState::Returned, 1));
    assert!(matches!(office.approve(SCIENCE).await, Err(Error::Closed)));
    office.enter(SCIENCE, &[(key(STATIONS), value("11"))]).await.unwrap();
    let later = office.later(9);
    let again = later.submit(SCIENCE, "").await.unwrap();
    // In time is judged by the day on which it was first handed in.
    assert_eq!(again.first_submitted_on, Some(date(2026, 11, 3)));
    assert_eq!(again.since, later.work.clock.now());
    let kinds: Vec<_> = office.messages(SCIENCE).await.into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, [MessageKind::Submitted, MessageKind::Returned, MessageKind::Submitted]);
});

on_both!(remarks_stand_in_the_thread, |store| async {
    let office = Office::open(store).await;
    let submission = office.submission(SCIENCE).await;
    let about = Some(key(STATIONS));
    flow::remark(&office.work, &head(), submission.id, about.clone(), "Đề nghị kiểm tra lại.").await.unwrap();
    assert_eq!(refused(flow::remark(&office.work, &head(), submission.id, None, " ").await), ["text"]);
    let mut read = office.work.store.read().await.unwrap();
    let thread = store::submission_message::list(&mut read, submission.id).await.unwrap();
    assert_eq!((thread.len(), &thread[0].about, thread[0].by.as_str()), (1, &about, "Giám đốc"));
    drop(read);
    assert_eq!(office.submission(SCIENCE).await, submission, "a remark changes nothing else");
});
