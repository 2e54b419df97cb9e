//! The log: every change, sign-in and denied attempt within reach; taken out; and the head of the chain.

use askama::Template;
use axum::Form;
use axum::extract::Query;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::Action;
use domain::audit::Outcome;
use serde::{Deserialize, Serialize};
use work::audit::{self, Asked, Format};

use super::history::{Row, event_word, noun_word, rows};
use super::{Page, show as render};
use crate::address::encode;
use crate::ctx::Ctx;
use crate::error::Error;

/// What the filter bar sends; empty choices mean "all".
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Typed {
    who: String,
    event: String,
    noun: String,
    item: String,
    body: String,
    outcome: String,
    from: String,
    to: String,
    before: Option<i64>,
    format: String,
}

impl Typed {
    fn asked(&self) -> Asked {
        let Self { who, event, noun, item, body, outcome, from, to, .. } = self.clone();
        Asked { who, event, noun, item, body, outcome, from, to }
    }

    /// The pairs that narrow the list, for hidden fields.
    fn pairs(&self) -> Vec<(&'static str, String)> {
        self.asked().pairs().map(|(name, typed)| (name, typed.to_owned())).collect()
    }

    /// The same list, from an earlier place on.
    fn earlier(&self, before: i64) -> String {
        let asked = self.asked();
        let pairs = asked.pairs().map(|(name, typed)| format!("{name}={}&", encode(typed)));
        format!("/log?{}before={before}", pairs.collect::<String>())
    }
}

#[derive(Template)]
#[template(path = "log/list.html")]
struct List {
    ctx: Ctx,
    typed: Typed,
    events: Vec<(String, String)>,
    nouns: Vec<(String, String)>,
    rows: Vec<Row>,
    next: String,
    may_export: bool,
}

impl List {
    fn outcomes(&self) -> &'static [Outcome] {
        Outcome::ALL
    }
}

/// `GET /log`.
pub async fn list(ctx: Ctx, Query(typed): Query<Typed>) -> Page {
    let access = ctx.access()?;
    let listed = audit::list(ctx.work(), access, Action::SeeLog, &typed.asked(), typed.before).await?;
    let codes = audit::events(ctx.work()).await?;
    let mut nouns: Vec<&str> = codes.iter().filter_map(|code| code.split('.').next()).collect();
    nouns.dedup();
    let named = |code: &str, word: String| (code.to_owned(), word);
    render(&List {
        events: codes.iter().map(|code| named(code, event_word(&ctx, code))).collect(),
        nouns: nouns.into_iter().map(|noun| named(noun, noun_word(&ctx, noun))).collect(),
        rows: rows(&ctx, &listed),
        next: listed.earlier.map_or_else(String::new, |before| typed.earlier(before)),
        may_export: ctx.may_somewhere(Action::ExportLog),
        typed,
        ctx,
    })
}

/// `POST /log/export`: the entries asked for as a file; that they were taken out is an entry itself.
pub async fn export(ctx: Ctx, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let (format, kind) = match typed.format.as_str() {
        "csv" => (Format::Csv, "text/csv; charset=utf-8"),
        _ => (Format::JsonLines, "application/jsonl; charset=utf-8"),
    };
    let text = audit::take(ctx.work(), ctx.actor()?, ctx.access()?, &typed.asked(), format).await?;
    let name = format!("nhat-ky-{}.{}", ctx.work().clock.today(), format.ending());
    let disposition = format!("attachment; filename=\"{name}\"");
    Ok(([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, disposition)], text).into_response())
}

#[derive(Template)]
#[template(path = "log/head.html")]
struct Head {
    ctx: Ctx,
    entries: i64,
    at: String,
    hash: String,
    line: String,
}

/// `GET /log/head`: the head of the chain, to print or to mail.
pub async fn head(ctx: Ctx) -> Page {
    let line = audit::head(ctx.work()).await?;
    render(&Head {
        entries: line.head.seq,
        at: ctx.moment(&line.at),
        line: line.to_string(),
        hash: line.head.hash,
        ctx,
    })
}
