//! What is doubtful about tasks, told once per part where it concerns many.

use std::collections::{BTreeMap, HashMap};

use domain::{Anchor, DeadlineKind, Finding, Severity};

use super::findings::{Doubt, finding};
use super::outline::{Outline, Places};
use super::tables::bodies::is_group;
use crate::draft::{DraftIndicator, DraftTask};

/// From this many on, the tasks of one rule share a finding.
const MANY: usize = 6;

/// A rule about one task, and how it is told of one and of many.
struct Rule {
    id: &'static str,
    severity: Severity,
    applies: fn(&DraftTask) -> bool,
    is_always_summed: bool,
    vi: [&'static str; 3],
    en: [&'static str; 3],
}

/// For each rule: told of one task; told of many (`{n}` of `{all}`); the hint.
const RULES: [Rule; 4] = [
    Rule {
        id: "task.lead_missing",
        severity: Severity::Note,
        applies: |task| task.lead.is_empty(),
        is_always_summed: true,
        vi: [
            "Nhiệm vụ chưa nêu cơ quan chủ trì.",
            "{n}/{all} nhiệm vụ {where} chưa nêu cơ quan chủ trì.",
            "Giao mỗi nhiệm vụ cho một cơ quan chủ trì khi duyệt.",
        ],
        en: [
            "The task names no lead.",
            "{n} of {all} tasks {where} name no lead.",
            "Give each task one lead when reviewing.",
        ],
    },
    Rule {
        id: "task.no_deadline",
        severity: Severity::Note,
        applies: |task| task.deadline.kind == DeadlineKind::Unspecified,
        is_always_summed: true,
        vi: [
            "Nhiệm vụ chưa nêu thời hạn.",
            "{n}/{all} nhiệm vụ {where} chưa nêu thời hạn.",
            "Đặt thời hạn cho từng nhiệm vụ khi duyệt.",
        ],
        en: [
            "The task has no deadline.",
            "{n} of {all} tasks {where} have no deadline.",
            "Set a deadline for each task when reviewing.",
        ],
    },
    Rule {
        id: "task.lead_is_group",
        severity: Severity::Warning,
        applies: |task| !task.lead.is_empty() && task.lead.iter().all(|lead| is_group(lead)),
        is_always_summed: false,
        vi: [
            "Cơ quan chủ trì chỉ là một nhóm cơ quan: {lead}.",
            "{n} nhiệm vụ {where} có cơ quan chủ trì chỉ là một nhóm cơ quan.",
            "Nêu rõ một cơ quan chủ trì, hoặc tách nhiệm vụ cho từng cơ quan.",
        ],
        en: [
            "The lead is only a group of bodies: {lead}.",
            "{n} tasks {where} are led only by a group of bodies.",
            "Name one lead, or split the task among the bodies.",
        ],
    },
    Rule {
        id: "task.several_leads",
        severity: Severity::Warning,
        applies: |task| task.lead.len() > 1,
        is_always_summed: false,
        vi: [
            "Nhiệm vụ có nhiều cơ quan chủ trì: {lead}.",
            "{n} nhiệm vụ {where} có nhiều cơ quan chủ trì.",
            "Chọn một cơ quan chủ trì; các cơ quan khác là phối hợp.",
        ],
        en: [
            "The task has several leads: {lead}.",
            "{n} tasks {where} have several leads.",
            "Choose one lead; the others coordinate.",
        ],
    },
];

/// Checks tasks that have their ids.
pub(super) fn check(tasks: &[DraftTask], outline: &Outline, places: Places<'_>) -> Vec<Finding> {
    let places_by_id: HashMap<&str, usize> =
        outline.sections.iter().enumerate().map(|(index, section)| (section.id.as_str(), index)).collect();
    let mut parts: BTreeMap<Option<usize>, Vec<&DraftTask>> = BTreeMap::new();
    for task in tasks {
        let section = task.section.as_deref().and_then(|id| places_by_id.get(id).copied());
        parts.entry(section.map(|s| outermost(outline, s))).or_default().push(task);
    }
    let mut findings = Vec::new();
    for (part, tasks) in &parts {
        for rule in &RULES {
            let concerned: Vec<&DraftTask> = tasks.iter().copied().filter(|t| (rule.applies)(t)).collect();
            if concerned.len() >= MANY || rule.is_always_summed && concerned.len() > 1 {
                findings.push(summed(rule, *part, &concerned, tasks.len(), outline, places));
            } else {
                findings.extend(alike(&concerned).iter().map(|tasks| single(rule, tasks)));
            }
        }
    }
    findings
}

/// Statements of targets under headings of tasks that are not among the indicators either.
pub(super) fn targets_among_tasks(stated: &[Anchor], indicators: &[DraftIndicator]) -> Option<Finding> {
    let is_read = |anchor: &&Anchor| {
        indicators.iter().flat_map(|i| &i.targets).any(|target| target.anchor.covers(anchor.line_start))
    };
    let left: Vec<&Anchor> = stated.iter().filter(|anchor| !is_read(anchor)).collect();
    let first = left.first()?;
    Some(
        finding(
            "task.states_target",
            Severity::Warning,
            format!(
                "{} nội dung ở phần nhiệm vụ nêu mức phải đạt, không phải việc phải làm; chưa đưa vào chỉ tiêu hay nhiệm vụ.",
                left.len()
            ),
            "Thêm vào danh sách chỉ tiêu với mốc phù hợp, hoặc thêm thành nhiệm vụ khi duyệt.",
        )
        .english(
            format!(
                "{} items among the tasks state a level to reach, not a thing to do; they are neither indicators nor tasks yet.",
                left.len()
            ),
            "Add them to the indicators with their milestone, or to the tasks, when reviewing.",
        )
        .at((*first).clone()),
    )
}

/// Index of the outermost section around a section.
fn outermost(outline: &Outline, mut section: usize) -> usize {
    while let Some(parent) = outline.sections[section].parent {
        section = parent;
    }
    section
}

/// Tasks of one section with the same lead, as they take it from its heading.
fn alike<'a>(tasks: &[&'a DraftTask]) -> Vec<Vec<&'a DraftTask>> {
    let mut groups: Vec<Vec<&DraftTask>> = Vec::new();
    for task in tasks {
        // Tasks of one section follow each other.
        match groups
            .iter_mut()
            .rev()
            .take(MANY)
            .find(|g| g[0].section == task.section && g[0].lead == task.lead)
        {
            Some(group) => group.push(task),
            None => groups.push(vec![task]),
        }
    }
    groups
}

fn single(rule: &Rule, tasks: &[&DraftTask]) -> Finding {
    let lead = tasks[0].lead.join("; ");
    let (vi, en) = match tasks.len() {
        1 => (String::new(), String::new()),
        n => (format!("{n} nhiệm vụ: "), format!("{n} tasks: ")),
    };
    let message = |text: &str, many: String| many + &text.replace("{lead}", &lead);
    finding(rule.id, rule.severity, message(rule.vi[0], vi), rule.vi[2])
        .english(message(rule.en[0], en), rule.en[2])
        .about(&*tasks[0].id)
        .at(tasks[0].anchor.clone())
}

fn summed(
    rule: &Rule,
    part: Option<usize>,
    concerned: &[&DraftTask],
    all: usize,
    outline: &Outline,
    places: Places<'_>,
) -> Finding {
    let section = part.map(|index| &outline.sections[index]);
    let (vi, en) = match section {
        Some(s) if s.label.is_empty() => (format!("ở phần “{}”", s.title), format!("in “{}”", s.title)),
        Some(s) => {
            let label = s.label.trim_end_matches(['.', '-', '–', ')', ' ']);
            (format!("ở mục {label}"), format!("in part {label}"))
        }
        None => ("trong văn bản".to_owned(), "of the document".to_owned()),
    };
    let told = |text: &str, place: &str| {
        text.replace("{n}", &concerned.len().to_string())
            .replace("{all}", &all.to_string())
            .replace("{where}", place)
    };
    let finding = finding(rule.id, rule.severity, told(rule.vi[1], &vi), rule.vi[2])
        .english(told(rule.en[1], &en), rule.en[2]);
    match section {
        Some(s) => finding.about(&*s.id).at(places.lines(s.line_start, s.line_end)),
        None => finding.at(concerned[0].anchor.clone()),
    }
}
