//! The audit chain in its table.

use domain::audit::{Event, Outcome, Verifier, fields};
use serde_json::json;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection, SqliteConnection};
use store::audit::{self, Filter, Record, Sealed};
use store::{Error, Options, Store, setting};

use crate::both::{a_schema, on_both};
use crate::sample::*;

fn a_record(n: i64, event: Event) -> Record {
    Record {
        event,
        at: at(n),
        account: Some(id(1)),
        post: Some(id(610)),
        acting_as: "Chuyên viên".into(),
        address: "10.0.0.7".into(),
        agent: "Firefox".into(),
        salt: format!("muối {n}"),
    }
}

fn a_change(item: u128) -> Event {
    let value = |value| fields([("value", json!(value))]);
    Event::done("indicator.observed", item)
        .of_plan(id(100))
        .of_body(domain::OrganisationId(uuid::Uuid::from_u128(300)))
        .changed(&value(1.5), &value(2.5))
        .because("Sửa số")
}

on_both!(entries_are_sealed_each_with_the_one_before, |store| async {
    assert_eq!(audit::head(&mut store.read().await.unwrap()).await.unwrap().seq, 0);
    let tx = store.write().await.unwrap();
    tx.commit(vec![a_record(1, a_change(7)), a_record(2, a_change(8).denied())]).await.unwrap();
    let tx = store.write().await.unwrap();
    tx.commit(vec![a_record(3, a_change(7).failed())]).await.unwrap();

    let mut read = store.read().await.unwrap();
    let all = audit::list_after(&mut read, 0, 9).await.unwrap();
    let mut previous = String::new();
    for (seq, Sealed { entry, hash, details }) in (1..).zip(&all) {
        assert_eq!(entry.seq, seq);
        assert_eq!(&entry.seal(&previous), hash);
        let details = details.as_deref().unwrap();
        assert_eq!(domain::audit::sha256_hex(details.as_bytes()), entry.details_sha256);
        assert!(details.contains("Sửa số") && details.contains("muối"), "{details}");
        previous.clone_from(hash);
    }
    let outcomes: Vec<_> = all.iter().map(|sealed| sealed.entry.outcome).collect();
    assert_eq!(outcomes, [Outcome::Done, Outcome::Denied, Outcome::Failed]);
    let head = audit::head(&mut read).await.unwrap();
    assert_eq!((head.seq, head.hash), (3, previous));
    assert_eq!(audit::list_after(&mut read, 1, 1).await.unwrap(), all[1..2]);
    let of_seven = audit::list_of_item(&mut read, "indicator", "7", i64::MAX, 9).await.unwrap();
    assert_eq!(of_seven, [all[2].clone(), all[0].clone()]);
    assert_eq!(audit::list_of_item(&mut read, "indicator", "7", 3, 9).await.unwrap(), all[..1]);
});

on_both!(entries_are_found_by_what_is_asked, |store| async {
    let other = Event::done("session.begun", 1);
    let tx = store.write().await.unwrap();
    assert_eq!(audit::span(&mut store.read().await.unwrap()).await.unwrap(), None);
    let stranger = Record { account: None, ..a_record(4, other.clone().failed()) };
    let records = vec![a_record(1, a_change(7)), a_record(2, a_change(8)), a_record(3, other), stranger];
    tx.commit(records).await.unwrap();

    let mut read = store.read().await.unwrap();
    assert_eq!(audit::span(&mut read).await.unwrap(), Some((1, 4, 4)));
    assert_eq!(audit::list_events(&mut read).await.unwrap(), ["indicator.observed", "session.begun"]);
    let between = audit::list_between(&mut read, 1, 3, 9).await.unwrap();
    assert_eq!(between.iter().map(|sealed| sealed.entry.seq).collect::<Vec<_>>(), [2, 3]);
    let mut found = async |filter: Filter, before| {
        let found = audit::list(&mut read, &filter, before, 2).await.unwrap();
        found.into_iter().map(|sealed| sealed.entry.seq).collect::<Vec<_>>()
    };
    let all = Filter::default;
    assert_eq!(found(all(), i64::MAX).await, [4, 3]);
    assert_eq!(found(all(), 3).await, [2, 1]);
    assert_eq!(found(Filter { account: Some(id(1)), ..all() }, i64::MAX).await, [3, 2]);
    assert_eq!(found(Filter { event: Some("session.begun".into()), ..all() }, 4).await, [3]);
    assert_eq!(found(Filter { noun: Some("indicator".into()), ..all() }, 9).await, [2, 1]);
    assert_eq!(found(Filter { item: Some("8".into()), ..all() }, 9).await, [2]);
    assert_eq!(found(Filter { organisation: Some(id(300)), ..all() }, 2).await, [1]);
    assert_eq!(found(Filter { outcome: Some(Outcome::Failed), ..all() }, 9).await, [4]);
    assert_eq!(found(Filter { from: Some(at(2)), to: Some(at(3)), ..all() }, 9).await, [3, 2]);
});

/// Processes have a pool each: nothing but the head's row in the database makes their writers wait.
async fn race(stores: [store::Store; 3]) {
    let mut writers = tokio::task::JoinSet::new();
    for (process, store) in stores.iter().cloned().enumerate() {
        for writer in 0..4 {
            let store = store.clone();
            writers.spawn(async move {
                for turn in 0..12 {
                    let mut tx = store.write().await?;
                    setting::set(&mut tx, &format!("{process}.{writer}.{turn}"), "done").await?;
                    let records = (0..=turn % 3).map(|n| a_record(n, a_change(7))).collect();
                    tx.commit(records).await?;
                }
                Ok::<_, Error>(())
            });
        }
    }
    for written in writers.join_all().await {
        written.unwrap();
    }
    let mut read = stores[0].read().await.unwrap();
    let all = audit::list_after(&mut read, 0, 9_999).await.unwrap();
    assert_eq!(all.len(), 3 * 4 * 24);
    assert!((1..).zip(&all).all(|(seq, sealed)| sealed.entry.seq == seq));
    let mut verifier = Verifier::new(&[]);
    for sealed in all {
        verifier.push(sealed);
    }
    let verdict = verifier.finish(&audit::head(&mut read).await.unwrap());
    assert_eq!(verdict.faults, []);
    drop(read);
    for store in stores {
        store.close().await;
    }
}

#[tokio::test]
async fn writers_of_several_processes_never_fork_the_chain_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("store.db").display());
    let open = || async { Store::open(&url, Options::default()).await.unwrap() };
    race([open().await, open().await, open().await]).await;
}

#[tokio::test]
async fn writers_of_several_processes_never_fork_the_chain_on_postgresql() {
    let Some(url) = a_schema("audit_race").await else { return };
    let open = || async { Store::open(&url, Options::default()).await.unwrap() };
    race([open().await, open().await, open().await]).await;
}

on_both!(what_is_not_kept_is_not_entered_either, |store| async {
    let mut tx = store.write().await.unwrap();
    setting::set(&mut tx, "seed", "57").await.unwrap();
    drop(tx);
    store.write().await.unwrap().commit_unrecorded().await.unwrap();
    assert_eq!(audit::head(&mut store.read().await.unwrap()).await.unwrap().seq, 0);
});

/// Runs a change as whoever owns the database can.
async fn tamper(url: &str, sql: &str) {
    let sql = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()));
    if url.starts_with("sqlite:") {
        let mut connection = SqliteConnection::connect(url).await.unwrap();
        connection.execute(sql).await.unwrap();
        connection.close().await.unwrap();
    } else {
        let mut connection = PgConnection::connect(url).await.unwrap();
        connection.execute(sql).await.unwrap();
        connection.close().await.unwrap();
    }
}

/// What verification says after each way of tampering with the table, each time on a copy of twelve entries.
async fn tampered(url: &str) {
    let store = Store::open(url, Options::default()).await.unwrap();
    let tx = store.write().await.unwrap();
    tx.commit((1..=12).map(|n| a_record(n, a_change(7))).collect()).await.unwrap();
    tamper(url, "CREATE TABLE kept AS SELECT * FROM audit_entry").await;
    let renumber = "UPDATE audit_entry SET seq = -seq - 1 WHERE seq > 5; UPDATE audit_entry SET seq = -seq WHERE seq < 0";
    let close_up = "UPDATE audit_entry SET seq = -seq + 1 WHERE seq > 5; UPDATE audit_entry SET seq = -seq WHERE seq < 0";
    let forge = "INSERT INTO audit_entry SELECT 6, at_ms, account, post, event, outcome, noun, 'forged', plan, organisation, details, details_sha256, hash FROM kept WHERE seq = 3";
    for (sql, told) in [
        ("UPDATE audit_entry SET outcome = 'denied' WHERE seq = 5".to_owned(), "Entry 5 (indicator.observed, "),
        ("UPDATE audit_entry SET details = '{}' WHERE seq = 5".to_owned(), "Entry 5 (indicator.observed, "),
        ("UPDATE audit_entry SET details = NULL WHERE seq = 5".to_owned(), "The details of entry 5 "),
        ("DELETE FROM audit_entry WHERE seq = 5".to_owned(), "Removed: entry number 5, after entry 4 "),
        (format!("DELETE FROM audit_entry WHERE seq = 5; {close_up}"), "Removed: entry number 5, after entry 4 "),
        (format!("{renumber}; {forge}"), "Entry 6 (indicator.observed, "),
        (
            "UPDATE audit_entry SET seq = -4 WHERE seq = 4; UPDATE audit_entry SET seq = 4 WHERE seq = 9; UPDATE audit_entry SET seq = 9 WHERE seq = -4".to_owned(),
            "Reordered: entry 4 ",
        ),
        ("DELETE FROM audit_entry WHERE seq > 10".to_owned(), "The end was cut off: entries number 11–12 "),
    ] {
        tamper(url, &sql).await;
        let mut read = store.read().await.unwrap();
        let mut verifier = Verifier::new(&[]);
        let all = audit::list_after(&mut read, i64::MIN, 99).await.unwrap();
        for sealed in all {
            verifier.push(sealed);
        }
        let verdict = verifier.finish(&audit::head(&mut read).await.unwrap());
        drop(read);
        let said: Vec<_> = verdict.faults.iter().map(|fault| fault.message(domain::Lang::En)).collect();
        assert!(said.len() == 1 && said[0].starts_with(told), "{sql}: {said:?}");
        tamper(url, "DELETE FROM audit_entry; INSERT INTO audit_entry SELECT * FROM kept").await;
    }
    store.close().await;
}

#[tokio::test]
async fn tampering_with_the_table_is_named_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    tampered(&format!("sqlite:{}", folder.path().join("store.db").display())).await;
}

#[tokio::test]
async fn tampering_with_the_table_is_named_on_postgresql() {
    if let Some(url) = a_schema("audit_tampered").await {
        tampered(&url).await;
    }
}
