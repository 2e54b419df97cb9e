//! The two documents, read by the program's own reader, say what the demonstration needs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use domain::{CommitteeRole, Comparator, DeadlineKind, DocumentKind, Relation, Severity};
use ingest::draft::{Draft, DraftIndicator};
use ingest::source::{Limits, open};
use jiff::civil::date;

use super::{ACTION_PLAN, DemoDocument, NOTICE, figures, task_updates};

fn read(document: DemoDocument) -> Draft {
    let source = open(document.file_name, document.bytes, &Limits::default()).unwrap();
    ingest::read(&source)
}

fn links(draft: &Draft) -> BTreeSet<(&'static str, String)> {
    draft.links.iter().map(|link| (link.relation.code(), link.symbol.to_string())).collect()
}

#[test]
fn the_heads_are_read() {
    let notice = read(NOTICE);
    assert_eq!(notice.document.kind, Some(DocumentKind::Notice));
    assert_eq!(notice.document.symbol, None);
    assert_eq!(notice.document.place.as_deref(), Some("Lào Cai"));
    assert_eq!(notice.document.issued_on, Some(date(2025, 7, 25)));
    let plan = read(ACTION_PLAN);
    assert_eq!(plan.document.kind, Some(DocumentKind::Plan));
    assert_eq!(plan.document.symbol.map(|s| s.to_string()).as_deref(), Some("12-KH/BCĐ"));
    assert_eq!(plan.document.issued_on, Some(date(2025, 8, 20)));
}

#[test]
fn the_documents_hang_together() {
    for document in [NOTICE, ACTION_PLAN] {
        let draft = read(document);
        let links = links(&draft);
        for (relation, symbol) in [
            (Relation::Implements, "57-NQ/TW"),
            (Relation::BasedOn, "47-QĐ/TU"),
            (Relation::BasedOn, "08-QC/BCĐ"),
        ] {
            assert!(links.contains(&(relation.code(), symbol.to_owned())), "{symbol}: {links:?}");
        }
    }
}

#[test]
fn no_finding_forbids_publishing() {
    for document in [NOTICE, ACTION_PLAN] {
        let errors: Vec<_> =
            read(document).findings.into_iter().filter(|f| f.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
}

#[test]
fn the_matrix_is_read_cell_by_cell() {
    let notice = read(NOTICE);
    assert_eq!(notice.indicators.len(), 52);
    assert_eq!(notice.indicators.iter().map(|i| i.targets.len()).sum::<usize>(), 229);
    assert!(notice.indicators.iter().all(|i| i.follower.is_some() && !i.implementers.is_empty()));
    let groups: BTreeSet<&str> = notice.indicators.iter().map(|i| i.group.as_str()).collect();
    assert_eq!(groups.len(), 5);
    let cell = |label: &str, year| {
        let indicator = notice.indicators.iter().find(|i| i.label == label).unwrap();
        indicator.targets.iter().find(|t| t.year == year).map(|t| (t.comparator, t.value))
    };
    assert_eq!(cell("I.1", 2035), Some((Comparator::Equal, Some(50.0))));
    assert_eq!(cell("I.2", 2035), None);
    assert_eq!(cell("I.3", 2025), Some((Comparator::Reached, None)));
    assert_eq!(cell("II.1", 2030), Some((Comparator::Equal, Some(1.5))));
    assert_eq!(cell("II.4", 2030), Some((Comparator::Equal, Some(90.0))));
    assert_eq!(cell("III.4", 2040), Some((Comparator::AtLeast, Some(1000.0))));
    assert_eq!(cell("III.6", 2045), Some((Comparator::AtLeast, Some(20.0))));
    assert_eq!(cell("IV.9", 2045), Some((Comparator::MoreThan, Some(50.0))));
    assert_eq!(cell("V.1", 2025), Some((Comparator::AtLeast, Some(0.6))));
    assert_eq!(cell("V.14", 2025), None);
}

/// The words are ours, the facts are those that were signed.
#[test]
fn the_matrix_holds_the_signed_values() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/corpus/lao-cai-phan-cong-ban-chi-dao.txt");
    let Ok(bytes) = std::fs::read(&file) else {
        assert!(std::env::var_os("CI").is_none(), "{} is missing", file.display());
        println!("skipped: {} is missing", file.display());
        return;
    };
    let signed = ingest::read(&open("signed.txt", &bytes, &Limits::default()).unwrap());
    let facts = |indicators: &[DraftIndicator]| -> BTreeMap<String, _> {
        let cells = |i: &DraftIndicator| {
            i.targets.iter().map(|t| (t.year, t.comparator.code(), t.value)).collect::<Vec<_>>()
        };
        indicators.iter().map(|i| (i.label.clone(), (cells(i), i.follower.clone()))).collect()
    };
    let (ours, theirs) = (facts(&read(NOTICE).indicators), facts(&signed.indicators));
    assert_eq!((ours.len(), theirs.len()), (52, 52));
    for (label, fact) in &ours {
        assert_eq!(Some(fact), theirs.get(label), "{label}");
    }
}

#[test]
fn the_committee_is_read_with_its_duties() {
    let notice = read(NOTICE);
    assert_eq!(notice.members.len(), 28);
    let of_rank = |rank| notice.members.iter().filter(|m| m.rank == rank).count();
    assert_eq!(of_rank(CommitteeRole::Head), 1);
    assert_eq!(of_rank(CommitteeRole::StandingDeputy), 1);
    assert_eq!(of_rank(CommitteeRole::Deputy), 3);
    assert_eq!(of_rank(CommitteeRole::StandingMember), 2);
    assert_eq!(of_rank(CommitteeRole::Member), 21);
    assert!(notice.members.iter().all(|m| (3..=7).contains(&m.duties)), "{:?}", notice.members);
    let covering: Vec<&str> =
        notice.members.iter().filter(|m| m.covers_other_indicators).map(|m| m.post.as_str()).collect();
    assert!(covering.contains(&"Giám đốc Sở Khoa học và Công nghệ"), "{covering:?}");
    let posts: BTreeSet<String> = super::posts().into_iter().map(|post| post.title).collect();
    assert_eq!(notice.members.iter().map(|m| m.post.clone()).collect::<BTreeSet<_>>(), posts);
}

#[test]
fn every_indicator_has_figures_and_every_figure_an_indicator() {
    let read: BTreeMap<String, _> =
        read(NOTICE).indicators.into_iter().map(|i| (i.label, i.measures)).collect();
    let invented: BTreeMap<String, _> = figures().into_iter().map(|f| (f.label, f.measure)).collect();
    assert_eq!(read, invented);
}

#[test]
fn every_task_has_one_lead_a_product_and_a_deadline() {
    let plan = read(ACTION_PLAN);
    assert_eq!(plan.tasks.len(), 46);
    let mut kinds = BTreeSet::new();
    for task in &plan.tasks {
        assert_eq!(task.lead.len(), 1, "{task:?}");
        assert!(task.product.is_some() && !task.coordinating.is_empty(), "{task:?}");
        let is_open = task.label.trim_end_matches('.') == "6.4";
        assert_eq!(task.deadline.kind == DeadlineKind::Unspecified, is_open, "{task:?}");
        kinds.insert(task.deadline.kind.code());
    }
    assert_eq!(kinds.len(), 10, "{kinds:?}");
}

#[test]
fn every_update_concerns_a_task() {
    let plan = read(ACTION_PLAN);
    let labels: BTreeSet<&str> = plan.tasks.iter().map(|task| task.label.trim_end_matches('.')).collect();
    for update in task_updates() {
        assert!(labels.contains(update.label.as_str()), "{update:?}");
    }
}
