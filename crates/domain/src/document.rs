//! Documents and how they hang together.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Anchor, DocumentId, Symbol};

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $code:literal $vi:literal $en:literal;)*) => {
        /// The kind of a document (loại văn bản), with the letters it carries in symbols.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum DocumentKind { $($(#[$doc])* $name),* }

        impl DocumentKind {
            /// Every kind.
            pub const ALL: &'static [DocumentKind] = &[$(DocumentKind::$name),*];

            /// The letters in a symbol.
            pub fn code(self) -> &'static str {
                match self { $(DocumentKind::$name => $code),* }
            }

            /// The kind with these letters.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(DocumentKind::$name),)* _ => None }
            }

            /// The Vietnamese name, as it stands at the head of a document.
            pub fn name_vi(self) -> &'static str {
                match self { $(DocumentKind::$name => $vi),* }
            }

            /// The English name.
            pub fn name_en(self) -> &'static str {
                match self { $(DocumentKind::$name => $en),* }
            }
        }
    };
}

kinds! {
    /// Nghị quyết.
    Resolution "NQ" "Nghị quyết" "Resolution";
    /// Quyết định.
    Decision "QĐ" "Quyết định" "Decision";
    /// Kế hoạch, kế hoạch hành động.
    Plan "KH" "Kế hoạch" "Plan";
    /// Chương trình, chương trình hành động.
    Programme "CTr" "Chương trình" "Programme";
    /// Chỉ thị.
    Directive "CT" "Chỉ thị" "Directive";
    /// Thông báo.
    Notice "TB" "Thông báo" "Notice";
    /// Báo cáo.
    Report "BC" "Báo cáo" "Report";
    /// Hướng dẫn.
    Guidance "HD" "Hướng dẫn" "Guidance";
    /// Quy chế.
    Regulation "QC" "Quy chế" "Regulation";
    /// Quy định.
    Rule "QĐi" "Quy định" "Rule";
    /// Kết luận.
    Conclusion "KL" "Kết luận" "Conclusion";
    /// Đề án.
    Scheme "ĐA" "Đề án" "Scheme";
    /// Tờ trình.
    Submission "TTr" "Tờ trình" "Submission";
    /// Nghị định.
    Decree "NĐ" "Nghị định" "Decree";
    /// Thông tư.
    Circular "TT" "Thông tư" "Circular";
    /// Luật.
    Law "L" "Luật" "Law";
    /// Công điện.
    Dispatch "CĐ" "Công điện" "Dispatch";
    /// Công văn.
    Letter "CV" "Công văn" "Official letter";
}

impl Serialize for DocumentKind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for DocumentKind {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Self::from_code(&code).ok_or_else(|| serde::de::Error::custom(format!("unknown kind {code}")))
    }
}

/// A document (văn bản) as it was signed and received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Its id.
    pub id: DocumentId,
    /// Its symbol; drafts circulate without one.
    pub symbol: Option<Symbol>,
    /// Its kind, where it says so.
    pub kind: Option<DocumentKind>,
    /// Who issued it, as printed.
    pub issuer: String,
    /// Where it was issued.
    pub place: String,
    /// The day it was issued.
    pub issued_on: Option<Date>,
    /// Its title.
    pub title: String,
    /// The name of the file it came in.
    pub file_name: String,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// Its text, one entry a line; anchors count these lines from 1.
    pub lines: Vec<String>,
    /// Whether it only illustrates (demonstration data).
    pub is_illustration: bool,
}

/// How one document stands to another (quan hệ văn bản).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// Thực hiện: carries out the other.
    Implements,
    /// Căn cứ: rests on the other.
    BasedOn,
    /// Thay thế: replaces the other.
    Replaces,
    /// Sửa đổi, bổ sung: amends the other.
    Amends,
    /// Kèm theo: is attached to the other.
    AttachedTo,
    /// Names the other without one of these words.
    Mentions,
}

impl Relation {
    /// Every relation.
    pub const ALL: [Relation; 6] = [
        Relation::Implements,
        Relation::BasedOn,
        Relation::Replaces,
        Relation::Amends,
        Relation::AttachedTo,
        Relation::Mentions,
    ];

    /// The word used in JSON and tables.
    pub fn code(self) -> &'static str {
        match self {
            Relation::Implements => "implements",
            Relation::BasedOn => "based_on",
            Relation::Replaces => "replaces",
            Relation::Amends => "amends",
            Relation::AttachedTo => "attached_to",
            Relation::Mentions => "mentions",
        }
    }

    /// The relation with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.code() == code)
    }
}

/// A document's relation to another that may or may not be on file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentLink {
    /// The document that speaks.
    pub from: DocumentId,
    /// How it stands to the other.
    pub relation: Relation,
    /// The other's symbol.
    pub symbol: Symbol,
    /// The other's date, where it is given.
    pub issued_on: Option<Date>,
    /// The other document, once it is on file.
    pub to: Option<DocumentId>,
    /// Where the words stand.
    pub anchor: Anchor,
}
