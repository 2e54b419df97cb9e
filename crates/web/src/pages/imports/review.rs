//! The review page: the document on the left, the draft on the right, findings first.

use askama::Template;
use axum::extract::Path;
use domain::{Finding, ImportId, Lang};
use work::import::{self, Decision, DraftIndicator, DraftTarget, Import, State, member_item};
use work::indicators::words;

use super::item::{Item, form_of};
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
    /// What it is about, and where on the page that stands.
    about: Option<(String, Option<String>)>,
    /// The form in which it is corrected.
    correct: Option<String>,
}

impl Show {
    fn decision(&self, item: &str) -> Option<Decision> {
        self.import.review.decision(item)
    }

    fn is_open(&self) -> bool {
        self.import.is_open()
    }

    fn is_discarded(&self) -> bool {
        self.import.state == State::Discarded
    }

    fn errors(&self) -> usize {
        self.import.review.blockers()
    }

    /// How a target was understood, where that is not what is printed.
    fn read_as(&self, indicator: &DraftIndicator, target: &DraftTarget) -> Option<String> {
        let unit = indicator.unit.as_deref().unwrap_or_default();
        let printed = understood(target, unit, Lang::Vi)?;
        let same = bare(&target.text, unit) == bare(&printed, unit);
        (!same).then(|| understood(target, unit, self.ctx.lang)).flatten()
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
            about: about(&import, finding),
            correct: form_of(&import, finding).map(|item| format!("/imports/{id}/items/{item}")),
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

/// The name of the item that a finding is about, with its place in the draft if it is shown there.
fn about(import: &Import, finding: &Finding) -> Option<(String, Option<String>)> {
    let id = finding.item.as_deref()?;
    let item = Item::find(import, id)?;
    Some((item.name(), item.can_be_corrected().then(|| format!("#d-{id}"))))
}

/// A target's sign and value in its unit; none where there is no figure.
fn understood(target: &DraftTarget, unit: &str, lang: Lang) -> Option<String> {
    let value = words::in_unit(target.value?, unit, lang);
    Some(match target.upper {
        Some(upper) => {
            format!("{} – {}", words::in_unit(target.value?, "", lang), words::in_unit(upper, unit, lang))
        }
        None => format!("{} {value}", target.comparator.sign()).trim().to_owned(),
    })
}

/// Words without what may be printed either way: the unit, spaces, the length of a dash, dots between thousands.
fn bare(words: &str, unit: &str) -> String {
    words.replace(unit, "").replace('–', "-").replace(['%', '.'], "").split_whitespace().collect()
}

/// Every item with its places.
fn marks(import: &Import) -> Vec<Marked<'_>> {
    let draft = &import.review.draft;
    let indicators = draft.indicators.iter().map(|i| (i.id.clone(), Item::Indicator(i)));
    let tasks = draft.tasks.iter().map(|t| (t.id.clone(), Item::Task(t)));
    let members = draft.members.iter().map(|m| (member_item(m), Item::Member(m)));
    let mark = |id: &str, anchor| Marked { item: id.to_owned(), href: format!("#d-{id}"), anchor };
    let items = indicators.chain(tasks).chain(members);
    items.flat_map(|(id, item)| item.anchors().into_iter().map(move |anchor| mark(&id, anchor))).collect()
}
