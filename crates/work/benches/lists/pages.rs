//! The pages with lists that grow, as the verbs that they are made of.

use anyhow::Result;
use domain::{Action, JobState, MailState, UserId};
use jiff::civil::date;
use work::access::Access;
use work::demo::large::Province;
use work::difficulties::Whose;
use work::{Work, audit, difficulties, flow, indicators, jobs, mail, notices, submissions, verification};

/// The day before which half of the log was written.
const MIDDLE: &str = "06/07/2026";

/// Who reads.
pub struct Reader {
    province: Province,
    /// Sees all reports, figures and entries of the log.
    office: Access,
    /// Verifies the figures of all.
    verifier: Access,
    /// Fills in for one body.
    officer: Access,
}

impl Reader {
    /// Those who read, with what they may see.
    pub async fn of(work: &Work, province: Province) -> Result<Self> {
        let access = async |account: UserId| -> Result<Access> {
            let person = store::account::get(&mut work.store.read().await?, account).await?.person;
            Ok(Access::of(work, person, work.directory_now().await?.generation).await?)
        };
        Ok(Self {
            office: access(province.office.account).await?,
            verifier: access(province.verifier.account).await?,
            officer: access(province.bodies[7].officer.account).await?,
            province,
        })
    }
}

macro_rules! pages {
    ($($Page:ident $name:literal),* $(,)?) => {
        /// A page.
        #[derive(Debug, Clone, Copy)]
        pub enum Page { $($Page),* }

        impl Page {
            /// Every page, in the order of the table.
            pub const ALL: &[Page] = &[$(Page::$Page),*];

            /// What it is called in the table.
            pub fn name(self) -> &'static str {
                match self { $(Page::$Page => $name),* }
            }
        }
    };
}

pages! {
    Mine "submissions: what is due from one body",
    History "submissions: what one body reported",
    HistoryFar "the same, its first and second page",
    WaitingAll "submissions waiting, for the office",
    WaitingOne "submissions waiting, for one body",
    Queue "figures waiting for the verifier",
    Observations "figures of an indicator",
    Log "log: all",
    LogWho "log: by one account",
    LogEvent "log: a rare event",
    LogNoun "log: a rare noun",
    LogItem "log: of one item",
    LogBody "log: of one body",
    LogDenied "log: what was denied",
    LogDay "log: up to a day, half of it before",
    LogEventDay "log: an event up to that day",
    LogBodyDay "log: a body up to that day",
    Notices "notices to a post, with the unread ones counted",
    Mail "mail",
    MailFailed "mail that failed",
    DifficultiesOpen "difficulties: open, for the office",
    DifficultiesAll "difficulties: all",
    DifficultiesLate "difficulties: overdue",
    DifficultiesOurs "difficulties: raised by one body, for its officer",
    JobsWaiting "jobs that wait",
    JobsDone "jobs done",
    JobsFailed "jobs that failed",
}

impl Page {
    /// Asks for the page and counts the rows on it.
    pub async fn ask(self, work: &Work, reader: &Reader) -> Result<usize> {
        let Reader { province, office, verifier, officer } = reader;
        Ok(match self {
            Page::Mine => submissions::mine(work, officer).await?.open.len(),
            Page::History => submissions::history(work, officer, None).await?.rows.len(),
            Page::HistoryFar => {
                let first = submissions::history(work, officer, None).await?;
                submissions::history(work, officer, first.earlier).await?.rows.len()
            }
            Page::WaitingAll => flow::list_waiting(work, office, false, None).await?.rows.len(),
            Page::WaitingOne => flow::list_waiting(work, officer, false, None).await?.rows.len(),
            Page::Queue => verification::queue(work, verifier, None).await?.rows.len(),
            Page::Observations => {
                indicators::page(work, province.indicators[7], date(2026, 11, 22)).await?.history.len()
            }
            Page::Notices => {
                notices::count_unread(work, office).await?;
                notices::list(work, office, None).await?.notices.len()
            }
            Page::Mail => mail::list(work, None, None).await?.mails.len(),
            Page::MailFailed => mail::list(work, Some(MailState::Failed), None).await?.mails.len(),
            Page::DifficultiesOpen => raised(work, office, province, Whose::Open).await?,
            Page::DifficultiesAll => raised(work, office, province, Whose::All).await?,
            Page::DifficultiesLate => raised(work, office, province, Whose::Overdue).await?,
            Page::DifficultiesOurs => raised(work, officer, province, Whose::Ours).await?,
            Page::JobsWaiting => jobs::list(work, JobState::Waiting, "").await?.page.jobs.len(),
            Page::JobsDone => jobs::list(work, JobState::Done, "").await?.page.jobs.len(),
            Page::JobsFailed => jobs::list(work, JobState::Failed, "").await?.page.jobs.len(),
            log => audit::list(work, office, Action::SeeLog, &log.asked(province), None).await?.lines.len(),
        })
    }

    /// What is asked of the log.
    fn asked(self, province: &Province) -> audit::Asked {
        let asked = audit::Asked::default();
        let body = province.bodies[7].name.clone();
        let to = MIDDLE.to_owned();
        match self {
            Page::LogWho => audit::Asked { who: province.bodies[7].officer.sign_in_name.clone(), ..asked },
            Page::LogEvent => audit::Asked { event: "indicator.edited".into(), ..asked },
            Page::LogNoun => audit::Asked { noun: "indicator".into(), ..asked },
            Page::LogItem => audit::Asked { noun: "submission".into(), item: "100".into(), ..asked },
            Page::LogBody => audit::Asked { body, ..asked },
            Page::LogDenied => audit::Asked { outcome: "denied".into(), ..asked },
            Page::LogDay => audit::Asked { to, ..asked },
            Page::LogEventDay => audit::Asked { event: "submission.saved".into(), to, ..asked },
            Page::LogBodyDay => audit::Asked { body, to, ..asked },
            _ => asked,
        }
    }
}

/// The rows of a page of difficulties.
async fn raised(work: &Work, access: &Access, province: &Province, whose: Whose) -> Result<usize> {
    let asked = difficulties::Asked { whose, ..difficulties::Asked::default() };
    Ok(difficulties::list(work, access, province.plan, &asked).await?.rows.len())
}
