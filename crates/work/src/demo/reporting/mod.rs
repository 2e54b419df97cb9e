//! Two months of reports: September is closed, October is open and in all states.
//!
//! What the bodies report is what the illustration's ledger says already, so that the months agree with it.

mod typed;

use std::collections::HashMap;

use domain::{
    Cadence, Calendar, OrganisationId, Period, PeriodState, PlanId, Regime, ReportingPeriod, Senders,
    Submission, SubmissionId, TaskState, ValueStage,
};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use super::SEED;
use super::chance::Chance;
use super::office_hours::moment;
use crate::flow::{self, Approving, Reasoned, Submitting};
use crate::submissions::{self, Save, TaskRow};
use crate::verification::{self, Verifying};
use crate::{Actor, Clock, Error, Work, closing};

use typed::Ledger;

/// The code of the body that receives the reports.
const OFFICE: &str = "LC-VPTU";
const NAME: &str = "Báo cáo hằng tháng gửi Cơ quan Thường trực Ban Chỉ đạo";
const INCOMPLETE: &str = "Minh chứng và phần còn thiếu gửi bổ sung trong tuần.";

/// Two months whose bodies have not reported yet.
pub(super) struct Months {
    closed: Month,
    open: Month,
}

/// Makes the calendar with its two months.
pub(super) async fn open(
    work: &Work,
    plan: PlanId,
    bodies: &HashMap<String, OrganisationId>,
) -> Result<Months, Error> {
    let receiver = *bodies.get(OFFICE).ok_or(Error::Incomplete)?;
    let calendar = calendar(work, plan, receiver);
    let mut tx = work.store.write().await?;
    store::calendar::add(&mut tx, &calendar).await?;
    tx.commit_unrecorded().await?;
    let closed = Month::open(work, &calendar, "2026-M09", date(2026, 10, 5)).await?;
    let open = Month::open(work, &calendar, "2026-M10", date(2026, 11, 4)).await?;
    Ok(Months { closed, open })
}

impl Months {
    /// How many reports there are to make.
    pub(super) fn count(&self) -> usize {
        self.closed.submissions.len() + self.open.submissions.len()
    }

    /// Brings each report as far as it comes, closes September, and tells of each that is done.
    pub(super) async fn report(&self, mut done: impl FnMut()) -> Result<(), Error> {
        for submission in &self.closed.submissions {
            self.closed.report(submission, Way::Verified).await?;
            done();
        }
        closing::close(&self.closed.on(date(2026, 10, 16)), &office(), self.closed.period.id).await?;
        let mut chance = Chance::of(SEED, "october");
        for submission in &self.open.submissions {
            self.open.report(submission, Way::of(chance.below(20))).await?;
            done();
        }
        Ok(())
    }
}

fn calendar(work: &Work, plan: PlanId, receiver: OrganisationId) -> Calendar {
    Calendar {
        id: work.clock.id(),
        plan,
        name: NAME.to_owned(),
        receiver,
        senders: Senders::Named,
        regime: Regime::Party,
        cadences: vec![Cadence::Monthly],
        sections: Vec::new(),
        term: Some((2025, 2030)),
        from: date(2026, 9, 1),
        // An illustration stands still: no month follows by itself.
        to: Some(date(2026, 10, 31)),
        version: 1,
    }
}

/// How far a body comes with its report.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Silent,
    Begun,
    Submitted,
    Returned,
    Approved,
    Verified,
}

impl Way {
    /// The share of each in October, in twentieths.
    fn of(twentieth: u32) -> Self {
        match twentieth {
            0..2 => Way::Silent,
            2..6 => Way::Begun,
            6..10 => Way::Submitted,
            10..12 => Way::Returned,
            12..18 => Way::Approved,
            _ => Way::Verified,
        }
    }
}

/// A month with what its bodies report.
struct Month {
    work: Work,
    period: ReportingPeriod,
    submissions: Vec<Submission>,
    ledger: Ledger,
}

impl Month {
    async fn open(work: &Work, calendar: &Calendar, figures: &str, due_on: Date) -> Result<Self, Error> {
        let figures: Period = figures.parse().map_err(|_| Error::Incomplete)?;
        let (window_from, window_to) = (figures.starts_on(), figures.ends_on());
        let period = ReportingPeriod {
            id: work.clock.id(),
            calendar: calendar.id,
            plan: calendar.plan,
            cadence: Cadence::Monthly,
            regime: calendar.regime,
            topic: String::new(),
            figures,
            window_from,
            window_to,
            opens_on: date(window_to.year(), window_to.month(), 24),
            due_on,
            // The open month waits for whoever tries it out.
            closes_on: date(2026, 12, 31).max(work.clock.today().saturating_add(30.days())),
            state: PeriodState::Open,
            closed_at: None,
            snapshot: None,
            version: 1,
        };
        let then = at(work, period.opens_on, 8);
        let mut tx = work.store.write().await?;
        store::reporting_period::add(&mut tx, &period).await?;
        submissions::open(&then, &mut tx, calendar, &period).await?;
        tx.commit_unrecorded().await?;
        let mut read = work.store.read().await?;
        let submissions = store::submission::list_of_period(&mut read, period.id).await?;
        let ledger = Ledger::read(&mut read, &period, at(work, report_day(&period), 9).clock.now()).await?;
        Ok(Self { work: work.clone(), period, submissions, ledger })
    }

    /// The office on a day.
    fn on(&self, day: Date) -> Work {
        at(&self.work, day, 10)
    }

    async fn report(&self, submission: &Submission, way: Way) -> Result<(), Error> {
        if way == Way::Silent {
            return Ok(());
        }
        let day = report_day(&self.period);
        let (id, then) = (submission.id, at(&self.work, day, 9));
        let mut cells = self.cells(&then, id).await?;
        if way == Way::Begun {
            cells.truncate(cells.len() / 2);
        }
        submissions::save(&then, &officer(), id, &cells).await?;
        if way == Way::Begun {
            return Ok(());
        }
        let then = at(&self.work, day, 14);
        let typed = Submitting { version: self.version(id).await?, reason: INCOMPLETE.to_owned() };
        flow::submit(&then, &officer(), id, &typed).await?;
        match way {
            Way::Returned => {
                let reason = "Đề nghị bổ sung số liệu thu thập, nguồn và minh chứng của các chỉ tiêu.";
                let typed = Reasoned { version: self.version(id).await?, reason: reason.to_owned() };
                flow::return_back(&at(&self.work, day, 16), &head(), id, &typed).await?;
            }
            Way::Approved | Way::Verified => self.approve(id, way == Way::Verified).await?,
            _ => (),
        }
        Ok(())
    }

    async fn approve(&self, id: SubmissionId, is_verified: bool) -> Result<(), Error> {
        let then = at(&self.work, self.period.due_on, 9);
        let form = submissions::form(&then, id).await?;
        let is_done =
            |row: &&TaskRow| row.cell.as_ref().is_some_and(|cell| cell.entry.state == TaskState::Done.code());
        let confirmed = form.tasks.iter().filter(is_done).map(|row| row.task.id).collect();
        let approving = Approving { version: self.version(id).await?, confirmed };
        flow::approve(&then, &head(), id, &approving).await?;
        if !is_verified {
            return Ok(());
        }
        let then = at(&self.work, self.period.due_on, 15);
        for row in &form.figures {
            let is_told = self.ledger.figure(row.indicator.id, ValueStage::Verified).is_some();
            if is_told && self.ledger.gives(row.indicator.id, form.body.id) {
                let corrected = self.ledger.corrected(row.indicator.id);
                let typed = Verifying { revision: 1, corrected };
                verification::verify(&then, &verifier(), id, row.indicator.id, &typed).await?;
            }
        }
        Ok(())
    }

    async fn cells(&self, then: &Work, id: SubmissionId) -> Result<Vec<Save>, Error> {
        let form = submissions::form(then, id).await?;
        let typed = self.ledger.typed(&form).into_iter();
        Ok(typed.map(|(key, entry)| Save { key, entry, version: 0 }).collect())
    }

    async fn version(&self, id: SubmissionId) -> Result<i64, Error> {
        Ok(store::submission::get(&mut self.work.store.read().await?, id).await?.version)
    }
}

/// The day on which the bodies hand in.
fn report_day(period: &ReportingPeriod) -> Date {
    period.due_on.saturating_sub(2.days())
}

/// The same store at an hour of a day.
fn at(work: &Work, day: Date, hour: u32) -> Work {
    Work::new(work.store.clone(), Clock::fixed(moment(day, hour)))
}

fn officer() -> Actor {
    Actor::program("Chuyên viên đầu mối")
}

fn head() -> Actor {
    Actor::program("Người đứng đầu đơn vị")
}

fn verifier() -> Actor {
    Actor::program("Cơ quan thẩm định")
}

fn office() -> Actor {
    Actor::program("Văn phòng Tỉnh ủy")
}
