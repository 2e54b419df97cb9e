//! Groups of bodies: the list, and the form of one with its bodies of today.

use askama::Template;
use axum::Form;
use axum::extract::Path;
use axum::response::IntoResponse as _;
use domain::access::Target;
use domain::{Action, BodyGroupId, BodyState, OrganisationKind};
use work::bodies::groups::{self, GroupForm, GroupPage};

use super::{FormErrors, Page, go_on, show as render, show_again, show_both};
use crate::ctx::Ctx;
use crate::error::Error;

#[derive(Template)]
#[template(path = "body_groups/list.html")]
struct List {
    ctx: Ctx,
    groups: Vec<GroupPage>,
}

impl List {
    fn manages(&self, page: &GroupPage) -> bool {
        self.ctx.may(Action::ManageBodies, &Target::of_body(page.group.below))
    }
}

/// `GET /body-groups`.
pub async fn list(ctx: Ctx) -> Page {
    let today = ctx.work().clock.today();
    let groups = groups::list(ctx.work(), ctx.access()?, today).await?;
    render(&List { ctx, groups })
}

#[derive(Template)]
#[template(path = "body_groups/edit.html")]
struct Edit {
    ctx: Ctx,
    /// The group; none while it is new.
    page: Option<GroupPage>,
    /// The bodies below which a new group can select.
    places: Vec<BodyState>,
    typed: GroupForm,
    errors: FormErrors,
    /// Somebody else changed the group meanwhile.
    is_changed: bool,
}

impl Edit {
    fn kinds(&self) -> &'static [OrganisationKind] {
        OrganisationKind::ALL
    }

    fn title(&self) -> String {
        self.page.as_ref().map_or_else(|| self.ctx.t("new-group"), |page| page.group.name.clone())
    }

    fn is_checked(&self, prefix: &str, end: impl std::fmt::Display) -> bool {
        self.typed.is_checked(&format!("{prefix}-{end}"))
    }

    fn is_below(&self, body: &BodyState) -> bool {
        self.typed.below == body.id.to_string()
    }
}

/// `GET /body-groups/new`.
pub async fn new(ctx: Ctx) -> Page {
    render(&form(ctx, None, GroupForm::default(), FormErrors::default(), false).await?)
}

/// `POST /body-groups/new`.
pub async fn create(ctx: Ctx, Form(typed): Form<GroupForm>) -> Page {
    match groups::add(ctx.work(), ctx.actor()?, ctx.access()?, &typed).await {
        Ok(id) => Ok(go_on(&format!("/body-groups/{id}"), "notice-group-kept")),
        Err(error) => refused(ctx, None, typed, error).await,
    }
}

/// `GET /body-groups/{id}`.
pub async fn edit(ctx: Ctx, Path(id): Path<BodyGroupId>) -> Page {
    let today = ctx.work().clock.today();
    let typed = GroupForm::of(&groups::page(ctx.work(), id, today).await?.group);
    render(&form(ctx, Some(id), typed, FormErrors::default(), false).await?)
}

/// `POST /body-groups/{id}`.
pub async fn update(ctx: Ctx, Path(id): Path<BodyGroupId>, Form(typed): Form<GroupForm>) -> Page {
    match groups::update(ctx.work(), ctx.actor()?, ctx.access()?, id, &typed).await {
        Ok(()) => Ok(go_on(&format!("/body-groups/{id}"), "notice-group-kept")),
        Err(error) => refused(ctx, Some(id), typed, error).await,
    }
}

async fn refused(ctx: Ctx, id: Option<BodyGroupId>, mut typed: GroupForm, error: work::Error) -> Page {
    match error {
        work::Error::Invalid(invalid) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&form(ctx, id, typed, errors, false).await?)
        }
        work::Error::Store(store::Error::Stale { current }) => {
            typed.version = current;
            let errors = FormErrors::stale(&ctx, "name");
            show_both(&form(ctx, id, typed, errors, true).await?)
        }
        error => Ok(Error::from(error).into_response()),
    }
}

async fn form(
    ctx: Ctx,
    id: Option<BodyGroupId>,
    typed: GroupForm,
    errors: FormErrors,
    is_changed: bool,
) -> Result<Edit, Error> {
    let today = ctx.work().clock.today();
    let page = match id {
        Some(id) => Some(groups::page(ctx.work(), id, today).await?),
        None => None,
    };
    let places = groups::places(ctx.work(), ctx.access()?).await?;
    Ok(Edit { ctx, page, places, typed, errors, is_changed })
}
