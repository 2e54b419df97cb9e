//! The overview: what stands where, what to decide, who owes figures.

use assess::{IndicatorStatus, Matter, decide};
use domain::{GroupId, IndicatorId, Lang, Period, Role, TaskId, TaskStatus};
use jiff::ToSpan;

use crate::tracked::{Tracked, TrackedIndicator, named};

pub use assess::overview::Counts;
pub use assess::overview::Overview as Counted;

/// How many things to decide are shown.
const DECISIONS: usize = 10;

/// One thing to decide, in words.
#[derive(Debug, Clone)]
pub struct ToDecide {
    /// What it is about.
    pub about: About,
    /// Its name.
    pub title: String,
    /// Why it stands here.
    pub why: String,
    /// What is asked.
    pub ask: &'static str,
    /// Who answers for it.
    pub who: String,
}

/// What a decision is about, with its status.
#[derive(Debug, Clone, Copy)]
pub enum About {
    /// An indicator.
    Indicator(IndicatorId, IndicatorStatus),
    /// A task.
    Task(TaskId, TaskStatus),
}

/// A body that owes figures of the last month.
#[derive(Debug, Clone)]
pub struct Owed {
    /// Who, in the plan's words.
    pub body: String,
    /// Its indicators without a figure or a reason.
    pub indicators: Vec<(IndicatorId, String)>,
}

/// Counts a plan's indicators by status, group and milestone.
pub fn count(tracked: &Tracked) -> Counted {
    let judged: Vec<_> = tracked.indicators.iter().map(|t| (&t.indicator, &t.judgement)).collect();
    assess::overview::count(&judged)
}

/// The ten things to decide, by the ranking that [`mod@assess::decide`] states.
pub fn to_decide(tracked: &Tracked, lang: Lang) -> Vec<ToDecide> {
    let indicators = tracked.indicators.iter().map(|t| Matter::Indicator(&t.indicator, &t.judgement));
    let tasks = tracked.tasks.iter().map(|t| Matter::Task(&t.task, &t.judgement));
    let decisions = decide(indicators.chain(tasks), tracked.on, DECISIONS);
    let in_words = |decision: assess::Decision<'_>| {
        let (about, title) = match decision.matter {
            Matter::Indicator(i, j) => (About::Indicator(i.id, j.status), i.name.clone()),
            Matter::Task(t, j) => (About::Task(t.id, j.status), t.text.clone()),
        };
        ToDecide {
            about,
            title,
            why: decision.why(lang),
            ask: decision.ask(lang),
            who: decision.who().join("; "),
        }
    };
    decisions.into_iter().map(in_words).collect()
}

/// The last month that was over on the judged day.
pub fn last_month(tracked: &Tracked) -> Period {
    let this = Period::month_of(tracked.on);
    if this.ends_on() <= tracked.on {
        return this;
    }
    Period::month_of(this.starts_on().saturating_sub(1.day()))
}

/// Who owes figures of the last month: bodies whose indicators have neither a figure nor a stated reason.
pub fn owed(tracked: &Tracked) -> Vec<Owed> {
    let period = last_month(tracked);
    let mut all: Vec<Owed> = Vec::new();
    for item in tracked.indicators.iter().filter(|item| owes(item, period)) {
        let body = who_reports(item);
        let entry = (item.indicator.id, item.indicator.name.clone());
        match all.iter_mut().find(|owed| owed.body == body) {
            Some(owed) => owed.indicators.push(entry),
            None => all.push(Owed { body, indicators: vec![entry] }),
        }
    }
    all.sort_by_key(|owed| std::cmp::Reverse(owed.indicators.len()));
    all
}

pub(crate) fn owes(item: &TrackedIndicator, period: Period) -> bool {
    item.judgement.status != IndicatorStatus::NotDue && !item.observations.iter().any(|o| o.period == period)
}

/// The first body that carries the indicator out; else who follows it.
fn who_reports(item: &TrackedIndicator) -> String {
    let all = &item.indicator.responsibilities;
    let first =
        [Role::Lead, Role::Implementer, Role::Follower].into_iter().find_map(|role| named(all, role).next());
    first.map_or_else(String::new, |r| r.text.clone())
}

/// The statuses of a group's indicators, in order.
pub fn of_group(tracked: &Tracked, group: GroupId) -> impl Iterator<Item = &TrackedIndicator> {
    tracked.indicators.iter().filter(move |t| t.indicator.group == group)
}
