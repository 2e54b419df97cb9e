//! The way of a submission (quy trình báo cáo): which step leads from which state to which, and who may take it.
//!
//! ```text
//! draft ──submit──▶ submitted ──approve──▶ approved ──consolidate──▶ consolidated
//!   ▲                 │ return               │ return, reopen            │ return, reopen
//!   └── returned ◀────┴──────────────────────┴───────────────────────────┘
//! ```

use serde::{Deserialize, Serialize};

use crate::indicator::codes;
use crate::{Action, ReportingPeriod, Submission, SubmissionState};

codes! {
    /// A step on the way of a submission.
    SubmissionStep {
        /// Trình người đứng đầu.
        Submit "submit",
        /// Trả lại, kèm lý do.
        Return "return",
        /// Duyệt.
        Approve "approve",
        /// Mở lại để sửa sau khi duyệt, kèm lý do.
        Reopen "reopen",
        /// Tổng hợp khi chốt kỳ.
        Consolidate "consolidate",
    }
}

impl SubmissionStep {
    /// The state that the step leads to; `None` where it cannot be taken.
    pub fn next(self, from: SubmissionState) -> Option<SubmissionState> {
        use SubmissionState::{Approved, Consolidated, Draft, Returned, Submitted};
        match (self, from) {
            (SubmissionStep::Submit, Draft | Returned) => Some(Submitted),
            (SubmissionStep::Return, Submitted | Approved | Consolidated) => Some(Returned),
            (SubmissionStep::Approve, Submitted) => Some(Approved),
            (SubmissionStep::Reopen, Approved | Consolidated) => Some(Draft),
            (SubmissionStep::Consolidate, Approved) => Some(Consolidated),
            _ => None,
        }
    }

    /// What whoever takes it must be allowed: before approval the head sends back, after it the office or
    /// the verifying body.
    pub fn action(self, from: SubmissionState) -> Action {
        match self {
            SubmissionStep::Submit | SubmissionStep::Reopen => Action::FillSubmission,
            SubmissionStep::Return if from.is_approved() => Action::ReturnSubmission,
            SubmissionStep::Return | SubmissionStep::Approve => Action::ApproveSubmission,
            SubmissionStep::Consolidate => Action::ManagePeriods,
        }
    }

    /// Whether it undoes an approval, so that the next one is a new revision.
    pub fn begins_revision(self, from: SubmissionState) -> bool {
        from.is_approved() && matches!(self, SubmissionStep::Return | SubmissionStep::Reopen)
    }
}

impl Submission {
    /// Whether it may move on in a period: once that is closed, only corrections of what was approved may.
    pub fn may_move_in(&self, period: &ReportingPeriod) -> bool {
        let is_correction = self.revision > 1 || self.state.is_approved();
        period.is_open() || (period.closed_at.is_some() && is_correction)
    }

    /// Whether its cells may be changed in a period.
    pub fn is_editable_in(&self, period: &ReportingPeriod) -> bool {
        self.state.is_editable() && self.may_move_in(period)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every step that can be taken, as `from step to action`.
    #[test]
    fn the_way_is_this_and_no_other() {
        let mut way = Vec::new();
        for from in SubmissionState::ALL {
            for step in SubmissionStep::ALL {
                if let Some(to) = step.next(*from) {
                    let action = step.action(*from).code();
                    way.push(format!("{} {} {} {action}", from.code(), step.code(), to.code()));
                }
            }
        }
        let expected = "draft submit submitted fill_submission
            submitted return returned approve_submission
            submitted approve approved approve_submission
            returned submit submitted fill_submission
            approved return returned return_submission
            approved reopen draft fill_submission
            approved consolidate consolidated manage_periods
            consolidated return returned return_submission
            consolidated reopen draft fill_submission";
        assert_eq!(way, expected.lines().map(str::trim).collect::<Vec<_>>());
    }

    #[test]
    fn only_what_was_approved_begins_a_revision_when_it_is_undone() {
        for from in SubmissionState::ALL {
            for step in SubmissionStep::ALL.iter().filter(|step| step.next(*from).is_some()) {
                let undoes = from.is_approved() && step.next(*from).is_some_and(|to| !to.is_approved());
                assert_eq!(step.begins_revision(*from), undoes, "{} {}", from.code(), step.code());
            }
        }
    }
}
