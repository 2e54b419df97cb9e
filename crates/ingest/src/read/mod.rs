//! A source becomes a draft: head, links, outline, indicators, tasks, members and everything doubtful.

mod assignment;
mod body_lists;
pub(crate) mod deadlines;
pub(crate) mod findings;
mod head;
pub(crate) mod indicators;
mod issuer;
mod lines;
mod links;
mod markers;
mod member_findings;
mod member_tables;
mod members;
pub(crate) mod milestone;
pub(crate) mod outline;
pub(crate) mod paragraphs;
pub(crate) mod patterns;
mod posts;
mod prose_deadlines;
mod quality;
mod roles;
mod sequence;
mod symbols;
pub(crate) mod tables;
mod task_findings;
mod tasks;
mod title;
mod typed;
mod zones;

use domain::{Anchor, Finding};

use crate::draft::{Draft, DraftIndicator, DraftMember, DraftSection, DraftTask, FORMAT};
use crate::source::Source;
use outline::{Outline, Places};
use zones::Zones;

pub use typed::{TypedTarget, is_group_of_bodies, read_deadline, read_target};

/// Reads everything a source says, without ever failing: what is doubtful becomes a finding.
pub fn read(source: &Source) -> Draft {
    let places = Places::of(source);
    let outline = Outline::of(source);
    let head = head::read(source, &outline, places);
    let (links, link_findings) = links::read(&outline, &head, places);
    let indicators = indicators::read(source, &outline);
    let committee = members::read(source, &outline, places);
    let zones = Zones::of_outline(&outline, !committee.members.is_empty());
    let (prose_tasks, stated_targets) = tasks::read(&outline, &zones, committee.span(), places);
    let (tasks, table_findings) = merged(prose_tasks, tables::tasks(source, &outline));

    let mut findings: Vec<Finding> = source.findings();
    findings.extend(quality::check(source));
    findings.extend(head.findings);
    findings.extend(sequence::check(&outline, places));
    findings.extend(link_findings);
    findings.extend(indicators.findings);
    findings.extend(task_findings::check(&tasks, &outline, places));
    findings.extend(task_findings::targets_among_tasks(&stated_targets, &indicators.indicators));
    findings.extend(table_findings);
    findings.extend(tables::unread(source, &anchors(&indicators.indicators, &tasks, &committee.members)));
    findings.extend(committee.findings);
    findings::sort(&mut findings);
    Draft {
        format: FORMAT.to_owned(),
        document: head.document,
        links,
        sections: sections(&outline, places),
        indicators: indicators.indicators,
        tasks,
        members: committee.members,
        findings,
    }
}

/// Where everything was read from.
fn anchors<'a>(
    indicators: &'a [DraftIndicator],
    tasks: &'a [DraftTask],
    members: &'a [DraftMember],
) -> Vec<&'a Anchor> {
    let indicators = indicators.iter().map(|i| &i.anchor);
    indicators.chain(tasks.iter().map(|t| &t.anchor)).chain(members.iter().map(|m| &m.anchor)).collect()
}

fn sections(outline: &Outline, places: Places<'_>) -> Vec<DraftSection> {
    let sections = outline.sections.iter().map(|section| DraftSection {
        id: section.id.clone(),
        parent: section.parent.map(|parent| outline.sections[parent].id.clone()),
        label: section.label.clone(),
        title: section.title.clone(),
        anchor: places.lines(section.line_start, section.line_end),
    });
    sections.collect()
}

/// Tasks of prose and tables in document order with new ids; findings follow their task.
fn merged(
    prose: Vec<DraftTask>,
    (tables, mut findings): (Vec<DraftTask>, Vec<Finding>),
) -> (Vec<DraftTask>, Vec<Finding>) {
    let mut tasks: Vec<DraftTask> = prose.into_iter().chain(tables).collect();
    tasks.sort_by_key(|task| task.anchor.line_start);
    for (index, task) in tasks.iter_mut().enumerate() {
        let id = format!("t{}", index + 1);
        // Only tasks of tables have an id yet, and it is never one of the new ones before its turn.
        for finding in
            findings.iter_mut().filter(|f| !task.id.is_empty() && f.item.as_ref() == Some(&task.id))
        {
            finding.item = Some(id.clone());
        }
        task.id = id;
    }
    (tasks, findings)
}
