//! What each kind of job does.

use std::str::FromStr;

use domain::{Job, JobKind};
use jiff::SignedDuration;

use crate::{Actor, Error, Work, consolidation, mail, periods, silence};

/// How long jobs that are done stay listed.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 60);

/// What a job of mail is called that writes the day's mail; the others send what waits.
pub(super) const DAILY: &str = "daily";

/// How many mails a job sends; a lease is long enough for that.
const AT_ONCE: u32 = 200;

/// Does a job, and counts what it changed. Run twice, it does its work once.
pub(super) async fn handle(work: &Work, job: &Job) -> Result<u64, Error> {
    match job.kind {
        JobKind::MakePeriods => periods::make(work, item(job)?).await,
        JobKind::OpenPeriod => periods::open_due(work, item(job)?).await,
        JobKind::ClosePeriod => periods::close_due(work, item(job)?).await,
        JobKind::Consolidate => {
            let written =
                consolidation::consolidate(work, &Actor::program(periods::PROGRAM), item(job)?).await?;
            Ok(written as u64)
        }
        JobKind::Sweep => sweep(work).await,
        JobKind::Remind => silence::tell_any(work, item(job)?).await,
        JobKind::Escalate if job.item.is_empty() => silence::difficulties_overdue(work).await,
        JobKind::Escalate => silence::of_difficulty(work, item(job)?).await,
        JobKind::SendMail if job.item == DAILY => {
            Ok(mail::write_digests(work).await? + mail::write_head(work).await?)
        }
        JobKind::SendMail => Ok(mail::send_waiting(work, AT_ONCE).await?.sent),
    }
}

fn item<T: FromStr>(job: &Job) -> Result<T, Error> {
    let damaged = || store::Error::Damaged { column: "item".into() };
    Ok(job.item.parse().map_err(|_| damaged())?)
}

/// Clears away jobs that were done long ago.
async fn sweep(work: &Work) -> Result<u64, Error> {
    let now = work.clock.now();
    let before = now.saturating_sub(KEPT).unwrap_or(now);
    super::queue::sweep(work, before).await
}

/// Why a job failed, in both languages.
pub(super) fn words(error: &Error) -> [String; 2] {
    let (vi, en) = match error {
        Error::Store(store::Error::Busy(_)) => {
            ("Cơ sở dữ liệu đang bận, chưa ghi được.", "The database was busy.")
        }
        Error::Store(store::Error::NotFound { .. }) => {
            ("Không còn đối tượng mà việc này cần xử lý.", "What it was about is no longer there.")
        }
        Error::Store(store::Error::Stale { .. }) => {
            ("Có người vừa thay đổi cùng lúc.", "Somebody changed the same at the same time.")
        }
        Error::Incomplete => ("Kế hoạch chưa đủ dữ liệu để xử lý.", "The plan is not complete."),
        _ => ("Chương trình gặp lỗi.", "The program met an error."),
    };
    [format!("{vi} ({error})"), format!("{en} ({error})")]
}
