//! Persons: the list with search, one with the posts filled, and the forms that correct, export and erase.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse as _;
use domain::access::Target;
use domain::{Action, PersonId};
use serde::Deserialize;
use work::people::{self, Erasing, PersonForm, PersonLine, PersonPage};

use super::{FormErrors, Page, go_on, show as render, show_again, show_both};
use crate::ctx::Ctx;
use crate::error::Error;

/// How many rows a page of a list shows.
pub(super) const ROWS: usize = 50;

/// What the search sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub(super) q: String,
    page: usize,
}

impl Asked {
    /// The rows of the page asked for, and the addresses of the pages before and after it.
    pub(super) fn cut<T>(&self, path: &str, mut rows: Vec<T>) -> Cut<T> {
        let total = rows.len();
        let first = self.page.saturating_mul(ROWS).min(total);
        let at = |page| format!("{path}?q={}&page={page}", crate::address::encode(&self.q));
        let previous = if self.page > 0 { at(self.page - 1) } else { String::new() };
        let next = if first + ROWS < total { at(self.page + 1) } else { String::new() };
        rows = rows.into_iter().skip(first).take(ROWS).collect();
        let last = first + rows.len();
        let summary = if total == 0 { String::new() } else { format!("{}–{last} / {total}", first + 1) };
        Cut { rows, total, summary, previous, next }
    }
}

/// One page of a list.
pub(super) struct Cut<T> {
    pub(super) rows: Vec<T>,
    pub(super) total: usize,
    pub(super) summary: String,
    pub(super) previous: String,
    pub(super) next: String,
}

#[derive(Template)]
#[template(path = "people/list.html")]
struct List {
    ctx: Ctx,
    asked: Asked,
    cut: Cut<PersonLine>,
}

/// `GET /people`.
pub async fn list(ctx: Ctx, Query(asked): Query<Asked>) -> Page {
    let rows = people::list(ctx.work(), ctx.access()?, &asked.q).await?;
    let cut = asked.cut("/people", rows);
    render(&List { ctx, asked, cut })
}

#[derive(Template)]
#[template(path = "people/show.html")]
struct Show {
    ctx: Ctx,
    page: PersonPage,
    typed: PersonForm,
    errors: FormErrors,
    may_manage: bool,
}

impl Show {
    async fn load(
        ctx: Ctx,
        id: PersonId,
        typed: Option<PersonForm>,
        errors: FormErrors,
    ) -> Result<Self, Error> {
        let page = people::page(ctx.work(), id).await?;
        let typed = typed.unwrap_or_else(|| PersonForm::from(&page.person));
        let may = |target| ctx.may(Action::ManagePeople, &target);
        let is_reached =
            may(Target::default()) || page.tenures.iter().any(|(_, post, _)| may(work::posts::target(post)));
        let may_manage = page.person.erased_at.is_none() && is_reached;
        Ok(Self { ctx, page, typed, errors, may_manage })
    }
}

/// `GET /people/{id}`.
pub async fn show(ctx: Ctx, Path(id): Path<PersonId>) -> Page {
    render(&Show::load(ctx, id, None, FormErrors::default()).await?)
}

/// `POST /people/{id}`: corrects name and contact.
pub async fn update(ctx: Ctx, Path(id): Path<PersonId>, Form(typed): Form<PersonForm>) -> Page {
    match people::edit(ctx.work(), ctx.actor()?, id, &typed).await {
        Ok(()) => Ok(go_on(&format!("/people/{id}"), "notice-person-kept")),
        Err(work::Error::Invalid(invalid)) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&Show::load(ctx, id, Some(typed), errors).await?)
        }
        Err(work::Error::Store(store::Error::Stale { current })) => {
            let errors = FormErrors::stale(&ctx, "name");
            let typed = PersonForm { version: current, ..typed };
            show_both(&Show::load(ctx, id, Some(typed), errors).await?)
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /people/{id}/export.json`: everything that is held on the person.
pub async fn export(ctx: Ctx, Path(id): Path<PersonId>) -> Page {
    let held = people::export(ctx.work(), ctx.actor()?, id).await?;
    let text = serde_json::to_string_pretty(&held).map_err(work::Error::from)?;
    let headers = [
        (CONTENT_TYPE, "application/json; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"person-{id}.json\"")),
    ];
    Ok((headers, text).into_response())
}

#[derive(Template)]
#[template(path = "people/erase.html")]
struct Erase {
    ctx: Ctx,
    page: PersonPage,
    typed: Erasing,
    errors: FormErrors,
}

impl Erase {
    async fn load(ctx: Ctx, id: PersonId, typed: Option<Erasing>, errors: FormErrors) -> Result<Self, Error> {
        let page = people::page(ctx.work(), id).await?;
        let version = page.person.version;
        let typed = typed.unwrap_or_else(|| Erasing { version, ..Erasing::default() });
        Ok(Self { ctx, page, typed, errors })
    }
}

/// `GET /people/{id}/erase`: what will be erased, and the form that does it.
pub async fn confirm(ctx: Ctx, Path(id): Path<PersonId>) -> Page {
    render(&Erase::load(ctx, id, None, FormErrors::default()).await?)
}

/// `POST /people/{id}/erase`.
pub async fn erase(ctx: Ctx, Path(id): Path<PersonId>, Form(typed): Form<Erasing>) -> Page {
    match people::erase(ctx.work(), ctx.actor()?, ctx.access()?, id, &typed).await {
        Ok(()) => Ok(go_on("/people", "notice-person-erased")),
        Err(work::Error::Invalid(invalid)) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&Erase::load(ctx, id, Some(typed), errors).await?)
        }
        Err(work::Error::Store(store::Error::Stale { current })) => {
            let errors = FormErrors::stale(&ctx, "confirmed");
            let typed = Erasing { version: current, confirmed: String::new(), ..typed };
            show_both(&Erase::load(ctx, id, Some(typed), errors).await?)
        }
        Err(error) => Err(error.into()),
    }
}
