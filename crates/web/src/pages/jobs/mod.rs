//! Background jobs: what waits, what was done, and what failed, with the reason in words.

use askama::Template;
use axum::Form;
use axum::extract::Query;
use domain::{Job, JobId, JobState};
use serde::Deserialize;
use work::jobs::{self, COUNTED_TO, Jobs};

use super::{Page, go_on, show as render};
use crate::ctx::Ctx;

/// What the address of the list asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    state: String,
    behind: String,
}

#[derive(Template)]
#[template(path = "jobs/list.html")]
struct List {
    ctx: Ctx,
    jobs: Jobs,
}

impl List {
    fn count(&self, state: &JobState) -> String {
        let count = self.jobs.counts.iter().find(|(of, _)| of == state).map_or(0, |(_, count)| *count);
        if count > COUNTED_TO { format!("> {COUNTED_TO}") } else { count.to_string() }
    }

    fn failed(&self) -> usize {
        let failed = self.jobs.counts.iter().find(|(of, _)| *of == JobState::Failed);
        failed.map_or(0, |(_, count)| usize::try_from(*count).unwrap_or(0))
    }

    fn next(&self) -> String {
        let next = self.jobs.page.next.as_ref();
        next.map_or_else(String::new, |next| format!("/jobs?state={}&behind={next}", self.jobs.state.code()))
    }

    /// Why it failed, in the reader's language: kept as one line in each.
    fn why(&self, job: &Job) -> String {
        let line = self.ctx.lang.pick(0, 1);
        let text = job.last_error.as_str();
        text.lines().nth(line).unwrap_or(text).to_owned()
    }

    fn result(&self, job: &Job) -> String {
        let count = job.result.parse().unwrap_or(0_usize);
        self.ctx.n("job-result", count)
    }
}

/// `GET /jobs`.
pub async fn list(ctx: Ctx, Query(asked): Query<Asked>) -> Page {
    let state = JobState::from_code(&asked.state).unwrap_or(JobState::Waiting);
    let jobs = jobs::list(ctx.work(), state, &asked.behind).await?;
    render(&List { ctx, jobs })
}

/// Which job is tried again.
#[derive(Debug, Deserialize)]
pub struct Retry {
    id: JobId,
}

/// `POST /jobs`.
pub async fn retry(ctx: Ctx, Form(retry): Form<Retry>) -> Page {
    jobs::retry(ctx.work(), ctx.actor()?, retry.id).await?;
    Ok(go_on("/jobs", "notice-job-retried"))
}
