//! The office's templates of the official report: which there are, and the form that changes one.

use askama::Template;
use axum::Form;
use axum::extract::Path;
use axum::response::IntoResponse as _;
use domain::Regime;
use serde::Deserialize;
use work::reports::templates::{self, Fault, NAMES, Name, TemplateForm, TemplatePage};

use super::{FormErrors, Page, go_on, show as render, show_again, show_both};
use crate::ctx::Ctx;
use crate::error::Error;

#[derive(Template)]
#[template(path = "report_templates/list.html")]
struct List {
    ctx: Ctx,
    pages: Vec<TemplatePage>,
}

/// `GET /report-templates`.
pub async fn list(ctx: Ctx) -> Page {
    let mut pages = Vec::new();
    for regime in Regime::ALL {
        pages.push(templates::page(ctx.work(), *regime, None).await?);
    }
    render(&List { ctx, pages })
}

#[derive(Template)]
#[template(path = "report_templates/edit.html")]
struct Edit {
    ctx: Ctx,
    page: TemplatePage,
    errors: FormErrors,
}

impl Edit {
    async fn load(
        ctx: Ctx,
        regime: Regime,
        typed: Option<TemplateForm>,
        errors: FormErrors,
    ) -> Result<Self, Error> {
        let page = templates::page(ctx.work(), regime, typed).await?;
        Ok(Self { ctx, page, errors })
    }

    fn message<'f>(&self, fault: &'f Fault) -> &'f str {
        fault.message(self.ctx.lang)
    }

    fn names(&self) -> &'static [Name] {
        NAMES
    }

    fn meaning(&self, name: &Name) -> &'static str {
        self.ctx.lang.pick(name.vi, name.en)
    }
}

fn regime(code: &str) -> Result<Regime, Error> {
    Regime::from_code(code).ok_or(Error::NotFound)
}

/// `GET /report-templates/{kind}`.
pub async fn edit(ctx: Ctx, Path(code): Path<String>) -> Page {
    render(&Edit::load(ctx, regime(&code)?, None, FormErrors::default()).await?)
}

/// What the form sends: the template, and whether it is only to be looked at.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    name: String,
    text: String,
    base: String,
    act: String,
}

/// `POST /report-templates/{kind}`: shows what a template would look like, or keeps it.
pub async fn update(ctx: Ctx, Path(code): Path<String>, Form(sent): Form<Sent>) -> Page {
    let regime = regime(&code)?;
    let typed = TemplateForm { name: sent.name, text: sent.text, base: sent.base };
    if sent.act == "preview" {
        let page = Edit::load(ctx, regime, Some(typed), FormErrors::default()).await?;
        return Ok(render(&page)?.into_response());
    }
    match templates::save(ctx.work(), ctx.actor()?, regime, &typed).await {
        Ok(()) => Ok(go_on(&format!("/report-templates/{code}"), "notice-template-kept")),
        Err(work::Error::Invalid(invalid)) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&Edit::load(ctx, regime, Some(typed), errors).await?)
        }
        Err(work::Error::Store(store::Error::Stale { .. })) => {
            let errors = FormErrors::stale(&ctx, "text");
            show_both(&Edit::load(ctx, regime, Some(typed), errors).await?)
        }
        Err(error) => Err(error.into()),
    }
}
