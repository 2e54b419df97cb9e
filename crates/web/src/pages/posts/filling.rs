//! The forms that say who fills a post, and until when.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse as _, Redirect};
use domain::{PostId, TenureKind};
use work::people::{self, PersonLine};
use work::posts::{self, Ending, Filled, Filling, PostPage};

use super::roles::{self, Held};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::pages::{FormErrors, Page, go_on, show, show_again, show_both};

#[derive(Template)]
#[template(path = "posts/fill.html")]
struct Fill {
    ctx: Ctx,
    page: PostPage,
    roles: Vec<Held>,
    people: Vec<PersonLine>,
    typed: Filling,
    errors: FormErrors,
}

impl Fill {
    fn kinds(&self) -> &'static [TenureKind] {
        TenureKind::ALL
    }

    async fn load(ctx: Ctx, id: PostId, typed: Option<Filling>, errors: FormErrors) -> Result<Self, Error> {
        let page = posts::page(ctx.work(), id).await?;
        let roles = roles::held(&ctx, &page).await?;
        let people = people::list(ctx.work(), ctx.access()?, "").await?;
        let fresh = || Filling {
            kind: TenureKind::Holder.code().into(),
            from: ctx.work().clock.today().to_string(),
            ..Filling::default()
        };
        let mut typed = typed.unwrap_or_else(fresh);
        if typed.version == 0 {
            typed.version = page.post.version;
        }
        Ok(Self { ctx, page, roles, people, typed, errors })
    }
}

/// `GET /posts/{id}/fill`.
pub async fn new(ctx: Ctx, Path(id): Path<PostId>) -> Page {
    show(&Fill::load(ctx, id, None, FormErrors::default()).await?)
}

/// `POST /posts/{id}/fill`.
pub async fn create(ctx: Ctx, Path(id): Path<PostId>, Form(typed): Form<Filling>) -> Page {
    match posts::fill(ctx.work(), ctx.actor()?, ctx.access()?, id, &typed).await {
        Ok(_) => Ok(go_on(&format!("/posts/{id}"), "notice-post-filled")),
        Err(work::Error::Invalid(invalid)) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&Fill::load(ctx, id, Some(typed), errors).await?)
        }
        Err(work::Error::Store(store::Error::Stale { current })) => {
            let errors = FormErrors::stale(&ctx, "person");
            let typed = Filling { version: current, ..typed };
            show_both(&Fill::load(ctx, id, Some(typed), errors).await?)
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "posts/leave.html")]
struct Leave {
    ctx: Ctx,
    page: PostPage,
    roles: Vec<Held>,
    leaving: Filled,
    typed: Ending,
    errors: FormErrors,
}

impl Leave {
    async fn load(ctx: Ctx, id: PostId, mut typed: Ending, errors: FormErrors) -> Result<Self, Error> {
        let page = posts::page(ctx.work(), id).await?;
        let roles = roles::held(&ctx, &page).await?;
        let named = |filled: &&Filled| {
            filled.person.id.to_string() == typed.person && filled.tenure.from.to_string() == typed.from
        };
        let leaving = page.tenures.iter().find(named).cloned().ok_or(Error::NotFound)?;
        if typed.version == 0 {
            typed.version = page.post.version;
            typed.to = leaving.tenure.to.unwrap_or(ctx.work().clock.today()).to_string();
        }
        Ok(Self { ctx, page, roles, leaving, typed, errors })
    }
}

/// `GET /posts/{id}/leave?person=…&from=…`.
pub async fn end(ctx: Ctx, Path(id): Path<PostId>, Query(typed): Query<Ending>) -> Page {
    match Leave::load(ctx, id, typed, FormErrors::default()).await {
        Ok(page) => show(&page),
        // The tenure was taken back, or the address was typed.
        Err(Error::NotFound) => Ok(Redirect::to(&format!("/posts/{id}")).into_response()),
        Err(error) => Err(error),
    }
}

/// `POST /posts/{id}/leave`.
pub async fn delete(ctx: Ctx, Path(id): Path<PostId>, Form(typed): Form<Ending>) -> Page {
    match posts::end(ctx.work(), ctx.actor()?, ctx.access()?, id, &typed).await {
        Ok(()) => Ok(go_on(&format!("/posts/{id}"), "notice-post-left")),
        Err(work::Error::Invalid(invalid)) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&Leave::load(ctx, id, typed, errors).await?)
        }
        Err(work::Error::Store(store::Error::Stale { current })) => {
            let errors = FormErrors::stale(&ctx, "to");
            let typed = Ending { version: current, ..typed };
            show_both(&Leave::load(ctx, id, typed, errors).await?)
        }
        Err(error) => Err(error.into()),
    }
}
