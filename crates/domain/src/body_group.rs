//! Saved selections of bodies (nhóm đơn vị), such as "các sở, ban, ngành" or "UBND các xã, phường".

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::{BodyGroupId, BodyState, OrganisationId, OrganisationKind};

/// A selection of bodies, worked out anew for each day: by kind below a body, and by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BodyGroup {
    /// Its id.
    pub id: BodyGroupId,
    /// Its name, as plans write it.
    pub name: String,
    /// The body below which it selects.
    pub below: OrganisationId,
    /// Every body of these kinds belongs to it.
    pub kinds: Vec<OrganisationKind>,
    /// These belong to it as well.
    pub with: Vec<OrganisationId>,
    /// These do not.
    pub without: Vec<OrganisationId>,
    /// Counts changes, for optimistic locking.
    pub version: i64,
}

impl BodyGroup {
    /// Its bodies among all those of a day, by name.
    pub fn bodies<'a>(&self, of_the_day: &'a [BodyState]) -> Vec<&'a BodyState> {
        let parents: HashMap<OrganisationId, OrganisationId> =
            of_the_day.iter().filter_map(|state| Some((state.id, state.parent?))).collect();
        let lies_below = |id: OrganisationId| {
            let above = std::iter::successors(parents.get(&id), |above| parents.get(above));
            above.take(16).any(|above| *above == self.below)
        };
        let belongs = |state: &&BodyState| {
            let is_selected = self.kinds.contains(&state.kind) || self.with.contains(&state.id);
            is_selected && !self.without.contains(&state.id) && lies_below(state.id)
        };
        let mut bodies: Vec<&BodyState> = of_the_day.iter().filter(belongs).collect();
        bodies.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
        bodies
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn id(n: u128) -> OrganisationId {
        OrganisationId(Uuid::from_u128(n))
    }

    #[test]
    fn a_group_selects_by_kind_and_by_name_below_its_body() {
        let state = |n, name: &str, kind, parent: Option<u128>| BodyState {
            id: id(n),
            code: None,
            name: name.into(),
            kind,
            parent: parent.map(id),
        };
        let day = [
            state(1, "Tỉnh A", OrganisationKind::Province, None),
            state(10, "UBND tỉnh", OrganisationKind::Agency, Some(1)),
            state(11, "Sở Y tế", OrganisationKind::Agency, Some(10)),
            state(12, "Sở Nội vụ", OrganisationKind::Agency, Some(10)),
            state(13, "Công an tỉnh", OrganisationKind::Force, Some(1)),
            state(21, "Sở Y tế", OrganisationKind::Agency, Some(2)),
        ];
        let group = BodyGroup {
            id: BodyGroupId(Uuid::from_u128(1)),
            name: "các sở, ban, ngành".into(),
            below: id(1),
            kinds: vec![OrganisationKind::Agency],
            with: vec![id(13), id(21), id(99)],
            without: vec![id(10)],
            version: 1,
        };
        let chosen: Vec<_> = group.bodies(&day).into_iter().map(|state| state.id).collect();
        assert_eq!(chosen, [id(13), id(12), id(11)]);
    }
}
