//! Verifying approved figures: agreed with, put right, contested.

use domain::ValueStage::{Reported, Verified};
use domain::{CheckOutcome, IndicatorId, MessageKind};
use store::Store;
use work::Error;
use work::verification::{self, Contesting, Verifying};

use crate::both::on_both;
use crate::office::*;

async fn approved(store: Store) -> Office {
    let office = Office::open(store).await;
    office.report(SCIENCE, &[(key(STATIONS), value("12")), (key(FILES), share("30", "40"))]).await;
    office
}

impl Office {
    async fn waiting(&self) -> Vec<IndicatorId> {
        let mut read = self.work.store.read().await.unwrap();
        let waiting = store::waiting_figure::list_after(&mut read, None, 100).await.unwrap();
        waiting.into_iter().map(|waiting| waiting.indicator).collect()
    }

    async fn checks(&self, body: u128) -> Vec<CheckOutcome> {
        let submission = self.submission(body).await.id;
        let mut read = self.work.store.read().await.unwrap();
        let checks = store::figure_check::list(&mut read, submission).await.unwrap();
        checks.into_iter().map(|check| check.outcome).collect()
    }
}

on_both!(a_figure_that_is_agreed_with_becomes_a_verified_one, |store| async {
    let office = approved(store).await;
    assert_eq!(office.waiting().await, [id(STATIONS), id(FILES)]);
    let submission = office.submission(SCIENCE).await;
    let agreed = Verifying { revision: 1, ..Verifying::default() };
    let (work, who) = (office.later(5).work, verifier());
    verification::verify(&work, &who, submission.id, id(STATIONS), &agreed).await.unwrap();
    let both = [(Reported, 1, Some(12.0)), (Verified, 1, Some(12.0))];
    assert_eq!(office.ledger(STATIONS, SCIENCE).await, both);
    assert_eq!(office.waiting().await, [id(FILES)]);
    assert_eq!(office.checks(SCIENCE).await, [CheckOutcome::Verified]);
    // A second click finds the same and adds no figure.
    let later = office.later(6).work;
    verification::verify(&later, &who, submission.id, id(STATIONS), &agreed).await.unwrap();
    assert_eq!(office.ledger(STATIONS, SCIENCE).await, both);
});

on_both!(a_figure_is_put_right_only_on_a_ground, |store| async {
    let office = approved(store).await;
    let submission = office.submission(SCIENCE).await;
    let corrected = |note: &str| {
        let corrected = domain::CellEntry { note: note.into(), ..value("11") };
        Verifying { revision: 1, corrected }
    };
    let verify = async |typed: &Verifying| {
        verification::verify(&office.work, &verifier(), submission.id, id(STATIONS), typed).await
    };
    assert_eq!(refused(verify(&corrected("")).await), ["note"]);
    verify(&corrected("Một trạm chưa nghiệm thu")).await.unwrap();
    let both = [(Reported, 1, Some(12.0)), (Verified, 1, Some(11.0))];
    assert_eq!(office.ledger(STATIONS, SCIENCE).await, both);
    let told = office.messages(SCIENCE).await.pop().unwrap();
    assert_eq!(told, (MessageKind::Verified, "Một trạm chưa nghiệm thu".to_owned()));
});

on_both!(four_eyes_see_each_figure, |store| async {
    let office = approved(store).await;
    let submission = office.submission(SCIENCE).await;
    let agreed = Verifying { revision: 1, ..Verifying::default() };
    let own = verification::verify(&office.work, &officer(), submission.id, id(STATIONS), &agreed).await;
    assert_eq!(refused(own), ["value"]);
    let contesting = Contesting { revision: 1, reason: "sai".into() };
    let own = verification::contest(&office.work, &officer(), submission.id, id(FILES), &contesting).await;
    assert_eq!(refused(own), ["value"]);
    assert!(office.checks(SCIENCE).await.is_empty());
});

on_both!(a_contested_figure_waits_for_the_body_and_then_again, |store| async {
    let office = approved(store).await;
    let submission = office.submission(SCIENCE).await;
    let contest = async |reason: &str, revision| {
        let typed = Contesting { revision, reason: reason.into() };
        verification::contest(&office.work, &verifier(), submission.id, id(STATIONS), &typed).await
    };
    assert_eq!(refused(contest(" ", 1).await), ["reason"]);
    contest("Chỉ thấy 10 trạm trong hồ sơ", 1).await.unwrap();
    assert_eq!(office.waiting().await, [id(FILES)]);
    assert_eq!(office.ledger(STATIONS, SCIENCE).await, [(Reported, 1, Some(12.0))]);
    let told = office.messages(SCIENCE).await.pop().unwrap();
    assert_eq!(told, (MessageKind::Contested, "Chỉ thấy 10 trạm trong hồ sơ".to_owned()));
    // The body corrects it: the verifier has it again, and what was shown before is out of date.
    let later = office.later(6);
    later.reopen(SCIENCE, "rà soát theo thẩm định").await.unwrap();
    later.enter(SCIENCE, &[(key(STATIONS), value("10"))]).await.unwrap();
    later.submit(SCIENCE, "chưa đủ").await.unwrap();
    later.approve(SCIENCE).await.unwrap();
    assert_eq!(office.waiting().await, [id(FILES), id(STATIONS)], "the longest waiting first");
    let stale = contest("vẫn sai", 1).await;
    assert!(matches!(stale, Err(Error::Store(store::Error::Stale { current: 2 }))), "{stale:?}");
});

on_both!(what_was_not_approved_cannot_be_verified, |store| async {
    let office = Office::open(store).await;
    office.enter(SCIENCE, &[(key(STATIONS), value("12"))]).await.unwrap();
    let submission = office.submission(SCIENCE).await;
    let agreed = Verifying { revision: 1, ..Verifying::default() };
    let early = verification::verify(&office.work, &verifier(), submission.id, id(STATIONS), &agreed).await;
    assert!(matches!(early, Err(Error::Closed)), "{early:?}");
});
