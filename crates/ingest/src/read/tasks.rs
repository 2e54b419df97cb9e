//! Tasks in prose: numbered items and bullets under headings about tasks and about who does what.
//!
//! One task is one thing to do as the document numbers it. A heading with bullets is no task, its bullets are;
//! a numbered paragraph is one; lines such as "Cơ quan chủ trì: …" belong to the item above them.

use std::ops::Range;
use std::sync::LazyLock;

use domain::text::fold;
use domain::{Anchor, Deadline};
use regex::Regex;

use super::assignment::{self, Assignment};
use super::deadlines;
use super::indicators::keyed::Keyed;
use super::milestone;
use super::outline::{Outline, Places, Section};
use super::paragraphs::{MarkerKind, Paragraph};
use super::patterns::folded as pattern;
use super::prose_deadlines;
use super::zones::{Zone, Zones};
use crate::draft::DraftTask;

/// A line that tells something of the item above it: who, until when, with what result.
static ATTRIBUTE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:co quan|don vi|bo phan|to chuc|chu tri|phoi hop|thoi gian|thoi han|tien do|han |san pham|ket qua|dau ra|kinh phi|nguon kinh phi|phan cong|trach nhiem|nguoi thuc hien)(?: [^\s:]+){0,5}\s*:",
    )
});
static PRODUCT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:san pham|ket qua|dau ra)(?:\s*/\s*(?:san pham|ket qua))?(?: (?:dau ra|can dat|hoan thanh|du kien|thuc hien|dat duoc|phai dat))*\s*:\s*(?P<it>[^.;)]+)",
    )
});
/// Remarks that close a part, and statements about money: nothing to do.
static REMARK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:\(|kinh phi (?:thuc hien|bao dam|duoc)|nguon kinh phi|can cu (?:vao )?(?:ke hoach|noi dung) nay|noi nhan|ghi chu)|\bkem theo\b.{0,60}\)$|chiu trach nhiem thi hanh|\bco hieu luc\b|\bnay thay the\b|^(?:bai bo|huy bo) (?:nhiem vu|chi tieu|muc|diem|khoan|phu luc|noi dung|dieu|cum tu)\b|^(?:cac )?(?:dong chi )?(?:thanh vien|uy vien)\b.{0,60}\bchiu trach nhiem truoc\b",
    )
});

/// What a task's last brackets say of who and when, which is read elsewhere.
static TRAILER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\s*\([^()]*\b(?:chu tri|phoi hop|san pham|thoi gian|thoi han|hoan thanh)\b[^()]*\)\W*$")
});

/// An item with the lines that tell more of it.
struct Item<'a> {
    paragraph: &'a Paragraph,
    section: usize,
    /// Its number among the unnumbered items of its section.
    ordinal: usize,
    attributes: Vec<&'a Paragraph>,
    /// The bullet above, where that only introduces this one.
    intro: Option<&'a Paragraph>,
}

/// A share or a level to reach, in so many words: "100% chi bộ …", "Tỷ lệ … đạt 90%".
static TARGET: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"^["“\s-]*(?:(?:phan dau|it nhat|toi thieu|tren|co) )*(?:\d[\d.,]*\s?%\s|(?:ty le|ti le|mat do|chi so)\b[^;]*\b(?:dat|chiem|duoi|khong qua)\b[^;]{0,30}\d)"#,
    )
});

/// Reads the tasks of the prose, and the places that state a target among them instead of a thing to do; the
/// paragraphs `taken` tell the duties of members.
pub(super) fn read(
    outline: &Outline,
    zones: &Zones,
    taken: Range<usize>,
    places: Places<'_>,
) -> (Vec<DraftTask>, Vec<Anchor>) {
    let items = items(outline, zones, &taken);
    let tasks = items.iter().map(|item| task(outline, item, places));
    let (targets, tasks): (Vec<DraftTask>, Vec<DraftTask>) = tasks.partition(states_target);
    (tasks, targets.into_iter().map(|task| task.anchor).collect())
}

fn states_target(task: &DraftTask) -> bool {
    task.product.is_none() && task.coordinating.is_empty() && TARGET.is_match(&fold(&task.text))
}

fn items<'a>(outline: &'a Outline, zones: &Zones, taken: &Range<usize>) -> Vec<Item<'a>> {
    let mut items: Vec<Item<'a>> = Vec::new();
    let mut start = 0;
    while start < outline.paragraphs.len() {
        let section = outline.paragraphs[start].section;
        let same = outline.paragraphs[start..].iter().take_while(|p| p.section == section).count();
        // A heading opens a new block even where it closes the one of the same section.
        let run = start..start + same.max(1);
        start = run.end;
        let Some(section) = section.filter(|s| zones.of(*s) == Zone::Tasks) else { continue };
        if taken.contains(&run.start) {
            continue;
        }
        // What follows the first member in its own section tells of members.
        let has_members = !taken.is_empty() && run.contains(&taken.start);
        let end = if has_members { taken.start } else { run.end };
        items_of_run(outline, section, run.start..end, &mut items);
    }
    items
}

/// The items among paragraphs of one section that follow each other.
fn items_of_run<'a>(outline: &'a Outline, section: usize, run: Range<usize>, items: &mut Vec<Item<'a>>) {
    let paragraphs = &outline.paragraphs[run];
    let has_marks = paragraphs.iter().any(|p| p.marker.is_some() && !p.is_heading && !is_attribute(p));
    let first = items.len();
    let mut intro: Option<&Paragraph> = None;
    let mut ordinal = 0;
    for paragraph in paragraphs {
        if is_attribute(paragraph) {
            attach(outline, section, paragraph, first, items);
            continue;
        }
        let kind = paragraph.marker.as_ref().map(|m| &m.kind);
        let is_detail = matches!(kind, Some(MarkerKind::Plus));
        if paragraph.is_heading && !is_lone_item(outline, section, paragraph)
            || !paragraph.is_heading && is_remark(paragraph)
        {
            continue;
        }
        if !is_detail {
            intro = None;
            if paragraph.text.ends_with(':') && kind.is_some_and(MarkerKind::is_bullet) {
                intro = Some(paragraph);
                continue;
            }
        } else if intro.is_none() {
            continue;
        }
        if kind.is_none() && has_marks {
            continue;
        }
        ordinal += 1;
        items.push(Item { paragraph, section, ordinal, attributes: Vec::new(), intro });
    }
}

/// Gives an attribute to the item above it, or to the heading when no item stands between.
fn attach<'a>(
    outline: &'a Outline,
    section: usize,
    attribute: &'a Paragraph,
    first: usize,
    items: &mut Vec<Item<'a>>,
) {
    if items.len() == first {
        let paragraph = &outline.paragraphs[outline.sections[section].paragraph];
        items.push(Item { paragraph, section, ordinal: 1, attributes: Vec::new(), intro: None });
    }
    if let Some(item) = items.last_mut() {
        item.attributes.push(attribute);
    }
}

fn is_attribute(paragraph: &Paragraph) -> bool {
    let head: String = paragraph.text.chars().take(60).collect();
    !paragraph.is_heading && paragraph.text.chars().count() <= 300 && ATTRIBUTE.is_match(&fold(&head))
}

fn is_remark(paragraph: &Paragraph) -> bool {
    let ends: String = paragraph.text.chars().take(140).collect();
    paragraph.text.chars().count() < 12 || paragraph.is_closing() || REMARK.is_match(&fold(&ends))
}

/// A heading with nothing under it, in a list whose other items are headings: it is an item itself.
fn is_lone_item(outline: &Outline, section: usize, paragraph: &Paragraph) -> bool {
    let it = &outline.sections[section];
    if paragraph.line_start != it.line_start {
        return false;
    }
    let is_numbered = it.marker.as_ref().is_some_and(|m| {
        matches!(m.kind, MarkerKind::Number(_) | MarkerKind::Letter(_) | MarkerKind::Paren(_))
    });
    let next = outline.paragraphs.get(it.paragraph + 1);
    let is_empty = next
        .is_none_or(|p| p.section != Some(section) && !outline.ancestry(p.section).any(|s| s.id == it.id));
    is_numbered && is_empty && it.title.chars().count() >= 25
}

/// How much of a task is searched for who and when, in letters.
const READ: usize = 4_000;

fn task(outline: &Outline, item: &Item<'_>, places: Places<'_>) -> DraftTask {
    let mut words: String = item.paragraph.text.chars().take(READ).collect();
    for attribute in &item.attributes {
        words.push_str(". ");
        words.push_str(attribute.text.trim_end_matches(['.', ';']));
    }
    let text = Keyed::new(&words);
    let Assignment { lead, coordinating } = assigned(outline, item, &text);
    let last = item.attributes.last().map_or(item.paragraph, |p| p);
    DraftTask {
        id: String::new(),
        section: Some(outline.sections[item.section].id.clone()),
        label: label(&outline.sections[item.section], item),
        text: clean(&item.paragraph.text),
        lead,
        coordinating,
        deadline: prose_deadlines::find(&text)
            .or_else(|| due_above(outline, item))
            .unwrap_or_else(Deadline::unspecified),
        product: product(&text),
        anchor: places.lines(item.paragraph.line_start, last.line_end),
    }
}

/// Who does it: as the item says, else as the bullet or the headings above it say.
fn assigned(outline: &Outline, item: &Item<'_>, text: &Keyed) -> Assignment {
    let own = assignment::read(text);
    if !own.lead.is_empty() {
        return own;
    }
    let above = item.intro.map(|p| assignment::of_heading(&p.text)).filter(|a| !a.lead.is_empty());
    let headings =
        outline.ancestry(Some(item.section)).filter(|s| s.paragraph_is_not(item.paragraph, outline));
    let above =
        above.or_else(|| headings.map(|s| assignment::of_heading(&s.title)).find(|a| !a.lead.is_empty()));
    match above {
        Some(above) if own.coordinating.is_empty() => above,
        Some(above) => Assignment { lead: above.lead, coordinating: own.coordinating },
        None => own,
    }
}

/// The milestone that the headings above give to all their tasks: `Nhiệm vụ trong năm 2025`.
fn due_above(outline: &Outline, item: &Item<'_>) -> Option<Deadline> {
    outline.ancestry(Some(item.section)).find_map(|section| {
        let title = Keyed::new(&section.title);
        prose_deadlines::find(&title).or_else(|| {
            let deadline = deadlines::read(&section.title);
            (milestone::is_heading(&section.title) && deadline.due_on().is_some()).then_some(deadline)
        })
    })
}

impl Section {
    fn paragraph_is_not(&self, paragraph: &Paragraph, outline: &Outline) -> bool {
        outline.paragraphs[self.paragraph].line_start != paragraph.line_start
    }
}

/// The item's own number; a bullet is counted within its section: `8.2 (3)`.
fn label(section: &Section, item: &Item<'_>) -> String {
    let marker = item.paragraph.marker.as_ref();
    let above = section.label.trim_end_matches(['.', ')', '-', '–', ' ', ',']);
    match marker.map(|m| &m.kind) {
        Some(kind) if !kind.is_bullet() => item.paragraph.label().trim_end_matches(['.', ',']).to_owned(),
        _ if above.is_empty() => format!("({})", item.ordinal),
        _ => format!("{above} ({})", item.ordinal),
    }
}

/// The item's words without the specks of OCR at their end, and without "(Sở X chủ trì; sản phẩm: …)".
fn clean(text: &str) -> String {
    let text = Keyed::new(text.trim_end_matches(['•', '■', '\'', '’', ' ']));
    let end = TRAILER.find(text.key()).map_or(text.key().len(), |trailer| trailer.start());
    text.printed(0..end).to_owned()
}

fn product(text: &Keyed) -> Option<String> {
    let found = PRODUCT.captures(text.key())?.name("it")?;
    let words = text.printed(found.range()).trim();
    (!words.is_empty()).then(|| words.to_owned())
}
