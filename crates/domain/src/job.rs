//! Background jobs (việc nền): what the program does by itself, kept in the database so that it is done once.
//!
//! Whoever claims a job holds a lease on it. A lease that ran out, because its process died, is claimed again,
//! so every handler can be run twice and does its work once.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::JobId;
use crate::indicator::codes;

codes! {
    /// What is to be done (loại việc).
    JobKind {
        /// Lập các kỳ báo cáo sắp tới của một lịch.
        MakePeriods "make_periods",
        /// Mở kỳ báo cáo.
        OpenPeriod "open_period",
        /// Nhắc trước hạn.
        Remind "remind",
        /// Báo cáo vượt cấp khi quá hạn.
        Escalate "escalate",
        /// Gửi thư.
        SendMail "send_mail",
        /// Tổng hợp lại sau khi số liệu đã duyệt được điều chỉnh.
        Consolidate "consolidate",
        /// Chốt kỳ báo cáo.
        ClosePeriod "close_period",
        /// Dọn những việc đã xong từ lâu.
        Sweep "sweep",
    }
}

codes! {
    /// How far a job has come (tình trạng).
    JobState {
        /// Đang chờ, or being done while somebody holds a lease on it.
        Waiting "waiting",
        /// Đã xong.
        Done "done",
        /// Không làm được: tried too often; a person may have it tried again.
        Failed "failed",
    }
}

/// Something to be done by whichever process comes first (việc nền).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// What makes it the only one of its kind, such as `open_period/<period>`.
    pub key: String,
    /// What is to be done.
    pub kind: JobKind,
    /// With what: an id, a day; empty where the kind says it all.
    pub item: String,
    /// How far it has come.
    pub state: JobState,
    /// When it may be begun, or tried again.
    pub run_at: Timestamp,
    /// Until when somebody works on it.
    pub leased_until: Option<Timestamp>,
    /// How often it was begun; also tells one holder of the lease from the next.
    pub attempts: u32,
    /// Why it failed last; empty where it did not.
    pub last_error: String,
    /// What came of it; empty until it is done.
    pub result: String,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When it was done or given up.
    pub ended_at: Option<Timestamp>,
}
