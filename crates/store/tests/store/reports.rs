//! What the office adds to reports, its templates, and what was sent to the centre.

use domain::Regime;
use store::{Error, central_update, report_head, report_template};
use uuid::Uuid;

use crate::both::on_both;
use crate::reporting::opened;
use crate::sample::*;

on_both!(a_head_is_changed_under_its_version, |store| async {
    let mut tx = store.write().await.unwrap();
    opened(&mut tx).await;
    assert_eq!(report_head::find(&mut tx, id(710)).await.unwrap(), None);
    let head = report_head::KeptHead { period: id(710), json: "{\"number\":\"05\"}".into(), version: 1 };
    report_head::add(&mut tx, &head).await.unwrap();
    let changed = report_head::KeptHead { json: "{}".into(), ..head.clone() };
    assert_eq!(report_head::update(&mut tx, &changed).await.unwrap(), 2);
    assert_eq!(
        report_head::find(&mut tx, id(710)).await.unwrap(),
        Some(report_head::KeptHead { version: 2, ..changed.clone() })
    );
    assert!(matches!(report_head::update(&mut tx, &changed).await, Err(Error::Stale { current: 2 })));
    let of_nothing = report_head::KeptHead { period: id(799), ..head };
    assert!(matches!(report_head::update(&mut tx, &of_nothing).await, Err(Error::NotFound { .. })));
});

on_both!(the_last_template_of_a_regime_counts, |store| async {
    let mut tx = store.write().await.unwrap();
    let template = |n: i64, regime| report_template::SavedTemplate {
        id: Uuid::from_u128(u128::try_from(n).unwrap()),
        regime,
        name: format!("Mẫu {n}"),
        text: "@loai BÁO CÁO".into(),
        saved_at: at(n),
        saved_by: "Văn phòng Tỉnh ủy".into(),
    };
    for (n, regime) in [(1, Regime::Party), (3, Regime::Party), (2, Regime::State)] {
        report_template::add(&mut tx, &template(n, regime)).await.unwrap();
    }
    let last = |n, regime| Some(template(n, regime));
    assert_eq!(report_template::find_last(&mut tx, Regime::Party).await.unwrap(), last(3, Regime::Party));
    assert_eq!(report_template::find_last(&mut tx, Regime::State).await.unwrap(), last(2, Regime::State));
    let of_party = [template(3, Regime::Party), template(1, Regime::Party)];
    assert_eq!(report_template::list(&mut tx, Regime::Party).await.unwrap(), of_party);
});

on_both!(what_was_sent_to_the_centre_is_kept, |store| async {
    let mut tx = store.write().await.unwrap();
    opened(&mut tx).await;
    let sent = |n: i64| central_update::CentralUpdate {
        id: Uuid::from_u128(u128::try_from(n).unwrap()),
        period: id(710),
        section: "results".into(),
        sha256: n.to_string().repeat(64),
        sent_at: at(n),
        sent_by: "Chuyên viên".into(),
        note: "mã tiếp nhận 12".into(),
    };
    for n in [2, 1] {
        central_update::add(&mut tx, &sent(n)).await.unwrap();
    }
    assert_eq!(central_update::list_of_period(&mut tx, id(710)).await.unwrap(), [sent(1), sent(2)]);
});
