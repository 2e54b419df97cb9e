//! Members of a steering committee: role, post, and what each answers for.
//!
//! A member stands as an item of a list: role first (`1. Trưởng ban - Đồng chí Bí thư …`), role last
//! (`- Đ/c …, Giám đốc Sở … - Ủy viên`), or under a heading that gives the role of all (`8. Ủy viên`).
//! Roles inside sentences make no members. Posts are kept, names of persons are dropped.

use std::collections::HashMap;
use std::ops::Range;

use domain::{Anchor, CommitteeRole, Finding};

use super::indicators::keyed::Keyed;
use super::member_findings::{self, Rest, covers_rest};
use super::member_tables;
use super::outline::{Outline, Places};
use super::paragraphs::Paragraph;
use super::posts;
use super::roles;
use crate::draft::DraftMember;
use crate::source::Source;

/// What was read of a committee.
#[derive(Default)]
pub(super) struct Committee {
    /// Members in document order.
    pub members: Vec<DraftMember>,
    /// Doubts about them.
    pub findings: Vec<Finding>,
    /// For each member the paragraphs of its part, its own included.
    pub parts: Vec<Range<usize>>,
}

impl Committee {
    /// The paragraphs from the first member to the end of the last one's part.
    pub(super) fn span(&self) -> Range<usize> {
        match (self.parts.first(), self.parts.last()) {
            (Some(first), Some(last)) => first.start..last.end,
            _ => 0..0,
        }
    }
}

/// A member as found, before the list is believed.
struct Candidate {
    paragraph: usize,
    role: String,
    rank: CommitteeRole,
    post: String,
    had_name: bool,
    /// Its number among the items of its section with the same marker.
    ordinal: usize,
    /// Whether the item goes on with what the member does (`… - Trưởng ban: phụ trách chung`).
    has_duty: bool,
}

/// The role of all items that follow, and how deep its heading lies.
struct Group {
    role: String,
    rank: CommitteeRole,
    section: Option<usize>,
}

/// Reads the members of a document, from its prose or else from a table.
pub(super) fn read(source: &Source, outline: &Outline, places: Places<'_>) -> Committee {
    let mut read = in_prose(outline, places);
    if read.members.is_empty() {
        (read.members, read.findings) = member_tables::read(source, places);
    }
    member_findings::sum_up_names(&mut read.findings, places);
    read
}

fn in_prose(outline: &Outline, places: Places<'_>) -> Committee {
    let candidates = candidates(outline);
    let has_lead =
        candidates.iter().any(|c| !matches!(c.rank, CommitteeRole::Member | CommitteeRole::StandingMember));
    if candidates.len() < 3 || !has_lead {
        return Committee::default();
    }
    let mut read = Committee::default();
    for (index, candidate) in candidates.iter().enumerate() {
        let next = candidates.get(index + 1).map_or(outline.paragraphs.len(), |c| c.paragraph);
        let part = candidate.paragraph..end_of_part(outline, candidate.paragraph, next);
        let id = format!("m{}", index + 1);
        let member = member(outline, places, candidate, &part);
        read.findings.extend(member_findings::of_one(candidate.had_name, &member, &id));
        read.members.push(member);
        read.parts.push(part);
    }
    read.findings.extend(member_findings::shared_rest(outline, &read, places));
    read
}

fn candidates(outline: &Outline) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut group: Option<Group> = None;
    let mut bullets: HashMap<(Option<usize>, &str), usize> = HashMap::new();
    for (index, paragraph) in outline.paragraphs.iter().enumerate() {
        let ordinal = bullets.entry((paragraph.section, paragraph.label())).or_default();
        *ordinal += 1;
        if group.as_ref().is_some_and(|g| leaves(outline, paragraph, g)) {
            group = None;
        }
        let may_name = group.is_some() || paragraph.marker.is_some() || paragraph.text.len() < 200;
        if !may_name
            || paragraph.text.chars().count() > 300
            || group.is_none() && !names_role(&paragraph.text)
        {
            continue;
        }
        let text = Keyed::new(&paragraph.text);
        if let Some((role, rank, rest)) = roles::first(&text) {
            match rest {
                Some(rest) => found.extend(candidate((index, *ordinal), role, rank, &rest, false)),
                None => group = Some(open_group(outline, index, role, rank)),
            }
        } else if let Some((role, rank, who, has_duty)) = roles::last(&text).filter(|_| is_item(paragraph)) {
            found.extend(candidate((index, *ordinal), role, rank, &who, has_duty));
        } else if let Some(group) =
            group.as_ref().filter(|_| is_item(paragraph) && posts::begins_with_post(text.raw()))
        {
            found.extend(candidate((index, *ordinal), group.role.clone(), group.rank, text.raw(), false));
        }
    }
    found
}

/// Whether the words hold one of the words for roles, before anything is looked at closely.
fn names_role(text: &str) -> bool {
    ["ban", "Ban", "BAN", "iên", "IÊN", "ưởng", "hó", "hủ tịch", "ký"].iter().any(|word| text.contains(word))
        && ["rưởng", "hó ", "iên", "hư ký", "RƯỞNG", "HÓ ", "IÊN", "hủ tịch"]
            .iter()
            .any(|word| text.contains(word))
}

fn is_item(paragraph: &Paragraph) -> bool {
    paragraph.marker.is_some() && paragraph.text.chars().count() <= 220
}

fn candidate(
    (paragraph, ordinal): (usize, usize),
    role: String,
    rank: CommitteeRole,
    words: &str,
    has_duty: bool,
) -> Option<Candidate> {
    let post = posts::read(words);
    let is_post = !post.words.is_empty() && post.words.chars().count() <= 160 || post.had_name;
    is_post.then_some(Candidate {
        paragraph,
        role,
        rank,
        post: post.words,
        had_name: post.had_name,
        ordinal,
        has_duty,
    })
}

/// A heading's group lasts as long as its section, a bare line's until the next heading.
fn open_group(outline: &Outline, index: usize, role: String, rank: CommitteeRole) -> Group {
    let paragraph = &outline.paragraphs[index];
    Group { role, rank, section: paragraph.section.filter(|_| paragraph.is_heading) }
}

fn leaves(outline: &Outline, paragraph: &Paragraph, group: &Group) -> bool {
    let Some(section) = group.section else { return paragraph.is_heading };
    let id = &outline.sections[section].id;
    !outline.ancestry(paragraph.section).any(|s| s.id == *id)
}

/// The paragraphs of a member: to the next member, or where its section ends.
fn end_of_part(outline: &Outline, paragraph: usize, next: usize) -> usize {
    let own = &outline.paragraphs[paragraph];
    if !own.is_heading {
        // Sub-items of a list item follow it; anything else ends its part.
        let follows = |p: &Paragraph| p.section == own.section && !p.is_heading && is_below(p, own);
        let below = outline.paragraphs[paragraph + 1..next].iter().take_while(|p| follows(p)).count();
        return paragraph + 1 + below;
    }
    let Some(section) = own.section else { return next };
    let id = &outline.sections[section].id;
    let inside = |p: &Paragraph| outline.ancestry(p.section).any(|s| s.id == *id);
    paragraph + outline.paragraphs[paragraph..next].iter().take_while(|p| inside(p)).count()
}

/// Whether an item's marker lies below another's: `-` below `1.`, `+` below `-`.
fn is_below(paragraph: &Paragraph, own: &Paragraph) -> bool {
    use super::paragraphs::MarkerKind::{Dash, Plus};
    match (paragraph.marker.as_ref().map(|m| &m.kind), own.marker.as_ref().map(|m| &m.kind)) {
        (Some(Plus), Some(_)) => true,
        (Some(Dash), Some(kind)) => !kind.is_bullet(),
        _ => false,
    }
}

fn member(outline: &Outline, places: Places<'_>, candidate: &Candidate, part: &Range<usize>) -> DraftMember {
    let own = &outline.paragraphs[candidate.paragraph];
    let listed = outline.paragraphs[part.start + 1..part.end].iter().filter(|p| is_duty(p));
    let duties: Vec<&Paragraph> = candidate.has_duty.then_some(own).into_iter().chain(listed).collect();
    let anchors: Vec<Anchor> = duties.iter().map(|p| places.paragraph(p)).collect();
    DraftMember {
        label: label(outline, candidate),
        role: candidate.role.clone(),
        rank: candidate.rank,
        post: candidate.post.clone(),
        duties: anchors.len(),
        duty_anchors: anchors,
        covers_other_indicators: duties.iter().any(|p| covers_rest(&p.text) == Some(Rest::All)),
        anchor: places.paragraph(own),
    }
}

/// The item's number; a bullet is counted within its section: `3 (1)`.
fn label(outline: &Outline, candidate: &Candidate) -> String {
    let own = &outline.paragraphs[candidate.paragraph];
    let ordinal = candidate.ordinal;
    let is_bullet = own.marker.as_ref().is_some_and(|m| m.kind.is_bullet());
    let above =
        own.section.map_or("", |s| outline.sections[s].label.as_str()).trim_end_matches(['.', ')', '-', '–']);
    if !is_bullet || above.is_empty() {
        return own.label().trim_end_matches(['.', ')']).to_owned();
    }
    format!("{above} ({ordinal})")
}

/// An item that says something to do: not what introduces a list, nor the remarks that end a document.
fn is_duty(paragraph: &Paragraph) -> bool {
    let text = paragraph.text.trim_end();
    let is_remark = paragraph.marker.is_none() && (text.starts_with('(') || text.ends_with("./."));
    !is_remark && !text.ends_with(':') && !paragraph.is_heading
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Limits, open};

    fn read_lines(lines: &str) -> Committee {
        let source = open("thu.txt", lines.as_bytes(), &Limits::default()).expect("the text is plain");
        let outline = Outline::of(&source);
        read(&source, &outline, Places::of(&source))
    }

    fn check(lines: &str, expected: &[(&str, &str, &str, usize)]) {
        let read = read_lines(lines);
        let found: Vec<_> = read
            .members
            .iter()
            .map(|m| (m.label.as_str(), m.role.as_str(), m.post.as_str(), m.duties))
            .collect();
        assert_eq!(found, expected, "{lines}");
    }

    #[test]
    fn the_role_may_come_first_or_with_the_heading() {
        check(
            "1. Trưởng Ban Chỉ đạo - Đồng chí Bí thư Đảng ủy xã\n- Chỉ đạo chung.\n- Chủ trì họp.\n\
             2. Phó trưởng Ban thường trực - Đồng chí Chủ tịch UBND xã\n- Điều hành.\n\
             3. Ủy viên Ban Chỉ đạo\n3.1. Nhiệm vụ chung\n- Dự họp.\n3.2. Đồng chí Trưởng Công an xã\nPhụ trách an ninh. Bao gồm:\n- Bảo vệ.",
            &[
                ("1", "Trưởng ban", "Bí thư Đảng ủy xã", 2),
                ("2", "Phó trưởng ban thường trực", "Chủ tịch UBND xã", 1),
                ("3.2", "Ủy viên", "Trưởng Công an xã", 1),
            ],
        );
    }

    #[test]
    fn the_role_may_come_last_and_names_are_dropped() {
        check(
            "I. THÀNH VIÊN\n1. Đồng chí Trần Mẫu, Bí thư - Trưởng ban: phụ trách chung.\n2. Phó Trưởng ban: Chủ tịch UBND xã\n3. Các ủy viên:\n- Đ/c Trưởng Công an xã;\n- Đ/c Chủ tịch Hội Nông dân.",
            &[
                ("1", "Trưởng ban", "Bí thư", 1),
                ("2", "Phó trưởng ban", "Chủ tịch UBND xã", 0),
                ("3 (1)", "Ủy viên", "Trưởng Công an xã", 0),
                ("3 (2)", "Ủy viên", "Chủ tịch Hội Nông dân", 0),
            ],
        );
        let lines = "Thành phần gồm:\n1. Đồng chí Trần Văn Mẫu, Chủ tịch UBND xã - Trưởng ban;\n\
                     2. Đ/c Lê Thị Ví Dụ, Phó Chủ tịch UBND xã - Phó Trưởng ban;\n3. Ông Phạm Thử, Giám đốc Trung tâm Văn hóa - Ủy viên.";
        check(
            lines,
            &[
                ("1", "Trưởng ban", "Chủ tịch UBND xã", 0),
                ("2", "Phó trưởng ban", "Phó Chủ tịch UBND xã", 0),
                ("3", "Ủy viên", "Giám đốc Trung tâm Văn hóa", 0),
            ],
        );
        let rules: Vec<_> = read_lines(lines).findings.into_iter().map(|f| f.rule).collect();
        assert_eq!(rules, ["member.named_person"; 3]);
    }

    #[test]
    fn lists_with_colons_are_read() {
        check(
            "- Trưởng ban: Đồng chí Bí thư Tỉnh ủy.\n- Phó Trưởng ban: Đồng chí Chủ tịch UBND tỉnh.\n- Các thành viên gồm:\n+ Giám đốc Sở Y tế;\n+ Chánh Thanh tra tỉnh.",
            &[
                ("-", "Trưởng ban", "Bí thư Tỉnh ủy", 0),
                ("-", "Phó trưởng ban", "Chủ tịch UBND tỉnh", 0),
                ("+", "Thành viên", "Giám đốc Sở Y tế", 0),
                ("+", "Thành viên", "Chánh Thanh tra tỉnh", 0),
            ],
        );
    }

    #[test]
    fn roles_in_sentences_make_no_members() {
        check(
            "1.1. Kiện toàn Ban Chỉ đạo, đồng chí Bí thư Tỉnh ủy là Trưởng ban, Văn phòng là cơ quan thường trực.\n\
             1.2. Trưởng Ban Tổ chức tham mưu nhân sự.\n1.3. Ủy viên phụ trách lĩnh vực nào chịu trách nhiệm lĩnh vực đó.",
            &[],
        );
    }

    #[test]
    fn one_member_answers_for_what_no_one_else_was_given() {
        let read = read_lines(
            "1. Trưởng ban - Đồng chí Bí thư\n- Chỉ đạo.\n2. Phó Trưởng ban - Đồng chí Chủ tịch\nChịu trách nhiệm chính về các chỉ tiêu của kế hoạch (trừ các chỉ tiêu giao thành viên khác).\n\
             3. Ủy viên - Đồng chí Giám đốc Sở Tài chính\nChịu trách nhiệm chính về tiêu chí liên quan đến ngân sách (trừ các chỉ tiêu giao thành viên khác).",
        );
        let covers: Vec<bool> = read.members.iter().map(|m| m.covers_other_indicators).collect();
        assert_eq!(covers, [false, true, false]);
        assert_eq!(read.findings.len(), 1);
    }
}
