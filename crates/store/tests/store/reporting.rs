//! Calendars, periods, submissions with their cells, revisions, threads, checks and evidence; snapshots.

use domain::*;
use jiff::civil::date;
use store::{
    Error, Write, calendar, difficulty, evidence, figure_check, reporting_period, snapshot, submission,
    submission_cell, submission_message, submission_revision, waiting_figure, workbook_cell, workbook_return,
};

use crate::both::on_both;
use crate::sample::*;

const BODY: u128 = 310;

fn a_calendar() -> Calendar {
    Calendar {
        id: id(700),
        plan: id(100),
        name: "Báo cáo hằng tháng gửi Cơ quan Thường trực".into(),
        receiver: id(BODY),
        senders: Senders::Named,
        regime: Regime::Party,
        cadences: vec![Cadence::Monthly, Cadence::Yearly],
        sections: vec!["Kết quả".into()],
        term: Some((2025, 2030)),
        from: date(2025, 1, 1),
        to: None,
        version: 1,
    }
}

fn a_period(n: u128, month: i8) -> ReportingPeriod {
    ReportingPeriod {
        id: id(n),
        calendar: id(700),
        plan: id(100),
        cadence: Cadence::Monthly,
        regime: Regime::Party,
        topic: String::new(),
        figures: Period::new(PeriodKind::Month, 2026, month).unwrap(),
        window_from: date(2026, month, 1),
        window_to: date(2026, month, 1).last_of_month(),
        opens_on: date(2026, month, 20),
        due_on: date(2026, month + 1, 4),
        closes_on: date(2026, month + 1, 18),
        state: PeriodState::Open,
        closed_at: None,
        snapshot: None,
        version: 1,
    }
}

fn a_submission(n: u128, period: u128) -> Submission {
    Submission {
        id: id(n),
        period: id(period),
        plan: id(100),
        organisation: id(BODY),
        state: SubmissionState::Draft,
        revision: 1,
        reason: String::new(),
        since: at(0),
        first_submitted_on: None,
        first_approved_on: None,
        required: 3,
        filled: 0,
        version: 1,
    }
}

fn a_cell(key: CellKey, value: &str, version: i64) -> SubmissionCell {
    SubmissionCell {
        submission: id(720),
        key,
        entry: CellEntry { value: value.into(), ..CellEntry::default() },
        is_copied: false,
        saved_at: at(version),
        saved_by: "Chuyên viên".into(),
        account: None,
        version,
    }
}

/// A plan with an indicator, a body, a calendar, a period of October and its submission.
pub async fn opened(tx: &mut Write) {
    add_a_plan(tx).await;
    store::organisation::add(tx, &an_organisation(BODY, "Sở Khoa học và Công nghệ")).await.unwrap();
    store::indicator::add_all(tx, &[an_indicator(0)]).await.unwrap();
    calendar::add(tx, &a_calendar()).await.unwrap();
    assert!(reporting_period::add(tx, &a_period(710, 10)).await.unwrap());
    submission::add_all(tx, &[a_submission(720, 710)]).await.unwrap();
}

on_both!(a_calendar_is_kept_and_changed_under_its_version, |store| async {
    let mut tx = store.write().await.unwrap();
    opened(&mut tx).await;
    assert_eq!(calendar::list(&mut tx).await.unwrap(), [a_calendar()]);
    let changed = Calendar { term: None, to: Some(date(2030, 12, 31)), ..a_calendar() };
    assert_eq!(calendar::update(&mut tx, &changed).await.unwrap(), 2);
    assert!(matches!(calendar::update(&mut tx, &changed).await, Err(Error::Stale { current: 2 })));
    let now = Calendar { version: 2, ..changed };
    assert_eq!(calendar::hold(&mut tx, id(700)).await.unwrap(), now);
    assert_eq!(calendar::get(&mut tx, id(700)).await.unwrap(), now);
    assert_eq!(calendar::list_of_plan(&mut tx, id(100)).await.unwrap(), [now]);
    assert_eq!(calendar::find(&mut tx, id(999)).await.unwrap(), None);
});

on_both!(a_period_is_made_once_however_often_it_is_opened, |store| async {
    let mut tx = store.write().await.unwrap();
    opened(&mut tx).await;
    assert!(!reporting_period::add(&mut tx, &a_period(711, 10)).await.unwrap());
    assert!(reporting_period::add(&mut tx, &a_period(711, 11)).await.unwrap());
    let both = [a_period(711, 11), a_period(710, 10)];
    assert_eq!(reporting_period::list_of_plan(&mut tx, id(100)).await.unwrap(), both);
    assert_eq!(reporting_period::list_of_calendar(&mut tx, id(700)).await.unwrap(), both);
    let held = reporting_period::hold(&mut tx, id(710)).await.unwrap();
    let closed =
        ReportingPeriod { state: PeriodState::Closed, closed_at: Some(at(9)), snapshot: Some(id(1)), ..held };
    assert_eq!(reporting_period::update(&mut tx, &closed).await.unwrap(), 2);
    assert_eq!(
        reporting_period::get(&mut tx, id(710)).await.unwrap(),
        ReportingPeriod { version: 2, ..closed }
    );
    assert_eq!(reporting_period::list_unclosed(&mut tx).await.unwrap(), [a_period(711, 11)]);
    assert_eq!(reporting_period::find(&mut tx, id(999)).await.unwrap(), None);
});

on_both!(periods_of_a_plan_are_listed_by_state_page_by_page, |store| async {
    let mut tx = store.write().await.unwrap();
    opened(&mut tx).await;
    for (n, month) in (711..).zip(1..=4) {
        let coming = ReportingPeriod { state: PeriodState::Coming, ..a_period(n, month) };
        assert!(reporting_period::add(&mut tx, &coming).await.unwrap());
    }
    let end = (date(9999, 12, 31), id(u128::MAX));
    let numbers =
        |periods: &[ReportingPeriod]| periods.iter().map(|one| one.id.0.as_u128()).collect::<Vec<_>>();
    let page = reporting_period::list_before(&mut tx, id(100), PeriodState::Coming, end, 3).await.unwrap();
    assert_eq!(numbers(&page), [714, 713, 712]);
    let after = (page[2].due_on, page[2].id);
    let rest = reporting_period::list_before(&mut tx, id(100), PeriodState::Coming, after, 3).await.unwrap();
    assert_eq!(numbers(&rest), [711]);
    reporting_period::remove_coming(&mut tx, &rest[0]).await.unwrap();
    let open = reporting_period::get(&mut tx, id(710)).await.unwrap();
    for gone in [&rest[0], &open] {
        let tried = reporting_period::remove_coming(&mut tx, gone).await;
        assert!(matches!(tried, Err(Error::NotFound { .. })), "{tried:?}");
    }
});

on_both!(a_submission_goes_its_way_under_its_version, |store| async {
    let mut tx = store.write().await.unwrap();
    opened(&mut tx).await;
    submission::count_filled(&mut tx, id(720), 2).await.unwrap();
    let held = submission::hold(&mut tx, id(720)).await.unwrap();
    assert_eq!(held, Submission { filled: 2, ..a_submission(720, 710) });
    for (version, state) in (1..).zip(SubmissionState::ALL) {
        let next = Submission {
            state: *state,
            first_submitted_on: Some(date(2026, 11, 2)),
            first_approved_on: Some(date(2026, 11, 3)),
            version,
            ..held.clone()
        };
        assert_eq!(submission::update(&mut tx, &next).await.unwrap(), version + 1);
        assert_eq!(submission::get(&mut tx, id(720)).await.unwrap().state, *state);
    }
    assert!(matches!(submission::update(&mut tx, &held).await, Err(Error::Stale { .. })));
    let now = submission::find(&mut tx, id(720)).await.unwrap();
    assert_eq!(submission::find_of_body(&mut tx, id(710), id(BODY)).await.unwrap(), now);
    let now = [now.unwrap()];
    assert_eq!(submission::list_of_period(&mut tx, id(710)).await.unwrap(), now);
    let bodies = submission::list_bodies_of_period(&mut tx, id(710)).await.unwrap();
    let bodies: Vec<_> = bodies.into_iter().map(|(submission, body, _)| (submission, body)).collect();
    assert_eq!(bodies, [(id(720), id(BODY))]);
    assert_eq!(submission::list_of_body(&mut tx, id(BODY)).await.unwrap(), now);
    assert_eq!(submission::list_open(&mut tx).await.unwrap(), now);
});

on_both!(the_newest_approved_figures_of_a_body_are_known, |store| async {
    let mut tx = store.write().await.unwrap();
    opened(&mut tx).await;
    assert_eq!(submission::list_reached(&mut tx, id(100)).await.unwrap(), []);
    for (n, month) in [(711, 8), (712, 9)] {
        reporting_period::add(&mut tx, &a_period(n, month)).await.unwrap();
        let approved = Submission { first_approved_on: Some(date(2026, 10, 2)), ..a_submission(n + 10, n) };
        submission::add_all(&mut tx, &[approved]).await.unwrap();
    }
    let reached = submission::list_reached(&mut tx, id(100)).await.unwrap();
    assert_eq!(reached, [(id(BODY), date(2026, 9, 30))], "October was not approved yet");
});

on_both!(submissions_of_open_periods_come_in_the_order_of_their_age, |store| async {
    let mut tx = store.write().await.unwrap();
    opened(&mut tx).await;
    assert!(reporting_period::add(&mut tx, &a_period(711, 11)).await.unwrap());
    let older = Submission { since: at(-5), ..a_submission(721, 711) };
    submission::add_all(&mut tx, std::slice::from_ref(&older)).await.unwrap();
    let both = [older.clone(), a_submission(720, 710)];
    assert_eq!(submission::list_open_after(&mut tx, None, 10).await.unwrap(), both);
    assert_eq!(submission::list_open_after(&mut tx, None, 1).await.unwrap(), both[..1]);
    let place = Some((older.since, older.id));
    assert_eq!(submission::list_open_after(&mut tx, place, 10).await.unwrap(), both[1..]);
    let closed = ReportingPeriod { state: PeriodState::Closed, ..a_period(710, 10) };
    reporting_period::update(&mut tx, &closed).await.unwrap();
    assert_eq!(submission::list_open_after(&mut tx, None, 10).await.unwrap(), both[..1]);
    assert_eq!(submission::list_open_of_body(&mut tx, id(BODY)).await.unwrap(), both[..1]);
    assert_eq!(submission::list_closed_of_body(&mut tx, id(BODY), None, 10).await.unwrap(), both[1..]);
    let after = Some((closed.due_on, both[1].id));
    assert_eq!(submission::list_closed_of_body(&mut tx, id(BODY), after, 10).await.unwrap(), []);
});

on_both!(of_two_who_change_a_cell_the_later_is_told, |store| async {
    let mut tx = store.write().await.unwrap();
    opened(&mut tx).await;
    let key = CellKey::Indicator(an_indicator(0).id);
    submission_cell::save(&mut tx, &a_cell(key.clone(), "1", 1)).await.unwrap();
    submission_cell::save(&mut tx, &a_cell(key.clone(), "2", 2)).await.unwrap();
    for late in [1, 2, 4] {
        let tried = submission_cell::save(&mut tx, &a_cell(key.clone(), "3", late)).await;
        assert!(matches!(tried, Err(Error::Stale { current: 2 })), "{late}: {tried:?}");
    }
    let never = submission_cell::save(&mut tx, &a_cell(CellKey::Section(0), "", 2)).await;
    assert!(matches!(never, Err(Error::Stale { current: 0 })), "{never:?}");
    let copied = SubmissionCell { is_copied: true, ..a_cell(CellKey::Section(1), "như kỳ trước", 1) };
    submission_cell::add_all(&mut tx, std::slice::from_ref(&copied)).await.unwrap();
    let kept = [a_cell(key.clone(), "2", 2), copied];
    assert_eq!(submission_cell::find(&mut tx, id(720), &key).await.unwrap().as_ref(), Some(&kept[0]));
    assert_eq!(submission_cell::list(&mut tx, id(720)).await.unwrap(), kept);
    assert_eq!(submission_cell::list_of_period(&mut tx, id(710)).await.unwrap(), kept);
    let last = kept.iter().map(|cell| cell.saved_at).max().unwrap();
    let activity = submission_cell::Activity { submission: id(720), saved_at: last, copied: 1 };
    assert_eq!(submission_cell::list_activity(&mut tx, id(710)).await.unwrap(), [activity]);
});

on_both!(what_was_approved_said_and_found_is_only_added, |store| async {
    let mut tx = store.write().await.unwrap();
    opened(&mut tx).await;
    let key = CellKey::Indicator(an_indicator(0).id);
    let revision = |revision: u32| SubmissionRevision {
        submission: id(720),
        revision,
        cells: vec![(key.clone(), CellEntry { value: revision.to_string(), ..CellEntry::default() })],
        reason: String::new(),
        approved_at: at(5),
        approved_by: "Giám đốc".into(),
        sha256: "0".repeat(64),
    };
    for n in 1..=2 {
        submission_revision::add(&mut tx, &revision(n)).await.unwrap();
    }
    assert!(submission_revision::list(&mut tx, id(720)).await.unwrap() == [revision(1), revision(2)]);
    assert_eq!(submission_revision::list_last_of_period(&mut tx, id(710)).await.unwrap(), [revision(2)]);
    assert_eq!(submission_revision::find_last(&mut tx, id(720)).await.unwrap(), Some(revision(2)));
    assert_eq!(submission_revision::find_last(&mut tx, id(999)).await.unwrap(), None);

    let mut thread = Vec::new();
    for (number, kind) in (1..).zip(MessageKind::ALL) {
        let message = SubmissionMessage {
            submission: id(720),
            number,
            kind: *kind,
            about: (number % 2 == 0).then(|| key.clone()),
            text: "Đề nghị bổ sung minh chứng".into(),
            at: at(i64::from(number)),
            by: "Văn phòng Tỉnh ủy".into(),
        };
        submission_message::add(&mut tx, &message).await.unwrap();
        thread.push(message);
    }
    assert_eq!(submission_message::list(&mut tx, id(720)).await.unwrap(), thread);

    let mut checks = Vec::new();
    for (n, outcome) in (1..).zip(CheckOutcome::ALL) {
        let check = FigureCheck {
            submission: id(720),
            indicator: an_indicator(0).id,
            revision: 2,
            outcome: *outcome,
            note: "theo biên bản".into(),
            at: at(n),
            by: "Sở Tài chính".into(),
        };
        figure_check::add(&mut tx, &check).await.unwrap();
        checks.push(check);
    }
    assert_eq!(figure_check::list(&mut tx, id(720)).await.unwrap(), checks);
    assert_eq!(figure_check::list_of_period(&mut tx, id(710)).await.unwrap(), checks);
});

on_both!(evidence_is_given_and_taken_back_but_never_lost, |store| async {
    let mut tx = store.write().await.unwrap();
    opened(&mut tx).await;
    let file = Evidence {
        id: id(730),
        submission: id(720),
        key: CellKey::Section(0),
        name: "bien-ban.pdf".into(),
        kind: EvidenceKind::File { media_type: "application/pdf".into(), sha256: "0".repeat(64), bytes: 12 },
        added_at: at(1),
        added_by: "Chuyên viên".into(),
        removed_at: None,
    };
    let kind = EvidenceKind::Link { url: "https://example.vn/quyet-dinh".into() };
    let link = Evidence { id: id(731), kind, added_at: at(2), ..file.clone() };
    evidence::add(&mut tx, &file).await.unwrap();
    evidence::add(&mut tx, &link).await.unwrap();
    evidence::remove(&mut tx, id(730), at(3)).await.unwrap();
    assert!(matches!(evidence::remove(&mut tx, id(730), at(4)).await, Err(Error::NotFound { .. })));
    let gone = Evidence { removed_at: Some(at(3)), ..file };
    assert_eq!(evidence::find(&mut tx, id(730)).await.unwrap().as_ref(), Some(&gone));
    assert_eq!(evidence::list_of_period(&mut tx, id(710)).await.unwrap(), std::slice::from_ref(&link));
    assert_eq!(evidence::list(&mut tx, id(720)).await.unwrap(), [gone, link]);
});

on_both!(a_snapshot_is_kept_as_it_was_frozen, |store| async {
    let mut tx = store.write().await.unwrap();
    opened(&mut tx).await;
    let frozen = snapshot::Frozen {
        id: id(740),
        period: id(710),
        taken_at: at(1),
        json: "{\"tổng\": 1.0}".into(),
        sha256: "0".repeat(64),
    };
    snapshot::add(&mut tx, &frozen).await.unwrap();
    assert_eq!(snapshot::get(&mut tx, id(740)).await.unwrap(), frozen);
    assert_eq!(snapshot::list_of_period(&mut tx, id(710)).await.unwrap(), [frozen]);
    assert!(matches!(snapshot::get(&mut tx, id(741)).await, Err(Error::NotFound { .. })));
});

on_both!(every_code_of_difficulties_is_taken, |store| async {
    let mut tx = store.write().await.unwrap();
    opened(&mut tx).await;
    let mut raised = Vec::new();
    for n in 0..4u8 {
        let n = usize::from(n);
        raised.push(Difficulty {
            id: id(750 + n as u128),
            kind: DifficultyKind::ALL[n % DifficultyKind::ALL.len()],
            source: DifficultySource::ALL[n],
            organisation: id(BODY),
            sender: "Hội doanh nghiệp".into(),
            plan: id(100),
            submission: (n > 1).then(|| id(720)),
            text: "Chưa có quy định về kinh phí".into(),
            threatens: vec![CellKey::Indicator(an_indicator(0).id)],
            competent: Some(id(BODY)),
            holder: None,
            due_on: Some(date(2026, 12, 1)),
            state: DifficultyState::ALL[n],
            answer: String::new(),
            decision: String::new(),
            task: None,
            raised_at: at(10 - i64::try_from(n).unwrap()),
            raised_by: "Chuyên viên".into(),
            ended_at: None,
            version: 1,
        });
    }
    for one in &raised {
        difficulty::add(&mut tx, one).await.unwrap();
    }
    assert_eq!(difficulty::list_of_plan(&mut tx, id(100)).await.unwrap(), raised);
    let of_submission = difficulty::list_of_submission(&mut tx, id(720)).await.unwrap();
    assert_eq!(of_submission, [raised[3].clone(), raised[2].clone()]);
    let answered =
        Difficulty { answer: "Đã bố trí".into(), ended_at: Some(at(99)), ..raised[0].clone() };
    assert_eq!(difficulty::update(&mut tx, &answered).await.unwrap(), 2);
    assert_eq!(difficulty::get(&mut tx, id(750)).await.unwrap(), Difficulty { version: 2, ..answered });
    assert_eq!(difficulty::find(&mut tx, id(799)).await.unwrap(), None);
});

on_both!(figures_wait_for_the_verifier_in_their_order, |store| async {
    let mut tx = store.write().await.unwrap();
    opened(&mut tx).await;
    let other = IndicatorId(uuid::Uuid::from_u128(an_indicator(0).id.0.as_u128() + 1));
    let (first, second) = (an_indicator(0).id, Indicator { id: other, ..an_indicator(1) });
    store::indicator::add_all(&mut tx, std::slice::from_ref(&second)).await.unwrap();
    let wait = [(first, at(5)), (second.id, at(3))];
    waiting_figure::set_all(&mut tx, id(720), &wait).await.unwrap();
    assert_eq!(waiting_figure::list_of_submission(&mut tx, id(720)).await.unwrap(), wait);
    let waiting = |indicator, since| waiting_figure::Waiting {
        submission: id(720),
        indicator,
        since,
        organisation: id(BODY),
        plan: id(100),
        field: None,
    };
    let both = [waiting(second.id, at(3)), waiting(first, at(5))];
    assert_eq!(waiting_figure::list_after(&mut tx, None, 10).await.unwrap(), both);
    assert_eq!(waiting_figure::list_after(&mut tx, None, 1).await.unwrap(), both[..1]);
    let place = Some((at(3), id(720), second.id));
    assert_eq!(waiting_figure::list_after(&mut tx, place, 10).await.unwrap(), both[1..]);
    assert_eq!(waiting_figure::list_of_period(&mut tx, id(710)).await.unwrap(), both);
    waiting_figure::remove(&mut tx, id(720), second.id).await.unwrap();
    waiting_figure::set_all(&mut tx, id(720), &[(first, at(9))]).await.unwrap();
    let left = waiting_figure::list_after(&mut tx, None, 10).await.unwrap();
    assert_eq!(left, [waiting(first, at(9))]);
    assert_eq!(waiting_figure::count(&mut tx, id(720)).await.unwrap(), 1);
});

on_both!(a_submission_keeps_the_last_workbook_that_came_back, |store| async {
    use domain::workbook::{WorkbookCell, WorkbookReturn};
    let mut tx = store.write().await.unwrap();
    opened(&mut tx).await;
    let returned = |file_name: &str| WorkbookReturn {
        submission: id(720),
        body: "Sở Khoa học và Công nghệ".into(),
        period: "Tháng 10/2026".into(),
        serial: uuid::Uuid::from_u128(9),
        file_name: file_name.into(),
        sha256: "0".repeat(64),
        at: at(1),
        by: "Chuyên viên".into(),
        rows: Vec::new(),
        doubts: Vec::new(),
    };
    assert_eq!(workbook_return::find(&mut tx, id(720)).await.unwrap(), None);
    workbook_return::save(&mut tx, &returned("a.xlsx"), Some("UEsD")).await.unwrap();
    assert_eq!(workbook_return::find_marked(&mut tx, id(720)).await.unwrap().as_deref(), Some("UEsD"));
    workbook_return::save(&mut tx, &returned("b.xlsx"), None).await.unwrap();
    assert_eq!(workbook_return::find(&mut tx, id(720)).await.unwrap(), Some(returned("b.xlsx")));
    assert_eq!(workbook_return::find_marked(&mut tx, id(720)).await.unwrap(), None);

    let cell = |version| WorkbookCell {
        submission: id(720),
        key: CellKey::Section(0),
        serial: uuid::Uuid::from_u128(9),
        version,
    };
    workbook_cell::save(&mut tx, &cell(1)).await.unwrap();
    workbook_cell::save(&mut tx, &cell(3)).await.unwrap();
    let kept = workbook_cell::list(&mut tx, id(720), uuid::Uuid::from_u128(9)).await.unwrap();
    assert_eq!(kept, [cell(3)]);
    assert!(workbook_cell::list(&mut tx, id(720), uuid::Uuid::from_u128(8)).await.unwrap().is_empty());
});

on_both!(a_body_reads_what_is_its_own_and_what_it_said_last, |store| async {
    let mut tx = store.write().await.unwrap();
    opened(&mut tx).await;
    let answers = |role| Responsibility {
        role,
        text: "Sở Khoa học và Công nghệ".into(),
        organisation: Some(id(BODY)),
        member: None,
    };
    let own = Indicator {
        responsibilities: vec![answers(Role::Coordinating), answers(Role::Implementer)],
        ..an_indicator(0)
    };
    store::indicator::update(&mut tx, &own).await.unwrap();
    let helped = Indicator { responsibilities: vec![answers(Role::Coordinating)], ..an_indicator(1) };
    store::indicator::add_all(&mut tx, &[helped]).await.unwrap();
    let listed = store::indicator::list_of_body(&mut tx, id(100), id(BODY)).await.unwrap();
    assert_eq!(listed, [Indicator { version: own.version + 1, ..own.clone() }]);
    let mine = Task { responsibilities: vec![answers(Role::Lead)], ..a_task(0, DeadlineKind::Unspecified) };
    store::task::add_all(&mut tx, &[mine.clone(), a_task(1, DeadlineKind::Unspecified)]).await.unwrap();
    assert_eq!(store::task::list_of_body(&mut tx, id(100), id(BODY)).await.unwrap(), [mine]);
    let indicators = store::indicator::list_unassigned(&mut tx, id(100)).await.unwrap();
    assert_eq!(indicators.len(), store::indicator::list(&mut tx, id(100)).await.unwrap().len());
    assert!(indicators.iter().all(|indicator| indicator.responsibilities.is_empty()));
    let answering = store::indicator::list_answering(&mut tx, id(100)).await.unwrap();
    assert!(answering.iter().any(|(item, _, body)| (*item, *body) == (own.id, id(BODY))), "{answering:?}");
    let one = store::indicator::get_unassigned(&mut tx, own.id).await.unwrap();
    assert_eq!(one, Indicator { version: own.version + 1, responsibilities: Vec::new(), ..own });
    let tasks = store::task::list_unassigned(&mut tx, id(100)).await.unwrap();
    assert_eq!(tasks.len(), store::task::list_of_plan(&mut tx, id(100)).await.unwrap().len());
    assert!(tasks.iter().all(|task| task.responsibilities.is_empty()));

    let figure = |month: i8, revision: u32| Observation {
        indicator: own.id,
        organisation: id(BODY),
        period: Period::new(PeriodKind::Month, 2026, month).unwrap(),
        stage: ValueStage::Reported,
        revision,
        reading: Reading::Value(Quantity::from(i32::from(month))),
        maturity: Maturity::Official,
        note: String::new(),
        recorded_at: at(1),
        recorded_by: "Sở".into(),
    };
    let figures = [figure(7, 1), figure(8, 1), figure(8, 2), figure(9, 1), figure(10, 1)];
    store::observation::add_all(&mut tx, &figures).await.unwrap();
    let before = date(2026, 10, 31);
    let recent = |count| (id(100), id(BODY), before, count);
    let (plan, body, before, count) = recent(2);
    let last = store::observation::list_recent_of_body(&mut tx, plan, body, before, count).await.unwrap();
    assert_eq!(last, [figure(8, 2), figure(9, 1)]);

    let update = |revision| TaskUpdate {
        task: a_task(0, DeadlineKind::Unspecified).id,
        revision,
        state: TaskState::UnderWay,
        done_on: None,
        extended_to: None,
        note: String::new(),
        recorded_at: at(1),
        recorded_by: "Sở".into(),
    };
    store::task_update::add_all(&mut tx, &[update(1), update(2)]).await.unwrap();
    let tasks = [a_task(0, DeadlineKind::Unspecified).id, a_task(1, DeadlineKind::Unspecified).id];
    assert_eq!(store::task_update::list_last_of_tasks(&mut tx, &tasks).await.unwrap(), [update(2)]);
});

on_both!(what_a_body_approved_before_is_found_by_its_calendar, |store| async {
    let mut tx = store.write().await.unwrap();
    opened(&mut tx).await;
    assert!(reporting_period::add(&mut tx, &a_period(711, 11)).await.unwrap());
    let revision = |revision| SubmissionRevision {
        submission: id(720),
        revision,
        cells: Vec::new(),
        reason: String::new(),
        approved_at: at(5),
        approved_by: "Giám đốc".into(),
        sha256: "0".repeat(64),
    };
    for n in 1..=2 {
        submission_revision::add(&mut tx, &revision(n)).await.unwrap();
    }
    let november = a_period(711, 11);
    let found = submission_revision::find_before(&mut tx, id(BODY), &november).await.unwrap();
    assert_eq!(found, Some(revision(2)));
    let yearly = ReportingPeriod { cadence: Cadence::Yearly, ..november };
    assert_eq!(submission_revision::find_before(&mut tx, id(BODY), &yearly).await.unwrap(), None);
    assert_eq!(submission_revision::find_before(&mut tx, id(BODY), &a_period(710, 10)).await.unwrap(), None);
});

on_both!(a_body_lists_what_is_open_and_pages_through_what_is_closed, |store| async {
    let mut tx = store.write().await.unwrap();
    opened(&mut tx).await;
    let closed = |n: u128, month| ReportingPeriod { state: PeriodState::Closed, ..a_period(n, month) };
    for (n, month) in [(701, 7), (702, 8), (703, 9)] {
        assert!(reporting_period::add(&mut tx, &closed(n, month)).await.unwrap());
        submission::add_all(&mut tx, &[a_submission(n, n)]).await.unwrap();
    }
    let open = submission::list_open_of_body(&mut tx, id(BODY)).await.unwrap();
    assert_eq!(open, [a_submission(720, 710)]);
    let first = submission::list_closed_of_body(&mut tx, id(BODY), None, 2).await.unwrap();
    assert_eq!(first, [a_submission(703, 703), a_submission(702, 702)]);
    let after = Some((closed(702, 8).due_on, id(702)));
    let rest = submission::list_closed_of_body(&mut tx, id(BODY), after, 2).await.unwrap();
    assert_eq!(rest, [a_submission(701, 701)]);
});

on_both!(cells_saved_at_once_are_all_kept_or_none, |store| async {
    let mut tx = store.write().await.unwrap();
    opened(&mut tx).await;
    let cells: Vec<_> = (0..250).map(|place| a_cell(CellKey::Section(place), "1", 1)).collect();
    submission_cell::save_all(&mut tx, &cells).await.unwrap();
    let next: Vec<_> =
        (0..251).map(|place| a_cell(CellKey::Section(place), "2", if place < 250 { 2 } else { 1 })).collect();
    submission_cell::save_all(&mut tx, &next).await.unwrap();
    assert_eq!(submission_cell::list(&mut tx, id(720)).await.unwrap().len(), 251);
    let late = [a_cell(CellKey::Section(0), "3", 3), a_cell(CellKey::Section(1), "3", 2)];
    let tried = submission_cell::save_all(&mut tx, &late).await;
    assert!(matches!(tried, Err(Error::Stale { current: 2 })), "{tried:?}");
});
