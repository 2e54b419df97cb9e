//! Correcting one item of a draft, beside the lines it was read from.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use domain::{Anchor, CommitteeRole, Direction, DocumentKind, ImportId, Measure, Symbol};
use serde::Deserialize;
use work::FieldError;
use work::import::{self, DraftDocument, Edit, Import, IndicatorEdit, MemberEdit, TaskEdit, member_item};

use super::item::{DOCUMENT, Item, form_of};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::pages::lines::{Marked, MarkedLine, marked};
use crate::pages::{FormErrors, Page};

/// Lines shown before and after the item.
const AROUND: usize = 4;

/// The fields of the four kinds of items; each form sends its own.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    version: i64,
    // document
    symbol: String,
    kind: String,
    issuer: String,
    place: String,
    issued_on: String,
    title: String,
    // indicator
    name: String,
    group: String,
    unit: String,
    measures: String,
    direction: String,
    follower: String,
    implementers: String,
    // task
    text: String,
    lead: String,
    coordinating: String,
    deadline: String,
    product: String,
    // member
    post: String,
    rank: String,
    /// Target words by `target-2030`.
    #[serde(flatten)]
    targets: BTreeMap<String, String>,
}

#[derive(Template)]
#[template(path = "imports/edit.html")]
struct EditPage {
    ctx: Ctx,
    import: Import,
    item: String,
    what: What,
    typed: Fields,
    years: BTreeSet<i16>,
    lines: Vec<MarkedLine>,
    errors: FormErrors,
}

/// Which kind of item is edited.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Document,
    Indicator,
    Task,
    Member,
}

impl EditPage {
    fn parents(&self) -> Vec<(String, String)> {
        super::parents(&self.ctx, &self.import)
    }

    /// What the item is called.
    fn name(&self) -> String {
        Item::find(&self.import, &self.item).map_or_else(|| self.ctx.t("review-head"), Item::name)
    }

    fn field(&self, year: &i16) -> String {
        format!("target-{year}")
    }

    fn target(&self, year: &i16) -> String {
        self.typed.targets.get(&format!("target-{year}")).cloned().unwrap_or_default()
    }

    fn measures(&self) -> &'static [Measure] {
        Measure::ALL
    }

    fn directions(&self) -> &'static [Direction] {
        Direction::ALL
    }

    fn ranks(&self) -> &'static [CommitteeRole] {
        CommitteeRole::ALL
    }

    fn kinds(&self) -> &'static [DocumentKind] {
        DocumentKind::ALL
    }

    fn is(&self, what: &str) -> bool {
        let name = match self.what {
            What::Document => "document",
            What::Indicator => "indicator",
            What::Task => "task",
            What::Member => "member",
        };
        name == what
    }
}

/// `GET /imports/{id}/items/{item}`.
pub async fn edit(ctx: Ctx, Path((id, item)): Path<(ImportId, String)>) -> Page {
    let import = import::open(ctx.work(), id).await?;
    let (what, typed) = as_typed(&import, &item)?;
    crate::pages::show(&page(ctx, import, item, what, typed, FormErrors::default()))
}

/// `POST /imports/{id}/items/{item}`: keeps the correction, or shows the form again.
pub async fn correct(
    ctx: Ctx,
    Path((id, item)): Path<(ImportId, String)>,
    Form(typed): Form<Fields>,
) -> Page {
    let import = import::open(ctx.work(), id).await?;
    let (what, _) = as_typed(&import, &item)?;
    let edited = match as_edit(what, &item, &typed) {
        Ok(edit) => import::edit(ctx.work(), ctx.actor()?, id, typed.version, edit).await,
        Err(errors) => Err(work::Error::Invalid(errors)),
    };
    match edited {
        Ok(()) => Ok(Redirect::to(&format!("/imports/{id}#d-{item}")).into_response()),
        Err(work::Error::Invalid(invalid)) => {
            let errors = FormErrors::new(&ctx, &invalid);
            crate::pages::show_again(&page(ctx, import, item, what, typed, errors))
        }
        Err(work::Error::Store(store::Error::Stale { .. })) => {
            let errors = FormErrors::stale(&ctx, "item");
            crate::pages::show_both(&page(ctx, import, item, what, typed, errors))
        }
        Err(error) => Err(error.into()),
    }
}

fn page(ctx: Ctx, import: Import, item: String, what: What, typed: Fields, errors: FormErrors) -> EditPage {
    let draft = &import.review.draft;
    let years = draft.indicators.iter().flat_map(|i| i.targets.iter().map(|t| t.year)).collect();
    let lines = excerpt(&import, &item);
    EditPage { ctx, item, what, typed, years, lines, errors, import }
}

/// The lines that the item was read from and that its findings point at, with a few around each.
fn excerpt(import: &Import, id: &str) -> Vec<MarkedLine> {
    let found = import.review.draft.findings.iter();
    let doubted = found.filter(|finding| form_of(import, finding).as_deref() == Some(id));
    let doubted = doubted.filter_map(|finding| finding.anchor.as_ref());
    let own = Item::find(import, id).map(Item::anchors).unwrap_or_default();
    let places: Vec<&Anchor> = own.into_iter().chain(doubted).collect();
    let around = |anchor: &&Anchor| (anchor.line_start.saturating_sub(AROUND), anchor.line_end + AROUND);
    let mut shown: Vec<(usize, usize)> = places.iter().map(around).collect();
    if id == DOCUMENT {
        shown.push((1, 4 * AROUND));
    }
    let marks: Vec<Marked<'_>> = places
        .into_iter()
        .map(|anchor| Marked { item: id.to_owned(), href: format!("#L{}", anchor.line_start), anchor })
        .collect();
    let near = |line: &MarkedLine| shown.iter().any(|(first, last)| (*first..=*last).contains(&line.number));
    marked(&import.lines, &marks).into_iter().filter(near).collect()
}

/// The item as the form first shows it.
fn as_typed(import: &Import, item: &str) -> Result<(What, Fields), Error> {
    let draft = &import.review.draft;
    let version = import.version;
    if item == DOCUMENT {
        return Ok((What::Document, document_fields(&draft.document, version)));
    }
    if let Some(indicator) = draft.indicators.iter().find(|i| i.id == item) {
        let fields = Fields {
            version,
            name: indicator.name.clone(),
            group: indicator.group.clone(),
            unit: indicator.unit.clone().unwrap_or_default(),
            measures: indicator.measures.code().to_owned(),
            direction: indicator.direction.code().to_owned(),
            follower: indicator.follower.clone().unwrap_or_default(),
            implementers: indicator.implementers.join("\n"),
            targets: indicator
                .targets
                .iter()
                .map(|t| (format!("target-{}", t.year), t.text.clone()))
                .collect(),
            ..Fields::default()
        };
        return Ok((What::Indicator, fields));
    }
    if let Some(task) = draft.tasks.iter().find(|t| t.id == item) {
        let fields = Fields {
            version,
            text: task.text.clone(),
            lead: task.lead.join("\n"),
            coordinating: task.coordinating.join("\n"),
            deadline: task.deadline.text.clone(),
            product: task.product.clone().unwrap_or_default(),
            ..Fields::default()
        };
        return Ok((What::Task, fields));
    }
    let member = draft.members.iter().find(|m| member_item(m) == item).ok_or(Error::NotFound)?;
    let rank = member.rank.code().to_owned();
    Ok((What::Member, Fields { version, post: member.post.clone(), rank, ..Fields::default() }))
}

fn document_fields(head: &DraftDocument, version: i64) -> Fields {
    Fields {
        version,
        symbol: head.symbol.as_ref().map(ToString::to_string).unwrap_or_default(),
        kind: head.kind.map(|k| k.code().to_owned()).unwrap_or_default(),
        issuer: head.issuer.clone().unwrap_or_default(),
        place: head.place.clone().unwrap_or_default(),
        issued_on: head.issued_on.map(|d| d.to_string()).unwrap_or_default(),
        title: head.title.clone(),
        ..Fields::default()
    }
}

/// What the form asks for.
fn as_edit(what: What, item: &str, typed: &Fields) -> Result<Edit, Vec<FieldError>> {
    let item = item.to_owned();
    let typed = typed.clone();
    Ok(match what {
        What::Document => Edit::Document(as_head(typed)?),
        What::Indicator => Edit::Indicator(
            item,
            IndicatorEdit {
                targets: target_words(typed.targets),
                name: typed.name,
                group: typed.group,
                unit: typed.unit,
                measures: typed.measures,
                direction: typed.direction,
                follower: typed.follower,
                implementers: typed.implementers,
            },
        ),
        What::Task => Edit::Task(
            item,
            TaskEdit {
                text: typed.text,
                lead: typed.lead,
                coordinating: typed.coordinating,
                deadline: typed.deadline,
                product: typed.product,
            },
        ),
        What::Member => Edit::Member(item, MemberEdit { post: typed.post, rank: typed.rank }),
    })
}

fn target_words(fields: BTreeMap<String, String>) -> BTreeMap<i16, String> {
    let year = |key: &str| key.strip_prefix("target-").and_then(|year| year.parse().ok());
    fields.into_iter().filter_map(|(key, words)| Some((year(&key)?, words))).collect()
}

fn as_head(typed: Fields) -> Result<DraftDocument, Vec<FieldError>> {
    let mut errors = Vec::new();
    let symbol = match typed.symbol.trim() {
        "" => None,
        text => Symbol::parse(text)
            .map_err(|_| {
                errors.push(FieldError::new(
                    "symbol",
                    "Số, ký hiệu không hợp lệ. Ví dụ: 238-KH/TU, 145/KH-UBND.",
                    "Not a valid symbol. Examples: 238-KH/TU, 145/KH-UBND.",
                ));
            })
            .ok(),
    };
    let issued_on = match typed.issued_on.trim() {
        "" => None,
        text => {
            let day = work::typed_day(text);
            if day.is_none() {
                errors.push(FieldError::new("issued_on", "Ngày không hợp lệ.", "Not a valid day."));
            }
            day
        }
    };
    if !errors.is_empty() {
        return Err(errors);
    }
    let filled = |text: String| (!text.trim().is_empty()).then_some(text);
    Ok(DraftDocument {
        symbol,
        kind: DocumentKind::from_code(&typed.kind),
        issuer: filled(typed.issuer),
        place: filled(typed.place),
        issued_on,
        title: typed.title,
    })
}
