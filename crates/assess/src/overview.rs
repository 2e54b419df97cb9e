//! Counts of statuses: in all, by group, and by milestone.

use domain::{GroupId, Indicator};

use crate::{IndicatorStatus, Judgement};

/// How many indicators have each status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts([usize; 10]);

impl Counts {
    /// Counts statuses.
    pub fn of(statuses: impl IntoIterator<Item = IndicatorStatus>) -> Self {
        let mut counts = Self::default();
        for status in statuses {
            counts.0[status as usize] += 1;
        }
        counts
    }

    /// How many have this status.
    pub fn get(&self, status: IndicatorStatus) -> usize {
        self.0[status as usize]
    }

    /// How many in all.
    pub fn total(&self) -> usize {
        self.0.iter().sum()
    }

    /// Exceeded, achieved or on track: the good ones.
    pub fn good(&self) -> usize {
        [IndicatorStatus::Exceeded, IndicatorStatus::Achieved, IndicatorStatus::OnTrack]
            .into_iter()
            .map(|status| self.get(status))
            .sum()
    }

    /// Those of which nothing can be said for want of figures.
    pub fn unknown(&self) -> usize {
        [IndicatorStatus::NotAssessable, IndicatorStatus::NoData, IndicatorStatus::Stale]
            .into_iter()
            .map(|status| self.get(status))
            .sum()
    }

    /// Every status that occurs, best first, with its count.
    pub fn iter(&self) -> impl Iterator<Item = (IndicatorStatus, usize)> + '_ {
        IndicatorStatus::ALL.into_iter().map(|status| (status, self.get(status))).filter(|(_, n)| *n > 0)
    }
}

/// The counts of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// In all.
    pub total: Counts,
    /// By group, in the order in which the groups first occur.
    pub groups: Vec<(GroupId, Counts)>,
    /// By milestone year: results of the passed, statuses of the next, what is already met of the later.
    pub milestones: Vec<(i16, Counts)>,
}

/// Counts judgements; each stands beside its indicator.
pub fn count(judged: &[(&Indicator, &Judgement)]) -> Overview {
    let mut group_ids: Vec<GroupId> = Vec::new();
    for (indicator, _) in judged {
        if !group_ids.contains(&indicator.group) {
            group_ids.push(indicator.group);
        }
    }
    let of_group = |id: GroupId| judged.iter().filter(move |(i, _)| i.group == id).map(|(_, j)| j.status);
    Overview {
        total: Counts::of(judged.iter().map(|(_, j)| j.status)),
        groups: group_ids.into_iter().map(|id| (id, Counts::of(of_group(id)))).collect(),
        milestones: by_milestone(judged),
    }
}

fn by_milestone(judged: &[(&Indicator, &Judgement)]) -> Vec<(i16, Counts)> {
    let results = || judged.iter().flat_map(|(_, j)| &j.milestones);
    let mut years: Vec<i16> = results().map(|m| m.milestone.year).collect();
    years.sort_unstable();
    years.dedup();
    let of_year = |year: i16| Counts::of(results().filter(|m| m.milestone.year == year).map(|m| m.status));
    years.into_iter().map(|year| (year, of_year(year))).collect()
}
