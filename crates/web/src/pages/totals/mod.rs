//! The totals of a period: for the whole plan or a branch of bodies, down to the cells.

use askama::Template;
use axum::extract::{Path, Query};
use domain::{Action, BodyState, IndicatorId, OrganisationId, PeriodState, ReportingPeriodId, ValueStage};
use serde::Deserialize;
use work::access::submitted;
use work::consolidation::{self, BodyCell, Gathered, IndicatorTotal};

use super::{Page, go_on, show as render};
use crate::ctx::Ctx;
use crate::error::Error;

/// The branch that totals are narrowed to.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    body: String,
}

impl Asked {
    fn node(&self) -> Option<OrganisationId> {
        self.body.parse().ok()
    }
}

#[derive(Template)]
#[template(path = "totals/list.html")]
struct List {
    ctx: Ctx,
    page: Gathered,
    may_consolidate: bool,
}

impl List {
    /// The pages above: all periods, and this one.
    fn parents(&self) -> [(String, String); 2] {
        let period = &self.page.period;
        let name = self.ctx.period_name(period);
        [("/periods".to_owned(), self.ctx.t("nav-periods")), (format!("/periods/{}", period.id), name)]
    }

    fn totals(&self) -> impl Iterator<Item = &IndicatorTotal> {
        self.page.totals.iter().filter(|total| !total.cells.is_empty())
    }

    fn partial(&self) -> usize {
        self.totals().filter(|total| total.total.is_partial()).count()
    }

    fn sees_report(&self) -> bool {
        sees_report(&self.ctx, &self.page)
    }

    fn heading(&self) -> String {
        heading(&self.ctx, &self.page)
    }

    fn value(&self, total: &IndicatorTotal) -> String {
        value(&self.ctx, total)
    }

    fn href(&self, total: &IndicatorTotal) -> String {
        let node = self.page.node.map(|node| format!("?body={node}")).unwrap_or_default();
        format!("/periods/{}/totals/{}{node}", self.page.period.id, total.indicator.id)
    }

    fn is_chosen(&self, body: &BodyState) -> bool {
        self.page.node == Some(body.id)
    }

    fn stage(&self, total: &IndicatorTotal) -> &'static str {
        stage(total)
    }
}

/// Whether the person signed in may read the official report, where what was frozen stands.
fn sees_report(ctx: &Ctx, page: &Gathered) -> bool {
    let target = ctx.access().map(|access| access.directory().plan_target(page.plan.id));
    target.is_ok_and(|target| ctx.may(Action::SeeReport, &target))
}

fn heading(ctx: &Ctx, page: &Gathered) -> String {
    match page.node {
        Some(node) => page.name_of(node).to_owned(),
        None => ctx.t("totals-whole"),
    }
}

fn value(ctx: &Ctx, total: &IndicatorTotal) -> String {
    match &total.total.reading {
        Some(reading) => ctx.reading(reading, &total.indicator.unit),
        None => "–".to_owned(),
    }
}

/// How sure a total is, as the code of a word.
fn stage(total: &IndicatorTotal) -> &'static str {
    match total.total.stage {
        _ if total.total.reading.is_none() => "none",
        ValueStage::Reported => "reported",
        _ => "verified",
    }
}

/// `GET /periods/{id}/totals`.
pub async fn list(mut ctx: Ctx, Path(id): Path<ReportingPeriodId>, Query(asked): Query<Asked>) -> Page {
    let page = consolidation::totals(ctx.work(), id, asked.node()).await?;
    ctx.turn_to(page.plan.id).await?;
    let target = ctx.access()?.directory().plan_target(page.plan.id);
    let may_consolidate = ctx.may(Action::ManagePeriods, &target);
    render(&List { ctx, page, may_consolidate })
}

/// `POST /periods/{id}/totals`: writes the totals down as figures of the plan's owner.
pub async fn consolidate(ctx: Ctx, Path(id): Path<ReportingPeriodId>) -> Page {
    let written = consolidation::consolidate(ctx.work(), ctx.actor()?, id).await?;
    let notice = if written == 0 { "notice-totals-same" } else { "notice-totals-written" };
    Ok(go_on(&format!("/periods/{id}/totals"), notice))
}

#[derive(Template)]
#[template(path = "totals/show.html")]
struct Show {
    ctx: Ctx,
    page: Gathered,
    total: IndicatorTotal,
}

impl Show {
    fn sees_report(&self) -> bool {
        sees_report(&self.ctx, &self.page)
    }

    fn heading(&self) -> String {
        heading(&self.ctx, &self.page)
    }

    fn value(&self) -> String {
        value(&self.ctx, &self.total)
    }

    fn stage(&self) -> &'static str {
        stage(&self.total)
    }

    /// What each kind of body comes to, by the code of its word; those of which there are none left out.
    fn counts(&self) -> Vec<(&'static str, usize)> {
        let counts = &self.total.total.counts;
        let all = [
            ("counted", counts.counted),
            ("silent", counts.silent),
            ("not-available", counts.not_available),
            ("refused", counts.refused),
            ("unusable", counts.unusable),
            ("not-applicable", counts.not_applicable),
        ];
        all.into_iter().filter(|(_, count)| *count > 0).collect()
    }

    fn said(&self, cell: &BodyCell) -> String {
        match &cell.reading {
            Some(reading) => self.ctx.reading(reading, &self.total.indicator.unit),
            None => self.ctx.t("totals-silent"),
        }
    }

    fn reported(&self, cell: &BodyCell) -> String {
        cell.reported
            .map(|value| self.ctx.in_unit(value.get(), &self.total.indicator.unit))
            .unwrap_or_default()
    }

    /// Where a cell leads to: the figure in the body's report, for whoever sees that.
    fn href(&self, cell: &BodyCell) -> String {
        let target = submitted(cell.body, self.page.plan.id);
        if !self.ctx.may(Action::SeeSubmission, &target) {
            return String::new();
        }
        format!("/submissions/{}/review#indicator-{}", cell.submission, self.total.indicator.id)
    }

    fn parent(&self) -> String {
        let node = self.page.node.map(|node| format!("?body={node}")).unwrap_or_default();
        format!("/periods/{}/totals{node}", self.page.period.id)
    }
}

/// `GET /periods/{id}/totals/{indicator}`: the cells that a total is made of.
pub async fn show(
    mut ctx: Ctx,
    Path((id, indicator)): Path<(ReportingPeriodId, IndicatorId)>,
    Query(asked): Query<Asked>,
) -> Page {
    let found = consolidation::total(ctx.work(), id, indicator, asked.node()).await?;
    let (page, total) = found.ok_or(Error::NotFound)?;
    ctx.turn_to(page.plan.id).await?;
    render(&Show { ctx, page, total })
}
