//! Workbooks leave, are filled in, and come back: every entry arrives, and nothing doubtful arrives silently.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod bad;
mod cells;
mod edit;
mod flow;
mod marked;
mod merge;
mod rows;

use domain::workbook::{CellDoubt, WorkbookReturn};
use domain::{CellEntry, CellKey, SubmissionId};
use jiff::Timestamp;
use store::{Options, Store};
use work::demo::large::{Province, Size, entry, province};
use work::submissions::{Form, Save, form, save};
use work::workbooks::{File, NotTaken, Received, export, receive};
use work::{Actor, Clock, Work};

use edit::{Edit, places};

/// A small province whose month is open.
pub(crate) struct Site {
    /// The verbs on a temporary store.
    pub work: Work,
    /// Who is in it.
    pub province: Province,
    /// The first body's report.
    pub id: SubmissionId,
    /// The second's.
    pub other: SubmissionId,
    _folder: tempfile::TempDir,
}

impl Site {
    /// Makes it.
    pub(crate) async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("cotmoc.db").display());
        let now: Timestamp = "2026-11-23T03:00:00Z".parse().unwrap();
        let work = Work::new(Store::open(&url, Options::default()).await.unwrap(), Clock::fixed(now));
        let province = province(&work, Size { bodies: 2, indicators: 6, tasks: 4 }).await.unwrap();
        let mut read = work.store.read().await.unwrap();
        let of_body = async |read: &mut store::Read, n: usize| {
            let body = province.bodies[n].id;
            store::submission::find_of_body(read, province.period, body).await.unwrap().unwrap().id
        };
        let (id, other) = (of_body(&mut read, 0).await, of_body(&mut read, 1).await);
        drop(read);
        Self { work, province, id, other, _folder: folder }
    }

    /// The form of the first body.
    pub(crate) async fn form(&self) -> Form {
        form(&self.work, self.id).await.unwrap()
    }

    /// A workbook as it is taken from the page.
    pub(crate) async fn workbook(&self) -> Edit {
        Edit::open(&export(&self.work, self.id).await.unwrap().bytes)
    }

    /// Sends a workbook on the page of the first body's report.
    pub(crate) async fn send(&self, workbook: &Edit) -> Received {
        self.send_bytes(workbook.save()).await
    }

    /// Sends any bytes there.
    pub(crate) async fn send_bytes(&self, bytes: Vec<u8>) -> Received {
        let file = File { name: "bao cao.xlsx".into(), bytes };
        receive(&self.work, &officer(), Some(self.id), file).await.unwrap()
    }

    /// Sends a workbook that is read.
    pub(crate) async fn sent(&self, workbook: &Edit) -> WorkbookReturn {
        match self.send(workbook).await {
            Received::Read(returned) => *returned,
            Received::NotTaken(why) => panic!("{why:?}"),
        }
    }

    /// Sends a workbook that is turned away.
    pub(crate) async fn refused(&self, workbook: &Edit) -> NotTaken {
        match self.send(workbook).await {
            Received::NotTaken(why) => why,
            Received::Read(returned) => panic!("{returned:?}"),
        }
    }

    /// Types into the page.
    pub(crate) async fn type_in(&self, key: CellKey, entry: CellEntry) {
        let version = self.version(&key).await;
        let actor = Actor::program("Người khác");
        save(&self.work, &actor, self.id, &[Save { key, entry, version }]).await.unwrap();
    }

    /// The version of a row of the draft.
    pub(crate) async fn version(&self, key: &CellKey) -> i64 {
        let mut read = self.work.store.read().await.unwrap();
        let cell = store::submission_cell::find(&mut read, self.id, key).await.unwrap();
        cell.map_or(0, |cell| cell.version)
    }

    /// What the draft says in a row.
    pub(crate) async fn kept(&self, key: &CellKey) -> CellEntry {
        let mut read = self.work.store.read().await.unwrap();
        let cell = store::submission_cell::find(&mut read, self.id, key).await.unwrap();
        cell.map(|cell| cell.entry).unwrap_or_default()
    }

    /// The key of an indicator by its place.
    pub(crate) fn figure(&self, place: usize) -> CellKey {
        CellKey::Indicator(self.province.indicators[place])
    }

    /// The key of a task by its place.
    pub(crate) fn task(&self, place: usize) -> CellKey {
        CellKey::Task(self.province.tasks[place])
    }
}

/// Who sends workbooks.
pub(crate) fn officer() -> Actor {
    Actor::program("Chuyên viên đầu mối")
}

/// The doubts as `rule place`, in order.
pub(crate) fn named(returned: &WorkbookReturn) -> Vec<String> {
    returned
        .doubts
        .iter()
        .map(|doubt: &CellDoubt| format!("{} {}", doubt.finding.rule, doubt.place))
        .collect()
}

/// A workbook with every cell filled in.
pub(crate) async fn filled(site: &Site) -> (Edit, Vec<(CellKey, CellEntry)>) {
    let form = site.form().await;
    let mut workbook = site.workbook().await;
    let mut entries = Vec::new();
    for (key, sheet, row) in places(&form) {
        let entry = entry(&form, &key);
        workbook.fill(sheet, row, &entry);
        entries.push((key, entry));
    }
    (workbook, entries)
}
