//! Members listed in a table: a column of posts beside a column of roles in the committee.

use domain::text::fold;
use domain::{CommitteeRole, Finding};

use super::indicators::keyed::Keyed;
use super::outline::Places;
use super::{member_findings, posts, roles};
use crate::draft::DraftMember;
use crate::source::{Source, Table};

/// Where the columns of a list of members stand.
struct Columns {
    header: usize,
    label: Option<usize>,
    name: Option<usize>,
    post: usize,
    role: usize,
}

/// Reads the members of the first table that lists some.
pub(super) fn read(source: &Source, places: Places<'_>) -> (Vec<DraftMember>, Vec<Finding>) {
    source
        .tables
        .iter()
        .map(|table| of_table(table, places))
        .find(|(members, _)| members.len() >= 3)
        .unwrap_or_default()
}

fn of_table(table: &Table, places: Places<'_>) -> (Vec<DraftMember>, Vec<Finding>) {
    let (mut members, mut findings) = (Vec::new(), Vec::new());
    let Some(columns) = (0..table.rows.min(3)).find_map(|row| columns(table, row)) else {
        return (members, findings);
    };
    for row in columns.header + 1..table.rows {
        let Some((role, rank, None)) = roles::first(&Keyed::new(table.text(row, columns.role))) else {
            continue;
        };
        let Some(lines) = table.row_lines(row) else { continue };
        let post = posts::read(table.text(row, columns.post));
        let member = DraftMember {
            label: columns.label.map_or("", |col| table.text(row, col)).trim_end_matches('.').to_owned(),
            role,
            rank,
            post: post.words,
            duties: 0,
            duty_anchors: Vec::new(),
            covers_other_indicators: false,
            anchor: places.lines(*lines.start(), *lines.end()),
        };
        let had_name = post.had_name || columns.name.is_some_and(|col| !table.text(row, col).is_empty());
        findings.extend(member_findings::of_one(had_name, &member, &format!("m{}", members.len() + 1)));
        members.push(member);
    }
    let has_lead = members.iter().any(|m| m.rank == CommitteeRole::Head || m.rank == CommitteeRole::Deputy);
    if has_lead { (members, findings) } else { (Vec::new(), Vec::new()) }
}

/// The columns that a header row names; `None` where it heads no list of members.
fn columns(table: &Table, row: usize) -> Option<Columns> {
    let keys: Vec<String> = table.row(row).into_iter().map(fold).collect();
    let place = |words: &[&str]| keys.iter().position(|key| words.iter().any(|word| key.contains(word)));
    let in_committee =
        ["ban chi dao", "bcd", "trong ban", "to cong tac", "to giup viec", "vai tro", "trong to"];
    let role = place(&in_committee).or_else(|| place(&["chuc danh"]))?;
    let is_post =
        |key: &String| ["chuc vu", "don vi", "co quan", "chuc danh"].iter().any(|word| key.contains(word));
    let post = keys.iter().enumerate().position(|(col, key)| col != role && is_post(key))?;
    let label = keys.iter().position(|key| matches!(key.as_str(), "tt" | "stt" | "so tt"));
    Some(Columns { header: row, label, name: place(&["ho va ten", "ho ten"]), post, role })
}
