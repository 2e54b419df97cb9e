//! Silence (im lặng): who is told of a report that has not come, and when.
//!
//! The ladder runs over the real report line: focal officer, head of the body, the committee member who follows
//! it, the standing office. Where a rung is vacant, the next one above is told in its place. As days pass
//! rungs are only added; whoever is told keeps the record of it, so that nothing is told twice.

use std::cmp::Ordering;

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::indicator::codes;
use crate::{NoticeKind, PostId, ReportLine, ReportingRules, Station, SubmissionState, WorkingDays};

codes! {
    /// A rung of the ladder, in the order in which they are reached.
    Rung {
        /// Kỳ đã mở.
        Opened "opened",
        /// Nhắc trước hạn.
        Reminder "reminder",
        /// Đến hạn.
        DueToday "due_today",
        /// Quá hạn: chuyên viên đầu mối.
        Focal "overdue_focal",
        /// Quá hạn: người đứng đầu.
        Head "overdue_head",
        /// Quá hạn: thành viên Ban Chỉ đạo theo dõi.
        Member "overdue_member",
        /// Quá hạn: cơ quan thường trực.
        Office "overdue_office",
    }
}

impl PartialOrd for Rung {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Rung {
    fn cmp(&self, other: &Self) -> Ordering {
        (*self as u8).cmp(&(*other as u8))
    }
}

impl Rung {
    /// What is told on it.
    pub fn kind(self) -> NoticeKind {
        match self {
            Rung::Opened => NoticeKind::PeriodOpened,
            Rung::Reminder => NoticeKind::Reminder,
            Rung::DueToday => NoticeKind::DueToday,
            Rung::Focal | Rung::Head | Rung::Member | Rung::Office => NoticeKind::Overdue,
        }
    }
}

/// The days of a report that is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Awaited {
    /// The day on which it may be begun.
    pub opens_on: Date,
    /// The last day on which it is in time.
    pub due_on: Date,
    /// How far it has come.
    pub state: SubmissionState,
}

/// Somebody to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Told {
    /// The post.
    pub post: PostId,
    /// On which rung.
    pub rung: Rung,
}

/// The rungs that are reached on a day, from the lowest; none is ever taken back on a later day.
pub fn rungs(awaited: &Awaited, today: Date, rules: &ReportingRules, days: &WorkingDays) -> Vec<Rung> {
    let late = days.between(awaited.due_on, today);
    let is_late = |after: u32| today > awaited.due_on && late >= i32::try_from(after).unwrap_or(i32::MAX);
    let reminded_on = awaited.due_on.saturating_sub(i64::from(rules.reminder_days).days());
    let is_reached = |rung: &Rung| match rung {
        Rung::Opened => awaited.opens_on <= today,
        Rung::Reminder => reminded_on <= today,
        Rung::DueToday => awaited.due_on <= today,
        Rung::Focal => is_late(0),
        Rung::Head => is_late(rules.head_after),
        Rung::Member => is_late(rules.member_after),
        Rung::Office => is_late(rules.office_after),
    };
    Rung::ALL.iter().copied().filter(is_reached).collect()
}

/// Who is to be told by a day, each post on the highest rung that it stands on.
///
/// What was handed in waits for the head, so the focal officer is not told any more; what is approved waits
/// for nobody.
pub fn told(
    awaited: &Awaited,
    line: &ReportLine,
    today: Date,
    rules: &ReportingRules,
    days: &WorkingDays,
) -> Vec<Told> {
    let mut all: Vec<Told> = Vec::new();
    for rung in rungs(awaited, today, rules, days) {
        for station in addressed(rung, awaited.state, line) {
            all.retain(|lower| lower.post != station.post);
            all.push(Told { post: station.post, rung });
        }
    }
    all
}

/// Whether the newest figures of a body are older than figures may be: more than `stale_days` lie between the
/// end of their period and the day. Who never sent any is silent, not stale.
pub fn is_stale(newest_ends_on: Option<Date>, today: Date, stale_days: i32) -> bool {
    newest_ends_on.is_some_and(|ends_on| ends_on.saturating_add(stale_days.max(0).days()) < today)
}

/// The stations that are told on a rung: the first group from there upward in which somebody fills a post.
fn addressed(rung: Rung, state: SubmissionState, line: &ReportLine) -> &[Station] {
    let upward = [&line.focal, &line.heads, &line.followers, &line.office];
    let own = match rung {
        Rung::Opened | Rung::Reminder | Rung::DueToday | Rung::Focal => 0,
        Rung::Head => 1,
        Rung::Member => 2,
        Rung::Office => 3,
    };
    let lowest = match state {
        SubmissionState::Draft | SubmissionState::Returned => 0,
        // That a period opened is no news to whoever has only to approve.
        SubmissionState::Submitted if rung == Rung::Opened => return &[],
        SubmissionState::Submitted => 1,
        SubmissionState::Approved | SubmissionState::Consolidated => return &[],
    };
    let is_filled = |group: &&&Vec<Station>| group.iter().any(|station| !station.fillers.is_empty());
    upward.iter().skip(own.max(lowest)).find(is_filled).map_or(&[], |group| group.as_slice())
}

#[cfg(test)]
mod tests;
