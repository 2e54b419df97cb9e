//! The history of one item: who did what to it, and what was before and after.

mod told;

use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;
use uuid::Uuid;
use work::audit;

pub use told::{Row, event_word, noun_word, rows};

use super::{Page, show as render};
use crate::ctx::Ctx;
use crate::error::Error;

/// The nouns whose history has a page, at `/history/{noun}/{id}`; the router gives each its door.
pub const NOUNS: [&str; 10] =
    ["indicator", "task", "organisation", "plan", "document", "import", "person", "post", "account", "grant"];

/// Where to go on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Place {
    before: Option<i64>,
}

#[derive(Template)]
#[template(path = "history/show.html")]
struct Show {
    ctx: Ctx,
    noun: String,
    item: String,
    item_href: Option<String>,
    rows: Vec<Row>,
    next: String,
}

/// `GET /history/{noun}/{id}`.
pub async fn show(ctx: Ctx, Path(id): Path<Uuid>, Query(place): Query<Place>) -> Page {
    let path = ctx.here.split('?').next().unwrap_or_default().to_owned();
    let noun = NOUNS.into_iter().find(|noun| path.split('/').nth(2) == Some(noun)).ok_or(Error::NotFound)?;
    let listed = audit::history(ctx.work(), noun, &id.to_string(), place.before).await?;
    let named = listed.lines.iter().map(|line| line.item.as_str()).find(|item| !item.is_empty());
    render(&Show {
        noun: noun_word(&ctx, noun),
        item: named.unwrap_or_default().to_owned(),
        item_href: told::address(noun, &id.to_string()),
        rows: rows(&ctx, &listed).into_iter().map(|row| Row { history_href: None, ..row }).collect(),
        next: listed.earlier.map_or_else(String::new, |before| format!("{path}?before={before}")),
        ctx,
    })
}
