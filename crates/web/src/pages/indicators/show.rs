//! One indicator: the chart, why this status, its words in the signed document, who answers, history.

use askama::Template;
use axum::extract::Path;
use domain::{
    Action, CellKey, IndicatorId, InspectedNoun, Observation, Responsibility, Role, RuleKind, RuleSet,
};
use work::access::Subject;
use work::bodies::expand::can_expand;
use work::indicators::{self, ChartTable, Explained, IndicatorPage, Judgement};
use work::tracked::{self, TrackedTask, named};
use work::{charts, plans, settings};

use crate::ctx::Ctx;
use crate::pages::Page;
use crate::pages::difficulties::Brief;
use crate::pages::inspections::OfItem;

/// How many tasks of the carrying bodies are shown.
const RELATED: usize = 6;

#[derive(Template)]
#[template(path = "indicators/show.html")]
struct Show {
    ctx: Ctx,
    page: IndicatorPage,
    words: Explained,
    wide: String,
    narrow: String,
    table: ChartTable,
    related: Vec<TrackedTask>,
    rules: RuleSet,
    inspections: OfItem,
    difficulties: Brief,
}

impl Show {
    fn may(&self, action: Action) -> bool {
        self.ctx.may_to_item(action, Subject::Indicator(self.page.tracked.indicator.id))
    }

    fn judgement(&self) -> &Judgement {
        &self.page.tracked.judgement
    }

    fn parents(&self) -> Vec<(String, String)> {
        let group = &self.page.group;
        vec![
            ("/indicators".into(), self.ctx.t("nav-indicators")),
            (format!("/indicators?group={}", group.id), group.name.clone()),
        ]
    }

    fn name(&self) -> &str {
        &self.page.tracked.indicator.name
    }

    fn follower(&self) -> Option<&Responsibility> {
        named(&self.page.tracked.indicator.responsibilities, Role::Follower).next()
    }

    /// The places of words that name a group which can be given to its bodies.
    fn groups(&self) -> Vec<usize> {
        let parts = self.page.tracked.indicator.responsibilities.iter().enumerate();
        let may = self.may(Action::EditItem);
        parts.filter(|(_, part)| may && can_expand(part)).map(|(position, _)| position).collect()
    }

    fn implementers(&self) -> Vec<&Responsibility> {
        named(&self.page.tracked.indicator.responsibilities, Role::Implementer).collect()
    }

    fn reading(&self, observation: &Observation) -> String {
        self.ctx.reading(&observation.reading, &self.page.tracked.indicator.unit)
    }

    fn period(&self, observation: &Observation) -> String {
        indicators::words::period(observation.period, self.ctx.lang)
    }

    fn stage(&self, observation: &Observation) -> &'static str {
        indicators::words::stage(observation.stage, self.ctx.lang)
    }

    fn maturity(&self, observation: &Observation) -> &'static str {
        indicators::words::maturity(observation.maturity, self.ctx.lang)
    }
}

/// `GET /indicators/{id}`.
pub async fn show(mut ctx: Ctx, Path(id): Path<IndicatorId>) -> Page {
    ctx.turn_to(plans::of_indicator(ctx.work(), id).await?).await?;
    let (_, on) = ctx.plan()?;
    let page = indicators::page(ctx.work(), id, on).await?;
    let tracked = ctx.tracked().await?;
    let words = indicators::explained(&page.tracked.judgement, ctx.lang);
    let rules = settings::in_force(ctx.work(), RuleKind::Assessment, on).await?;
    let inspections = OfItem::load(&ctx, InspectedNoun::Indicator, id.0).await?;
    let difficulties = Brief::of_item(&ctx, &CellKey::Indicator(id)).await?;
    let trend = charts::trend(&page.tracked, ctx.lang);
    let related = tracked::related_tasks(&tracked, &page.tracked, RELATED).into_iter().cloned().collect();
    super::super::show(&Show {
        wide: trend.wide,
        narrow: trend.narrow,
        table: trend.table,
        words,
        related,
        rules,
        inspections,
        difficulties,
        page,
        ctx,
    })
}
