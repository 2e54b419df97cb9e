//! Indicators: the list with filters, and one with its chart and reasons.

mod show;

use askama::Template;
use axum::extract::Query;
use domain::{Group, GroupId, MemberId, Role};
use serde::Deserialize;
use work::indicators::{self, Filter, Status};
use work::tracked::{Tracked, TrackedIndicator, named};
use work::{charts, committee};

pub use show::show;

use super::Page;
use crate::ctx::Ctx;

/// What the filter bar sends; empty choices mean "all".
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    group: String,
    status: String,
    follower: String,
}

impl Asked {
    fn filter(&self) -> Filter {
        Filter {
            words: self.q.clone(),
            group: self.group.parse::<GroupId>().ok(),
            status: Status::from_code(&self.status),
            follower: self.follower.parse::<MemberId>().ok(),
        }
    }
}

/// One line of the list.
struct Row<'a> {
    item: &'a TrackedIndicator,
    spark: String,
}

impl Row<'_> {
    fn follower(&self) -> &str {
        named(&self.item.indicator.responsibilities, Role::Follower).next().map_or("", |r| r.text.as_str())
    }
}

#[derive(Template)]
#[template(path = "indicators/list.html")]
struct List<'a> {
    ctx: &'a Ctx,
    asked: Asked,
    groups: Vec<&'a Group>,
    followers: Vec<(MemberId, String)>,
    rows: Vec<Row<'a>>,
    total: usize,
    adverse: usize,
}

impl List<'_> {
    fn statuses(&self) -> [Status; 10] {
        Status::ALL
    }
}

/// `GET /indicators`.
pub async fn list(ctx: Ctx, Query(asked): Query<Asked>) -> Page {
    let (plan, _) = ctx.plan()?;
    let tracked = ctx.tracked().await?;
    let shown = indicators::filtered(ctx.work(), &tracked, &asked.filter()).await?;
    let rows = shown.into_iter().map(|item| Row { item, spark: charts::sparkline(item, ctx.lang) }).collect();
    let mut members = committee::list(ctx.work(), plan).await?;
    members.retain(|member| tracked.followed_by(member.member.id).next().is_some());
    let page = List {
        asked,
        groups: groups_with_indicators(&tracked),
        followers: members.into_iter().map(|m| (m.member.id, m.post)).collect(),
        rows,
        total: tracked.indicators.len(),
        adverse: tracked.indicators.iter().filter(|t| t.judgement.status.is_adverse()).count(),
        ctx: &ctx,
    };
    super::show(&page)
}

fn groups_with_indicators(tracked: &Tracked) -> Vec<&Group> {
    let has_some = |group: &&Group| tracked.indicators.iter().any(|t| t.indicator.group == group.id);
    tracked.groups.iter().filter(has_some).collect()
}
