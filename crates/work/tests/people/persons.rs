//! Exporting and erasing a person.

use domain::audit::{Outcome, sha256_hex};
use domain::{AccessRole, PersonId, Scope};
use sqlx::{Connection as _, Row as _, SqliteConnection};
use work::people::{self, Erasing, PersonForm};
use work::posts::{self, Ending, Filling};
use work::{Actor, Error, Origin};

use crate::office::{Office, fields};

const NAME: &str = "Hoàng Văn Thụy";

fn confirmed(version: i64) -> Erasing {
    Erasing { reason: "Đơn ngày 02/11/2026".into(), confirmed: "yes".into(), version }
}

impl Office {
    /// A person with name, contact, a tenure that has ended, an account, a session, and entries in the chain.
    async fn somebody_with_a_past(&self) -> (PersonId, Actor) {
        let post = self.post(Some(self.science), "Chuyên viên").await;
        let typed = Filling {
            name: NAME.into(),
            contact: "thuy.hoangvan@anbinh.gov.vn".into(),
            kind: "holder".into(),
            from: "2026-01-01".into(),
            document: format!("Quyết định 7-QĐ/TU bổ nhiệm {NAME}"),
            version: 1,
            ..Filling::default()
        };
        let access = self.access(&self.standing).await;
        let person = posts::fill(&self.work, &self.standing, &access, post, &typed).await.unwrap();
        let account = self.account(person, "hoangvanthuy").await;
        let origin = Origin { address: "10.9.8.7".into(), agent: format!("Máy của {NAME}") };
        let actor = Actor { account: Some(account), person: Some(person), origin, ..self.standing.clone() };
        let form = PersonForm { name: NAME.into(), contact: "0900 000 001".into(), version: 1 };
        people::edit(&self.work, &actor, person, &form).await.unwrap();
        let ending = Ending {
            person: person.to_string(),
            from: "2026-01-01".into(),
            to: "2026-11-21".into(),
            version: 2,
        };
        posts::end(&self.work, &self.standing, &access, post, &ending).await.unwrap();
        (person, actor)
    }

    async fn erase(&self, who: &Actor, person: PersonId, typed: &Erasing) -> Result<(), Error> {
        people::erase(&self.work, who, &self.access(who).await, person, typed).await
    }

    /// Where in all tables a text stands: table and column.
    async fn places_of(&self, words: &str) -> Vec<String> {
        let mut connection = SqliteConnection::connect(&self.url).await.unwrap();
        let tables = sqlx::query(
            "SELECT m.name, c.name FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table'",
        );
        let columns = tables.fetch_all(&mut connection).await.unwrap();
        assert!(columns.len() > 150, "every column of every table is looked at: {}", columns.len());
        let mut places = Vec::new();
        for column in columns {
            let (table, column): (String, String) = (column.get(0), column.get(1));
            let sql =
                format!("SELECT COUNT(*) FROM \"{table}\" WHERE CAST(\"{column}\" AS TEXT) LIKE '%{words}%'");
            let found = sqlx::query(sqlx::AssertSqlSafe(sql)).fetch_one(&mut connection).await;
            // Tables of the search index that cannot be read this way hold no text of their own.
            if found.is_ok_and(|row| row.get::<i64, _>(0) > 0) {
                places.push(format!("{table}.{column}"));
            }
        }
        connection.close().await.unwrap();
        places
    }
}

#[tokio::test]
async fn everything_held_on_a_person_is_handed_out() {
    let office = Office::open().await;
    let (person, actor) = office.somebody_with_a_past().await;
    let held = people::export(&office.work, &office.standing, person).await.unwrap();
    assert_eq!(held["person"]["name"], NAME);
    assert_eq!(held["person"]["work_contact"], "0900 000 001");
    assert_eq!(held["account"]["sign_in_name"], "hoangvanthuy");
    assert_eq!(held["account"]["sessions"][0]["address"], "10.9.8.7");
    assert_eq!(held["tenures"][0]["tenure"]["to"], "2026-11-21");
    let events: Vec<_> =
        held["audit_entries"].as_array().unwrap().iter().map(|e| e["event"].as_str().unwrap()).collect();
    assert_eq!(events, ["person.added", "post.filled", "person.changed"]);
    let text = held.to_string();
    assert!(text.contains("10.9.8.7") && !text.contains("salt") && !text.contains("argon2"), "{text}");
    assert_eq!(office.chain().await.last().unwrap(), "person.exported done");
    drop(actor);
}

#[tokio::test]
async fn an_erased_person_is_named_nowhere_and_the_chain_stays_whole() {
    let office = Office::open().await;
    let (person, actor) = office.somebody_with_a_past().await;
    assert_eq!(office.places_of(NAME).await, ["person.name", "tenure.document", "audit_entry.details"]);
    office.erase(&office.standing, person, &confirmed(2)).await.unwrap();
    for words in [NAME, "hoangvanthuy", "thuy.hoangvan", "0900 000 001", "10.9.8.7"] {
        assert_eq!(office.places_of(words).await, Vec::<String>::new(), "{words}");
    }
    let mut read = office.work.store.read().await.unwrap();
    let erased = store::person::get(&mut read, person).await.unwrap();
    assert!(erased.name.is_empty() && erased.erased_at.is_some());
    let account = store::account::get(&mut read, actor.account.unwrap()).await.unwrap();
    assert!(account.disabled_at.is_some() && account.password.is_none());
    assert_eq!(
        store::account::find_by_name(&mut read, "hoangvanthuy").await.unwrap(),
        None,
        "the name is free"
    );
    let entries = store::audit::list_after(&mut read, 0, 100).await.unwrap();
    let mut previous = String::new();
    for sealed in &entries {
        assert_eq!(sealed.entry.seal(&previous), sealed.hash, "{}", sealed.entry.seq);
        previous.clone_from(&sealed.hash);
    }
    let last = entries.last().unwrap();
    assert_eq!((last.entry.event.as_str(), last.entry.outcome), ("person.erased", Outcome::Done));
    let details = last.details.as_deref().unwrap();
    assert_eq!(sha256_hex(details.as_bytes()), last.entry.details_sha256);
    let details: serde_json::Value = serde_json::from_str(details).unwrap();
    let gone: Vec<_> = entries.iter().filter(|e| e.details.is_none()).map(|e| e.entry.seq).collect();
    assert_eq!(details["after"]["erased_details"], serde_json::json!(gone), "each erased entry is listed");
    assert!(gone.len() >= 3);
    drop(read);
    assert_eq!(fields(office.erase(&office.standing, person, &confirmed(3)).await), ["confirmed"]);
}

#[tokio::test]
async fn a_namesake_keeps_what_is_theirs() {
    let office = Office::open().await;
    let (person, _) = office.somebody_with_a_past().await;
    let namesake = office.person(NAME).await;
    let form = PersonForm { name: NAME.into(), contact: "0900 000 002".into(), version: 1 };
    people::edit(&office.work, &office.standing, namesake, &form).await.unwrap();
    office.erase(&office.standing, person, &confirmed(2)).await.unwrap();
    let mut read = office.work.store.read().await.unwrap();
    assert_eq!(store::person::get(&mut read, namesake).await.unwrap().name, NAME);
    let about = store::erasure::list_about(&mut read, &namesake.to_string()).await.unwrap();
    assert!(about.iter().all(|sealed| sealed.details.is_some()));
}

#[tokio::test]
async fn erasing_asks_for_reason_confirmation_and_an_ended_tenure() {
    let office = Office::open().await;
    let (person, actor) = office.somebody_with_a_past().await;
    let bare = Erasing { version: 2, ..Erasing::default() };
    assert_eq!(fields(office.erase(&office.standing, person, &bare).await), ["reason", "confirmed"]);
    let named = Erasing { reason: format!("Đơn của {NAME}"), ..confirmed(2) };
    assert_eq!(fields(office.erase(&office.standing, person, &named).await), ["reason"]);
    let stale = office.erase(&office.standing, person, &confirmed(1)).await;
    assert!(matches!(stale, Err(Error::Store(store::Error::Stale { current: 2 }))), "{stale:?}");
    let desk = office.post(None, "Văn phòng thứ hai").await;
    let second = office.officer("Trần Thị B", desk, AccessRole::StandingOffice, Scope::default()).await;
    let second = Actor { account: actor.account, ..second };
    let (oneself, filling) = (second.person.unwrap(), confirmed(1));
    assert_eq!(fields(office.erase(&second, oneself, &filling).await), ["confirmed", "confirmed"]);
    assert_eq!(fields(office.erase(&office.standing, oneself, &filling).await), ["confirmed"]);
    let administrator = office.administrator.person.unwrap();
    assert_eq!(fields(office.erase(&office.standing, administrator, &filling).await), ["confirmed"]);
    let mut read = office.work.store.read().await.unwrap();
    assert_eq!(store::person::get(&mut read, person).await.unwrap().name, NAME, "nothing was kept");
}
