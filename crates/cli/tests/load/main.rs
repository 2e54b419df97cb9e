//! Five hundred officers save at once, through two processes on one PostgreSQL: no error, no lost value.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../common/request.rs"]
#[expect(dead_code, reason = "a month of a province uses all of it")]
mod request;
mod server;
#[path = "../common/signed_in.rs"]
mod signed_in;

use std::collections::HashMap;
use std::sync::Arc;

use domain::{CellKey, OrganisationId, Submission};
use jiff::Timestamp;
use store::{Options, Store};
use tokio::task::JoinSet;
use work::demo::large::{Body, Province, Size, entry, province};
use work::submissions::{Form, form};
use work::{Clock, Work};

use request::{Address, Visitor};
use server::Server;

const OFFICERS: usize = 500;

/// An officer who is signed in, with the form to be filled in.
struct Officer {
    visitor: Visitor,
    form: Form,
}

impl Officer {
    /// Each officer talks to one of the processes.
    async fn arrive(work: &Work, address: Address, body: &Body, submission: &Submission) -> Self {
        let secret = signed_in::session(work, body.officer.account).await;
        let visitor = Visitor { address, cookie: format!("cotmoc_session={secret}") };
        Self { visitor, form: form(work, submission.id).await.unwrap() }
    }

    /// Types into every figure and task, and then changes the figures once more.
    async fn fill_in(&self) {
        let figures = self.form.figures.iter().map(|row| CellKey::Indicator(row.indicator.id));
        let tasks = self.form.tasks.iter().map(|row| CellKey::Task(row.task.id));
        let keys: Vec<CellKey> = figures.chain(tasks).collect();
        self.save(&keys, 0, "lần đầu").await;
        self.save(&keys, 1, "lần sau").await;
    }

    async fn save(&self, keys: &[CellKey], version: i64, note: &str) {
        let cells: Vec<String> = keys.iter().map(|key| sent(&self.form, key, version, note)).collect();
        let path = format!("/submissions/{}/cells", self.form.submission.id);
        let body = format!("{{\"cells\":[{}]}}", cells.join(","));
        let answer = self.visitor.json(&path, &body).await.with(200).text();
        let kept = answer.matches("\"outcome\":\"kept\"").count();
        assert_eq!(kept, keys.len(), "{answer}");
    }
}

/// A changed cell as the page's script sends it.
fn sent(form: &Form, key: &CellKey, version: i64, note: &str) -> String {
    let typed = serde_json::to_value(domain::CellEntry { note: note.into(), ..entry(form, key) }).unwrap();
    let name = format!("{}-{}", key.noun(), key.item());
    serde_json::json!({ "name": name, "version": version, "fields": typed }).to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn five_hundred_officers_save_at_once_on_two_processes() {
    let Some(url) = server::a_schema("load").await else { return };
    let now: Timestamp = Clock::system().now();
    let work = Work::new(Store::open(&url, Options::default()).await.unwrap(), Clock::fixed(now));
    let size = Size { bodies: OFFICERS, indicators: 4, tasks: 2 };
    let made = province(&work, size).await.unwrap();
    let data = tempfile::tempdir().unwrap();
    let servers = [Server::start(&url, data.path()).await, Server::start(&url, data.path()).await];
    let officers = Arc::new(arrive(&work, &made, [servers[0].address, servers[1].address]).await);
    let mut saving = JoinSet::new();
    for n in 0..OFFICERS {
        let officers = officers.clone();
        saving.spawn(async move { officers[n].fill_in().await });
    }
    while let Some(saved) = saving.join_next().await {
        saved.unwrap();
    }
    for officer in officers.iter() {
        all_there(&work, &officer.form).await;
    }
    work.store.close().await;
}

async fn arrive(work: &Work, made: &Province, addresses: [Address; 2]) -> Vec<Officer> {
    let mut read = work.store.read().await.unwrap();
    let all = store::submission::list_of_period(&mut read, made.period).await.unwrap();
    drop(read);
    let of_body: HashMap<OrganisationId, Submission> =
        all.into_iter().map(|submission| (submission.organisation, submission)).collect();
    let mut officers = Vec::with_capacity(OFFICERS);
    for (n, body) in made.bodies.iter().enumerate() {
        officers.push(Officer::arrive(work, addresses[n % 2], body, &of_body[&body.id]).await);
    }
    officers
}

/// What was typed last stands in every cell, and the kept count is right.
async fn all_there(work: &Work, typed: &Form) {
    let now = form(work, typed.submission.id).await.unwrap();
    let figures = now.figures.iter().map(|row| (CellKey::Indicator(row.indicator.id), &row.cell));
    let tasks = now.tasks.iter().map(|row| (CellKey::Task(row.task.id), &row.cell));
    for (key, cell) in figures.chain(tasks) {
        let cell = cell.as_ref().unwrap_or_else(|| panic!("{key:?} of {} is lost", typed.body.name));
        let expected = domain::CellEntry { note: "lần sau".into(), ..entry(typed, &key) };
        assert_eq!((&cell.entry, cell.version), (&expected, 2), "{key:?} of {}", typed.body.name);
    }
    assert_eq!(now.submission.filled, now.filled());
}
