//! Documents and their links.

use jiff::civil::date;
use store::{Error, document, document_link};

use crate::both::on_both;
use crate::sample::{a_document, a_link, id};

on_both!(a_document_is_kept_as_it_was_signed, |store| async {
    let mut no_head = a_document(2, "", None);
    no_head.kind = None;
    no_head.lines = vec![String::new()];
    let signed = a_document(1, "238-KH/TU", Some(date(2025, 5, 6)));

    let mut tx = store.write().await.unwrap();
    document::add(&mut tx, &signed).await.unwrap();
    document::add(&mut tx, &no_head).await.unwrap();
    tx.commit(Vec::new()).await.unwrap();

    let mut read = store.read().await.unwrap();
    assert_eq!(document::get(&mut read, signed.id).await.unwrap(), signed);
    assert_eq!(document::find(&mut read, no_head.id).await.unwrap(), Some(no_head));
    assert_eq!(document::find(&mut read, id(9)).await.unwrap(), None);
    let missing = document::get(&mut read, id(9)).await.unwrap_err();
    assert!(matches!(missing, Error::NotFound { noun: "document", .. }), "{missing:?}");
    assert!(matches!(document::get_head(&mut read, id(9)).await, Err(Error::NotFound { .. })));
});

on_both!(documents_are_listed_latest_first, |store| async {
    let mut tx = store.write().await.unwrap();
    for (n, symbol, day) in [
        (1, "238-KH/TU", Some(date(2025, 5, 6))),
        (2, "57-NQ/TW", None),
        (3, "145/KH-UBND", Some(date(2026, 1, 2))),
    ] {
        document::add(&mut tx, &a_document(n, symbol, day)).await.unwrap();
    }
    let heads = document::list(&mut tx).await.unwrap();
    assert_eq!(heads.iter().map(|head| head.id).collect::<Vec<_>>(), [id(3), id(1), id(2)]);
    assert_eq!(document::get_head(&mut tx, id(3)).await.unwrap(), heads[0]);

    let by_symbol = document::list_by_symbol(&mut tx, heads[1].symbol.as_ref().unwrap()).await.unwrap();
    assert_eq!(by_symbol, heads[1..2]);
    let by_file = document::list_by_sha256(&mut tx, &a_document(2, "57-NQ/TW", None).sha256).await.unwrap();
    assert_eq!(by_file, heads[2..]);
    assert_eq!(document::list_by_sha256(&mut tx, "0").await.unwrap(), []);
});

on_both!(a_link_waits_for_the_other_document, |store| async {
    let day = date(2024, 12, 22);
    let links = [a_link(1, "57-NQ/TW", Some(day)), a_link(1, "3-CTr/TU", None)];
    let mut tx = store.write().await.unwrap();
    document::add(&mut tx, &a_document(1, "238-KH/TU", None)).await.unwrap();
    document_link::add_all(&mut tx, &links).await.unwrap();
    assert_eq!(document_link::list_from(&mut tx, id(1)).await.unwrap(), links);

    document::add(&mut tx, &a_document(2, "57-NQ/TW", Some(day))).await.unwrap();
    let mut resolved = links.clone();
    resolved[0].to = Some(id(2));
    assert_eq!(document_link::list(&mut tx).await.unwrap(), resolved);
    assert_eq!(document_link::list_to(&mut tx, id(2)).await.unwrap(), resolved[..1]);
});

on_both!(a_link_finds_what_is_on_file_already, |store| async {
    let mut tx = store.write().await.unwrap();
    document::add(&mut tx, &a_document(2, "57-NQ/TW", Some(date(2024, 12, 22)))).await.unwrap();
    document::add(&mut tx, &a_document(1, "238-KH/TU", None)).await.unwrap();
    document_link::add_all(&mut tx, &[a_link(1, "57-NQ/TW", None)]).await.unwrap();
    assert_eq!(document_link::list_to(&mut tx, id(2)).await.unwrap().len(), 1);
});

on_both!(a_link_to_a_repeated_symbol_needs_the_date, |store| async {
    let (last_year, this_year) = (date(2025, 1, 9), date(2026, 1, 9));
    let mut tx = store.write().await.unwrap();
    document::add(&mut tx, &a_document(1, "9-KH/TU", None)).await.unwrap();
    let links = [
        a_link(1, "7-KH/TU", None),
        a_link(1, "7-KH/TU", Some(last_year)),
        a_link(1, "7-KH/TU", Some(date(2020, 1, 9))),
        // A document cannot mean itself.
        a_link(1, "9-KH/TU", None),
    ];
    document_link::add_all(&mut tx, &links).await.unwrap();
    document::add(&mut tx, &a_document(2, "7-KH/TU", Some(last_year))).await.unwrap();
    let to = async |tx: &mut store::Write| -> Vec<_> {
        document_link::list(tx).await.unwrap().into_iter().map(|link| link.to).collect()
    };
    assert_eq!(to(&mut tx).await, [Some(id(2)), Some(id(2)), None, None]);

    // With a second bearer the words without a date are no longer clear.
    document::add(&mut tx, &a_document(3, "7-KH/TU", Some(this_year))).await.unwrap();
    assert_eq!(to(&mut tx).await, [None, Some(id(2)), None, None]);
});
