//! What a post is trusted with, and the forms that give it a role of the report line and end one.

use std::collections::HashMap;

use askama::Template;
use axum::Form;
use axum::extract::Path;
use domain::{AccessGrant, AccessRole, Field, FieldId, GrantId, OrganisationId, PostId, REPORT_LINE};
use work::grants::{self, Trust};
use work::posts::{self, PostPage};
use work::report_lines;

use crate::ctx::Ctx;
use crate::error::Error;
use crate::pages::{FormErrors, Page, go_on, show, show_again, show_both};

/// A role with its scope in words.
pub(super) struct Held {
    /// The role.
    pub(super) grant: AccessGrant,
    /// The body and the field that it is narrowed to.
    pub(super) scope: String,
    /// Whether it holds today.
    pub(super) is_live: bool,
}

/// The roles of a post, those that hold today first.
pub(super) async fn held(ctx: &Ctx, page: &PostPage) -> Result<Vec<Held>, Error> {
    let names = report_lines::scope_names(ctx.work(), &page.grants).await?;
    let today = ctx.work().clock.today();
    let held = |grant: &AccessGrant| Held {
        scope: words(ctx, grant, &names.bodies, &names.fields),
        is_live: grant.holds_on(today),
        grant: grant.clone(),
    };
    let mut all: Vec<Held> = page.grants.iter().map(held).collect();
    all.sort_by_key(|held| !held.is_live);
    Ok(all)
}

fn words(
    ctx: &Ctx,
    grant: &AccessGrant,
    bodies: &HashMap<OrganisationId, String>,
    fields: &HashMap<FieldId, String>,
) -> String {
    let body = grant.scope.organisation.and_then(|id| bodies.get(&id).cloned());
    let field = grant.scope.field.and_then(|id| fields.get(&id).cloned());
    let body = body.unwrap_or_else(|| ctx.t("scope-whole"));
    let plan = grant.scope.plan.map(|_| ctx.t("scope-one-plan"));
    let field = field.map(|name| ctx.tw("scope-field", &[("field", name)]));
    std::iter::once(body).chain(field).chain(plan).collect::<Vec<_>>().join(" · ")
}

#[derive(Template)]
#[template(path = "posts/give.html")]
struct Give {
    ctx: Ctx,
    page: PostPage,
    roles: Vec<Held>,
    bodies: Vec<(OrganisationId, String)>,
    fields: Vec<Field>,
    may_whole: bool,
    typed: Trust,
    errors: FormErrors,
}

impl Give {
    fn choices(&self) -> &'static [AccessRole] {
        &REPORT_LINE
    }

    async fn load(ctx: Ctx, id: PostId, typed: Option<Trust>, errors: FormErrors) -> Result<Self, Error> {
        let page = posts::page(ctx.work(), id).await?;
        let roles = held(&ctx, &page).await?;
        let bodies = report_lines::bodies_near(ctx.work(), ctx.access()?, page.post.organisation).await?;
        let fields = work::fields::list(ctx.work()).await?;
        let may_whole = ctx.access()?.may_within(domain::Action::AssignReportLine, &domain::Scope::default());
        let fresh = || Trust {
            organisation: page.post.organisation.map(|id| id.to_string()).unwrap_or_default(),
            from: ctx.work().clock.today().to_string(),
            ..Trust::default()
        };
        let typed = typed.unwrap_or_else(fresh);
        Ok(Self { ctx, page, roles, bodies, fields, may_whole, typed, errors })
    }
}

/// `GET /posts/{id}/roles`.
pub async fn new(ctx: Ctx, Path(id): Path<PostId>) -> Page {
    show(&Give::load(ctx, id, None, FormErrors::default()).await?)
}

/// `POST /posts/{id}/roles`: gives a role of the report line.
pub async fn create(ctx: Ctx, Path(id): Path<PostId>, Form(typed): Form<Trust>) -> Page {
    match grants::give(ctx.work(), ctx.actor()?, ctx.access()?, id, &typed).await {
        Ok(_) => Ok(go_on(&format!("/posts/{id}"), "notice-role-given")),
        Err(work::Error::Invalid(invalid)) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&Give::load(ctx, id, Some(typed), errors).await?)
        }
        Err(error) => Err(error.into()),
    }
}

/// What is typed to end a role.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct Ending {
    to: String,
    version: i64,
}

#[derive(Template)]
#[template(path = "posts/end.html")]
struct End {
    ctx: Ctx,
    page: PostPage,
    role: Held,
    typed: Ending,
    errors: FormErrors,
}

impl End {
    async fn load(
        ctx: Ctx,
        (id, grant): (PostId, GrantId),
        typed: Option<Ending>,
        errors: FormErrors,
    ) -> Result<Self, Error> {
        let page = posts::page(ctx.work(), id).await?;
        let roles = held(&ctx, &page).await?;
        // The door protects the post: a role of another post is none of this page's.
        let role = roles.into_iter().find(|held| held.grant.id == grant).ok_or(Error::NotFound)?;
        let today = ctx.work().clock.today();
        let typed = typed.unwrap_or_else(|| Ending { to: today.to_string(), version: role.grant.version });
        Ok(Self { ctx, page, role, typed, errors })
    }
}

/// `GET /posts/{id}/roles/{grant}`.
pub async fn end(ctx: Ctx, Path(of): Path<(PostId, GrantId)>) -> Page {
    show(&End::load(ctx, of, None, FormErrors::default()).await?)
}

/// `POST /posts/{id}/roles/{grant}`: ends a role.
pub async fn delete(ctx: Ctx, Path(of): Path<(PostId, GrantId)>, Form(typed): Form<Ending>) -> Page {
    let (post, grant) = of;
    let page = posts::page(ctx.work(), post).await?;
    if !page.grants.iter().any(|held| held.id == grant) {
        return Err(Error::NotFound);
    }
    match grants::end(ctx.work(), ctx.actor()?, ctx.access()?, grant, typed.version, &typed.to).await {
        Ok(()) => Ok(go_on(&format!("/posts/{post}"), "notice-role-ended")),
        Err(work::Error::Invalid(invalid)) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&End::load(ctx, of, Some(typed), errors).await?)
        }
        Err(work::Error::Store(store::Error::Stale { current })) => {
            let errors = FormErrors::stale(&ctx, "to");
            show_both(&End::load(ctx, of, Some(Ending { version: current, ..typed }), errors).await?)
        }
        Err(error) => Err(error.into()),
    }
}
