//! Timing (tính đúng hạn): whether what a body reports came in time, in working days.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Submission, WorkingDays};

/// How a submission stands against its due day; never typed, always reckoned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Timing {
    /// Handed in by the due day.
    InTime,
    /// Handed in after it.
    Late {
        /// By how many working days.
        days: u32,
    },
    /// Not handed in, and not due yet.
    Due {
        /// How many working days are left, today not counted.
        left: u32,
    },
    /// Not handed in though due (quá hạn).
    Overdue {
        /// For how many working days.
        days: u32,
    },
}

impl Timing {
    /// How a submission stands on a day against the day on which it is due.
    pub fn of(submission: &Submission, due_on: Date, today: Date, days: &WorkingDays) -> Self {
        let count = |from, to| u32::try_from(days.between(from, to)).unwrap_or(0);
        match submission.first_submitted_on {
            Some(handed_in) if handed_in <= due_on => Timing::InTime,
            // A day off after the due day is still late: by the working day that follows.
            Some(handed_in) => Timing::Late { days: count(due_on, handed_in).max(1) },
            None if today <= due_on => Timing::Due { left: count(today, due_on) },
            None => Timing::Overdue { days: count(due_on, today) },
        }
    }

    /// Its name in texts.
    pub fn code(self) -> &'static str {
        match self {
            Timing::InTime => "in_time",
            Timing::Late { .. } => "late",
            Timing::Due { .. } => "due",
            Timing::Overdue { .. } => "overdue",
        }
    }

    /// How many working days it is late, or left.
    pub fn days(self) -> u32 {
        match self {
            Timing::InTime => 0,
            Timing::Late { days } | Timing::Overdue { days } => days,
            Timing::Due { left } => left,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;
    use crate::SubmissionState;

    #[test]
    fn timeliness_is_reckoned_in_working_days() {
        let submission = |first_submitted_on| Submission {
            id: Uuid::nil().into(),
            period: Uuid::nil().into(),
            plan: Uuid::nil().into(),
            organisation: Uuid::nil().into(),
            state: SubmissionState::Draft,
            revision: 1,
            reason: String::new(),
            since: Timestamp::UNIX_EPOCH,
            first_submitted_on,
            first_approved_on: None,
            required: 1,
            filled: 0,
            version: 1,
        };
        // Friday 6/11/2026 is the due day.
        let due_on = date(2026, 11, 6);
        let check = |handed_in: Option<i8>, today: i8, expected| {
            let submission = submission(handed_in.map(|day| date(2026, 11, day)));
            let timing = Timing::of(&submission, due_on, date(2026, 11, today), &WorkingDays::default());
            assert_eq!(timing, expected, "{handed_in:?} {today}");
        };
        check(Some(6), 20, Timing::InTime);
        check(Some(7), 20, Timing::Late { days: 1 });
        check(Some(10), 20, Timing::Late { days: 2 });
        check(None, 4, Timing::Due { left: 2 });
        check(None, 6, Timing::Due { left: 0 });
        check(None, 8, Timing::Overdue { days: 0 });
        check(None, 9, Timing::Overdue { days: 1 });
    }
}
