//! Difficulties and proposals: the list, the form that raises one, and one with what becomes of it.

mod new;
mod show;
mod task;

use askama::Template;
use axum::extract::Query;
use domain::{Action, CellKey, Difficulty, Submission};
use serde::Deserialize;
use work::access::submitted;
use work::difficulties::{self, Asked, Count, Listed, Whose};

pub use new::{create, new};
pub use show::{answer, reroute, show, withdraw};
pub use task::{create as create_task, new as new_task};

use super::{Page, show as render};
use crate::address::encode;
use crate::ctx::Ctx;
use crate::error::Error;

/// What the filter bar sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    whose: String,
    q: String,
    after: String,
}

#[derive(Template)]
#[template(path = "difficulties/list.html")]
struct List {
    ctx: Ctx,
    whose: Whose,
    q: String,
    listed: Listed,
}

impl List {
    /// The choices with their numbers.
    fn tabs(&self) -> Vec<(Whose, Count)> {
        Whose::ALL.into_iter().zip(self.listed.counts).collect()
    }

    fn open(&self) -> String {
        self.listed.counts[0].to_string()
    }

    fn overdue(&self) -> String {
        self.listed.counts[3].to_string()
    }

    /// Where the next page is; empty on the last.
    fn next(&self) -> String {
        let next = self.listed.next.map(Asked::place);
        next.map_or_else(String::new, |place| {
            format!("/difficulties?whose={}&q={}&after={place}", self.whose.code(), encode(&self.q))
        })
    }
}

/// `GET /difficulties`.
pub async fn list(ctx: Ctx, Query(typed): Query<Typed>) -> Page {
    let (plan, _) = ctx.plan()?;
    let whose = Whose::from_code(&typed.whose);
    let asked = Asked { whose, words: typed.q.clone(), after: Asked::at(&typed.after) };
    let listed = difficulties::list(ctx.work(), ctx.access()?, plan.id, &asked).await?;
    render(&List { whose, q: typed.q, listed, ctx })
}

/// Difficulties as the page of something else shows them; a template includes `difficulties/brief.html` where
/// its page has `ctx` and `difficulties`.
#[derive(Default)]
pub struct Brief {
    /// Those that are shown, with for how many days each has waited.
    pub rows: Vec<(Difficulty, i32)>,
    /// Where one is raised; empty for whoever raises none.
    pub new_href: String,
    /// Whether only open ones are shown.
    pub is_open_only: bool,
}

impl Brief {
    /// What still threatens an indicator or a task.
    pub async fn of_item(ctx: &Ctx, key: &CellKey) -> Result<Self, Error> {
        let rows = difficulties::of_item(ctx.work(), ctx.access()?, key).await?;
        let href = format!("/difficulties/new?{}={}", key.noun(), key.item());
        Ok(Self::with(ctx, rows, href, true))
    }

    /// What was raised in a submission, for whoever sees the submission.
    pub async fn of_submission(ctx: &Ctx, of: &Submission) -> Result<Self, Error> {
        let rows = difficulties::of_submission(ctx.work(), of.id).await?;
        let may = ctx.may(Action::RaiseDifficulty, &submitted(of.organisation, of.plan));
        let href = if may { format!("/difficulties/new?submission={}", of.id) } else { String::new() };
        Ok(Self::with(ctx, rows, href, false))
    }

    fn with(ctx: &Ctx, rows: Vec<Difficulty>, href: String, is_open_only: bool) -> Self {
        let today = ctx.work().clock.today();
        let new_href = if ctx.may_somewhere(Action::RaiseDifficulty) { href } else { String::new() };
        let rows = rows.into_iter().map(|one| (one.age_days(today), one)).map(|(age, one)| (one, age));
        Self { rows: rows.collect(), new_href, is_open_only }
    }

    /// Whether there is anything to show.
    pub fn is_shown(&self) -> bool {
        !self.rows.is_empty() || !self.new_href.is_empty()
    }
}
