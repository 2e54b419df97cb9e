//! A small province on a clock that can be set.

use std::path::Path;

use domain::{Calendar, Job, JobState, PeriodState, ReportingPeriod};
use jiff::civil::Date;
use jiff::tz::Offset;
use store::{Options, Store};
use work::demo::large::{Province, Size, province};
use work::jobs::{Step, look, step};
use work::{Clock, Work};

pub struct Office {
    pub made: Province,
    folder: tempfile::TempDir,
}

impl Office {
    /// A province of three bodies, made on 23/11/2026 with November open.
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let work = open(folder.path(), "2026-11-23").await;
        let made = province(&work, Size { bodies: 3, indicators: 2, tasks: 1 }).await.unwrap();
        work.store.close().await;
        Self { made, folder }
    }

    /// The program of a process that is started on a day.
    pub async fn on(&self, day: &str) -> Work {
        open(self.folder.path(), day).await
    }

    /// What a process does that is started on a day and stopped when nothing is left to be done; gives how
    /// many jobs it worked on.
    pub async fn runs_on(&self, day: &str) -> usize {
        let work = self.on(day).await;
        look(&work).await.unwrap();
        let mut worked = 0;
        while step(&work).await.unwrap() == Step::Worked {
            worked += 1;
        }
        work.store.close().await;
        worked
    }

    pub async fn periods(&self) -> Vec<ReportingPeriod> {
        let work = self.on("2026-11-23").await;
        let mut read = work.store.read().await.unwrap();
        let mut periods =
            store::reporting_period::list_of_calendar(&mut read, self.made.calendar).await.unwrap();
        periods.reverse();
        periods
    }

    /// The windows' last days of the periods in a state, in order.
    pub async fn windows(&self, state: PeriodState) -> Vec<String> {
        let periods = self.periods().await.into_iter().filter(|period| period.state == state);
        periods.map(|period| period.window_to.to_string()).collect()
    }

    pub async fn calendar(&self) -> Calendar {
        let work = self.on("2026-11-23").await;
        store::calendar::get(&mut work.store.read().await.unwrap(), self.made.calendar).await.unwrap()
    }

    pub async fn jobs(&self, state: JobState) -> Vec<Job> {
        let work = self.on("2026-11-23").await;
        work::jobs::list(&work, state, "").await.unwrap().page.jobs
    }
}

async fn open(folder: &Path, day: &str) -> Work {
    let url = format!("sqlite:{}", folder.join("cotmoc.db").display());
    let day: Date = day.parse().unwrap();
    let at = Offset::constant(7).to_timestamp(day.at(9, 0, 0, 0)).unwrap();
    Work::new(Store::open(&url, Options::default()).await.unwrap(), Clock::fixed(at))
}
