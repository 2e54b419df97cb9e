//! The draft plan: what was read from a document, before anyone has confirmed it.
//!
//! Its JSON form is the public format `cotmoc.draft/1`, described in
//! `docs/draft-format.md`. Fields may be added; none is renamed or removed
//! without a new version.

use domain::{
    Anchor, CommitteeRole, Comparator, Deadline, Direction, DocumentKind, Finding, Measure, Relation, Symbol,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The version of the JSON form.
pub const FORMAT: &str = "cotmoc.draft/1";

/// What was read from one document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// Always [`FORMAT`].
    pub format: String,
    /// The document's head.
    pub document: DraftDocument,
    /// Other documents it names, one entry per relation and symbol.
    pub links: Vec<DraftLink>,
    /// The outline of headings, in document order.
    pub sections: Vec<DraftSection>,
    /// Indicators with their targets, in document order.
    pub indicators: Vec<DraftIndicator>,
    /// Tasks, in document order.
    pub tasks: Vec<DraftTask>,
    /// Members of a steering committee, in document order.
    pub members: Vec<DraftMember>,
    /// Everything doubtful, worst first within document order.
    pub findings: Vec<Finding>,
}

/// The head of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftDocument {
    /// The symbol; `null` for a draft that circulates without a number.
    pub symbol: Option<Symbol>,
    /// The kind, by its letters (`KH`, `TB`).
    pub kind: Option<DocumentKind>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// When.
    pub issued_on: Option<Date>,
    /// The title, without the kind.
    pub title: String,
}

/// Another document that this one names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftLink {
    /// How this one stands to it.
    pub relation: Relation,
    /// Its symbol.
    pub symbol: Symbol,
    /// Its date, where the text gives it.
    pub issued_on: Option<Date>,
    /// The words that name it first in this relation.
    pub anchor: Anchor,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftSection {
    /// Own id (`s1`, `s2` …); printed labels may repeat.
    pub id: String,
    /// The section it lies in.
    pub parent: Option<String>,
    /// The label as printed.
    pub label: String,
    /// The heading's words.
    pub title: String,
    /// Where it stands (the heading only).
    pub anchor: Anchor,
}

/// An indicator with its targets at every milestone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DraftIndicator {
    /// Own id (`i1`, `i2` …).
    pub id: String,
    /// The group's name.
    pub group: String,
    /// The label: the group's and the row's (`I.1`), or one made in document order.
    pub label: String,
    /// The name, in its cleanest writing and without the targets; the anchor quotes the words as printed.
    pub name: String,
    /// The unit (`%`, `doanh nghiệp`); `null` for none.
    pub unit: Option<String>,
    /// What its figures measure in time.
    pub measures: Measure,
    /// Which way is good.
    pub direction: Direction,
    /// The committee member who follows it.
    pub follower: Option<String>,
    /// Who carries it out.
    pub implementers: Vec<String>,
    /// Who leads, where the document tells leading from coordinating.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lead: Vec<String>,
    /// Who coordinates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub coordinating: Vec<String>,
    /// The value already reached when the plan was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<DraftBaseline>,
    /// What it is about from a year on, where that changes (`5G`, then `6G` from 2035).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<DraftSubject>,
    /// Its targets by year.
    pub targets: Vec<DraftTarget>,
    /// Where it stands first.
    pub anchor: Anchor,
}

/// A value already reached when the plan was made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DraftBaseline {
    /// Its year; `null` where the document names none.
    pub year: Option<i16>,
    /// The value; `null` for words only.
    pub value: Option<f64>,
    /// The raw words.
    pub text: String,
    /// Where they stand.
    pub anchor: Anchor,
}

/// What an indicator is about from a year on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftSubject {
    /// The first milestone year; `null` from the start.
    pub from_year: Option<i16>,
    /// What is measured.
    pub name: String,
}

/// A target at a milestone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DraftTarget {
    /// The milestone year.
    pub year: i16,
    /// How a value compares.
    pub comparator: Comparator,
    /// The value, or the lower end of a range.
    pub value: Option<f64>,
    /// The upper end of a range.
    pub upper: Option<f64>,
    /// The raw words.
    pub text: String,
    /// Where they stand.
    pub anchor: Anchor,
}

/// A task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftTask {
    /// Own id (`t1`, `t2` …).
    pub id: String,
    /// The section it stands in.
    pub section: Option<String>,
    /// The label as printed (`1.1.`, `-`, `8.2 (3)`).
    pub label: String,
    /// What is to be done.
    pub text: String,
    /// Who leads (chủ trì).
    pub lead: Vec<String>,
    /// Who coordinates (phối hợp).
    pub coordinating: Vec<String>,
    /// By when.
    pub deadline: Deadline,
    /// The product asked for.
    pub product: Option<String>,
    /// Where it stands.
    pub anchor: Anchor,
}

/// A member of the steering committee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftMember {
    /// The label as printed (`8.9`).
    pub label: String,
    /// The role as printed (`Ủy viên`).
    pub role: String,
    /// The role by rank.
    pub rank: CommitteeRole,
    /// The post (`Giám đốc Sở Tài chính`).
    pub post: String,
    /// How many duties are listed.
    pub duties: usize,
    /// Where each duty stands.
    #[serde(default)]
    pub duty_anchors: Vec<Anchor>,
    /// Whether the member answers for the indicators not given to others.
    #[serde(default)]
    pub covers_other_indicators: bool,
    /// Where the member's part begins.
    pub anchor: Anchor,
}
