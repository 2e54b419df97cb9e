//! Posts: the list, those of one body, and one with who fills it and what it is trusted with.

mod filling;
pub mod roles;

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query};
use domain::{Action, Gap, GapRule, Organisation, OrganisationId, PostId};
use work::posts::{self, PostForm, PostLine, PostPage};
use work::report_lines::{self, Lines};

use super::people::{Asked, Cut};
use super::report_lines::by_rule;
use super::{FormErrors, Page, go_on, show as render, show_again, show_both};
use crate::ctx::Ctx;
use crate::error::Error;

pub use filling::{create as fill, delete as leave, end as ask_leave, new as ask_fill};

#[derive(Template)]
#[template(path = "posts/list.html")]
struct List {
    ctx: Ctx,
    asked: Asked,
    cut: Cut<PostLine>,
    vacant: usize,
}

/// `GET /posts`.
pub async fn list(ctx: Ctx, Query(asked): Query<Asked>) -> Page {
    let today = ctx.work().clock.today();
    let mut rows = posts::list(ctx.work(), ctx.access()?, &asked.q).await?;
    rows.retain(|line| line.post.abolished_on.is_none_or(|last| today <= last));
    let vacant = rows.iter().filter(|line| line.today.is_empty()).count();
    let cut = asked.cut("/posts", rows);
    render(&List { ctx, asked, cut, vacant })
}

#[derive(Template)]
#[template(path = "posts/of_body.html")]
struct OfBody {
    ctx: Ctx,
    body: Organisation,
    lines: Vec<PostLine>,
    report_lines_here: Lines,
    typed: PostForm,
    errors: FormErrors,
    may_manage: bool,
}

impl OfBody {
    fn groups(&self) -> Vec<(GapRule, Vec<&Gap>)> {
        by_rule(&self.report_lines_here.gaps)
    }

    async fn load(ctx: Ctx, id: OrganisationId, typed: PostForm, errors: FormErrors) -> Result<Self, Error> {
        let today = ctx.work().clock.today();
        let body = work::organisations::page(ctx.work(), id, today).await?.organisation;
        let lines = posts::list_of_body(ctx.work(), id).await?;
        let report_lines_here = report_lines::of_body(ctx.work(), id).await?;
        let may_manage = ctx.may(Action::ManagePeople, &domain::access::Target::of_body(id));
        Ok(Self { ctx, body, lines, report_lines_here, typed, errors, may_manage })
    }
}

/// `GET /organisations/{id}/posts`.
pub async fn of_body(ctx: Ctx, Path(id): Path<OrganisationId>) -> Page {
    render(&OfBody::load(ctx, id, PostForm::default(), FormErrors::default()).await?)
}

/// `POST /organisations/{id}/posts`: sets up a post.
pub async fn create(ctx: Ctx, Path(id): Path<OrganisationId>, Form(typed): Form<PostForm>) -> Page {
    match posts::add(ctx.work(), ctx.actor()?, id, &typed).await {
        Ok(post) => Ok(go_on(&format!("/posts/{post}"), "notice-post-added")),
        Err(work::Error::Invalid(invalid)) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&OfBody::load(ctx, id, typed, errors).await?)
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "posts/show.html")]
struct Show {
    ctx: Ctx,
    page: PostPage,
    roles: Vec<roles::Held>,
    may_manage: bool,
    may_assign: bool,
}

impl Show {
    fn is_vacant(&self) -> bool {
        let today = self.ctx.work().clock.today();
        !self.page.tenures.iter().any(|filled| filled.tenure.covers(today))
    }
}

/// `GET /posts/{id}`.
pub async fn show(ctx: Ctx, Path(id): Path<PostId>) -> Page {
    let page = posts::page(ctx.work(), id).await?;
    let roles = roles::held(&ctx, &page).await?;
    let target = posts::target(&page.post);
    let (may_manage, may_assign) =
        (ctx.may(Action::ManagePeople, &target), ctx.may(Action::AssignReportLine, &target));
    render(&Show { page, roles, may_manage, may_assign, ctx })
}

#[derive(Template)]
#[template(path = "posts/edit.html")]
struct Edit {
    ctx: Ctx,
    page: PostPage,
    typed: PostForm,
    errors: FormErrors,
}

impl Edit {
    async fn load(ctx: Ctx, id: PostId, typed: Option<PostForm>, errors: FormErrors) -> Result<Self, Error> {
        let page = posts::page(ctx.work(), id).await?;
        let typed = typed.unwrap_or_else(|| PostForm::from(&page.post));
        Ok(Self { ctx, page, typed, errors })
    }
}

/// `GET /posts/{id}/edit`.
pub async fn edit(ctx: Ctx, Path(id): Path<PostId>) -> Page {
    render(&Edit::load(ctx, id, None, FormErrors::default()).await?)
}

/// `POST /posts/{id}/edit`: renames or abolishes.
pub async fn update(ctx: Ctx, Path(id): Path<PostId>, Form(typed): Form<PostForm>) -> Page {
    match posts::edit(ctx.work(), ctx.actor()?, id, &typed).await {
        Ok(()) => Ok(go_on(&format!("/posts/{id}"), "notice-post-kept")),
        Err(work::Error::Invalid(invalid)) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&Edit::load(ctx, id, Some(typed), errors).await?)
        }
        Err(work::Error::Store(store::Error::Stale { current })) => {
            let errors = FormErrors::stale(&ctx, "title");
            let typed = PostForm { version: current, ..typed };
            show_both(&Edit::load(ctx, id, Some(typed), errors).await?)
        }
        Err(error) => Err(error.into()),
    }
}
