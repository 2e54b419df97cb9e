//! Settings: the rule sets of each kind in time, one with its values, and the form that changes it.

mod transfer;
mod words;

use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::Path;
use domain::rules::{RuleField, RuleUnit};
use domain::{Action, RuleBook, RuleKind, RuleSet};
use jiff::civil::Date;
use serde::Deserialize;
use work::settings::{self, Typed};

use super::{FormErrors, Page, go_on, show as render, show_again, show_both};
use crate::ctx::Ctx;
use crate::error::Error;

pub use transfer::{apply, export, preview};

/// Rules hold for the whole installation: who keeps them must reach all of it.
fn may_change(ctx: &Ctx) -> bool {
    ctx.may(Action::ManageSettings, &domain::access::Target::default())
}

fn kind(code: &str) -> Result<RuleKind, Error> {
    RuleKind::from_code(code).ok_or(Error::NotFound)
}

/// How a set stands today, as a code.
fn standing(ctx: &Ctx, book: &RuleBook, set: &RuleSet) -> &'static str {
    book.standing(set, ctx.work().clock.today()).code()
}

#[derive(Template)]
#[template(path = "settings/list.html")]
struct List {
    ctx: Ctx,
    book: Arc<RuleBook>,
    errors: FormErrors,
}

impl List {
    fn kinds(&self) -> &'static [RuleKind] {
        RuleKind::ALL
    }

    fn in_force(&self, kind: &RuleKind) -> &RuleSet {
        self.book.in_force(*kind, self.ctx.work().clock.today())
    }

    /// The sets of a kind, the latest first.
    fn sets(&self, kind: &RuleKind) -> Vec<&RuleSet> {
        self.book.of_kind(*kind).rev().collect()
    }

    fn standing(&self, set: &RuleSet) -> &'static str {
        standing(&self.ctx, &self.book, set)
    }

    fn may_change(&self) -> bool {
        may_change(&self.ctx)
    }
}

/// `GET /settings`.
pub async fn list(ctx: Ctx) -> Page {
    let book = settings::book(ctx.work()).await?;
    render(&List { book, errors: FormErrors::default(), ctx })
}

#[derive(Template)]
#[template(path = "settings/show.html")]
struct Show {
    ctx: Ctx,
    set: RuleSet,
    standing: &'static str,
}

impl Show {
    fn may_change(&self) -> bool {
        may_change(&self.ctx)
    }
}

/// `GET /settings/{kind}/{from}`.
pub async fn show(ctx: Ctx, Path((code, from)): Path<(String, Date)>) -> Page {
    let book = settings::book(ctx.work()).await?;
    let set = book.of_kind(kind(&code)?).rfind(|set| set.from == from).ok_or(Error::NotFound)?.clone();
    render(&Show { standing: standing(&ctx, &book, &set), set, ctx })
}

/// A value that somebody else changed, beside what was typed.
struct Both {
    label: String,
    theirs: String,
    mine: String,
}

#[derive(Template)]
#[template(path = "settings/edit.html")]
struct Edit {
    ctx: Ctx,
    kind: RuleKind,
    /// The own set that is changed; `None` for a new one.
    set: Option<RuleSet>,
    typed: Typed,
    errors: FormErrors,
    both: Vec<Both>,
}

impl Edit {
    fn fields(&self) -> &'static [RuleField] {
        self.kind.fields()
    }

    fn typed(&self, field: &RuleField) -> &str {
        self.typed.values.get(field.name).map_or("", String::as_str)
    }

    fn is_switch(&self, field: &RuleField) -> bool {
        field.unit == RuleUnit::Switch
    }

    /// What may be typed: the bounds, and what the law asks for.
    fn hint(&self, field: &RuleField) -> String {
        let bounds = field.bounds(self.ctx.lang);
        let law = match (field.law_least, field.law_most) {
            (Some(least), _) => self.ctx.tw("settings-law-least", &[("limit", self.amount(field, least))]),
            (_, Some(most)) => self.ctx.tw("settings-law-most", &[("limit", self.amount(field, most))]),
            _ => return bounds,
        };
        format!("{bounds}; {law}")
    }

    fn amount(&self, field: &RuleField, number: f64) -> String {
        field.words(settings::RuleValue::Number(number), self.ctx.lang)
    }

    /// Whether the set has begun: it can be ended, but not removed.
    fn has_begun(&self) -> bool {
        self.set.as_ref().is_some_and(|set| set.from <= self.ctx.work().clock.today())
    }

    /// A new set starts from the values in force.
    async fn new(ctx: Ctx, kind: RuleKind, typed: Option<Typed>, errors: FormErrors) -> Result<Self, Error> {
        let today = ctx.work().clock.today();
        let in_force = settings::in_force(ctx.work(), kind, today).await?;
        let start = || Typed {
            from: String::new(),
            to: String::new(),
            source: String::new(),
            ..Typed::of(&in_force)
        };
        Ok(Self { kind, set: None, typed: typed.unwrap_or_else(start), errors, both: Vec::new(), ctx })
    }

    async fn of(
        ctx: Ctx,
        kind: RuleKind,
        from: Date,
        typed: Option<Typed>,
        errors: FormErrors,
    ) -> Result<Self, Error> {
        let set = settings::get(ctx.work(), kind, from).await?;
        let typed = typed.unwrap_or_else(|| Typed::of(&set));
        Ok(Self { kind, set: Some(set), typed, errors, both: Vec::new(), ctx })
    }

    /// The form after somebody else changed the set: both states side by side, and the new version to go on from.
    async fn stale(ctx: Ctx, kind: RuleKind, from: Date, typed: Typed) -> Result<Self, Error> {
        let errors = FormErrors::stale(&ctx, "both");
        let mut form = Self::of(ctx, kind, from, Some(typed), errors).await?;
        if let Some(set) = &form.set {
            let now = Typed::of(set);
            form.both = differences(&form.ctx, kind, &now, &form.typed);
            form.typed.version = now.version;
        }
        Ok(form)
    }
}

fn differences(ctx: &Ctx, kind: RuleKind, theirs: &Typed, mine: &Typed) -> Vec<Both> {
    let value = |typed: &Typed, name: &str| typed.values.get(name).cloned().unwrap_or_default();
    let field = |field: &RuleField| Both {
        label: field.label(ctx.lang).to_owned(),
        theirs: value(theirs, field.name),
        mine: value(mine, field.name),
    };
    let head = [
        Both { label: ctx.t("settings-to"), theirs: theirs.to.clone(), mine: mine.to.clone() },
        Both { label: ctx.t("settings-source"), theirs: theirs.source.clone(), mine: mine.source.clone() },
    ];
    let all = head.into_iter().chain(kind.fields().iter().map(field));
    all.filter(|both| both.theirs.trim() != both.mine.trim()).collect()
}

/// `GET /settings/new/{kind}`.
pub async fn new(ctx: Ctx, Path(code): Path<String>) -> Page {
    render(&Edit::new(ctx, kind(&code)?, None, FormErrors::default()).await?)
}

/// `POST /settings/new/{kind}`.
pub async fn create(ctx: Ctx, Path(code): Path<String>, Form(typed): Form<Typed>) -> Page {
    let kind = kind(&code)?;
    match settings::add(ctx.work(), ctx.actor()?, kind, &typed).await {
        Ok(_) => Ok(go_on("/settings", "notice-rules-kept")),
        Err(work::Error::Invalid(invalid)) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&Edit::new(ctx, kind, Some(typed), errors).await?)
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /settings/{kind}/{from}/edit`.
pub async fn edit(ctx: Ctx, Path((code, from)): Path<(String, Date)>) -> Page {
    render(&Edit::of(ctx, kind(&code)?, from, None, FormErrors::default()).await?)
}

/// `POST /settings/{kind}/{from}/edit`.
pub async fn update(ctx: Ctx, Path((code, from)): Path<(String, Date)>, Form(typed): Form<Typed>) -> Page {
    let kind = kind(&code)?;
    match settings::update(ctx.work(), ctx.actor()?, kind, from, &typed).await {
        Ok(_) => Ok(go_on("/settings", "notice-rules-kept")),
        Err(work::Error::Invalid(invalid)) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&Edit::of(ctx, kind, from, Some(typed), errors).await?)
        }
        Err(work::Error::Store(store::Error::Stale { .. })) => {
            show_both(&Edit::stale(ctx, kind, from, typed).await?)
        }
        Err(error) => Err(error.into()),
    }
}

/// What the button to remove a set sends.
#[derive(Debug, Deserialize)]
pub struct Removal {
    version: i64,
}

/// `POST /settings/{kind}/{from}/remove`.
pub async fn delete(
    ctx: Ctx,
    Path((code, from)): Path<(String, Date)>,
    Form(removal): Form<Removal>,
) -> Page {
    let kind = kind(&code)?;
    match settings::remove(ctx.work(), ctx.actor()?, kind, from, removal.version).await {
        Ok(()) => Ok(go_on("/settings", "notice-rules-removed")),
        Err(work::Error::Invalid(invalid)) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&Edit::of(ctx, kind, from, None, errors).await?)
        }
        Err(work::Error::Store(store::Error::Stale { .. })) => {
            let typed = Typed::of(&settings::get(ctx.work(), kind, from).await?);
            show_both(&Edit::stale(ctx, kind, from, typed).await?)
        }
        Err(error) => Err(error.into()),
    }
}
