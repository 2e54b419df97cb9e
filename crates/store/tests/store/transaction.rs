//! What holds for every verb: all or nothing, one state per reader, any number of writers.

use std::time::Duration;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection as _, Executor as _, SqliteConnection};
use store::{Error, Options, Store, Write, document, setting};

use crate::both::{on_both, on_postgresql};
use crate::sample::{a_document, id};

on_both!(what_is_not_committed_leaves_nothing, |store| async {
    let mut tx = store.write().await.unwrap();
    setting::set(&mut tx, "seed", "57").await.unwrap();
    drop(tx);
    let mut tx = store.write().await.unwrap();
    assert_eq!(setting::list(&mut tx).await.unwrap(), []);
    setting::set(&mut tx, "seed", "58").await.unwrap();
    tx.commit(Vec::new()).await.unwrap();
    let mut read = store.read().await.unwrap();
    assert_eq!(setting::find(&mut read, "seed").await.unwrap().as_deref(), Some("58"));
});

on_both!(a_reader_sees_one_state_while_another_writes, |store| async {
    let mut read = store.read().await.unwrap();
    assert_eq!(setting::find(&mut read, "seed").await.unwrap(), None);
    let mut tx = store.write().await.unwrap();
    setting::set(&mut tx, "seed", "57").await.unwrap();
    tx.commit(Vec::new()).await.unwrap();
    assert_eq!(setting::find(&mut read, "seed").await.unwrap(), None);
    let mut later = store.read().await.unwrap();
    assert_eq!(setting::find(&mut later, "seed").await.unwrap().as_deref(), Some("57"));
});

on_both!(writers_wait_for_each_other, |store| async {
    let mut writers = tokio::task::JoinSet::new();
    for writer in 0..4 {
        let store = store.clone();
        writers.spawn(async move {
            for turn in 0..50 {
                let mut tx = store.write().await?;
                // Reading first and writing then is what fails when a transaction begins deferred.
                assert_eq!(setting::find(&mut tx, "none").await?, None);
                setting::set(&mut tx, &format!("{writer}.{turn}"), "done").await?;
                tx.commit(Vec::new()).await?;
            }
            Ok::<_, Error>(())
        });
    }
    for written in writers.join_all().await {
        written.unwrap();
    }
    let mut read = store.read().await.unwrap();
    assert_eq!(setting::list(&mut read).await.unwrap().len(), 200);
});

on_both!(words_keep_no_nul, |store| async {
    let mut tx = store.write().await.unwrap();
    setting::set(&mut tx, "name", "a\0b").await.unwrap();
    assert_eq!(setting::find(&mut tx, "name").await.unwrap().as_deref(), Some("ab"));
});

/// Two processes have a pool each, so the one-connection queue does not part them.
#[tokio::test]
async fn processes_that_share_a_file_wait_for_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("store.db").display());
    let mut writers = tokio::task::JoinSet::new();
    for process in 0..4 {
        let store = Store::open(&url, Options::default()).await.unwrap();
        writers.spawn(async move {
            for turn in 0..25 {
                let mut tx = store.write().await?;
                setting::find(&mut tx, "none").await?;
                setting::set(&mut tx, &format!("{process}.{turn}"), "done").await?;
                tx.commit(Vec::new()).await?;
            }
            Ok::<_, Error>(())
        });
    }
    for written in writers.join_all().await {
        written.unwrap();
    }
}

#[tokio::test]
async fn whoever_waits_too_long_is_told_that_the_database_is_busy() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("store.db").display());
    let hasty = Options { patience: Duration::from_secs(1), ..Options::default() };
    let (here, elsewhere) =
        (Store::open(&url, hasty).await.unwrap(), Store::open(&url, hasty).await.unwrap());
    let _first = here.write().await.unwrap();
    let (second, other_process) = tokio::join!(here.write(), elsewhere.write());
    assert!(matches!(second, Err(Error::Busy(_))), "{second:?}");
    assert!(matches!(other_process, Err(Error::Busy(_))), "{other_process:?}");
    assert!(here.read().await.is_ok());
}

/// On SQLite writers come one after another, so this happens on PostgreSQL only.
#[tokio::test]
async fn of_two_writers_that_wait_for_each_other_one_is_told_to_try_again() {
    on_postgresql("two_writers", |store| async move {
        let (mut one, mut two) = (store.write().await.unwrap(), store.write().await.unwrap());
        setting::set(&mut one, "a", "1").await.unwrap();
        setting::set(&mut two, "b", "2").await.unwrap();
        let (first, second) =
            tokio::join!(async { set_and_end(one, "b").await }, async { set_and_end(two, "a").await });
        let refused = [first, second].into_iter().filter_map(Result::err).collect::<Vec<_>>();
        assert!(matches!(refused[..], [Error::Busy(_)]), "{refused:?}");
    })
    .await;
}

async fn set_and_end(mut tx: Write, key: &str) -> Result<(), Error> {
    setting::set(&mut tx, key, "3").await?;
    tx.commit(Vec::new()).await
}

#[tokio::test]
async fn a_value_that_its_column_cannot_hold_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    let store = Store::open(&format!("sqlite:{}", path.display()), Options::default()).await.unwrap();
    let mut tx = store.write().await.unwrap();
    document::add(&mut tx, &a_document(1, "238-KH/TU", None)).await.unwrap();
    tx.commit(Vec::new()).await.unwrap();
    let other_program = SqliteConnectOptions::new().filename(&path);
    let mut connection = SqliteConnection::connect_with(&other_program).await.unwrap();
    connection.execute("UPDATE document SET kind = 'ABC'").await.unwrap();

    let mut read = store.read().await.unwrap();
    let damaged = document::get(&mut read, id(1)).await.unwrap_err();
    assert!(matches!(&damaged, Error::Damaged { column } if column == "kind"), "{damaged:?}");
}

#[tokio::test]
async fn a_new_file_may_be_opened_by_several_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("store.db").display());
    let open = || Store::open(&url, Options::default());
    let (one, two, three, four) = tokio::join!(open(), open(), open(), open());
    for store in [one, two, three, four] {
        let mut read = store.unwrap().read().await.unwrap();
        assert_eq!(setting::list(&mut read).await.unwrap(), []);
    }
}

#[tokio::test]
async fn tables_of_another_version_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    let url = format!("sqlite:{}", path.display());
    Store::open(&url, Options::default()).await.unwrap().close().await;
    let newer_program = SqliteConnectOptions::new().filename(&path);
    let mut connection = SqliteConnection::connect_with(&newer_program).await.unwrap();
    let newer = "UPDATE _sqlx_migrations SET version = 9999 WHERE version = (SELECT max(version) FROM _sqlx_migrations)";
    connection.execute(newer).await.unwrap();

    let refused = Store::open(&url, Options::default()).await.unwrap_err();
    assert!(matches!(refused, Error::OtherVersion(_)), "{refused:?}");
}

#[tokio::test]
async fn a_store_opened_again_holds_what_it_held() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("kế hoạch.db").display());
    let store = Store::open(&url, Options::default()).await.unwrap();
    let mut tx = store.write().await.unwrap();
    setting::set(&mut tx, "seed", "57").await.unwrap();
    tx.commit(Vec::new()).await.unwrap();
    store.close().await;
    assert!(matches!(store.read().await, Err(Error::Database(_))));

    let store = Store::open(&url, Options::default()).await.unwrap();
    let mut read = store.read().await.unwrap();
    assert_eq!(setting::find(&mut read, "seed").await.unwrap().as_deref(), Some("57"));
}

#[tokio::test]
async fn an_address_that_is_none_is_named_without_its_password() {
    for (url, shown) in [("cotmoc.db", "cotmoc.db"), ("postgres://u:secret@h:x/", "postgres://…@h:x/")] {
        let refused = Store::open(url, Options::default()).await.unwrap_err();
        assert!(matches!(&refused, Error::Address(address) if address == shown), "{refused}");
    }
}
