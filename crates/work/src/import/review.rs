//! The review of a draft: a person accepts, corrects or drops what was read, item by item.

use std::collections::{BTreeMap, BTreeSet};

use domain::{CommitteeRole, Comparator, Deadline, Direction, Goal, Measure, Quantity, Severity};
use ingest::Draft;
use ingest::draft::{DraftDocument, DraftIndicator, DraftMember, DraftTarget, DraftTask};
use serde::{Deserialize, Serialize};

use crate::FieldError;

/// What a person decided about an item of the draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Decision {
    /// It is right as read.
    Accepted,
    /// It was changed by hand.
    Corrected,
    /// It is not to be tracked.
    Dropped,
}

impl Decision {
    /// The word used in stored reviews and keys.
    pub fn code(self) -> &'static str {
        match self {
            Decision::Accepted => "accepted",
            Decision::Corrected => "corrected",
            Decision::Dropped => "dropped",
        }
    }
}

/// A draft under review.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Review {
    /// The draft, with the corrections made so far.
    pub draft: Draft,
    /// Decisions by item id (`i12`, `t3`, `m9`).
    #[serde(default)]
    pub decisions: BTreeMap<String, Decision>,
    /// Findings that a person has seen and settled, by index in the draft.
    #[serde(default)]
    pub settled: BTreeSet<usize>,
}

/// One step of a review.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Corrects the document's head.
    Document(DraftDocument),
    /// Corrects an indicator.
    Indicator(String, IndicatorEdit),
    /// Corrects a task.
    Task(String, TaskEdit),
    /// Corrects a member.
    Member(String, MemberEdit),
    /// Takes an item as read.
    Accept(String),
    /// Leaves an item out.
    Drop(String),
    /// Takes an item back in.
    Restore(String),
    /// Marks a finding as seen and settled.
    Settle(usize),
    /// Accepts every item that has no open finding of severity "error".
    AcceptRest,
}

/// The corrected words of an indicator.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct IndicatorEdit {
    /// Its name.
    pub name: String,
    /// Its group.
    pub group: String,
    /// Its unit; empty for none.
    pub unit: String,
    /// `stock`, `flow` or `cumulative`.
    pub measures: String,
    /// `up`, `down`, `hold` or `range`.
    pub direction: String,
    /// The member who follows it; empty for none.
    pub follower: String,
    /// Who carries it out, one a line.
    pub implementers: String,
    /// Target words by milestone year; empty for no target.
    #[serde(default)]
    pub targets: BTreeMap<i16, String>,
}

/// The corrected words of a task.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct TaskEdit {
    /// What is to be done.
    pub text: String,
    /// Who leads, one a line.
    pub lead: String,
    /// Who coordinates, one a line.
    pub coordinating: String,
    /// The deadline in words.
    pub deadline: String,
    /// The product.
    pub product: String,
}

/// The corrected words of a member.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct MemberEdit {
    /// The post.
    pub post: String,
    /// The rank's code.
    pub rank: String,
}

impl Review {
    /// Starts the review of a fresh draft.
    pub fn new(draft: Draft) -> Self {
        Self { draft, decisions: BTreeMap::new(), settled: BTreeSet::new() }
    }

    /// The decision about an item, if one was made.
    pub fn decision(&self, item: &str) -> Option<Decision> {
        self.decisions.get(item).copied()
    }

    /// Whether the item goes into the plan.
    pub fn keeps(&self, item: &str) -> bool {
        self.decision(item) != Some(Decision::Dropped)
    }

    /// Findings that nobody has settled yet, with their index.
    pub fn open_findings(&self) -> impl Iterator<Item = (usize, &domain::Finding)> {
        self.draft.findings.iter().enumerate().filter(|(index, finding)| {
            let decided = finding.item.as_ref().is_some_and(|item| self.decisions.contains_key(item));
            !decided && !self.settled.contains(index)
        })
    }

    /// How many open findings forbid publishing.
    pub fn blockers(&self) -> usize {
        self.open_findings().filter(|(_, f)| f.severity == Severity::Error).count()
    }

    /// Takes one step; on error nothing is changed.
    pub fn apply(&mut self, edit: Edit) -> Result<(), Vec<FieldError>> {
        match edit {
            Edit::Document(head) => self.draft.document = checked_head(head)?,
            Edit::Indicator(id, words) => {
                let indicator = self.indicator_mut(&id)?;
                *indicator = corrected_indicator(indicator, &words)?;
                self.decisions.insert(id, Decision::Corrected);
            }
            Edit::Task(id, words) => {
                correct_task(self.task_mut(&id)?, &words)?;
                self.decisions.insert(id, Decision::Corrected);
            }
            Edit::Member(label, words) => {
                correct_member(self.member_mut(&label)?, &words)?;
                self.decisions.insert(label, Decision::Corrected);
            }
            Edit::Accept(item) => self.decide(item, Decision::Accepted)?,
            Edit::Drop(item) => self.decide(item, Decision::Dropped)?,
            Edit::Restore(item) => _ = self.decisions.remove(&item).ok_or_else(no_such_item)?,
            Edit::Settle(index) if index < self.draft.findings.len() => _ = self.settled.insert(index),
            Edit::Settle(_) => return Err(no_such_item()),
            Edit::AcceptRest => self.accept_rest(),
        }
        Ok(())
    }

    fn decide(&mut self, item: String, decision: Decision) -> Result<(), Vec<FieldError>> {
        if !self.items().contains(&item) {
            return Err(no_such_item());
        }
        self.decisions.insert(item, decision);
        Ok(())
    }

    fn accept_rest(&mut self) {
        let blocked: BTreeSet<String> = self
            .open_findings()
            .filter(|(_, f)| f.severity == Severity::Error)
            .filter_map(|(_, f)| f.item.clone())
            .collect();
        for item in self.items() {
            if !blocked.contains(&item) {
                self.decisions.entry(item).or_insert(Decision::Accepted);
            }
        }
        for (index, finding) in self.draft.findings.iter().enumerate() {
            if finding.severity != Severity::Error {
                self.settled.insert(index);
            }
        }
    }

    fn items(&self) -> Vec<String> {
        let indicators = self.draft.indicators.iter().map(|i| i.id.clone());
        let tasks = self.draft.tasks.iter().map(|t| t.id.clone());
        indicators.chain(tasks).chain(self.draft.members.iter().map(member_item)).collect()
    }

    fn indicator_mut(&mut self, id: &str) -> Result<&mut DraftIndicator, Vec<FieldError>> {
        self.draft.indicators.iter_mut().find(|i| i.id == id).ok_or_else(no_such_item)
    }

    fn task_mut(&mut self, id: &str) -> Result<&mut DraftTask, Vec<FieldError>> {
        self.draft.tasks.iter_mut().find(|t| t.id == id).ok_or_else(no_such_item)
    }

    fn member_mut(&mut self, item: &str) -> Result<&mut DraftMember, Vec<FieldError>> {
        self.draft.members.iter_mut().find(|m| member_item(m) == item).ok_or_else(no_such_item)
    }
}

/// The item id of a member: its printed label marks it within the document.
pub fn member_item(member: &DraftMember) -> String {
    format!("m{}", member.label.trim_end_matches('.'))
}

fn no_such_item() -> Vec<FieldError> {
    vec![FieldError::new("item", "Không tìm thấy mục này trong dự thảo.", "The draft has no such item.")]
}

fn checked_head(head: DraftDocument) -> Result<DraftDocument, Vec<FieldError>> {
    if head.title.trim().is_empty() {
        return Err(vec![required("title", "Trích yếu", "title")]);
    }
    Ok(head)
}

fn required(field: &str, vi: &str, en: &str) -> FieldError {
    FieldError::new(field, format!("Đề nghị nhập: {}.", vi.to_lowercase()), format!("Please enter the {en}."))
}

fn corrected_indicator(
    old: &DraftIndicator,
    words: &IndicatorEdit,
) -> Result<DraftIndicator, Vec<FieldError>> {
    let mut errors = Vec::new();
    if words.name.trim().is_empty() {
        errors.push(required("name", "Tên chỉ tiêu", "indicator's name"));
    }
    let targets: Vec<DraftTarget> = words
        .targets
        .iter()
        .filter(|(_, text)| !text.trim().is_empty())
        .filter_map(|(year, text)| corrected_target(old, *year, text.trim()).map_err(|e| errors.push(e)).ok())
        .collect();
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(DraftIndicator {
        name: words.name.trim().to_owned(),
        group: words.group.trim().to_owned(),
        unit: filled(&words.unit),
        measures: Measure::from_code(&words.measures).unwrap_or(old.measures),
        direction: Direction::from_code(&words.direction).unwrap_or(old.direction),
        follower: filled(&words.follower),
        implementers: entries(&words.implementers),
        targets,
        ..old.clone()
    })
}

/// No target of a plan is as large as this: 15 digits are held exactly.
const LARGEST: f64 = 1e15;

/// A target whose words were not touched stays as it was read, anchor and all.
fn corrected_target(old: &DraftIndicator, year: i16, text: &str) -> Result<DraftTarget, FieldError> {
    let before = old.targets.iter().find(|t| t.year == year);
    if let Some(same) = before.filter(|t| t.text == text) {
        return Ok(same.clone());
    }
    let mut read = ingest::read_target(text);
    // Where the reader took the scan's `>` for `≥`, a person who types it again means the same.
    let is_scan = old.targets.iter().any(|t| t.text.contains('>') && t.comparator == Comparator::AtLeast);
    if is_scan && read.comparator == Comparator::MoreThan {
        read.comparator = Comparator::AtLeast;
    }
    let quantity = |v: Option<f64>| v.and_then(|v| Quantity::new(v).ok());
    let is_readable = read.comparator != Comparator::Text || !text.contains(|c: char| c.is_ascii_digit());
    let is_sensible = !text.starts_with(['-', '−', '–']) && read.value.is_none_or(|value| value < LARGEST);
    let goal = Goal::new(read.comparator, quantity(read.value), quantity(read.upper));
    goal.ok().filter(|_| is_readable && is_sensible).ok_or_else(|| {
        let field = format!("target-{year}");
        FieldError::new(
            field,
            format!("Mốc {year}: không đọc được “{text}”. Ví dụ hợp lệ: ≥ 40%, 8 - 10, X."),
            format!("{year}: “{text}” cannot be read. Valid examples: ≥ 40%, 8 - 10, X."),
        )
    })?;
    Ok(DraftTarget {
        year,
        comparator: read.comparator,
        value: read.value,
        upper: read.upper,
        text: text.to_owned(),
        anchor: before.map_or_else(|| old.anchor.clone(), |t| t.anchor.clone()),
    })
}

fn correct_task(task: &mut DraftTask, words: &TaskEdit) -> Result<(), Vec<FieldError>> {
    if words.text.trim().is_empty() {
        return Err(vec![required("text", "Nội dung nhiệm vụ", "task's text")]);
    }
    words.text.trim().clone_into(&mut task.text);
    task.lead = entries(&words.lead);
    task.coordinating = entries(&words.coordinating);
    task.product = filled(&words.product);
    let deadline = words.deadline.trim();
    if deadline != task.deadline.text {
        task.deadline =
            if deadline.is_empty() { Deadline::unspecified() } else { ingest::read_deadline(deadline) };
    }
    Ok(())
}

fn correct_member(member: &mut DraftMember, words: &MemberEdit) -> Result<(), Vec<FieldError>> {
    if words.post.trim().is_empty() {
        return Err(vec![required("post", "Chức danh", "post")]);
    }
    words.post.trim().clone_into(&mut member.post);
    if let Some(rank) = CommitteeRole::from_code(&words.rank) {
        member.rank = rank;
        rank.title_vi().clone_into(&mut member.role);
    }
    Ok(())
}

fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn entries(lines: &str) -> Vec<String> {
    lines.lines().flat_map(|line| line.split(';')).filter_map(filled).collect()
}
