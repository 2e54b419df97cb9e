//! What waits for whom, since when.

use askama::Template;
use axum::extract::Query;
use serde::Deserialize;
use work::flow::{self, Waits};

use crate::ctx::Ctx;
use crate::pages::{Page, show as render};

/// What the list is narrowed to.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// `all` for everything within reach; else what waits for whoever asks.
    show: String,
    after: Option<String>,
}

#[derive(Template)]
#[template(path = "review/waiting.html")]
struct List {
    ctx: Ctx,
    page: Waits,
    shows_all: bool,
    is_first: bool,
}

impl List {
    fn address(&self) -> &'static str {
        if self.shows_all { "/submissions/waiting?show=all" } else { "/submissions/waiting" }
    }

    fn previous(&self) -> &'static str {
        if self.is_first { "" } else { self.address() }
    }

    fn next(&self) -> String {
        let joint = if self.shows_all { '&' } else { '?' };
        self.page
            .next
            .as_ref()
            .map(|place| format!("{}{joint}after={place}", self.address()))
            .unwrap_or_default()
    }
}

/// `GET /submissions/waiting`.
pub async fn list(ctx: Ctx, Query(asked): Query<Asked>) -> Page {
    let shows_all = asked.show == "all";
    let page = flow::list_waiting(ctx.work(), ctx.access()?, !shows_all, asked.after.as_deref()).await?;
    render(&List { page, shows_all, is_first: asked.after.is_none(), ctx })
}
