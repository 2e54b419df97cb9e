//! Which indicators of a tracked plan a new document speaks of.

use std::collections::{HashMap, HashSet};

use domain::{Indicator, IndicatorId, PlanId, Target, text};

use crate::import::{DraftIndicator, Import};
use crate::{Error, Work};

/// How a draft stands to a plan that it is to become a version of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Preview {
    /// Known indicators: the draft's words, and the plan's where they differ.
    pub known: Vec<(String, Option<String>)>,
    /// Indicators that the plan does not have yet.
    pub new: Vec<String>,
    /// Indicators of the plan that the draft does not name; they stay as they are.
    pub unnamed: Vec<String>,
}

/// Compares a reviewed draft with a plan, before anything is published.
pub async fn preview(work: &Work, import: &Import, plan: PlanId) -> Result<Preview, Error> {
    let mut read = work.store.read().await?;
    let known = store::indicator::list(&mut read, plan).await?;
    let mut targets = Vec::new();
    for indicator in &known {
        targets.extend(store::target::list(&mut read, indicator.id).await?);
    }
    let review = &import.review;
    let drafts: Vec<&DraftIndicator> =
        review.draft.indicators.iter().filter(|i| review.keeps(&i.id)).collect();
    let same = matched(&known, &targets, &drafts);
    let named: HashSet<IndicatorId> = same.values().copied().collect();
    let mut preview = Preview::default();
    for draft in drafts {
        match same.get(&draft.id).and_then(|id| known.iter().find(|i| i.id == *id)) {
            Some(old) => {
                let before = (old.name != draft.name).then(|| old.name.clone());
                preview.known.push((draft.name.clone(), before));
            }
            None => preview.new.push(draft.name.clone()),
        }
    }
    preview.unnamed = known.iter().filter(|i| !named.contains(&i.id)).map(|i| i.name.clone()).collect();
    Ok(preview)
}

/// The indicator of the plan that each draft indicator means, by the draft's id.
///
/// The same name means the same indicator. Under another name the same label does, when at least
/// two signed targets agree (or all of them) and more agree than differ: a reworded line of the same table.
pub(super) fn matched(
    known: &[Indicator],
    targets: &[Target],
    drafts: &[&DraftIndicator],
) -> HashMap<String, IndicatorId> {
    let mut free: Vec<&Indicator> = known.iter().collect();
    let mut same = HashMap::new();
    let by_name = |draft: &DraftIndicator, old: &Indicator| {
        text::spelling_key(&draft.name) == text::spelling_key(&old.name)
    };
    let by_line = |draft: &DraftIndicator, old: &Indicator| {
        draft.label == old.label && agree(draft, targets.iter().filter(|t| t.indicator == old.id))
    };
    for is_same in [&by_name as &dyn Fn(&DraftIndicator, &Indicator) -> bool, &by_line] {
        for draft in drafts {
            if same.contains_key(&draft.id) {
                continue;
            }
            if let Some(place) = free.iter().position(|old| is_same(draft, old)) {
                same.insert(draft.id.clone(), free.remove(place).id);
            }
        }
    }
    same
}

fn agree<'a>(draft: &DraftIndicator, signed: impl Iterator<Item = &'a Target>) -> bool {
    let (mut alike, mut unlike) = (0, 0);
    for target in signed {
        let Some(other) = draft.targets.iter().find(|other| other.year == target.year) else { continue };
        let value = target.goal.value().map(domain::Quantity::get);
        if other.comparator == target.goal.comparator() && other.value == value {
            alike += 1;
        } else {
            unlike += 1;
        }
    }
    alike > unlike && (alike >= 2 || alike == draft.targets.len())
}
