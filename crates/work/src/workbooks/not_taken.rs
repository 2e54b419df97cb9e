//! Why a workbook is turned away whole.

use domain::{Lang, SubmissionState};

use super::Unread;

/// A workbook of which nothing was taken, and the draft is as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotTaken {
    /// It cannot be read.
    Unread(Unread),
    /// Its signature is not this installation's, or its identity was changed.
    Forged,
    /// It is the workbook of another report than the one it was sent to.
    OtherReport {
        /// Whose it is.
        body: String,
        /// For which period.
        period: String,
    },
    /// Its report is not known here.
    UnknownReport,
    /// The report was approved and opened again since it was written.
    OldRevision {
        /// Which approval the workbook was written for.
        written: u32,
        /// Which approval the report is on the way to.
        now: u32,
    },
    /// The report was handed in or approved meanwhile.
    NotEditable(SubmissionState),
    /// The period is not open.
    PeriodClosed {
        /// Which.
        period: String,
    },
}

impl NotTaken {
    /// Says in one sentence why.
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Unread(unread) => unread.message(lang),
            Self::Forged => lang
                .pick(
                    "Phần nhận dạng của biểu không đúng chữ ký của hệ thống này: biểu do hệ thống khác lập hoặc đã bị sửa.",
                    "The workbook's identity does not bear this system's signature: it was written elsewhere, or changed.",
                )
                .to_owned(),
            Self::OtherReport { body, period } => lang.pick(
                format!("Biểu này là của {body}, kỳ {period}, không phải của báo cáo này."),
                format!("This workbook is that of {body} for {period}, not of this report."),
            ),
            Self::UnknownReport => lang
                .pick("Báo cáo của biểu này không còn trong hệ thống.", "The workbook's report is not known here.")
                .to_owned(),
            Self::OldRevision { written, now } => lang.pick(
                format!("Biểu lập cho lần duyệt {written}; báo cáo nay đã mở lại cho lần duyệt {now}."),
                format!("The workbook was written for approval {written}; the report is open for approval {now} now."),
            ),
            Self::NotEditable(state) => lang.pick(
                format!("Báo cáo {}, nên không nhận biểu.", state_words(*state)),
                format!("The report is {}, so the workbook was not taken.", state.code()),
            ),
            Self::PeriodClosed { period } => lang.pick(
                format!("Kỳ {period} không mở để nhập."),
                format!("The period {period} is not open."),
            ),
        }
    }

    /// Says what to do.
    pub fn hint(&self, lang: Lang) -> String {
        let (vi, en) = match self {
            Self::Unread(unread) => return unread.hint(lang),
            Self::Forged | Self::UnknownReport | Self::OldRevision { .. } => (
                "Lấy biểu mới từ trang báo cáo của đơn vị và chép từng ô sang đó.",
                "Take a new workbook from the report's page and copy the entries into it cell by cell.",
            ),
            Self::OtherReport { .. } => {
                ("Gửi biểu này ở đúng trang báo cáo của nó.", "Send it on the page of its own report.")
            }
            Self::NotEditable(_) => (
                "Đề nghị người đứng đầu trả lại báo cáo, hoặc mở lại để sửa sau khi duyệt, rồi gửi lại.",
                "Ask the head to return the report, or to open it again after approval, and send it again.",
            ),
            Self::PeriodClosed { .. } => (
                "Liên hệ cơ quan thường trực nếu cần sửa số liệu của kỳ này.",
                "Ask the standing office if figures of this period need a correction.",
            ),
        };
        lang.pick(vi, en).to_owned()
    }
}

fn state_words(state: SubmissionState) -> &'static str {
    match state {
        SubmissionState::Draft => "đang nhập",
        SubmissionState::Submitted => "đã trình duyệt",
        SubmissionState::Returned => "đã trả lại",
        SubmissionState::Approved => "đã được duyệt",
        SubmissionState::Consolidated => "đã được tổng hợp",
    }
}
