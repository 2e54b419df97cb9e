//! One difficulty: what it threatens, who holds it, its history, and what may be done with it.

use askama::Template;
use axum::Form;
use axum::extract::Path;
use domain::{Action, DifficultyId, DifficultyState, OrganisationId};
use work::access::raised;
use work::difficulties::{self, Answer, Rerouting, Shown, Withdrawal};

use crate::ctx::Ctx;
use crate::error::Error;
use crate::pages::history::{Row, rows};
use crate::pages::{FormErrors, Page, go_on, show as render, show_again, show_both};

/// What was typed into the forms of the page.
#[derive(Default)]
struct Typed {
    answer: Answer,
    rerouting: Rerouting,
    withdrawal: Withdrawal,
}

#[derive(Template)]
#[template(path = "difficulties/show.html")]
struct Show {
    ctx: Ctx,
    page: Shown,
    places: Vec<(OrganisationId, String)>,
    rows: Vec<Row>,
    typed: Typed,
    errors: FormErrors,
}

impl Show {
    fn may(&self, action: Action) -> bool {
        let access = self.ctx.access();
        access.is_ok_and(|access| {
            access.may(action, &raised(access.directory(), &self.page.difficulty, action))
        })
    }

    fn is_open(&self) -> bool {
        self.page.difficulty.state.is_open()
    }

    fn may_answer(&self) -> bool {
        self.is_open() && self.may(Action::AnswerDifficulty)
    }

    fn may_withdraw(&self) -> bool {
        self.is_open() && self.may(Action::RaiseDifficulty)
    }

    /// Whether the answer may become a task of the plan.
    fn may_become_task(&self) -> bool {
        let one = &self.page.difficulty;
        one.state == DifficultyState::Answered && one.task.is_none() && self.may(Action::PublishPlan)
    }

    fn is_chosen(&self, body: &OrganisationId) -> bool {
        match self.typed.rerouting.organisation.as_str() {
            "" => self.page.difficulty.competent == Some(*body),
            typed => typed == body.to_string(),
        }
    }

    /// Whether the form for sending it on stands open: it was not accepted.
    fn is_rerouting(&self) -> bool {
        let fields = ["organisation", "due_on", "reason"];
        fields.iter().any(|field| self.errors.of(field).is_some())
            || self.page.difficulty.state == DifficultyState::Unrouted
    }

    /// The beginning of what was raised, as the page's headline.
    fn headline(&self) -> String {
        const LONGEST: usize = 140;
        let text = self.page.difficulty.text.lines().next().unwrap_or_default();
        if text.chars().count() <= LONGEST {
            return text.to_owned();
        }
        let begin: String = text.chars().take(LONGEST).collect();
        format!("{}…", begin.rsplit_once(' ').map_or(begin.as_str(), |(whole, _)| whole))
    }

    /// The day in the form for sending it on: what was typed, or else the day that stands.
    fn due_typed(&self) -> String {
        match self.typed.rerouting.due_on.as_str() {
            "" => self.page.difficulty.due_on.map(|day| day.to_string()).unwrap_or_default(),
            typed => typed.to_owned(),
        }
    }

    /// What was typed into a form that is no longer shown, so that nothing typed is lost.
    fn typed_words(&self) -> String {
        let Typed { answer, rerouting, withdrawal } = &self.typed;
        [answer.answer.as_str(), &rerouting.reason, &withdrawal.withdrawal].join(" ").trim().to_owned()
    }

    async fn load(mut ctx: Ctx, id: DifficultyId, typed: Typed, errors: FormErrors) -> Result<Self, Error> {
        let page = difficulties::show(ctx.work(), ctx.access()?, id).await?;
        ctx.turn_to(page.difficulty.plan).await?;
        let places = difficulties::places_to_go(ctx.work(), ctx.access()?, page.difficulty.plan).await?;
        let rows = rows(&ctx, &page.history);
        Ok(Self { ctx, page, places, rows, typed, errors })
    }
}

/// `GET /difficulties/{id}`.
pub async fn show(ctx: Ctx, Path(id): Path<DifficultyId>) -> Page {
    render(&Show::load(ctx, id, Typed::default(), FormErrors::default()).await?)
}

/// `POST /difficulties/{id}/answer`.
pub async fn answer(ctx: Ctx, Path(id): Path<DifficultyId>, Form(answer): Form<Answer>) -> Page {
    let done = difficulties::answer(ctx.work(), ctx.actor()?, id, &answer).await;
    let typed = Typed { answer, ..Typed::default() };
    finish(ctx, id, typed, done, ("answer", "notice-difficulty-answered")).await
}

/// `POST /difficulties/{id}/route`.
pub async fn reroute(ctx: Ctx, Path(id): Path<DifficultyId>, Form(rerouting): Form<Rerouting>) -> Page {
    let done = difficulties::reroute(ctx.work(), ctx.actor()?, ctx.access()?, id, &rerouting).await;
    let typed = Typed { rerouting, ..Typed::default() };
    finish(ctx, id, typed, done, ("reason", "notice-difficulty-routed")).await
}

/// `POST /difficulties/{id}/withdrawal`.
pub async fn withdraw(ctx: Ctx, Path(id): Path<DifficultyId>, Form(withdrawal): Form<Withdrawal>) -> Page {
    let done = difficulties::withdraw(ctx.work(), ctx.actor()?, id, &withdrawal).await;
    let typed = Typed { withdrawal, ..Typed::default() };
    finish(ctx, id, typed, done, ("withdrawal", "notice-difficulty-withdrawn")).await
}

/// Goes on, or shows the page again with what is wrong, or with what somebody else did meanwhile.
async fn finish(
    ctx: Ctx,
    id: DifficultyId,
    typed: Typed,
    done: Result<(), work::Error>,
    (field, notice): (&str, &'static str),
) -> Page {
    match done {
        Ok(()) => {
            // Whoever sent it away may not see it any more.
            let sees = difficulties::is_seen(ctx.work(), ctx.access()?, id).await?;
            let to = if sees { format!("/difficulties/{id}") } else { "/difficulties".to_owned() };
            Ok(go_on(&to, notice))
        }
        Err(work::Error::Invalid(invalid)) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&Show::load(ctx, id, typed, errors).await?)
        }
        Err(work::Error::Closed | work::Error::Store(store::Error::Stale { .. })) => {
            let errors = FormErrors::stale(&ctx, field);
            show_both(&Show::load(ctx, id, typed, errors).await?)
        }
        Err(error) => Err(error.into()),
    }
}
