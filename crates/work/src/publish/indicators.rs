//! Indicators and targets of a new plan version; those known by name keep their id and history.

use std::collections::HashMap;

use domain::{
    Aggregate, Goal, Group, GroupId, Indicator, IndicatorId, Limits, Path, Quantity, Responsibility, Role,
    Subject, Target,
};
use ingest::draft::DraftTarget;
use jiff::civil::date;
use store::Write;

use super::Publication;
use super::committee::Members;
use super::matching::matched;
use crate::Error;
use crate::import::DraftIndicator;

impl<'a> Publication<'a> {
    /// Takes in the kept indicators with their targets under this version.
    pub(super) async fn indicators(&mut self, tx: &mut Write, members: &Members) -> Result<(), Error> {
        let kept = self.kept_indicators();
        let known = store::indicator::list(tx, self.version.plan).await?;
        let mut signed = Vec::new();
        for indicator in &known {
            signed.extend(store::target::list(tx, indicator.id).await?);
        }
        let same = matched(&known, &signed, &kept);
        let groups = self.groups_of(tx, &kept).await?;
        let mut position = u32::try_from(known.len()).unwrap_or(u32::MAX);
        let (mut added, mut targets) = (Vec::new(), Vec::new());
        for draft in kept {
            let id = if let Some(known) = same.get(&draft.id) {
                *known
            } else {
                let group = groups[&draft.group];
                let responsibilities = self.responsibilities(tx, draft, members).await?;
                let indicator = self.indicator(draft, group, position, responsibilities);
                position += 1;
                added.push(indicator);
                added[added.len() - 1].id
            };
            targets.extend(self.targets(draft, id));
        }
        store::indicator::add_all(tx, &added).await?;
        Ok(store::target::add_all(tx, &targets).await?)
    }

    fn kept_indicators(&self) -> Vec<&'a DraftIndicator> {
        let review = &self.import.review;
        review.draft.indicators.iter().filter(|i| review.keeps(&i.id)).collect()
    }

    /// The targets of an indicator that can be compared; the review has checked their words.
    fn targets(&self, draft: &DraftIndicator, indicator: IndicatorId) -> Vec<Target> {
        let quantity = |v: Option<f64>| v.and_then(|v| Quantity::new(v).ok());
        let target = |target: &DraftTarget| {
            Some(Target {
                indicator,
                version: self.version.id,
                year: target.year,
                goal: Goal::new(target.comparator, quantity(target.value), quantity(target.upper)).ok()?,
                text: target.text.clone(),
                anchor: target.anchor.clone(),
            })
        };
        draft.targets.iter().filter_map(target).collect()
    }

    /// The groups of these indicators, in document order; known ones are used again.
    async fn groups_of(
        &self,
        tx: &mut Write,
        kept: &[&DraftIndicator],
    ) -> Result<HashMap<String, GroupId>, Error> {
        let known = store::group::list(tx, self.version.plan).await?;
        let mut by_name: HashMap<String, GroupId> = known.iter().map(|g| (g.name.clone(), g.id)).collect();
        let mut added = Vec::new();
        for draft in kept {
            if by_name.contains_key(&draft.group) {
                continue;
            }
            let group = Group {
                id: self.clock.id(),
                plan: self.version.plan,
                position: u32::try_from(known.len() + added.len()).unwrap_or(u32::MAX),
                label: draft.label.rsplit_once('.').map_or("", |(group, _)| group).to_owned(),
                name: draft.group.clone(),
            };
            by_name.insert(draft.group.clone(), group.id);
            added.push(group);
        }
        store::group::add_all(tx, &added).await?;
        Ok(by_name)
    }

    fn indicator(
        &self,
        draft: &DraftIndicator,
        group: GroupId,
        position: u32,
        responsibilities: Vec<Responsibility>,
    ) -> Indicator {
        let unit = draft.unit.clone().unwrap_or_default();
        let is_share = unit.starts_with('%');
        Indicator {
            id: self.clock.id(),
            plan: self.version.plan,
            group,
            position,
            label: draft.label.clone(),
            name: draft.name.clone(),
            measure: draft.measures,
            direction: draft.direction,
            across_units: if is_share { Aggregate::Ratio } else { Aggregate::Sum },
            limits: is_share.then(Limits::share),
            unit,
            subjects: draft.subjects.iter().map(subject).collect(),
            path: path(draft),
            document: self.document.id,
            anchor: draft.anchor.clone(),
            field: None,
            responsibilities,
            version: 1,
        }
    }

    async fn responsibilities(
        &mut self,
        tx: &mut Write,
        draft: &DraftIndicator,
        members: &Members,
    ) -> Result<Vec<Responsibility>, Error> {
        let mut all = Vec::new();
        if let Some(words) = &draft.follower {
            all.push(Responsibility {
                role: Role::Follower,
                text: words.clone(),
                organisation: None,
                member: members.find(words),
            });
        }
        for words in &draft.implementers {
            let organisation = self.bodies.meant(tx, words).await?;
            all.push(Responsibility {
                role: Role::Implementer,
                text: words.clone(),
                organisation,
                member: None,
            });
        }
        Ok(all)
    }
}

fn subject(draft: &ingest::draft::DraftSubject) -> Subject {
    let from = draft.from_year.map(|year| date(year.clamp(1, 9999), 1, 1));
    Subject { from, name: draft.name.clone() }
}

fn path(draft: &DraftIndicator) -> Path {
    let baseline = draft.baseline.as_ref().and_then(|baseline| {
        let value = Quantity::new(baseline.value?).ok()?;
        Some(domain::Baseline { on: domain::target::milestone(baseline.year?), value })
    });
    Path { baseline, ..Path::default() }
}
