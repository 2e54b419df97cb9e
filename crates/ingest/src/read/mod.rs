//! A source becomes a draft: head, links, outline, indicators, tasks, members and everything doubtful.

pub(crate) mod deadlines;
pub(crate) mod findings;
mod head;
pub(crate) mod indicators;
mod issuer;
mod lines;
mod links;
mod markers;
pub(crate) mod milestone;
pub(crate) mod outline;
pub(crate) mod paragraphs;
mod sequence;
mod symbols;
pub(crate) mod tables;
mod title;
mod typed;

use crate::draft::{Draft, DraftSection, FORMAT};
use crate::source::Source;
use outline::{Outline, Places};

pub use typed::{TypedTarget, is_group_of_bodies, read_deadline, read_target};

/// Reads everything a source says, without ever failing: what is doubtful becomes a finding.
pub fn read(source: &Source) -> Draft {
    let places = Places::of(source);
    let outline = Outline::of(source);
    let head = head::read(source, &outline, places);
    let (links, link_findings) = links::read(&outline, &head, places);
    let mut findings = sequence::check(&outline, places);
    findings.extend(link_findings);
    findings.extend(head.findings);
    findings::sort(&mut findings);
    Draft {
        format: FORMAT.to_owned(),
        document: head.document,
        links,
        sections: sections(&outline, places),
        indicators: Vec::new(),
        tasks: Vec::new(),
        members: Vec::new(),
        findings,
    }
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
