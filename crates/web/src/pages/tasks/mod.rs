//! Tasks: the list with filters, and one with its history and the form for progress.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query};
use domain::{Action, CellKey, Group, InspectedNoun, Responsibility, Role, TaskId, TaskState, Timeliness};
use serde::Deserialize;
use store::document::Head;
use work::access::Subject;
use work::bodies::expand::can_expand;
use work::plans;
use work::tasks::{self, Filter, Progress};
use work::tracked::{TrackedTask, named};

use super::difficulties::Brief;
use super::inspections::OfItem;
use super::{FormErrors, Page, go_on, show as render, show_again, show_both};
use crate::ctx::Ctx;
use crate::error::Error;

/// What the filter bar sends; empty choices mean "all".
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    group: String,
    state: String,
    time: String,
    lead: String,
}

impl Asked {
    fn filter(&self) -> Filter {
        Filter {
            words: self.q.clone(),
            group: self.group.parse().ok(),
            state: TaskState::from_code(&self.state),
            timeliness: Timeliness::from_code(&self.time),
            lead: self.lead.clone(),
        }
    }
}

#[derive(Template)]
#[template(path = "tasks/list.html")]
struct List<'a> {
    ctx: &'a Ctx,
    asked: Asked,
    groups: Vec<&'a Group>,
    leads: Vec<&'a str>,
    rows: Vec<&'a TrackedTask>,
    overdue: usize,
    total: usize,
}

impl List<'_> {
    fn states(&self) -> &'static [TaskState] {
        TaskState::ALL
    }

    fn times(&self) -> &'static [Timeliness] {
        Timeliness::ALL
    }

    fn lead(&self, task: &TrackedTask) -> String {
        tasks::lead(task).unwrap_or_default().to_owned()
    }
}

/// `GET /tasks`.
pub async fn list(ctx: Ctx, Query(asked): Query<Asked>) -> Page {
    let tracked = ctx.tracked().await?;
    let rows = tasks::filtered(ctx.work(), &tracked, &asked.filter()).await?;
    let mut leads: Vec<&str> = tracked.tasks.iter().filter_map(tasks::lead).collect();
    leads.sort_unstable();
    leads.dedup();
    let has_tasks = |group: &&Group| tracked.tasks.iter().any(|t| t.task.group == group.id);
    render(&List {
        asked,
        groups: tracked.groups.iter().filter(has_tasks).collect(),
        leads,
        overdue: tracked
            .tasks
            .iter()
            .filter(|t| t.judgement.status.timeliness == Timeliness::Overdue)
            .count(),
        total: tracked.tasks.len(),
        rows,
        ctx: &ctx,
    })
}

#[derive(Template)]
#[template(path = "tasks/show.html")]
struct Show {
    ctx: Ctx,
    item: TrackedTask,
    document: Head,
    sentences: Vec<String>,
    inspections: OfItem,
    difficulties: Brief,
    typed: Progress,
    errors: FormErrors,
}

impl Show {
    /// What the person signed in may set.
    fn states(&self) -> Vec<TaskState> {
        let needs_confirmation = |state: TaskState| {
            let typed = Progress { state: state.code().to_owned(), ..Progress::default() };
            typed.needs_confirmation(state)
        };
        let may_confirm = self.may(Action::ConfirmTask);
        TaskState::ALL.iter().copied().filter(|state| may_confirm || !needs_confirmation(*state)).collect()
    }

    /// Whether a form is shown; what is confirmed is changed only by those who confirm.
    fn is_open(&self) -> bool {
        let as_it_stands = Progress::default().needs_confirmation(self.item.judgement.status.state);
        self.may(Action::UpdateTask) && (!as_it_stands || self.may(Action::ConfirmTask))
    }

    fn may(&self, action: Action) -> bool {
        self.ctx.may_to_item(action, Subject::Task(self.item.task.id))
    }

    /// Who leads and who coordinates, each under its heading; who carries it out, where it was given to them.
    fn who(&self) -> Vec<(String, Vec<&Responsibility>)> {
        let of = |role, key| (self.ctx.t(key), named(&self.item.task.responsibilities, role).collect());
        let implementers: (_, Vec<_>) = of(Role::Implementer, "implementers");
        let always = [of(Role::Lead, "lead-body"), of(Role::Coordinating, "coordinating")];
        always.into_iter().chain((!implementers.1.is_empty()).then_some(implementers)).collect()
    }

    /// Words that name a group which can be given to its bodies, with their places.
    fn groups(&self) -> Vec<(usize, &str)> {
        let parts = self.item.task.responsibilities.iter().enumerate();
        let may = self.may(Action::EditItem);
        let groups = parts.filter(|(_, part)| may && can_expand(part));
        groups.map(|(position, part)| (position, part.text.as_str())).collect()
    }

    async fn load(
        mut ctx: Ctx,
        id: TaskId,
        typed: Option<Progress>,
        errors: FormErrors,
    ) -> Result<Self, Error> {
        ctx.turn_to(plans::of_task(ctx.work(), id).await?).await?;
        let on = ctx.plan.as_ref().map_or_else(|| ctx.work().clock.today(), |(_, on)| *on);
        let (item, document) = tasks::page(ctx.work(), id, on).await?;
        let sentences = tasks::explained(&item, ctx.lang);
        let inspections = OfItem::load(&ctx, InspectedNoun::Task, id.0).await?;
        let difficulties = Brief::of_item(&ctx, &CellKey::Task(id)).await?;
        let typed = typed.unwrap_or_else(|| Progress {
            state: item.judgement.status.state.code().to_owned(),
            revision: item.updates.last().map_or(0, |last| last.revision),
            ..Progress::default()
        });
        Ok(Self { ctx, item, document, sentences, inspections, difficulties, typed, errors })
    }
}

/// `GET /tasks/{id}`.
pub async fn show(ctx: Ctx, Path(id): Path<TaskId>) -> Page {
    render(&Show::load(ctx, id, None, FormErrors::default()).await?)
}

/// `POST /tasks/{id}`: records progress, or shows the form again with what is wrong.
///
/// That it is done or dropped, or may take longer, is for those to say who confirm.
pub async fn update(ctx: Ctx, Path(id): Path<TaskId>, Form(typed): Form<Progress>) -> Page {
    let now = tasks::state(ctx.work(), id).await?;
    if typed.needs_confirmation(now) && !ctx.may_to_item(Action::ConfirmTask, Subject::Task(id)) {
        return Err(Error::Forbidden(Action::ConfirmTask));
    }
    match tasks::update(ctx.work(), ctx.actor()?, id, &typed).await {
        Ok(()) => Ok(go_on(&format!("/tasks/{id}"), "notice-progress-kept")),
        Err(work::Error::Invalid(invalid)) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&Show::load(ctx, id, Some(typed), errors).await?)
        }
        Err(work::Error::Store(store::Error::Stale { .. })) => {
            let errors = FormErrors::stale(&ctx, "note");
            let mut both = Show::load(ctx, id, Some(typed), errors).await?;
            both.typed.revision = both.item.updates.last().map_or(0, |last| last.revision);
            show_both(&both)
        }
        Err(error) => Err(error.into()),
    }
}
