//! A report as whoever decides on it reads it, with what may be done to it now.

mod acts;
pub mod waiting;
mod words;

pub use words::said;

pub use acts::{approve, remark, reopen, return_back, submit};

use askama::Template;
use axum::extract::Path;
use domain::{
    CellEntry, CellKey, CheckOutcome, Evidence, EvidenceKind, IndicatorId, SubmissionCell, SubmissionId,
    SubmissionStep, TaskId, TaskState,
};
use work::access::{Subject, submitted};
use work::flow::{self, CellFault, Change, Review};
use work::submissions::Form;

use self::acts::Typed;
use super::difficulties::Brief;
use super::{FormErrors, Page, show as render};
use crate::ctx::Ctx;
use crate::error::Error;
use domain::Action;

#[derive(Template)]
#[template(path = "review/show.html")]
struct Show {
    ctx: Ctx,
    page: Review,
    difficulties: Brief,
    typed: Typed,
    errors: FormErrors,
}

impl Show {
    async fn load(mut ctx: Ctx, id: SubmissionId, typed: Typed, errors: FormErrors) -> Result<Self, Error> {
        let page = flow::review(ctx.work(), ctx.access()?, id).await?;
        ctx.turn_to(page.form.plan.id).await?;
        // Whoever tries again decides on what is shown now.
        let typed = Typed { version: page.form.submission.version, ..typed };
        let difficulties = Brief::of_submission(&ctx, &page.form.submission).await?;
        Ok(Self { ctx, page, difficulties, typed, errors })
    }

    fn id(&self) -> SubmissionId {
        self.page.form.submission.id
    }

    fn may(&self, step: &str) -> bool {
        self.page.steps.iter().any(|known| known.code() == step)
    }

    fn may_remark(&self) -> bool {
        let target = submitted(self.page.form.body.id, self.page.form.plan.id);
        self.ctx.may(Action::FillSubmission, &target)
    }

    /// Whether it is still to be decided on and lacks something, so that what is wrong and missing matters.
    fn is_wanting(&self) -> bool {
        let Form { submission, period, .. } = &self.page.form;
        let is_undecided = !submission.state.is_approved() && submission.may_move_in(period);
        is_undecided && !self.page.readiness.is_whole()
    }

    /// What the box of what is lacking is called: before it is handed in somebody settles it, then the head
    /// decides with it in mind.
    fn wanting(&self) -> String {
        let is_editable = self.page.form.submission.state.is_editable();
        self.ctx.t(if is_editable { "flow-to-settle" } else { "flow-to-weigh" })
    }

    /// The label and name of what a cell is about.
    fn name(&self, key: &CellKey) -> String {
        let form = &self.page.form;
        let found = match key {
            CellKey::Indicator(id) => {
                let row = form.figures.iter().find(|row| row.indicator.id == *id);
                row.map(|row| format!("{} {}", row.indicator.label, row.indicator.name))
            }
            CellKey::Task(id) => {
                let row = form.tasks.iter().find(|row| row.task.id == *id);
                row.map(|row| format!("{} {}", row.task.label, row.task.text))
            }
            CellKey::Section(place) => {
                form.sections.iter().find(|row| row.place == *place).map(|row| row.heading.clone())
            }
        };
        found.unwrap_or_default().trim().to_owned()
    }

    fn unit(&self, key: &CellKey) -> &str {
        let CellKey::Indicator(id) = key else { return "" };
        let row = self.page.form.figures.iter().find(|row| row.indicator.id == *id);
        row.map_or("", |row| row.indicator.unit.as_str())
    }

    fn fault(&self, fault: &CellFault) -> String {
        format!("{}: {}", fault.label, fault.error.message(self.ctx.lang))
    }

    fn said(&self, entry: &CellEntry, unit: &str) -> String {
        words::said(&self.ctx, entry, unit)
    }

    /// What a cell says; what was left blank says nothing.
    fn cell<'a>(&self, cell: Option<&'a SubmissionCell>) -> Option<&'a SubmissionCell> {
        cell.filter(|cell| !cell.entry.is_blank())
    }

    /// One side of a difference.
    fn side(&self, change: &Change, entry: Option<&CellEntry>) -> String {
        let Some(entry) = entry else { return self.ctx.t("flow-blank") };
        let said = self.said(entry, self.unit(&change.key));
        [said, entry.note.trim().to_owned()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" – ")
    }

    fn link<'a>(&self, evidence: &'a Evidence) -> Option<&'a str> {
        match &evidence.kind {
            EvidenceKind::Link { url } => Some(url),
            EvidenceKind::File { .. } => None,
        }
    }

    fn file(&self, evidence: &Evidence) -> String {
        format!("/submissions/{}/evidence/{}", self.id(), evidence.id)
    }

    /// What was found of a figure, as a word: verified, contested, or waiting.
    fn check(&self, id: &IndicatorId) -> &'static str {
        if self.page.waiting.contains(id) {
            return "waiting";
        }
        match self.page.checks.get(id).map(|check| check.outcome) {
            Some(CheckOutcome::Verified) => "verified",
            Some(CheckOutcome::Contested) => "contested",
            None => "",
        }
    }

    /// Whether the reader may verify an approved figure.
    fn verifies(&self, id: &IndicatorId) -> bool {
        let key = CellKey::Indicator(*id);
        let is_approved =
            self.page.approved().is_some_and(|last| last.cells.iter().any(|(cell, _)| *cell == key));
        is_approved && self.ctx.may_to_item(Action::VerifyFigure, Subject::Indicator(*id))
    }

    /// The tasks said to be done or dropped that whoever approves may confirm.
    fn to_confirm(&self) -> Vec<(TaskId, String)> {
        let says_so = |cell: &SubmissionCell| {
            let state = TaskState::from_code(&cell.entry.state);
            matches!(state, Some(TaskState::Done | TaskState::AwaitingConfirmation | TaskState::Dropped))
        };
        let rows = self.page.form.tasks.iter().filter(|row| row.cell.as_ref().is_some_and(says_so));
        let may = |id: TaskId| self.ctx.may_to_item(Action::ConfirmTask, Subject::Task(id));
        let rows = rows.filter(|row| may(row.task.id));
        rows.map(|row| (row.task.id, format!("{} {}", row.task.label, row.task.text))).collect()
    }

    fn confirms(&self, id: &TaskId) -> bool {
        self.typed.confirmed.contains(id)
    }

    /// What was typed into the form of a step that was not taken.
    fn typed_for(&self, step: &str) -> &str {
        if self.typed.step == step { &self.typed.reason } else { "" }
    }

    /// What is wrong with the reason in the form of a step.
    fn error_for(&self, step: &str) -> Option<&str> {
        self.errors.of("reason").filter(|_| self.typed.step == step)
    }

    /// The name of a reason's field: no two on a page have one id, and the summary leads to the one meant.
    fn reason_field(&self, step: &str) -> String {
        let is_alone = self.page.steps.iter().filter(|s| matches!(s.code(), "return" | "reopen")).count() < 2;
        if is_alone || self.typed.step == step { "reason".to_owned() } else { format!("reason-{step}") }
    }

    fn state(&self) -> String {
        self.ctx.tk("submission-state", self.page.form.submission.state.code())
    }
}

/// `GET /submissions/{id}/review`.
pub async fn show(ctx: Ctx, Path(id): Path<SubmissionId>) -> Page {
    render(&Show::load(ctx, id, Typed::default(), FormErrors::default()).await?)
}

/// The step that a form stands for, as the address names it.
fn title(step: SubmissionStep) -> &'static str {
    match step {
        SubmissionStep::Submit => "notice-flow-submitted",
        SubmissionStep::Return => "notice-flow-returned",
        SubmissionStep::Approve => "notice-flow-approved",
        SubmissionStep::Reopen => "notice-flow-reopened",
        SubmissionStep::Consolidate => "notice-flow-consolidated",
    }
}
