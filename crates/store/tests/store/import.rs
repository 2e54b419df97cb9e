//! Imports and settings.

use store::import::{Head, Import, ImportState};
use store::{Error, import, setting};

use crate::both::on_both;
use crate::sample::*;

fn an_import(n: u128) -> Import {
    let head = Head {
        id: id(n),
        file_name: "kế hoạch.docx".into(),
        sha256: "ab".repeat(32),
        state: ImportState::Draft,
        document: None,
        plan: None,
        created_at: at(i64::try_from(n).unwrap()),
        created_by: "Văn phòng Tỉnh ủy".into(),
        organisation: None,
        version: 1,
    };
    Import {
        head, source: r#"{"lines":["Điều 1"]}"#.into(), draft: r#"{"format":"cotmoc.draft/1"}"#.into()
    }
}

on_both!(an_import_is_corrected_then_published, |store| async {
    let mut tx = store.write().await.unwrap();
    add_a_plan(&mut tx).await;
    import::add(&mut tx, &an_import(1)).await.unwrap();
    import::add(&mut tx, &an_import(2)).await.unwrap();
    let heads = [an_import(2).head, an_import(1).head];
    assert_eq!(import::list(&mut tx).await.unwrap(), heads);
    assert_eq!(import::list_by_sha256(&mut tx, &heads[0].sha256).await.unwrap(), heads);
    assert_eq!(import::list_by_sha256(&mut tx, "ab").await.unwrap(), []);

    let mut published = import::get(&mut tx, id(1)).await.unwrap();
    assert_eq!(published, an_import(1));
    published.draft = "{}".into();
    published.head.state = ImportState::Published;
    (published.head.document, published.head.plan) = (Some(id(1)), Some(id(100)));
    published.head.version = import::update(&mut tx, &published).await.unwrap();
    assert_eq!(import::find(&mut tx, id(1)).await.unwrap(), Some(published));

    let stale = import::update(&mut tx, &an_import(1)).await;
    assert!(matches!(stale, Err(Error::Stale { current: 2 })), "{stale:?}");
    assert!(matches!(import::get(&mut tx, id(3)).await, Err(Error::NotFound { noun: "import", .. })));
});

on_both!(a_setting_is_replaced, |store| async {
    let mut tx = store.write().await.unwrap();
    setting::set(&mut tx, "seed", "57").await.unwrap();
    setting::set(&mut tx, "as_of", "2026-10-31").await.unwrap();
    setting::set(&mut tx, "seed", "58").await.unwrap();
    assert_eq!(setting::find(&mut tx, "seed").await.unwrap().as_deref(), Some("58"));
    assert_eq!(setting::find(&mut tx, "none").await.unwrap(), None);
    let all = setting::list(&mut tx).await.unwrap();
    assert_eq!(all, [("as_of".into(), "2026-10-31".into()), ("seed".into(), "58".into())]);
});
