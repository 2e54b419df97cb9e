//! What a body reports: the list of what is due, and the form with its cells.

mod cell;
pub mod cells;
pub mod evidence;
mod fields;
mod show;

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query};
use domain::SubmissionId;
use jiff::civil::Date;
use serde::Deserialize;
use work::submissions::{self, After, History, Mine, Saved};

use self::show::Show;
use super::{Page, go_on, show as render, show_again, show_both};
use crate::ctx::Ctx;

/// Where the history goes on: after the one due on a day.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    due: Option<Date>,
    after: Option<SubmissionId>,
}

#[derive(Template)]
#[template(path = "submissions/list.html")]
struct List {
    ctx: Ctx,
    mine: Mine,
    history: History,
    is_first: bool,
}

impl List {
    fn headline(&self) -> String {
        match (self.mine.open.len(), self.mine.waiting()) {
            (0, _) => self.ctx.t("submissions-none-due"),
            (_, 0) => self.ctx.t("submissions-all-handed-in"),
            (_, waiting) => self.ctx.n("submissions-waiting", waiting),
        }
    }

    fn next(&self) -> String {
        let address = |(due, id): After| format!("/submissions?due={due}&after={id}");
        self.history.earlier.map(address).unwrap_or_default()
    }

    fn previous(&self) -> &'static str {
        if self.is_first { "" } else { "/submissions" }
    }
}

/// `GET /submissions`: what is due from one's bodies, and what they reported before.
pub async fn list(ctx: Ctx, Query(asked): Query<Asked>) -> Page {
    let after = asked.due.zip(asked.after);
    let access = ctx.access()?;
    let mine = submissions::mine(ctx.work(), access).await?;
    let history = submissions::history(ctx.work(), access, after).await?;
    render(&List { mine, history, is_first: after.is_none(), ctx })
}

/// `GET /submissions/{id}`: the form, or what was reported where it may not be changed.
pub async fn show(ctx: Ctx, Path(id): Path<SubmissionId>) -> Page {
    render(&Show::load(ctx, id).await?)
}

/// `POST /submissions/{id}`: keeps everything as it was typed, and names what is wrong.
pub async fn update(ctx: Ctx, Path(id): Path<SubmissionId>, Form(sent): Form<Vec<(String, String)>>) -> Page {
    let changes = fields::changes(&sent);
    let saved = match submissions::save(ctx.work(), ctx.actor()?, id, &changes).await {
        Err(work::Error::Closed) => {
            return show_both(&Show::load(ctx, id).await?.with_unkept(&changes));
        }
        saved => saved?,
    };
    let page = Show::load(ctx, id).await?.with_sent(&changes, &saved);
    if saved.iter().any(|saved| matches!(saved, Saved::Elsewhere(_))) {
        return show_both(&page);
    }
    if page.has_faults_among(&changes) {
        return show_again(&page);
    }
    Ok(go_on(&format!("/submissions/{id}"), "notice-submission-kept"))
}

/// `POST /submissions/{id}/copy`: copies what has not changed since the last period.
pub async fn copy(ctx: Ctx, Path(id): Path<SubmissionId>) -> Page {
    match submissions::copy(ctx.work(), ctx.actor()?, id).await {
        Err(work::Error::Closed) => show_both(&Show::load(ctx, id).await?),
        copied => {
            let notice = if copied? == 0 { "notice-nothing-copied" } else { "notice-copied" };
            Ok(go_on(&format!("/submissions/{id}"), notice))
        }
    }
}
