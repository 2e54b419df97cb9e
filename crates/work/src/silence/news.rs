//! News beside the ladder: what was handed in, returned, approved, contested; difficulties on their way.

use domain::report_line::Station;
use domain::{
    CheckOutcome, Difficulty, DifficultyId, DifficultyState, FigureCheck, NoticeAbout, NoticeKind,
    NoticeWords, PostId, ReportLine, Submission, SubmissionState,
};

use super::Teller;
use crate::notices::{Telling, tell_all};
use crate::{Error, Work, report_lines};

/// How many overdue difficulties are looked at in one go; those that wait longest come first.
const OVERDUE: u32 = 2_000;

impl Teller<'_> {
    /// What the state of a submission tells, and what was contested in it.
    pub(super) async fn news(
        &self,
        submission: &Submission,
        line: &ReportLine,
    ) -> Result<Vec<Telling>, Error> {
        let since = submission.since.as_millisecond();
        let (kind, stations) = match submission.state {
            SubmissionState::Draft | SubmissionState::Consolidated => return Ok(Vec::new()),
            SubmissionState::Submitted => (NoticeKind::Submitted, first_filled([&line.heads, &line.office])),
            SubmissionState::Returned => (NoticeKind::Returned, first_filled([&line.focal, &line.heads])),
            SubmissionState::Approved => (NoticeKind::Approved, first_filled([&line.focal, &line.heads])),
        };
        let reason = if kind == NoticeKind::Returned { submission.reason.clone() } else { String::new() };
        let occasion = format!("{}/{since}", kind.code());
        let mut all = self.to(submission, line, stations, (kind, &occasion, &reason));
        if submission.state == SubmissionState::Approved {
            for check in self.contested(submission).await? {
                let occasion = format!("contested/{}/{}", check.indicator, check.at.as_millisecond());
                for group in [&line.focal, &line.heads] {
                    let telling = (NoticeKind::Contested, occasion.as_str(), check.note.as_str());
                    all.extend(self.to(submission, line, group, telling));
                }
            }
        }
        Ok(all)
    }

    fn to(
        &self,
        submission: &Submission,
        line: &ReportLine,
        stations: &[Station],
        (kind, occasion, reason): (NoticeKind, &str, &str),
    ) -> Vec<Telling> {
        let telling = |station: &Station| {
            let mut telling = self.telling(submission, line);
            reason.clone_into(&mut telling.words.reason);
            Telling { post: station.post, kind, occasion: occasion.to_owned(), ..telling }
        };
        stations.iter().map(telling).collect()
    }

    /// The figures of the approved revision that are contested as things stand.
    async fn contested(&self, submission: &Submission) -> Result<Vec<FigureCheck>, Error> {
        let mut read = self.work.store.read().await?;
        let mut last: Vec<FigureCheck> = Vec::new();
        for check in store::figure_check::list(&mut read, submission.id).await? {
            last.retain(|earlier| earlier.indicator != check.indicator);
            last.push(check);
        }
        let is_contested = |check: &FigureCheck| {
            check.outcome == CheckOutcome::Contested && check.revision == submission.revision
        };
        last.retain(is_contested);
        Ok(last)
    }
}

/// The first group in which somebody fills a post.
fn first_filled(groups: [&Vec<Station>; 2]) -> &[Station] {
    let is_filled = |group: &&Vec<Station>| group.iter().any(|station| !station.fillers.is_empty());
    groups.into_iter().find(is_filled).map_or(&[], Vec::as_slice)
}

/// Tells of a difficulty what is to be told as it stands, and counts what is new.
pub async fn of_difficulty(work: &Work, id: DifficultyId) -> Result<u64, Error> {
    let difficulty = store::difficulty::get(&mut work.store.read().await?, id).await?;
    let tellings = tellings(work, &difficulty).await?;
    tell_all(work, tellings).await
}

/// Tells of every difficulty whose answer is overdue today, and counts what is new.
pub async fn difficulties_overdue(work: &Work) -> Result<u64, Error> {
    let today = work.clock.today();
    let overdue = store::difficulty::list_overdue(&mut work.store.read().await?, today, OVERDUE).await?;
    let mut told = 0;
    for difficulty in overdue {
        let tellings = tellings(work, &difficulty).await?;
        told += tell_all(work, tellings).await?;
    }
    Ok(told)
}

async fn tellings(work: &Work, of: &Difficulty) -> Result<Vec<Telling>, Error> {
    let asked: Vec<_> = std::iter::once(of.organisation).chain(of.competent).collect();
    let lines = report_lines::of_bodies(work, &asked).await?;
    let words = NoticeWords {
        body: lines.get(&of.organisation).map(|line| line.name.clone()).unwrap_or_default(),
        what: begin_of(&of.text),
        on: of.due_on,
        ..NoticeWords::default()
    };
    let telling = |post: PostId, kind: NoticeKind, occasion: String| Telling {
        post,
        kind,
        occasion,
        plan: of.plan,
        about: NoticeAbout::Difficulty(of.id),
        words: words.clone(),
    };
    let raisers = lines.get(&of.organisation).map(|line| first_filled([&line.focal, &line.heads]));
    let decider = of.competent.and_then(|body| lines.get(&body));
    let mut all = Vec::new();
    match of.state {
        DifficultyState::Open => {
            let occasion = of.competent.map(|body| format!("routed/{body}")).unwrap_or_default();
            all.extend(of.holder.map(|post| telling(post, NoticeKind::DifficultyRouted, occasion)));
            if let (true, Some(due)) = (of.is_overdue(work.clock.today()), of.due_on) {
                let office = decider.map_or(&[][..], |line| line.office.as_slice());
                let told = of.holder.into_iter().chain(office.iter().map(|station| station.post));
                let overdue = |post| telling(post, NoticeKind::DifficultyOverdue, format!("overdue/{due}"));
                all.extend(told.map(overdue));
            }
        }
        DifficultyState::Answered => {
            let to = raisers.unwrap_or(&[]).iter().map(|station| station.post);
            all.extend(to.map(|post| telling(post, NoticeKind::DifficultyAnswered, "answered".to_owned())));
        }
        DifficultyState::Unrouted | DifficultyState::Withdrawn => (),
    }
    Ok(all)
}

/// The beginning of a text, whole words.
fn begin_of(text: &str) -> String {
    const LONGEST: usize = 160;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    let begin: String = line.chars().take(LONGEST).collect();
    format!("{}…", begin.rsplit_once(' ').map_or(begin.as_str(), |(whole, _)| whole))
}
