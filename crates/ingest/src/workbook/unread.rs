//! Why a returned workbook is not read at all.

use domain::Lang;

use crate::Refusal;

/// A file from which nothing can be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message(Lang::En))]
pub enum Unread {
    /// It is damaged, locked, too large, or must not be taken in.
    Refused(Refusal),
    /// It is another kind of file.
    NotAWorkbook,
    /// It is a workbook, but not one that this program wrote.
    NotOurs,
    /// The hidden sheet with its identity was taken out or changed.
    IdentityLost,
    /// The hidden sheet is that of another workbook.
    IdentityMixed,
    /// It was written by another version of the program.
    OtherTemplate {
        /// The layout that it has.
        template: u32,
    },
}

impl From<Refusal> for Unread {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::UnknownFormat | Refusal::Empty => Self::NotAWorkbook,
            refusal => Self::Refused(refusal),
        }
    }
}

impl Unread {
    /// Says in one sentence what is wrong with the file.
    pub fn message(&self, lang: Lang) -> String {
        let (vi, en) = match self {
            Self::Refused(refusal) => return refusal.message(lang),
            Self::NotAWorkbook => {
                ("Tệp không phải là biểu Excel (.xlsx).", "The file is not an Excel workbook (.xlsx).")
            }
            Self::NotOurs => (
                "Tệp không phải là biểu báo cáo do hệ thống lập.",
                "The workbook was not written by this system.",
            ),
            Self::IdentityLost => (
                "Biểu đã mất phần nhận dạng nên không biết là báo cáo của đơn vị nào, kỳ nào.",
                "The workbook has lost its identity, so whose report it is cannot be told.",
            ),
            Self::IdentityMixed => (
                "Biểu có phần nhận dạng chép từ tệp khác.",
                "The workbook's identity was copied from another file.",
            ),
            Self::OtherTemplate { template } => {
                return lang.pick(
                    format!("Biểu theo mẫu {template}; mẫu hiện dùng là {}.", super::TEMPLATE),
                    format!("The workbook has layout {template}; the one in use is {}.", super::TEMPLATE),
                );
            }
        };
        lang.pick(vi, en).to_owned()
    }

    /// Says what its sender can do about it.
    pub fn hint(&self, lang: Lang) -> String {
        match self {
            Self::Refused(refusal) => refusal.hint(lang),
            _ => lang
                .pick(
                    "Lấy biểu mới từ trang báo cáo của đơn vị, nhập vào biểu đó (không chép cả trang tính) rồi gửi lại.",
                    "Take a new workbook from the report's page, fill that one in (without copying whole sheets) and send it.",
                )
                .to_owned(),
        }
    }

    /// A word for logs and summaries.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Refused(_) => "refused",
            Self::NotAWorkbook => "not_a_workbook",
            Self::NotOurs => "not_ours",
            Self::IdentityLost => "identity_lost",
            Self::IdentityMixed => "identity_mixed",
            Self::OtherTemplate { .. } => "other_template",
        }
    }
}
