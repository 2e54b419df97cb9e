//! Silence and other news of submissions and difficulties: works out who is to be told, and tells each once.
//!
//! Everything follows from how things stand now, so whatever was missed, because the program stood still, is
//! told the next time; `domain::silence` has the ladder.

mod news;

use domain::silence::{Awaited, told};
use domain::{
    Cadence, DifficultyId, JobKind, Lang, MessageKind, NoticeAbout, NoticeKind, NoticeWords, OrganisationId,
    ReportLine, ReportingPeriod, ReportingPeriodId, ReportingRules, Submission, SubmissionId,
    SubmissionMessage, WorkingDays,
};

use store::Write;
use uuid::Uuid;

use crate::indicators::words;
use crate::jobs::{Wanted, enqueue};
use crate::notices::{Telling, tell_all};
use crate::{Error, Work, report_lines, settings};

pub use news::{difficulties_overdue, of_difficulty};

/// Tells of a period's submissions what is to be told by today, and counts what is new.
pub async fn tell(work: &Work, period: ReportingPeriodId) -> Result<u64, Error> {
    let mut read = work.store.read().await?;
    let period = store::reporting_period::get(&mut read, period).await?;
    let submissions = store::submission::list_of_period(&mut read, period.id).await?;
    drop(read);
    of_submissions(work, &period, &submissions).await
}

/// Tells what there is to tell of one submission, and counts what is new.
pub async fn tell_of(work: &Work, id: SubmissionId) -> Result<u64, Error> {
    let mut read = work.store.read().await?;
    let submission = store::submission::get(&mut read, id).await?;
    let period = store::reporting_period::get(&mut read, submission.period).await?;
    drop(read);
    of_submissions(work, &period, &[submission]).await
}

/// Asks, with the step that makes it necessary, that those be told whom it concerns.
pub(crate) async fn ask(work: &Work, tx: &mut Write, step: &SubmissionMessage) -> Result<(), Error> {
    use MessageKind::{Approved, Contested, Returned, Submitted};
    if matches!(step.kind, Submitted | Returned | Approved | Contested) {
        let wanted = Wanted::new(JobKind::Remind, step.submission).once_for(step.number);
        enqueue(work, tx, &wanted).await?;
    }
    Ok(())
}

/// Asks, with the step that makes it necessary, that those be told whom a difficulty concerns.
pub(crate) async fn ask_of_difficulty(
    work: &Work,
    tx: &mut Write,
    id: DifficultyId,
    version: i64,
) -> Result<(), Error> {
    enqueue(work, tx, &Wanted::new(JobKind::Escalate, id).once_for(version)).await?;
    Ok(())
}

/// Tells what there is to tell of a period or of one submission, and counts what is new.
pub async fn tell_any(work: &Work, item: Uuid) -> Result<u64, Error> {
    let period = store::reporting_period::find(&mut work.store.read().await?, item.into()).await?;
    match period {
        Some(period) => tell(work, period.id).await,
        None => tell_of(work, item.into()).await,
    }
}

async fn of_submissions(
    work: &Work,
    period: &ReportingPeriod,
    submissions: &[Submission],
) -> Result<u64, Error> {
    let bodies: Vec<OrganisationId> = submissions.iter().map(|submission| submission.organisation).collect();
    let lines = report_lines::of_bodies(work, &bodies).await?;
    let teller = Teller {
        work,
        period,
        rules: settings::reporting_rules(work, period.due_on).await?,
        days: working_days(work).await?,
    };
    let mut tellings = Vec::new();
    for submission in submissions {
        if let Some(line) = lines.get(&submission.organisation) {
            tellings.extend(teller.ladder(submission, line));
            tellings.extend(teller.news(submission, line).await?);
        }
    }
    tell_all(work, tellings).await
}

async fn working_days(work: &Work) -> Result<WorkingDays, Error> {
    let special = store::special_day::list(&mut work.store.read().await?).await?;
    Ok(WorkingDays::new(&special))
}

/// What tells of a period.
struct Teller<'a> {
    work: &'a Work,
    period: &'a ReportingPeriod,
    rules: ReportingRules,
    days: WorkingDays,
}

impl Teller<'_> {
    /// The ladder of a report that has not come; a period that is not open waits for nobody.
    fn ladder(&self, submission: &Submission, line: &ReportLine) -> Vec<Telling> {
        if !self.period.is_open() {
            return Vec::new();
        }
        let ReportingPeriod { opens_on, due_on, .. } = *self.period;
        let awaited = Awaited { opens_on, due_on, state: submission.state };
        let told = told(&awaited, line, self.work.clock.today(), &self.rules, &self.days);
        let telling = |told: domain::silence::Told| Telling {
            post: told.post,
            kind: told.rung.kind(),
            occasion: told.rung.code().to_owned(),
            ..self.telling(submission, line)
        };
        told.into_iter().map(telling).collect()
    }

    /// What is told of a submission, still to whom and on what occasion.
    fn telling(&self, submission: &Submission, line: &ReportLine) -> Telling {
        Telling {
            post: domain::PostId(Uuid::nil()),
            kind: NoticeKind::Overdue,
            occasion: String::new(),
            plan: submission.plan,
            about: NoticeAbout::Submission(submission.id),
            words: NoticeWords {
                body: line.name.clone(),
                what: period_name(self.period, Lang::Vi),
                what_en: period_name(self.period, Lang::En),
                on: Some(self.period.due_on),
                reason: String::new(),
            },
        }
    }
}

/// What a period is called in a sentence.
pub fn period_name(period: &ReportingPeriod, lang: Lang) -> String {
    let last = period.window_to.strftime("%d/%m/%Y");
    match period.cadence {
        Cadence::Weekly => lang.pick(format!("tuần đến ngày {last}"), format!("the week to {last}")),
        Cadence::Thematic | Cadence::AdHoc => period.topic.clone(),
        Cadence::MidTerm => lang.pick("sơ kết giữa kỳ".to_owned(), "the mid-term review".to_owned()),
        Cadence::EndOfTerm => lang.pick("tổng kết cuối kỳ".to_owned(), "the end-of-term review".to_owned()),
        _ => words::period(period.figures, lang),
    }
}
