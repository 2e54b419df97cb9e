//! Notices: what was told to the posts that the reader fills.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse as _, Redirect};
use domain::access::Target;
use domain::{Action, Notice, NoticeId};
use jiff::Timestamp;
use serde::Deserialize;
use store::notice::After;
use work::notices::{self, Listed};

use super::{Page, go_on, show as render};
use crate::ctx::Ctx;
use crate::error::Error;

/// Where the page begins.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Place {
    after: String,
}

/// Up to when everything is marked as read: what came after the page was shown is not.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Until {
    until: i64,
}

#[derive(Template)]
#[template(path = "notices/list.html")]
struct List {
    ctx: Ctx,
    listed: Listed,
    unread: usize,
    has_mail: bool,
}

impl List {
    fn sentence(&self, notice: &Notice) -> String {
        notice.sentence(self.ctx.lang)
    }

    /// Whether the reader may see mail on its way.
    fn sees_mail(&self) -> bool {
        self.ctx.may(Action::ManageJobs, &Target::default())
    }

    /// When the latest notice shown was made.
    fn until(&self) -> i64 {
        self.listed.notices.first().map_or(0, |latest| latest.created_at.as_millisecond())
    }

    fn next(&self) -> String {
        let address =
            |after: After| format!("/notices?after={}-{}", after.created_at.as_millisecond(), after.id);
        self.listed.next.map(address).unwrap_or_default()
    }
}

fn place(typed: &str) -> Option<After> {
    let (millis, id) = typed.split_once('-')?;
    let created_at = Timestamp::from_millisecond(millis.parse().ok()?).ok()?;
    Some(After { created_at, id: id.parse().ok()? })
}

/// `GET /notices`.
pub async fn list(ctx: Ctx, Query(typed): Query<Place>) -> Page {
    let listed = notices::list(ctx.work(), ctx.access()?, place(&typed.after)).await?;
    let unread = notices::count_unread(ctx.work(), ctx.access()?).await?;
    let has_mail = ctx.work().post_office().is_some();
    render(&List { listed, unread, has_mail, ctx })
}

/// `POST /notices`: marks as read what the page showed and all before it.
pub async fn update(ctx: Ctx, Form(typed): Form<Until>) -> Page {
    let until = Timestamp::from_millisecond(typed.until).unwrap_or(Timestamp::UNIX_EPOCH);
    notices::mark_all_read(ctx.work(), ctx.access()?, until).await?;
    Ok(go_on("/notices", "notice-notices-read"))
}

/// `POST /notices/{id}`: marks one as read and goes to what it is about.
pub async fn open(ctx: Ctx, Path(id): Path<NoticeId>) -> Page {
    let notice = notices::open(ctx.work(), ctx.access()?, id).await?.ok_or(Error::NotFound)?;
    Ok(Redirect::to(&notice.path()).into_response())
}
