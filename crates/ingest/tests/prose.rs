//! Whole documents: the corpus by its facts, invented documents line by line, and damaged ones that must not stop the reader.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::LazyLock;

use domain::{Anchor, CommitteeRole, DocumentKind, Relation, Severity};
use ingest::Draft;
use ingest::source::{Limits, Source, open};
use proptest::prelude::*;

/// A corpus file; `None` where the corpus is not at hand, which fails in CI.
fn corpus(name: &str) -> Option<Source> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus").join(name);
    let Ok(bytes) = std::fs::read(&path) else {
        assert!(std::env::var("CI").is_err(), "the corpus is missing: {}", path.display());
        eprintln!("skipped: no corpus at {}", path.display());
        return None;
    };
    Some(open(name, &bytes, &Limits::default()).expect("corpus files are plain text"))
}

fn invented(name: &str, text: &str) -> Source {
    open(name, text.as_bytes(), &Limits::default()).expect("the invented documents are plain text")
}

fn linked(draft: &Draft, relation: Relation) -> Vec<&str> {
    draft.links.iter().filter(|l| l.relation == relation).map(|l| l.symbol.as_str()).collect()
}

fn rules<'a>(draft: &'a Draft, rule: &str) -> Vec<(usize, &'a str)> {
    let told = draft.findings.iter().filter(|f| f.rule == rule);
    told.map(|f| (f.anchor.as_ref().map_or(0, |a| a.line_start), f.message.as_str())).collect()
}

/// Number of tasks in a section or the sections inside it.
fn tasks_under(draft: &Draft, section: &str) -> usize {
    let own = draft.tasks.iter().filter(|t| t.section.as_deref() == Some(section)).count();
    let inside = draft.sections.iter().filter(|s| s.parent.as_deref() == Some(section));
    own + inside.map(|s| tasks_under(draft, &s.id)).sum::<usize>()
}

fn section<'a>(draft: &'a Draft, label: &str, parent: Option<&str>) -> &'a str {
    let is_it = |s: &&ingest::draft::DraftSection| s.label == label && s.parent.as_deref() == parent;
    &draft.sections.iter().find(is_it).unwrap_or_else(|| panic!("there is a section {label}")).id
}

#[test]
fn the_committee_of_the_notice_is_complete() {
    let Some(source) = corpus("lao-cai-phan-cong-ban-chi-dao.txt") else { return };
    let draft = ingest::read(&source);
    assert_eq!(draft.document.kind, Some(DocumentKind::Notice));
    assert_eq!((draft.document.symbol.as_ref(), draft.document.issued_on), (None, None));
    assert_eq!(draft.document.issuer.as_deref(), Some("Ban Chỉ đạo tỉnh"));
    assert_eq!(linked(&draft, Relation::Implements), ["47-QĐ/TU"]);
    assert_eq!(linked(&draft, Relation::BasedOn), ["08-QC/BCĐ"]);

    assert_eq!(draft.members.len(), 28);
    let labels: Vec<String> =
        (1..=7).map(|n| n.to_string()).chain((2..=22).map(|n| format!("8.{n}"))).collect();
    assert_eq!(draft.members.iter().map(|m| m.label.as_str()).collect::<Vec<_>>(), labels);
    let count = |rank| draft.members.iter().filter(|m| m.rank == rank).count();
    assert_eq!(count(CommitteeRole::Head), 1);
    assert_eq!(count(CommitteeRole::StandingDeputy), 1);
    assert_eq!(count(CommitteeRole::Deputy), 3);
    assert_eq!(count(CommitteeRole::StandingMember), 2);
    assert_eq!(count(CommitteeRole::Member), 21);
    let finance =
        draft.members.iter().find(|m| m.label == "8.9").expect("the finance department is a member");
    assert_eq!(
        (finance.post.as_str(), finance.role.as_str(), finance.duties),
        ("Giám đốc Sở Tài chính", "Ủy viên", 7)
    );
    assert!(draft.members.iter().all(|m| m.duties >= 3 && m.duties == m.duty_anchors.len()));
    let covering: Vec<_> =
        draft.members.iter().filter(|m| m.covers_other_indicators).map(|m| m.label.as_str()).collect();
    assert_eq!(covering, ["7"]);
    assert!(draft.tasks.is_empty(), "duties of members are no tasks: {:?}", draft.tasks);
    assert_eq!(rules(&draft, "document.symbol_blank").len(), 1);
    assert_eq!(rules(&draft, "document.date_missing").len(), 1);
}

#[test]
fn the_inspectorates_plan_knows_what_it_carries_out_and_replaces() {
    let Some(source) = corpus("lang-son-thanh-tra-ke-hoach.txt") else { return };
    let draft = ingest::read(&source);
    assert_eq!(draft.document.symbol, None, "the symbols of cited plans are not its own");
    assert_eq!(draft.document.issuer.as_deref(), Some("Thanh tra tỉnh"));
    let mut carried_out = linked(&draft, Relation::Implements);
    carried_out.sort_unstable();
    assert_eq!(carried_out, ["145/KH-UBND", "238-KH/TU", "57-NQ/TW", "71/NQ-CP"]);
    assert_eq!(linked(&draft, Relation::Replaces), ["38/KH-TTr"]);
    assert_eq!(draft.links.len(), 14);
    let lines: Vec<usize> = rules(&draft, "section.sequence").into_iter().map(|(line, _)| line).collect();
    assert_eq!(lines, [100, 349], "II stands twice, then comes IV");
    assert_eq!(draft.sections.len(), 11);
    assert_eq!(draft.tasks.len(), 24);
    let first_of_organisation = &draft.tasks[22];
    assert_eq!(
        (first_of_organisation.label.as_str(), first_of_organisation.lead.as_slice()),
        ("1", &["Văn phòng".to_owned()][..])
    );
}

#[test]
fn the_action_plan_has_its_ten_groups_of_tasks() {
    for name in ["lang-son-238-KH-TU.txt", "lang-son-238-KH-TU.bad-ocr.txt"] {
        let Some(source) = corpus(name) else { return };
        let draft = ingest::read(&source);
        let tasks = section(&draft, "IV-", None);
        let groups: Vec<_> = draft.sections.iter().filter(|s| s.parent.as_deref() == Some(tasks)).collect();
        let labels: Vec<_> = groups.iter().map(|s| s.label.as_str()).collect();
        assert_eq!(labels, ["1.", "2.", "3.", "4.", "5.", "6.", "7.", "8.", "9.", "10."], "{name}");
        for group in groups {
            assert!(tasks_under(&draft, &group.id) > 0, "{name}: group {} has tasks", group.label);
        }
        assert_eq!(linked(&draft, Relation::Implements), ["57-NQ/TW"], "{name}");
        assert_eq!(linked(&draft, Relation::Replaces), ["150-CTr/TU"], "{name}");
        assert!(draft.members.is_empty(), "{name} only mentions roles");
    }
}

#[test]
fn leads_come_from_headings_and_bullets() {
    let Some(source) = corpus("lang-son-238-KH-TU.txt") else { return };
    let draft = ingest::read(&source);
    let organisation = section(&draft, "V-", None);
    let offices = section(&draft, "5.", Some(organisation));
    let leads: Vec<_> = draft
        .tasks
        .iter()
        .filter(|t| t.section.as_deref() == Some(offices))
        .map(|t| t.lead.join("|"))
        .collect();
    let expected = [
        "Văn phòng Tỉnh ủy",
        "Ban Tổ chức Tỉnh ủy",
        "Ban Tuyên giáo và Dân vận Tỉnh ủy",
        "Ủy ban Kiểm tra Tỉnh ủy",
        "Ban Nội chính Tỉnh ủy",
    ];
    assert_eq!(leads, expected);
    assert!(tasks_under(&draft, organisation) >= 28);
}

#[test]
fn a_bad_scan_is_told_and_its_head_still_read() {
    let Some(source) = corpus("lang-son-238-KH-TU.bad-ocr.txt") else { return };
    let draft = ingest::read(&source);
    assert_eq!(draft.findings[0].rule, "ocr.quality");
    assert_eq!(draft.document.symbol.as_ref().map(domain::Symbol::as_str), Some("238-KH/TU"));
    assert_eq!(draft.document.issued_on, Some(jiff::civil::date(2025, 5, 23)));
    assert_eq!(rules(&draft, "section.label").len(), 2, "11- and I11- are damaged labels");
    let Some(sound) = corpus("lang-son-238-KH-TU.txt") else { return };
    let sound = ingest::read(&sound);
    assert!(rules(&sound, "ocr.quality").is_empty());
    assert_eq!(draft.sections.len(), sound.sections.len());
    assert_eq!(draft.tasks.len(), sound.tasks.len());
}

#[test]
fn the_scanned_plan_tells_its_damaged_symbols_and_labels() {
    let Some(source) = corpus("tien-giang-ke-hoach-57.txt") else { return };
    let draft = ingest::read(&source);
    assert_eq!(draft.document.place.as_deref(), Some("Tiền Giang"));
    assert_eq!(draft.document.issued_on, Some(jiff::civil::date(2025, 5, 6)));
    assert_eq!(draft.document.issuer.as_deref(), Some("Ban Thường vụ Tỉnh ủy"));
    assert_eq!(linked(&draft, Relation::Implements), ["57-NQ/TW"]);
    let damaged: Vec<usize> = rules(&draft, "symbol.damaged").into_iter().map(|(line, _)| line).collect();
    assert_eq!(damaged, [701, 822, 1116, 1134]);
    assert_eq!(rules(&draft, "section.sequence").len(), 1, "5.7 stands where 5.1 belongs");
    assert_eq!(rules(&draft, "section.label").len(), 1, "ỈO is 10");
    let tasks = section(&draft, "IV-", None);
    assert_eq!(draft.sections.iter().filter(|s| s.parent.as_deref() == Some(tasks)).count(), 10);
    let goals = section(&draft, "2.", Some(section(&draft, "III-", None)));
    assert_eq!(
        draft.sections.iter().filter(|s| s.parent.as_deref() == Some(goals)).count(),
        5,
        "five milestones"
    );
}

#[test]
fn no_rule_floods_the_list() {
    for name in [
        "lao-cai-phan-cong-ban-chi-dao.txt",
        "tien-giang-ke-hoach-57.txt",
        "lang-son-238-KH-TU.txt",
        "lang-son-thanh-tra-ke-hoach.txt",
    ] {
        let Some(source) = corpus(name) else { return };
        let draft = ingest::read(&source);
        assert!(draft.findings.len() <= 60, "{name}: {} findings", draft.findings.len());
        for finding in &draft.findings {
            assert!(!finding.message_en.is_empty() && !finding.hint.is_empty(), "{name}: {}", finding.rule);
        }
        let severities: Vec<Severity> = draft.findings.iter().map(|f| f.severity).collect();
        assert!(severities.is_sorted(), "{name}: worst first");
    }
}

#[test]
fn what_states_a_level_or_ends_a_document_is_no_task() {
    let check = |item: &str, is_task: bool, is_told: bool| {
        let text = format!(
            "KẾ HOẠCH\nsố hóa\nSở lập Kế hoạch như sau:\nI. NỘI DUNG\n1. Lập danh mục hồ sơ cần số hóa.\n2. {item}\n3. Mở lớp tập huấn kỹ năng số."
        );
        let draft = ingest::read(&invented("thu.txt", &text));
        assert_eq!(draft.tasks.len(), if is_task { 3 } else { 2 }, "{item}: {:?}", draft.tasks);
        assert_eq!(!rules(&draft, "task.states_target").is_empty(), is_told, "{item}");
    };
    check("100% chi bộ dùng sổ tay điện tử.", false, true);
    check("\"Tỷ lệ phủ sóng đến năm 2030 đạt 100% dân số.\"", false, true);
    check("Nâng tỷ lệ hồ sơ trực tuyến lên 90%.", true, false);
    check("Rà soát 100% thủ tục hành chính.", true, false);
    check("Kế hoạch này thay thế Kế hoạch số 98/KH-STC ngày 14/3/2025.", false, false);
    check("Kế hoạch có hiệu lực từ ngày ký ban hành.", false, false);
    check("Bãi bỏ nhiệm vụ số 5 của Phụ lục.", false, false);
    check("Các thành viên chịu trách nhiệm trước Trưởng ban về việc được giao.", false, false);
}

/// The draft in a few lines, for people to compare.
fn summary(draft: &Draft) -> String {
    let mut out = format!("{}\n", serde_json::to_string(&draft.document).expect("a head is plain data"));
    for link in &draft.links {
        let _ = writeln!(
            out,
            "{} {} {:?} @{}",
            link.relation.code(),
            link.symbol,
            link.issued_on,
            link.anchor.line_start
        );
    }
    for section in &draft.sections {
        let _ = writeln!(
            out,
            "{} < {}: {} {}",
            section.id,
            section.parent.as_deref().unwrap_or("-"),
            section.label,
            section.title
        );
    }
    for task in &draft.tasks {
        let due = task.deadline.due_on().map_or(String::new(), |d| d.to_string());
        let _ = writeln!(
            out,
            "{} {} [{}] @{}-{}: {}\n   lead {:?} with {:?}; {} {due} “{}”; product {:?}",
            task.id,
            task.section.as_deref().unwrap_or("-"),
            task.label,
            task.anchor.line_start,
            task.anchor.line_end,
            task.text,
            task.lead,
            task.coordinating,
            task.deadline.kind.code(),
            task.deadline.text,
            task.product,
        );
    }
    for member in &draft.members {
        let _ = writeln!(out, "{} {}: {}, {} duties", member.label, member.role, member.post, member.duties);
    }
    // What is doubtful about indicators has tests of its own.
    let of_indicators = |rule: &str| rule.starts_with("indicator.") || rule.starts_with("target.");
    for finding in draft.findings.iter().filter(|f| !of_indicators(&f.rule)) {
        let _ = writeln!(
            out,
            "{} {} {:?} @{:?}",
            finding.severity.code(),
            finding.rule,
            finding.item,
            finding.anchor.as_ref().map(|a| a.line_start)
        );
    }
    out
}

#[test]
fn invented_documents_read_as_a_person_would() {
    let read = |name: &str, text: &str| summary(&ingest::read(&invented(name, text)));
    insta::assert_snapshot!(
        "commune_plan",
        read("commune-plan.txt", include_str!("documents/commune-plan.txt"))
    );
    insta::assert_snapshot!(
        "agency_plan",
        read("agency-plan.txt", include_str!("documents/agency-plan.txt"))
    );
    insta::assert_snapshot!("decision", read("decision.txt", include_str!("documents/decision.txt")));
    insta::assert_snapshot!("party_plan", read("party-plan.md", include_str!("documents/party-plan.md")));
    insta::assert_snapshot!(
        "committee_notice",
        read("committee-notice.txt", include_str!("documents/committee-notice.txt"))
    );
}

/// Every anchor of prose lies inside the document and quotes its lines.
fn check_anchors(source: &Source, draft: &Draft) {
    let check = |anchor: &Anchor| {
        assert!(1 <= anchor.line_start && anchor.line_start <= anchor.line_end, "{anchor:?}");
        assert!(anchor.line_end <= source.lines.len(), "{anchor:?}");
        if anchor.cell.is_none() {
            let lines = source.lines[anchor.line_start - 1..anchor.line_end].join(" ");
            assert_eq!(anchor.quote, domain::text::squeeze(&lines));
        }
    };
    draft.sections.iter().for_each(|s| check(&s.anchor));
    draft.links.iter().for_each(|l| check(&l.anchor));
    draft.members.iter().for_each(|m| check(&m.anchor));
    draft.members.iter().flat_map(|m| &m.duty_anchors).for_each(check);
    let ids: Vec<&str> = draft.sections.iter().map(|s| s.id.as_str()).collect();
    assert!(draft.sections.iter().all(|s| s.parent.as_ref().is_none_or(|p| ids.contains(&p.as_str()))));
    assert!(draft.tasks.iter().all(|t| t.section.as_ref().is_none_or(|s| ids.contains(&s.as_str()))));
    for (index, task) in draft.tasks.iter().enumerate() {
        assert_eq!(task.id, format!("t{}", index + 1));
    }
}

/// Lines of the corpus, or of the invented documents where it is not at hand.
static LINES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let names = [
        "lang-son-thanh-tra-ke-hoach.txt",
        "lang-son-238-KH-TU.bad-ocr.txt",
        "tien-giang-ke-hoach-57.txt",
        "lao-cai-phan-cong-ban-chi-dao.txt",
    ];
    let found = names.iter().filter_map(|name| corpus(name)).flat_map(|source| source.lines);
    let own = include_str!("documents/agency-plan.txt").lines().map(str::to_owned);
    own.chain(found).filter(|line| !line.trim().is_empty()).collect()
});

fn line() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "I- ",
        "II. ",
        "IV- ",
        "11- ",
        "1. ",
        "1.1. ",
        "9.9.9.9. ",
        "a) ",
        "đ) ",
        "- ",
        "+ ",
        "(1) ",
        "PHỤ LỤC ",
        "KẾ HOẠCH",
        "Số: ",
        "57-",
        "NQ/TW",
        " ngày 31/02/2025",
        "Nơi nhận:",
        "STT ",
        "chủ trì",
        "Sở Y tế",
        ", ",
        ";",
        ":",
        "./.",
        "trước ngày ",
        "Quý V/2025",
        "(",
        "…",
        "\u{301}",
        "Ủy viên",
    ]);
    prop_oneof![
        prop::collection::vec(pieces, 0..8).prop_map(|p| p.concat()),
        "\\PC{0,60}",
        any::<prop::sample::Index>().prop_map(|index| index.get(&LINES).clone()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_lines_are_read_without_a_panic(lines in prop::collection::vec(line(), 0..60)) {
        let text = format!("x\n{}", lines.join("\n"));
        if let Ok(source) = open("thu.txt", text.as_bytes(), &Limits::default()) {
            check_anchors(&source, &ingest::read(&source));
        }
    }

    #[test]
    fn a_torn_document_is_read_without_a_panic(start in any::<prop::sample::Index>(), length in 1..120usize, cut in 0..40usize) {
        let from = start.index(LINES.len());
        let lines: Vec<String> = LINES[from..].iter().take(length).map(|l| l.chars().skip(cut % 7).take(80 - cut).collect()).collect();
        if let Ok(source) = open("thu.txt", lines.join("\n").as_bytes(), &Limits::default()) {
            check_anchors(&source, &ingest::read(&source));
        }
    }
}

#[test]
fn the_corpus_is_anchored_to_its_lines() {
    for name in [
        "lao-cai-phan-cong-ban-chi-dao.txt",
        "tien-giang-ke-hoach-57.txt",
        "lang-son-238-KH-TU.txt",
        "lang-son-thanh-tra-ke-hoach.txt",
    ] {
        let Some(source) = corpus(name) else { return };
        check_anchors(&source, &ingest::read(&source));
    }
}
