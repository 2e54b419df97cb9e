//! The form of a dated act on a body, and of a new body at the top.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query};
use axum::response::IntoResponse as _;
use domain::{ActKind, OrganisationId, OrganisationKind};
use serde::Deserialize;
use work::bodies::acts::{self, ActForm, ActPage};

use crate::ctx::Ctx;
use crate::error::Error;
use crate::pages::{FormErrors, Page, go_on, show, show_again, show_both};

/// Which act is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    kind: String,
}

#[derive(Template)]
#[template(path = "organisations/act.html")]
struct Act {
    ctx: Ctx,
    /// The body it is done to; none for a new body at the top.
    about: Option<ActPage>,
    typed: ActForm,
    errors: FormErrors,
    /// Somebody else changed the body meanwhile.
    is_changed: bool,
}

impl Act {
    fn is(&self, kind: &str) -> bool {
        self.typed.act_kind().code() == kind
    }

    fn title(&self) -> String {
        self.ctx.tk("act", self.typed.act_kind().code())
    }

    fn here(&self) -> &str {
        self.about.as_ref().map_or("", |page| page.body.name.as_str())
    }

    fn parents(&self) -> Vec<(String, String)> {
        let mut parents = vec![("/organisations".to_owned(), self.ctx.t("nav-organisations"))];
        if let Some(page) = &self.about {
            parents.push((format!("/organisations/{}", page.body.id), page.body.name.clone()));
        }
        parents
    }

    fn kinds(&self) -> &'static [OrganisationKind] {
        OrganisationKind::ALL
    }

    fn asks_name(&self) -> bool {
        matches!(self.typed.act_kind(), ActKind::Found | ActKind::Rename | ActKind::Merge)
    }

    fn is_parent(&self, id: &OrganisationId) -> bool {
        self.typed.parent == id.to_string()
    }

    /// What goes back to the page before.
    fn back(&self) -> String {
        self.about.as_ref().map_or("/organisations".into(), |page| format!("/organisations/{}", page.body.id))
    }
}

/// `GET /organisations/{id}/act`.
pub async fn ask(ctx: Ctx, Path(id): Path<OrganisationId>, Query(asked): Query<Asked>) -> Page {
    let page = acts::page(ctx.work(), ctx.access()?, id).await?;
    let kind = ActKind::from_code(&asked.kind).unwrap_or(ActKind::Found);
    let mut typed = ActForm { version: page.body.version, kind: kind.code().into(), ..ActForm::default() };
    match kind {
        ActKind::Rename => {
            typed.name.clone_from(&page.body.name);
            typed.code = page.body.code.clone().unwrap_or_default();
        }
        ActKind::Move => typed.parent = page.body.parent.map(|id| id.to_string()).unwrap_or_default(),
        _ => typed.body_kind = OrganisationKind::Agency.code().into(),
    }
    show(&Act { about: Some(page), typed, errors: FormErrors::default(), is_changed: false, ctx })
}

/// `POST /organisations/{id}/act`: records the act, or shows the form again with what is wrong.
pub async fn record(ctx: Ctx, Path(id): Path<OrganisationId>, Form(typed): Form<ActForm>) -> Page {
    keep(ctx, Some(id), typed).await
}

/// `GET /organisations/new`.
pub async fn new(ctx: Ctx) -> Page {
    let typed = ActForm { body_kind: OrganisationKind::Other.code().into(), ..ActForm::default() };
    show(&Act { about: None, typed, errors: FormErrors::default(), is_changed: false, ctx })
}

/// `POST /organisations/new`.
pub async fn create(ctx: Ctx, Form(typed): Form<ActForm>) -> Page {
    keep(ctx, None, typed).await
}

async fn keep(ctx: Ctx, about: Option<OrganisationId>, mut typed: ActForm) -> Page {
    if about.is_none() {
        typed.kind = ActKind::Found.code().into();
    }
    match acts::record(ctx.work(), ctx.actor()?, ctx.access()?, about, &typed).await {
        Ok(next) => Ok(go_on(&format!("/organisations/{next}"), "notice-act-kept")),
        Err(work::Error::Invalid(invalid)) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&again(ctx, about, typed, errors, false).await?)
        }
        Err(work::Error::Store(store::Error::Stale { current })) => {
            // The next sending is on what is shown now.
            typed.version = current;
            let errors = FormErrors::stale(&ctx, "effective_on");
            show_both(&again(ctx, about, typed, errors, true).await?)
        }
        Err(error) => Ok(Error::from(error).into_response()),
    }
}

async fn again(
    ctx: Ctx,
    about: Option<OrganisationId>,
    typed: ActForm,
    errors: FormErrors,
    is_changed: bool,
) -> Result<Act, Error> {
    let about = match about {
        Some(id) => Some(acts::page(ctx.work(), ctx.access()?, id).await?),
        None => None,
    };
    Ok(Act { ctx, about, typed, errors, is_changed })
}
