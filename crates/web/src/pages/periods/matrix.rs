//! The matrix of a period, and of the bodies over the last periods.

use askama::Template;
use axum::extract::Path;
use domain::{Action, PeriodState, ReportingPeriodId, SubmissionState, Timing};
use work::access::submitted;
use work::periods::{self, History, Matrix, Row};

use super::super::{Page, show as render};
use super::{manages, seen_plan};
use crate::ctx::Ctx;

#[derive(Template)]
#[template(path = "periods/show.html")]
struct Show {
    ctx: Ctx,
    matrix: Matrix,
    may_change: bool,
}

impl Show {
    fn title(&self) -> String {
        self.ctx.period_name(&self.matrix.period)
    }

    /// The finding: how many have done their part, and who is silent.
    fn headline(&self) -> String {
        if self.matrix.rows.is_empty() {
            let day = self.ctx.date(&self.matrix.period.opens_on);
            return self.ctx.tw("matrix-headline-coming", &[("day", day)]);
        }
        let counts = [
            ("approved", self.matrix.approved().to_string()),
            ("all", self.matrix.rows.len().to_string()),
            ("overdue", self.matrix.overdue().to_string()),
        ];
        let key = match self.matrix.overdue() {
            0 => "matrix-headline",
            _ if self.matrix.period.state == PeriodState::Closed => "matrix-headline-missing",
            _ => "matrix-headline-overdue",
        };
        self.ctx.tw(key, &counts)
    }

    /// Whether the person signed in may read what a body reports.
    fn sees(&self, row: &Row) -> bool {
        let submission = &row.submission;
        self.ctx.may(Action::SeeSubmission, &submitted(submission.organisation, submission.plan))
    }

    /// Whether the person signed in may read the official report.
    fn sees_report(&self) -> bool {
        let plan = self.matrix.period.plan;
        let target = self.ctx.access().map(|access| access.directory().plan_target(plan));
        target.is_ok_and(|target| self.ctx.may(Action::SeeReport, &target))
    }

    /// For how many days it waits for somebody; nothing where it waits for nobody.
    fn waiting(&self, row: &Row) -> Option<usize> {
        let waits = self.matrix.period.is_open() && !row.submission.state.is_approved();
        waits.then(|| usize::try_from(row.waiting_days).unwrap_or(usize::MAX))
    }

    /// How many wait for whom, in words.
    fn lead(&self) -> String {
        let in_state = |state| self.matrix.in_state(state).to_string();
        let counts = [
            ("draft", in_state(SubmissionState::Draft)),
            ("submitted", in_state(SubmissionState::Submitted)),
            ("returned", in_state(SubmissionState::Returned)),
            ("late", self.matrix.late().to_string()),
        ];
        let lead = self.ctx.tw("matrix-lead", &counts);
        match self.matrix.stale() {
            0 => lead,
            stale => format!("{lead} {}", self.ctx.n("matrix-stale-count", stale)),
        }
    }
}

/// The words and marks of a row, in every matrix.
trait Worded {
    fn ctx(&self) -> &Ctx;

    fn timing(&self, row: &Row) -> String {
        if row.is_missing {
            return self.ctx().t("timing-missing");
        }
        let days = usize::try_from(row.timing.days()).unwrap_or(usize::MAX);
        self.ctx().n(&format!("timing-{}", row.timing.code().replace('_', "-")), days)
    }

    /// The mark that goes with the timing.
    fn mark(&self, row: &Row) -> &'static str {
        match row.timing {
            _ if row.is_missing => "overdue",
            Timing::Overdue { .. } => "overdue",
            Timing::Late { .. } => "done-late",
            Timing::InTime => "done",
            Timing::Due { left } if left <= 3 => "due-soon",
            Timing::Due { .. } => "not-started",
        }
    }
}

impl Worded for Show {
    fn ctx(&self) -> &Ctx {
        &self.ctx
    }
}

/// `GET /periods/{id}`.
pub async fn show(mut ctx: Ctx, Path(id): Path<ReportingPeriodId>) -> Page {
    let matrix = periods::matrix(ctx.work(), id).await?;
    ctx.turn_to(matrix.period.plan).await?;
    let may_change = manages(&ctx, matrix.period.plan);
    render(&Show { ctx, matrix, may_change })
}

#[derive(Template)]
#[template(path = "periods/history.html")]
struct OverPeriods {
    ctx: Ctx,
    history: History,
}

impl Worded for OverPeriods {
    fn ctx(&self) -> &Ctx {
        &self.ctx
    }
}

impl OverPeriods {
    fn chronically_late(&self) -> usize {
        self.history.rows.iter().filter(|row| row.late() >= 2).count()
    }
}

/// `GET /periods/matrix`.
pub async fn history(ctx: Ctx) -> Page {
    let history = match seen_plan(&ctx)? {
        Some(plan) => periods::history(ctx.work(), plan).await?,
        None => History { periods: Vec::new(), rows: Vec::new() },
    };
    render(&OverPeriods { ctx, history })
}
