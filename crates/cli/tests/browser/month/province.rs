//! The generated province, its program, and everybody signed in.

use std::fs;
use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt as _;

use domain::{CellEntry, CellKey, Regime, SubmissionState};
use store::{Options, Store};
use work::demo::large::{Province, Seat, Size, province_under};
use work::submissions::Form;
use work::{Clock, Vault, Work};

use super::expected::Entries;
use super::request::{self, Visitor};
use crate::program::Program;
use crate::signed_in;

/// The key that signs workbooks, in this process and in the program.
const KEY: [u8; 32] = [7; 32];

pub struct Month {
    pub program: Program,
    pub work: Work,
    pub made: Province,
    /// The blank form of each body.
    pub forms: Vec<Form>,
    address: SocketAddr,
    officers: Vec<String>,
    heads: Vec<String>,
    standing: String,
    verifier: String,
}

impl Month {
    pub async fn open(size: Size, regime: Regime) -> Self {
        let data = tempfile::tempdir().unwrap();
        let key = data.path().join("cotmoc.key");
        fs::write(&key, KEY).unwrap();
        fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
        let url = format!("sqlite:{}", data.path().join("cotmoc.db").display());
        let store = Store::open(&url, Options::default()).await.unwrap();
        let work = Work::new(store, Clock::system()).with_vault(Vault::new(&KEY));
        let made = province_under(&work, size, regime).await.unwrap();
        let mut forms = Vec::with_capacity(size.bodies);
        let mut read = work.store.read().await.unwrap();
        for body in &made.bodies {
            let found = store::submission::find_of_body(&mut read, made.period, body.id).await.unwrap();
            forms.push(work::submissions::form(&work, found.unwrap().id).await.unwrap());
        }
        drop(read);
        let mut month = Self {
            officers: sessions(&work, made.bodies.iter().map(|body| &body.officer)).await,
            heads: sessions(&work, made.bodies.iter().map(|body| &body.head)).await,
            standing: sessions(&work, [&made.office]).await.remove(0),
            verifier: sessions(&work, [&made.verifier]).await.remove(0),
            program: Program::serve(data).await,
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            work,
            made,
            forms,
        };
        month.address = month.program.address.trim_start_matches("http://").parse().unwrap();
        month
    }

    pub fn entries(&self) -> Entries {
        Entries::of_forms(&self.forms)
    }

    fn visitor(&self, secret: &str) -> Visitor {
        Visitor { address: self.address, cookie: format!("cotmoc_session={secret}") }
    }

    pub fn officer(&self, n: usize) -> Visitor {
        self.visitor(&self.officers[n])
    }

    pub fn head(&self, n: usize) -> Visitor {
        self.visitor(&self.heads[n])
    }

    pub fn standing(&self) -> Visitor {
        self.visitor(&self.standing)
    }

    pub fn verifier(&self) -> Visitor {
        self.visitor(&self.verifier)
    }

    /// Types cells in as the page's script sends them.
    pub async fn type_in(&self, n: usize, cells: &[(CellKey, CellEntry)], version: i64) {
        let path = format!("/submissions/{}/cells", self.forms[n].submission.id);
        let body = request::cells(cells, version);
        let told = self.officer(n).json(&path, &body).await.with(200).text();
        assert_eq!(told.matches("\"outcome\":\"kept\"").count(), cells.len(), "{told}");
    }

    /// Takes a step of a report's way, with the version that the page shows.
    pub async fn step(&self, n: usize, who: fn(&Self, usize) -> Visitor, step: &str, typed: &str) {
        let id = self.forms[n].submission.id;
        let now = store::submission::get(&mut self.work.store.read().await.unwrap(), id).await.unwrap();
        let body = format!("version={}&{typed}", now.version);
        who(self, n).form(&format!("/submissions/{id}/{step}"), &body).await.with(303);
    }

    pub async fn all_are(&self, state: SubmissionState) {
        let mut read = self.work.store.read().await.unwrap();
        let all = store::submission::list_of_period(&mut read, self.made.period).await.unwrap();
        for submission in all {
            assert_eq!(submission.state, state, "{submission:?}");
        }
    }
}

async fn sessions<'a>(work: &Work, seats: impl IntoIterator<Item = &'a Seat>) -> Vec<String> {
    let mut secrets = Vec::new();
    for seat in seats {
        secrets.push(signed_in::session(work, seat.account).await);
    }
    secrets
}
