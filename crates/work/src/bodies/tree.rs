//! The tree of bodies as of a day.

use std::collections::HashMap;

use domain::{BodyState, OrganisationId};
use jiff::civil::Date;

use crate::{Error, Work};

/// A body of a day with those below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// The body as it was on the day.
    pub body: BodyState,
    /// The bodies directly below, by name; empty where they are not shown.
    pub below: Vec<Branch>,
    /// How many bodies lie below at any depth.
    pub count: usize,
}

/// The tree of a day, or what lies below one body, as far as `sees` lets it be seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    /// The bodies from the top down to the one asked for.
    pub path: Vec<BodyState>,
    /// The bodies below it.
    pub branches: Vec<Branch>,
    /// How many bodies there are in all.
    pub count: usize,
}

/// No more bodies than this are shown on one page, beyond the first level.
const SHOWN_AT_ONCE: usize = 600;

/// The tree of a day: whole, or the first level with counts where it is large.
pub async fn load(
    work: &Work,
    below: Option<OrganisationId>,
    on: Date,
    sees: impl Fn(OrganisationId) -> bool,
) -> Result<Tree, Error> {
    let mut read = work.store.read().await?;
    let states = store::organisation::list_states(&mut read, on).await?;
    drop(read);
    Ok(tree(states.into_iter().filter(|state| sees(state.id)).collect(), below))
}

fn tree(states: Vec<BodyState>, below: Option<OrganisationId>) -> Tree {
    let by_id: HashMap<OrganisationId, BodyState> =
        states.iter().map(|state| (state.id, state.clone())).collect();
    let mut children: HashMap<Option<OrganisationId>, Vec<BodyState>> = HashMap::new();
    for state in states {
        // What lies below a body that is not seen stands at the top.
        let parent = state.parent.filter(|parent| by_id.contains_key(parent));
        children.entry(parent).or_default().push(state);
    }
    let above = |id: &OrganisationId| by_id.get(id).and_then(|state| state.parent);
    let mut path: Vec<BodyState> =
        std::iter::successors(below, above).take(16).filter_map(|id| by_id.get(&id).cloned()).collect();
    path.reverse();
    let mut branches = branches(&mut children, below);
    let count = branches.iter().map(|branch| 1 + branch.count).sum();
    if count > SHOWN_AT_ONCE {
        for branch in &mut branches {
            branch.below.clear();
        }
    }
    Tree { path, branches, count }
}

fn branches(
    children: &mut HashMap<Option<OrganisationId>, Vec<BodyState>>,
    parent: Option<OrganisationId>,
) -> Vec<Branch> {
    // Taken out, so that a circle ends.
    let bodies = children.remove(&parent).unwrap_or_default();
    let branch = |body: BodyState| {
        let below = branches(children, Some(body.id));
        let count = below.iter().map(|branch| 1 + branch.count).sum();
        Branch { body, below, count }
    };
    bodies.into_iter().map(branch).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::OrganisationKind;
    use uuid::Uuid;

    fn id(n: u128) -> OrganisationId {
        OrganisationId(Uuid::from_u128(n))
    }

    fn state(n: u128, parent: Option<u128>) -> BodyState {
        BodyState {
            id: id(n),
            code: None,
            name: format!("Đơn vị {n}"),
            kind: OrganisationKind::Agency,
            parent: parent.map(id),
        }
    }

    #[test]
    fn a_small_tree_is_whole_and_a_large_one_shows_its_first_level() {
        let small =
            tree(vec![state(1, None), state(11, Some(1)), state(12, Some(1)), state(5, Some(9))], None);
        assert_eq!(small.count, 4);
        assert_eq!(small.branches[0].below.len(), 2);
        assert_eq!(small.branches[1].body.id, id(5), "what lies below the unseen stands at the top");
        let many = std::iter::once(state(1, None)).chain((100..800).map(|n| state(n, Some(1))));
        let large = tree(many.collect(), None);
        assert_eq!((large.count, large.branches[0].count, large.branches[0].below.len()), (701, 700, 0));
    }

    #[test]
    fn what_lies_below_a_body_is_shown_with_the_way_to_it() {
        let states = vec![state(1, None), state(11, Some(1)), state(111, Some(11))];
        let part = tree(states, Some(id(11)));
        assert_eq!(part.path.iter().map(|body| body.id).collect::<Vec<_>>(), [id(1), id(11)]);
        assert_eq!(part.branches.len(), 1);
        let circle = tree(vec![state(1, Some(2)), state(2, Some(1))], Some(id(1)));
        assert_eq!(circle.branches.len(), 1);
    }
}
