//! Members listed in a table: a column of posts beside a column of roles in the committee.

use std::ops::RangeInclusive;

use domain::text::fold;
use domain::{Anchor, CommitteeRole, Finding};

use super::indicators::keyed::Keyed;
use super::member_findings::{Rest, covers_rest};
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
    /// The column of roles; `None` where a role follows the post in its cell or heads a group of rows.
    role: Option<usize>,
    duties: Option<usize>,
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
    let mut group = None;
    for row in columns.header + 1..table.rows {
        if let Some(role) = group_of(table, row) {
            group = Some(role);
        }
        let Some((role, rank, post)) = role_of(table, row, &columns, group.as_ref()) else { continue };
        let Some(lines) = table.row_lines(row) else { continue };
        let post = posts::read(&post);
        let duty_anchors =
            columns.duties.map(|col| duties(table.text(row, col), &places, &lines)).unwrap_or_default();
        let member = DraftMember {
            label: columns.label.map_or("", |col| table.text(row, col)).trim_end_matches('.').to_owned(),
            role,
            rank,
            post: post.words,
            duties: duty_anchors.len(),
            duty_anchors,
            covers_other_indicators: columns
                .duties
                .is_some_and(|col| covers_rest(table.text(row, col)) == Some(Rest::All)),
            anchor: places.lines(*lines.start(), *lines.end()),
        };
        let had_name = post.had_name || columns.name.is_some_and(|col| !table.text(row, col).is_empty());
        findings.extend(member_findings::of_one(had_name, &member, &format!("m{}", members.len() + 1)));
        members.push(member);
    }
    let has_lead = members.iter().any(|m| m.rank == CommitteeRole::Head || m.rank == CommitteeRole::Deputy);
    if has_lead { (members, findings) } else { (Vec::new(), Vec::new()) }
}

/// The role that a row gives to those below it: `II | ỦY VIÊN`.
fn group_of(table: &Table, row: usize) -> Option<(String, CommitteeRole)> {
    let filled: Vec<&str> = table.row(row).into_iter().filter(|text| !text.is_empty()).collect();
    let (last, before) = filled.split_last()?;
    let is_lone = before.iter().all(|text| text == last || text.chars().count() <= 4);
    let (role, rank, rest) = roles::first(&Keyed::new(last))?;
    (is_lone && rest.is_none()).then_some((role, rank))
}

/// The role and post of a row: from two cells, or "Bí thư Tỉnh ủy - Trưởng ban" from one.
fn role_of(
    table: &Table,
    row: usize,
    columns: &Columns,
    group: Option<&(String, CommitteeRole)>,
) -> Option<(String, CommitteeRole, String)> {
    let post = table.text(row, columns.post);
    if let Some(col) = columns.role {
        let (role, rank, rest) = roles::first(&Keyed::new(table.text(row, col)))?;
        return rest.is_none().then(|| (role, rank, post.to_owned()));
    }
    if let Some((role, rank, who, _)) = roles::last(&Keyed::new(post)) {
        return Some((role, rank, who));
    }
    let (role, rank) = group.filter(|_| posts::begins_with_post(post))?;
    Some((role.clone(), *rank, post.to_owned()))
}

/// An anchor for each duty of a cell: its lines, or what semicolons part.
fn duties(cell: &str, places: &Places<'_>, lines: &RangeInclusive<usize>) -> Vec<Anchor> {
    let count = cell.split(['\n', ';']).filter(|duty| duty.trim().chars().count() >= 3).count();
    vec![places.lines(*lines.start(), *lines.end()); count]
}

/// The columns that a header row names; `None` where it heads no list of members.
fn columns(table: &Table, row: usize) -> Option<Columns> {
    let keys: Vec<String> = table.row(row).into_iter().map(fold).collect();
    let place = |words: &[&str]| keys.iter().position(|key| words.iter().any(|word| key.contains(word)));
    let in_committee =
        ["ban chi dao", "bcd", "trong ban", "to cong tac", "to giup viec", "vai tro", "trong to"];
    let role = place(&in_committee).or_else(|| place(&["chuc danh"]));
    let name = place(&["ho va ten", "ho ten"]);
    let duties =
        place(&["nhiem vu", "linh vuc phu trach", "noi dung phu trach"]).filter(|d| Some(*d) != role);
    let is_post =
        |key: &String| ["chuc vu", "don vi", "co quan", "chuc danh"].iter().any(|word| key.contains(word));
    let post = keys.iter().enumerate().position(|(col, key)| Some(col) != role && is_post(key))?;
    // Posts beside names list members; beside tasks they would list leads.
    if role.is_none() && name.is_none() {
        return None;
    }
    let label = keys.iter().position(|key| matches!(key.as_str(), "tt" | "stt" | "so tt"));
    Some(Columns { header: row, label, name, post, role, duties })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Limits, open};

    fn check(table: &str, expected: &[(&str, &str, &str, usize)]) {
        let source = open("thu.md", table.as_bytes(), &Limits::default()).expect("the table is plain");
        let (members, _) = read(&source, Places::of(&source));
        let found: Vec<_> =
            members.iter().map(|m| (m.label.as_str(), m.role.as_str(), m.post.as_str(), m.duties)).collect();
        assert_eq!(found, expected, "{table}");
    }

    #[test]
    fn a_role_stands_in_its_own_cell_behind_the_post_or_above() {
        check(
            "| TT | Họ và tên | Chức vụ | Nhiệm vụ |\n|---|---|---|---|\n\
             | I | LÃNH ĐẠO BAN | | |\n\
             | 1 | Đ/c Trần Văn Mẫu | Bí thư Tỉnh ủy - Trưởng ban | Lãnh đạo chung; chủ trì họp |\n\
             | 2 | Đ/c Lê Thị Thử | Chủ tịch UBND tỉnh - Phó Trưởng ban | Điều hành |\n\
             | II | ỦY VIÊN | | |\n\
             | 3 | Đ/c Phạm Thử | Giám đốc Sở Y tế | |\n",
            &[
                ("1", "Trưởng ban", "Bí thư Tỉnh ủy", 2),
                ("2", "Phó trưởng ban", "Chủ tịch UBND tỉnh", 1),
                ("3", "Ủy viên", "Giám đốc Sở Y tế", 0),
            ],
        );
        check(
            "| TT | Họ tên | Chức vụ | Chức danh trong Ban Chỉ đạo |\n|---|---|---|---|\n\
             | 1 | Trần Mẫu | Chủ tịch UBND xã | Trưởng ban |\n\
             | 2 | Lê Thử | Trưởng Công an xã | Ủy viên |\n\
             | 3 | Phạm Thử | Công chức văn hóa | Ủy viên |\n",
            &[
                ("1", "Trưởng ban", "Chủ tịch UBND xã", 0),
                ("2", "Ủy viên", "Trưởng Công an xã", 0),
                ("3", "Ủy viên", "Công chức văn hóa", 0),
            ],
        );
        check("| TT | Nhiệm vụ | Cơ quan |\n|---|---|---|\n| 1 | Trưởng ban | Sở Y tế |\n", &[]);
    }
}
