//! Targets listed in prose: which paragraphs promise something, for which milestone, in which group.

use std::sync::LazyLock;

use domain::text::fold;
use domain::{Anchor, Severity};
use regex::Regex;

use super::claims::{self, Claim};
use super::expression;
use super::keyed::Keyed;
use super::wording::{DOUBTFUL, Weights, Wording};
use crate::read::findings::{Doubt, finding};
use crate::read::milestone;
use crate::read::outline::{Outline, Places, Section};
use crate::read::paragraphs::{MarkerKind, Paragraph};
use crate::read::patterns::folded;
use crate::source::Source;

/// A claim with its milestone and group.
#[derive(Debug, Clone)]
pub(super) struct Promise {
    /// What is promised.
    pub claim: Claim,
    /// The milestone.
    pub year: i16,
    /// Index into [`Promises::groups`].
    pub group: usize,
    /// The paragraph.
    pub anchor: Anchor,
}

/// A group of targets, under one heading per milestone.
#[derive(Debug, Clone)]
pub(super) struct PromiseGroup {
    /// The label of its first heading, without signs; empty for none.
    pub label: String,
    /// Its headings as written.
    pub titles: Vec<String>,
}

/// Every promise in prose.
#[derive(Debug, Default)]
pub(super) struct Promises {
    /// In document order.
    pub all: Vec<Promise>,
    /// In order of first appearance.
    pub groups: Vec<PromiseGroup>,
    /// Paragraphs that promise amounts for no milestone.
    pub undated: Vec<Anchor>,
}

/// What a heading says about the paragraphs under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Targets,
    NoTargets,
}

static TARGETS: LazyLock<Regex> =
    LazyLock::new(|| folded(r"^(?:(?:cac|mot so|he thong|nhom|ve|nhung) )*(?:muc tieu|chi tieu|chi so)\b"));

static NO_TARGETS: LazyLock<Regex> = LazyLock::new(|| {
    folded(
        r"\b(?:muc tieu (?:chung|tong quat)|muc dich|nhiem vu|giai phap|quan diem|yeu cau|nguyen tac|thuc trang|to chuc thuc hien|trach nhiem|kinh phi|can cu|phan cong|bao cao|kiem tra|tinh hinh|ket qua (?:dat duoc|thuc hien))\b",
    )
});

static YEAR: LazyLock<Regex> =
    LazyLock::new(|| folded(r"\b20\d\d ?[-–] ?(20\d\d)\b|\bden (20\d\d)\b|\b(20\d\d)\b"));

/// A date's year is no milestone.
static DATE: LazyLock<Regex> = LazyLock::new(|| folded(r"\bngay\b.{0,20}?\b20\d\d\b|/20\d\d\b|\d/20\d\d"));

/// Reads the promises of all paragraphs outside the tables.
pub(super) fn read(source: &Source, outline: &Outline, is_in_table: impl Fn(usize) -> bool) -> Promises {
    let mut reader = Reader {
        outline,
        places: Places::of(source),
        plan_year: plan_year(outline),
        section: None,
        intro: Intro::default(),
        years: Vec::new(),
        context: None,
        current_group: None,
        read: Promises::default(),
    };
    for paragraph in outline.paragraphs.iter().filter(|p| !is_in_table(p.line_start)) {
        match paragraph.section.filter(|_| paragraph.is_heading).map(|section| &outline.sections[section]) {
            None => reader.paragraph(paragraph, paragraph.section),
            // A numbered target that has others below looks like a heading.
            Some(section) if promises_amount(&section.title) => reader.paragraph(paragraph, section.parent),
            Some(_) => {}
        }
    }
    reader.read
}

/// Says that promises without a milestone were left out.
pub(super) fn undated(promises: &Promises) -> Option<domain::Finding> {
    let first = promises.undated.first()?;
    let count = promises.undated.len();
    Some(
        finding(
            "target.milestone_missing",
            Severity::Warning,
            format!("{count} đoạn nêu con số mục tiêu nhưng không rõ cho mốc nào; chưa đưa vào chỉ tiêu."),
            "Xem văn bản và bổ sung các chỉ tiêu này với năm của mốc.",
        )
        .english(
            format!("{count} paragraphs promise figures for no stated milestone; they are not among the indicators."),
            "Look at the document and add these indicators with the milestone's year.",
        )
        .at(first.clone()),
    )
}

struct Reader<'a> {
    outline: &'a Outline,
    places: Places<'a>,
    /// The year that the title names.
    plan_year: Option<i16>,
    /// The section of the paragraph before.
    section: Option<usize>,
    intro: Intro,
    /// The milestone that a paragraph introduces for the rest of its section and those inside.
    years: Vec<(String, i16)>,
    /// What the headings above the paragraphs at hand say.
    context: Option<Context<'a>>,
    /// The group of the paragraphs at hand, once asked for.
    current_group: Option<usize>,
    read: Promises,
}

/// What a bullet that ends in a colon says about those that follow in its section.
#[derive(Default)]
struct Intro {
    group: Option<String>,
}

impl<'a> Reader<'a> {
    fn paragraph(&mut self, paragraph: &Paragraph, section: Option<usize>) {
        if section != self.section {
            self.section = section;
            self.intro = Intro::default();
            self.current_group = None;
            self.context = self.context(section);
        }
        let Some(context) = self.context else { return };
        let claims = claims::read(&paragraph.text);
        if paragraph.text.trim_end().ends_with(':') && claims.iter().all(|c| c.value.is_none()) {
            self.introduce(paragraph);
            return;
        }
        let group = self.current_group.unwrap_or_else(|| self.group(&context));
        for claim in claims {
            self.promise(paragraph, claim, context.year, group);
        }
    }

    /// A claim becomes a promise where its milestone is known; words alone need the milestone's heading.
    fn promise(&mut self, paragraph: &Paragraph, claim: Claim, heading_year: Option<i16>, group: usize) {
        let anchor = self.places.paragraph(paragraph);
        let stated = claim.year.or(heading_year);
        if claim.value.is_none() {
            let is_item = paragraph.marker.is_some() && claim.name.split_whitespace().count() >= 3;
            if let Some(year) = stated.filter(|_| is_item) {
                self.read.all.push(Promise { claim, year, group, anchor });
            }
            return;
        }
        match stated.or(self.plan_year) {
            Some(year) => self.read.all.push(Promise { claim, year, group, anchor }),
            None => self.read.undated.push(anchor),
        }
    }

    fn introduce(&mut self, paragraph: &Paragraph) {
        let is_bullet = paragraph.marker.as_ref().is_some_and(|m| m.kind == MarkerKind::Dash);
        match year(&paragraph.text) {
            Some(year) => {
                let section = self.section.map(|s| self.outline.sections[s].id.clone());
                self.years.retain(|(id, _)| section.as_ref() != Some(id));
                self.years.extend(section.map(|id| (id, year)));
                self.context = self.context(self.section);
            }
            None if is_bullet => {
                self.intro.group = Some(paragraph.text.trim_end_matches([':', ' ']).to_owned());
                self.current_group = None;
            }
            None => {}
        }
    }

    /// Milestone and group of a section; `None` where it lists no targets.
    fn context(&self, section: Option<usize>) -> Option<Context<'a>> {
        let mut context = Context { year: None, group: None, root: None };
        for section in self.outline.ancestry(section) {
            let introduced = self.years.iter().find(|(id, _)| *id == section.id).map(|(_, year)| *year);
            let own_year = introduced.or_else(|| year(&section.title));
            context.year = context.year.or(own_year);
            match verdict(section) {
                Some(Verdict::NoTargets) => return None,
                Some(Verdict::Targets) => {
                    context.root = Some(section);
                    return Some(context);
                }
                None if context.group.is_none()
                    && !milestone::is_heading(&section.title)
                    && !promises_amount(&section.title) =>
                {
                    context.group = Some(section);
                }
                None => {}
            }
        }
        None
    }

    /// The group of a section: one that has been met under another milestone, or a new one.
    fn group(&mut self, context: &Context<'_>) -> usize {
        let index = self.find_or_add_group(context);
        self.current_group = Some(index);
        index
    }

    fn find_or_add_group(&mut self, context: &Context<'_>) -> usize {
        let section = context.group.or(context.root);
        let label = section.map_or("", |s| s.label.trim_matches(|c: char| !c.is_alphanumeric())).to_owned();
        let title = match (&self.intro.group, section) {
            (Some(intro), _) => intro.clone(),
            (None, Some(section)) => section.title.clone(),
            (None, None) => String::new(),
        };
        let is_root = context.group.is_none();
        let wording = Wording::of(&title);
        let weights = Weights::default();
        let is_same = |group: &PromiseGroup| {
            (is_root
                && milestone::is_heading(&title)
                && group.titles.iter().any(|t| milestone::is_heading(t)))
                || group.titles.contains(&title)
                || group.titles.iter().any(|t| Wording::of(t).likeness(&wording, &weights) >= DOUBTFUL + 0.1)
        };
        if let Some(index) = self.read.groups.iter().position(is_same) {
            if !self.read.groups[index].titles.contains(&title) {
                self.read.groups[index].titles.push(title);
            }
            return index;
        }
        self.read.groups.push(PromiseGroup { label, titles: vec![title] });
        self.read.groups.len() - 1
    }
}

#[derive(Clone, Copy)]
struct Context<'a> {
    year: Option<i16>,
    group: Option<&'a Section>,
    root: Option<&'a Section>,
}

/// Whether a heading is a target itself: it holds a share, or a number behind a sign.
fn promises_amount(title: &str) -> bool {
    expression::scan(&Keyed::new(title)).iter().any(|amount| amount.is_percent || amount.has_sign)
}

fn verdict(section: &Section) -> Option<Verdict> {
    let key = fold(&section.title);
    if NO_TARGETS.is_match(&key) {
        Some(Verdict::NoTargets)
    } else if TARGETS.is_match(&key) {
        Some(Verdict::Targets)
    } else {
        None
    }
}

/// The milestone that words name: the end of a span, else the first year.
fn year(words: &str) -> Option<i16> {
    let key = fold(words);
    let key = DATE.replace_all(&key, "");
    let found = YEAR.captures(&key)?;
    let year = found.iter().skip(1).flatten().next()?;
    year.as_str().parse().ok()
}

/// The year that the title names, before the first heading.
fn plan_year(outline: &Outline) -> Option<i16> {
    let first = outline.sections.first().map_or(outline.paragraphs.len(), |s| s.paragraph);
    outline.paragraphs.iter().take(first).filter(|p| p.text.chars().count() < 300).find_map(|p| year(&p.text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_name_milestones() {
        assert_eq!(year("Đen hết năm 2025"), Some(2025));
        assert_eq!(year("Giai đoạn 2026 - 2030"), Some(2030));
        assert_eq!(year("Mục tiêu đến năm 2030, tầm nhìn đến năm 2045"), Some(2030));
        assert_eq!(year("Kế hoạch ngày 06 tháng 5 năm 2025"), None);
        assert_eq!(year("Ngày 22/12/2024"), None);
    }
}
