//! Putting a reviewed draft under tracking.

use askama::Template;
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use domain::{Action, ImportId, PlanLevel};
use serde::Deserialize;
use work::FieldError;
use work::import::{self, Import};
use work::plans::{self, PlanWithVersions};
use work::publish::{self, Preview, PublishAs};

use crate::ctx::Ctx;
use crate::error::Error;
use crate::pages::{FormErrors, Page};

/// What the form sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    version: i64,
    plan: String,
    title: String,
    owner: String,
    level: String,
    in_force_from: String,
    /// The plan whose comparison the person has seen.
    seen: String,
}

#[derive(Template)]
#[template(path = "imports/publish.html")]
struct Confirm {
    ctx: Ctx,
    import: Import,
    plans: Vec<PlanWithVersions>,
    typed: Fields,
    /// How the draft stands to the chosen plan, once one is chosen.
    preview: Option<Preview>,
    errors: FormErrors,
}

impl Confirm {
    fn parents(&self) -> Vec<(String, String)> {
        super::parents(&self.ctx, &self.import)
    }

    fn levels(&self) -> [PlanLevel; 4] {
        PlanLevel::ALL
    }

    fn kept_indicators(&self) -> usize {
        let review = &self.import.review;
        review.draft.indicators.iter().filter(|i| review.keeps(&i.id)).count()
    }

    fn kept_tasks(&self) -> usize {
        let review = &self.import.review;
        review.draft.tasks.iter().filter(|t| review.keeps(&t.id)).count()
    }
}

/// `GET /imports/{id}/publish`: as what the draft is published.
pub async fn confirm(ctx: Ctx, Path(id): Path<ImportId>) -> Page {
    let import = import::open(ctx.work(), id).await?;
    if !import.is_open() {
        return Err(work::Error::Closed.into());
    }
    let suggested = PublishAs::suggested(&import, ctx.work().clock.today());
    let typed = Fields {
        version: import.version,
        plan: String::new(),
        title: suggested.title,
        owner: suggested.owner,
        level: suggested.level.code().to_owned(),
        in_force_from: suggested.in_force_from.to_string(),
        seen: String::new(),
    };
    let plans = own_plans(&ctx).await?;
    crate::pages::show(&Confirm { ctx, import, plans, typed, preview: None, errors: FormErrors::default() })
}

/// `POST /imports/{id}/publish`: publishes and goes to the plan.
pub async fn publish(ctx: Ctx, Path(id): Path<ImportId>, Form(typed): Form<Fields>) -> Page {
    if !typed.plan.is_empty() && typed.seen != typed.plan {
        return compare(ctx, id, typed).await;
    }
    let published = match as_what(&typed) {
        Ok(publish_as) => {
            let whose = publish::target(ctx.work(), ctx.access()?.directory(), &publish_as).await?;
            ctx.require(Action::PublishPlan, &whose)?;
            publish::publish(ctx.work(), ctx.actor()?, id, typed.version, &publish_as).await
        }
        Err(error) => Err(work::Error::Invalid(vec![error])),
    };
    match published {
        Ok(plan) => Ok(Redirect::to(&format!("/plans/{plan}")).into_response()),
        Err(work::Error::Invalid(invalid)) => {
            let import = import::open(ctx.work(), id).await?;
            let plans = own_plans(&ctx).await?;
            let errors = FormErrors::new(&ctx, &invalid);
            crate::pages::show_again(&Confirm { ctx, import, plans, typed, preview: None, errors })
        }
        Err(error) => Err(error.into()),
    }
}

/// A new version is compared with the plan first: what is known, what is new, what is not named.
async fn compare(ctx: Ctx, id: ImportId, mut typed: Fields) -> Page {
    let plan = typed.plan.parse().map_err(|_| Error::BadForm("plan".into()))?;
    ctx.require(Action::PublishPlan, &ctx.access()?.directory().plan_target(plan))?;
    let import = import::open(ctx.work(), id).await?;
    let preview = Some(publish::preview(ctx.work(), &import, plan).await?);
    let plans = own_plans(&ctx).await?;
    typed.seen.clone_from(&typed.plan);
    crate::pages::show(&Confirm { ctx, import, plans, typed, preview, errors: FormErrors::default() })
}

/// The plans of which the person signed in may publish a new version.
async fn own_plans(ctx: &Ctx) -> Result<Vec<PlanWithVersions>, Error> {
    let access = ctx.access()?;
    let mut plans = plans::seen(ctx.work(), access).await?;
    plans.retain(|plan| access.may(Action::PublishPlan, &access.directory().plan_target(plan.plan.id)));
    Ok(plans)
}

fn as_what(typed: &Fields) -> Result<PublishAs, FieldError> {
    let in_force_from = work::typed_day(&typed.in_force_from).ok_or_else(|| {
        FieldError::new("in_force_from", "Nhập ngày có hiệu lực.", "Enter the day from which it is in force.")
    })?;
    Ok(PublishAs {
        plan: typed.plan.parse().ok(),
        title: typed.title.clone(),
        owner: typed.owner.clone(),
        level: PlanLevel::from_code(&typed.level).unwrap_or(PlanLevel::Province),
        in_force_from,
        is_illustration: false,
    })
}
