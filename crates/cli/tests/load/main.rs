//! Five hundred officers save at once, through two processes on one PostgreSQL: no error, no lost value.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../people/request.rs"]
#[expect(dead_code, reason = "a month of a province uses all of it")]
mod request;
mod server;
#[path = "../people/signed_in.rs"]
mod signed_in;

use std::collections::HashMap;
use std::sync::Arc;

use domain::{CellEntry, CellKey, OrganisationId, Submission};
use jiff::Timestamp;
use store::{Options, Store};
use tokio::task::JoinSet;
use work::demo::large::{Body, Province, Size, entry, province};
use work::submissions::{Form, form};
use work::{Clock, Work};

use request::{Address, Visitor};
use server::Server;

const OFFICERS: usize = 500;
/// What an officer notes at first, and then instead of it.
const FIRST: &str = "lần đầu";
const LAST: &str = "lần sau";

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

    /// Types into every figure and task, and then changes them all once more.
    async fn fill_in(&self) {
        for (version, note) in [(0, FIRST), (1, LAST)] {
            let typed: Vec<_> =
                keys(&self.form).map(|key| (key.clone(), typed(&self.form, &key, note))).collect();
            let path = format!("/submissions/{}/cells", self.form.submission.id);
            let answer = self.visitor.json(&path, &request::cells(&typed, version)).await.with(200).text();
            assert_eq!(answer.matches("\"outcome\":\"kept\"").count(), typed.len(), "{answer}");
        }
    }
}

fn keys(form: &Form) -> impl Iterator<Item = CellKey> + '_ {
    let figures = form.figures.iter().map(|row| CellKey::Indicator(row.indicator.id));
    figures.chain(form.tasks.iter().map(|row| CellKey::Task(row.task.id)))
}

fn typed(form: &Form, key: &CellKey, note: &str) -> CellEntry {
    CellEntry { note: note.into(), ..entry(form, key) }
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
async fn all_there(work: &Work, before: &Form) {
    let now = form(work, before.submission.id).await.unwrap();
    for key in keys(before) {
        let cell = now.cell(&key).flatten();
        let cell = cell.unwrap_or_else(|| panic!("{key:?} of {} is lost", before.body.name));
        let last = typed(before, &key, LAST).tidied();
        assert_eq!((&cell.entry, cell.version), (&last, 2), "{key:?} of {}", before.body.name);
    }
    assert_eq!(now.submission.filled, now.filled());
}
