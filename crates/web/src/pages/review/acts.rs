//! What is done to a report: handing in, sending back, approving, taking up again, remarks.

use std::collections::BTreeSet;

use axum::Form;
use axum::extract::Path;
use domain::{SubmissionId, SubmissionStep, TaskId};
use work::access::{Subject, submitted};
use work::flow::{self, Approving, Reasoned, Submitting};

use super::{Show, title};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::pages::{FormErrors, Page, go_on, show_again, show_both};
use domain::Action;

/// What was typed into one of the forms.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// The version of the submission that was shown.
    pub version: i64,
    /// Why, or the remark.
    pub reason: String,
    /// The form that was sent, by its step.
    pub step: &'static str,
    /// The tasks whose end is confirmed.
    pub confirmed: BTreeSet<TaskId>,
}

type Pairs = Vec<(String, String)>;

/// A form with a box for each task sends the same name several times.
fn typed(sent: &Pairs, step: &'static str) -> Typed {
    let mut typed = Typed { step, ..Typed::default() };
    for (name, value) in sent {
        match name.as_str() {
            "version" => typed.version = value.parse().unwrap_or_default(),
            "reason" | "reason-return" | "reason-reopen" | "text" => typed.reason.clone_from(value),
            "confirmed" => typed.confirmed.extend(value.parse::<TaskId>().ok()),
            _ => (),
        }
    }
    typed
}

/// `POST /submissions/{id}/submit`.
pub async fn submit(ctx: Ctx, Path(id): Path<SubmissionId>, Form(sent): Form<Pairs>) -> Page {
    let typed = typed(&sent, "submit");
    let submitting = Submitting { version: typed.version, reason: typed.reason.clone() };
    let done = flow::submit(ctx.work(), ctx.actor()?, id, &submitting).await;
    answer(ctx, id, SubmissionStep::Submit, typed, done.map(drop)).await
}

/// `POST /submissions/{id}/return`: who may depends on how far the report has come.
pub async fn return_back(ctx: Ctx, Path(id): Path<SubmissionId>, Form(sent): Form<Pairs>) -> Page {
    let step = SubmissionStep::Return;
    let submission = work::submissions::form(ctx.work(), id).await?.submission;
    if step.next(submission.state).is_some() {
        let target = submitted(submission.organisation, submission.plan);
        ctx.require(step.action(submission.state), &target)?;
    }
    let typed = typed(&sent, "return");
    let reasoned = Reasoned { version: typed.version, reason: typed.reason.clone() };
    let done = flow::return_back(ctx.work(), ctx.actor()?, id, &reasoned).await;
    answer(ctx, id, step, typed, done.map(drop)).await
}

/// `POST /submissions/{id}/approve`.
pub async fn approve(ctx: Ctx, Path(id): Path<SubmissionId>, Form(sent): Form<Pairs>) -> Page {
    let typed = typed(&sent, "approve");
    for task in &typed.confirmed {
        if !ctx.may_to_item(Action::ConfirmTask, Subject::Task(*task)) {
            return Err(Error::Forbidden(Action::ConfirmTask));
        }
    }
    let approving = Approving { version: typed.version, confirmed: typed.confirmed.clone() };
    let done = flow::approve(ctx.work(), ctx.actor()?, id, &approving).await;
    answer(ctx, id, SubmissionStep::Approve, typed, done.map(drop)).await
}

/// `POST /submissions/{id}/reopen`.
pub async fn reopen(ctx: Ctx, Path(id): Path<SubmissionId>, Form(sent): Form<Pairs>) -> Page {
    let typed = typed(&sent, "reopen");
    let reasoned = Reasoned { version: typed.version, reason: typed.reason.clone() };
    let done = flow::reopen(ctx.work(), ctx.actor()?, id, &reasoned).await;
    answer(ctx, id, SubmissionStep::Reopen, typed, done.map(drop)).await
}

/// `POST /submissions/{id}/remarks`.
pub async fn remark(ctx: Ctx, Path(id): Path<SubmissionId>, Form(sent): Form<Pairs>) -> Page {
    let typed = typed(&sent, "remark");
    match flow::remark(ctx.work(), ctx.actor()?, id, None, &typed.reason).await {
        Ok(()) => Ok(go_on(&format!("/submissions/{id}/review#thread"), "notice-flow-remarked")),
        Err(work::Error::Invalid(invalid)) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&Show::load(ctx, id, typed, errors).await?)
        }
        Err(error) => Err(error.into()),
    }
}

/// Goes on after a step, or shows the form again with what is wrong, or with what was decided meanwhile.
async fn answer(
    ctx: Ctx,
    id: SubmissionId,
    step: SubmissionStep,
    typed: Typed,
    done: Result<(), work::Error>,
) -> Page {
    match done {
        Ok(()) => Ok(go_on(&format!("/submissions/{id}/review"), title(step))),
        Err(work::Error::Invalid(invalid)) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&Show::load(ctx, id, typed, errors).await?)
        }
        // Of two reports that move one task at the same moment the second is decided on again.
        Err(
            work::Error::Closed | work::Error::Store(store::Error::Stale { .. } | store::Error::Conflict(_)),
        ) => {
            let errors = FormErrors::one("state", ctx.t("flow-meanwhile"));
            show_both(&Show::load(ctx, id, typed, errors).await?)
        }
        Err(error) => Err(error.into()),
    }
}
