//! What is doubtful about members: names instead of posts, and who answers for indicators given to no one.

use std::sync::LazyLock;

use domain::{Finding, Severity};
use regex::Regex;

use super::findings::{Doubt, finding};
use super::members::Committee;
use super::outline::{Outline, Places};
use super::patterns::folded;
use crate::draft::DraftMember;

/// How much of the remaining indicators a duty takes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rest {
    /// All that no one else was given.
    All,
    /// Those of one field that no one else was given.
    OneField,
}

static REST: LazyLock<Regex> = LazyLock::new(|| {
    folded(
        r"chiu trach nhiem(?: chinh)?(?P<scope>.*(?:chi tieu|muc tieu|tieu chi).*)\btru (?:cac |nhung )?(?:chi tieu|muc tieu|tieu chi)",
    )
});

/// How much of the rest a duty's words take on.
pub(super) fn covers_rest(text: &str) -> Option<Rest> {
    let key = domain::text::fold(text);
    let scope = REST.captures(&key)?.name("scope")?.as_str();
    Some(if scope.contains("lien quan") { Rest::OneField } else { Rest::All })
}

/// Doubts about one member.
pub(super) fn of_one(had_name: bool, member: &DraftMember, id: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    if had_name {
        findings.push(
            finding(
                "member.named_person",
                Severity::Note,
                format!("Thành viên “{}” có ghi họ tên người; hệ thống chỉ giữ chức danh.", member.post),
                "Kiểm tra chức danh; gắn người vào chức danh ở danh mục đơn vị nếu cần.",
            )
            .english(
                format!("The member “{}” is given by name; only the post is kept.", member.post),
                "Check the post; link the person to it in the list of organisations if needed.",
            )
            .about(id)
            .at(member.anchor.clone()),
        );
    }
    if member.post.is_empty() {
        findings.push(
            finding(
                "member.post_missing",
                Severity::Warning,
                "Thành viên này không ghi chức danh.",
                "Điền chức danh của thành viên.",
            )
            .english("No post is given for this member.", "Enter the member's post.")
            .about(id)
            .at(member.anchor.clone()),
        );
    }
    findings
}

/// From this many on, dropped names share a finding.
const MANY: usize = 5;

/// Puts many findings about dropped names into one.
pub(super) fn sum_up_names(findings: &mut Vec<Finding>, places: Places<'_>) {
    let named = |finding: &Finding| finding.rule == "member.named_person";
    let count = findings.iter().filter(|f| named(f)).count();
    if count < MANY {
        return;
    }
    let line = findings.iter().find(|f| named(f)).and_then(|f| f.anchor.as_ref()).map_or(1, |a| a.line_start);
    findings.retain(|f| !named(f));
    findings.push(
        finding(
            "member.named_person",
            Severity::Note,
            format!("{count} thành viên có ghi họ tên người; hệ thống chỉ giữ chức danh."),
            "Kiểm tra chức danh; gắn người vào chức danh ở danh mục đơn vị nếu cần.",
        )
        .english(
            format!("{count} members are given by name; only their posts are kept."),
            "Check the posts; link the persons to them in the list of organisations if needed.",
        )
        .at(places.lines(line, line)),
    );
}

/// Members who take the rest of one field beside the one who takes the rest of all.
pub(super) fn shared_rest(outline: &Outline, read: &Committee, places: Places<'_>) -> Option<Finding> {
    let partly = read.parts.iter().zip(&read.members).filter_map(|(part, member)| {
        let duty =
            outline.paragraphs[part.clone()].iter().find(|p| covers_rest(&p.text) == Some(Rest::OneField))?;
        Some((member, duty))
    });
    let partly: Vec<_> = partly.collect();
    let (_, first) = partly.first()?;
    let names: Vec<String> = partly.iter().map(|(m, _)| format!("{} ({})", m.label, m.post)).collect();
    Some(
        finding(
            "member.shared_rest",
            Severity::Note,
            format!("Ngoài thành viên phụ trách chung, còn có thành viên nhận các chỉ tiêu còn lại trong lĩnh vực của mình: {}.", names.join("; ")),
            "Xác định rõ chỉ tiêu chưa giao thuộc về ai khi phân công theo dõi.",
        )
        .english(
            format!("Beside the member who takes all other indicators, some take the rest of their field: {}.", names.join("; ")),
            "Settle who follows each indicator that is given to no one by name.",
        )
        .at(places.paragraph(first)),
    )
}
