//! The review page: the document on the left, the draft on the right, findings first.

use askama::Template;
use axum::extract::Path;
use domain::{Finding, ImportId};
use work::import::{self, Decision, Import, member_item};

use crate::ctx::Ctx;
use crate::pages::Page;
use crate::pages::lines::{Marked, MarkedLine, marked};

#[derive(Template)]
#[template(path = "imports/show.html")]
struct Show {
    ctx: Ctx,
    import: Import,
    lines: Vec<MarkedLine>,
    findings: Vec<OpenFinding>,
    groups: Vec<String>,
}

/// A finding that waits for a person.
struct OpenFinding {
    index: usize,
    finding: Finding,
    message: String,
    hint: String,
}

impl Show {
    fn decision(&self, item: &str) -> Option<Decision> {
        self.import.review.decision(item)
    }

    fn is_open(&self) -> bool {
        self.import.is_open()
    }

    fn errors(&self) -> usize {
        self.import.review.blockers()
    }

    fn member_item(&self, member: &import::DraftMember) -> String {
        member_item(member)
    }
}

/// `GET /imports/{id}`.
pub async fn show(ctx: Ctx, Path(id): Path<ImportId>) -> Page {
    let import = import::open(ctx.work(), id).await?;
    let lines = marked(&import.lines, &marks(&import));
    let mut findings: Vec<OpenFinding> = import
        .review
        .open_findings()
        .map(|(index, finding)| OpenFinding {
            index,
            message: ctx.lang.pick(&finding.message, &finding.message_en).clone(),
            hint: ctx.lang.pick(&finding.hint, &finding.hint_en).clone(),
            finding: finding.clone(),
        })
        .collect();
    findings.sort_by_key(|f| f.finding.severity);
    let mut groups: Vec<String> = Vec::new();
    for indicator in &import.review.draft.indicators {
        if !groups.contains(&indicator.group) {
            groups.push(indicator.group.clone());
        }
    }
    super::super::show(&Show { ctx, lines, findings, groups, import })
}

/// Every item with its places: an indicator stands wherever one of its targets does.
fn marks(import: &Import) -> Vec<Marked<'_>> {
    let draft = &import.review.draft;
    let mark = |item: &str, anchor| Marked { item: item.to_owned(), href: format!("#d-{item}"), anchor };
    let mut marks = Vec::new();
    for indicator in &draft.indicators {
        let places = std::iter::once(&indicator.anchor).chain(indicator.targets.iter().map(|t| &t.anchor));
        marks.extend(places.map(|anchor| mark(&indicator.id, anchor)));
    }
    marks.extend(draft.tasks.iter().map(|task| mark(&task.id, &task.anchor)));
    marks.extend(draft.members.iter().map(|member| mark(&member_item(member), &member.anchor)));
    marks
}
