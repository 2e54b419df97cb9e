//! The indicators of a plan: filtered, searched, and one with all its reasons.

use std::collections::HashSet;

use assess::{IndicatorStatus, Step, explain, headline, steps};
use domain::{GroupId, Indicator, IndicatorId, Lang, MemberId, Observation, Role};
use jiff::civil::Date;
use store::search::{Hit, Item, Scope};

use crate::tasks::HITS;
use crate::tracked::{Tracked, TrackedIndicator, load_indicator};
use crate::{Error, Work, tracked};

pub use crate::charts::ChartTable;
pub use assess::IndicatorStatus as Status;
pub use assess::words;
pub use assess::{Judgement, Lag, Milestone, MilestoneResult, ReasonText, Standing};

/// What a list of indicators is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Words that must all occur, typed with or without marks.
    pub words: String,
    /// Only this group.
    pub group: Option<GroupId>,
    /// Only this status.
    pub status: Option<IndicatorStatus>,
    /// Only what this member follows.
    pub follower: Option<MemberId>,
}

/// The indicators of a plan that a filter lets through, in the plan's order.
pub async fn filtered<'a>(
    work: &Work,
    tracked: &'a Tracked,
    filter: &Filter,
) -> Result<Vec<&'a TrackedIndicator>, Error> {
    let found: Option<HashSet<IndicatorId>> = match filter.words.trim() {
        "" => None,
        words => {
            let mut read = work.store.read().await?;
            let scope = Scope { plan: Some(tracked.plan.id) };
            let hits = store::search::list(&mut read, words, scope, HITS).await?;
            let id = |hit: Hit| if let Item::Indicator(id) = hit.item { Some(id) } else { None };
            Some(hits.into_iter().filter_map(id).collect())
        }
    };
    let lets_through = |item: &&TrackedIndicator| {
        found.as_ref().is_none_or(|ids| ids.contains(&item.indicator.id))
            && filter.group.is_none_or(|group| item.indicator.group == group)
            && filter.status.is_none_or(|status| item.judgement.status == status)
            && filter.follower.is_none_or(|member| follows(item, member))
    };
    Ok(tracked.indicators.iter().filter(lets_through).collect())
}

fn follows(item: &TrackedIndicator, member: MemberId) -> bool {
    item.indicator.responsibilities.iter().any(|r| r.role == Role::Follower && r.member == Some(member))
}

/// The words of a judgement.
#[derive(Debug, Clone)]
pub struct Explained {
    /// One line.
    pub headline: String,
    /// About three sentences that a leader can repeat.
    pub sentences: Vec<String>,
    /// Every rule that spoke, with inputs and thresholds.
    pub reasons: Vec<ReasonText>,
    /// The arithmetic, line by line.
    pub steps: Vec<Step>,
    /// What became of the milestones that are over.
    pub passed: Vec<String>,
}

/// Puts a judgement into words.
pub fn explained(judgement: &Judgement, lang: Lang) -> Explained {
    Explained {
        headline: headline(judgement, lang),
        sentences: explain(judgement, lang),
        reasons: judgement.reasons.iter().map(|reason| reason.text(&judgement.unit, lang)).collect(),
        steps: steps(judgement, lang),
        passed: judgement
            .passed()
            .map(|result| assess::explain::explain_passed(result, &judgement.unit, lang))
            .collect(),
    }
}

/// Everything the page of one indicator shows.
#[derive(Debug, Clone)]
pub struct IndicatorPage {
    /// The indicator, judged.
    pub tracked: TrackedIndicator,
    /// Its group.
    pub group: domain::Group,
    /// The document its words stand in.
    pub document: store::document::Head,
    /// Every revision of the figures of the plan's owner, the latest period first, at most 500 of a body.
    pub history: Vec<Observation>,
}

/// More revisions of one body than five years of months hold.
const HISTORY: u32 = 500;

/// Loads the page of one indicator as of a day.
pub async fn page(work: &Work, id: IndicatorId, on: Date) -> Result<IndicatorPage, Error> {
    let (tracked, group) = load_indicator(work, id, on).await?;
    let mut read = work.store.read().await?;
    let history = history(&mut read, &tracked.indicator).await?;
    let document = store::document::get_head(&mut read, tracked.indicator.document).await?;
    Ok(IndicatorPage { tracked, group, document, history })
}

async fn history(read: &mut store::Read, indicator: &Indicator) -> Result<Vec<Observation>, Error> {
    let owners = tracked::owners(read, indicator.plan).await?;
    if owners.is_empty() {
        return Ok(store::observation::list_history(read, indicator.id).await?);
    }
    let mut history = Vec::new();
    for body in owners {
        history.extend(store::observation::list_history_of_body(read, indicator.id, body, HISTORY).await?);
    }
    history.sort_by_key(|revision| std::cmp::Reverse(revision.period.ends_on()));
    Ok(history)
}
