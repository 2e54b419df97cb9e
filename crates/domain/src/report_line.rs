//! Report lines (tuyến báo cáo): who reports for a body, who approves, verifies, follows and consolidates.

use crate::AccessRole;

/// The roles that make a report line; the standing office gives them, all others are the administrator's.
pub const REPORT_LINE: [AccessRole; 5] = [
    AccessRole::FocalOfficer,
    AccessRole::Head,
    AccessRole::Verifier,
    AccessRole::CommitteeMember,
    AccessRole::Viewer,
];
