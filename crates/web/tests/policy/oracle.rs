//! What the policy's table says of a role at a door, worked out apart from the program's own decisions.

use domain::access::{POLICY, Reach, Relation};
use domain::{AccessRole, Action};
use web::{About, Door};

/// Where a visitor's role holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stand {
    /// A body and all below it.
    Body,
    /// The same body, one plan only.
    BodyAndPlan,
    /// The same body, one field only.
    BodyAndField,
    /// The whole installation.
    Everywhere,
}

/// Where the things asked for lie, as seen from that body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Spot {
    Own,
    Below,
    Beside,
    OtherPlan,
    OtherField,
}

/// Every pair that gives another relation.
pub const PAIRS: [(Stand, Spot); 8] = [
    (Stand::Body, Spot::Own),
    (Stand::Body, Spot::Below),
    (Stand::Body, Spot::Beside),
    (Stand::BodyAndPlan, Spot::Own),
    (Stand::BodyAndPlan, Spot::OtherPlan),
    (Stand::BodyAndField, Spot::Own),
    (Stand::BodyAndField, Spot::OtherField),
    (Stand::Everywhere, Spot::Own),
];

/// Where such a thing lies; of a plan something is seen where one of its items is.
fn relation(stand: Stand, spot: Spot, action: Action, about: About) -> Relation {
    let belongs_to_a_plan = matches!(
        about,
        About::Plan
            | About::Indicator
            | About::Task
            | About::Document
            | About::Inspection
            | About::Calendar
            | About::Period
            | About::Submission
            | About::Difficulty
    );
    let belongs_to_a_field = matches!(about, About::Indicator | About::Document | About::Inspection)
        || (about, action) == (About::Plan, Action::SeeItem)
        || (about, action) == (About::Submission, Action::SeeSubmission);
    match (stand, spot) {
        (Stand::Everywhere, _) => Relation::Own,
        (Stand::BodyAndField, Spot::OtherField) => Relation::OtherField,
        (Stand::BodyAndField, _) if !belongs_to_a_field => Relation::OtherField,
        (Stand::BodyAndPlan, Spot::OtherPlan) if belongs_to_a_plan => Relation::OtherPlan,
        _ if about == About::Installation => Relation::Sibling,
        (_, Spot::Below) => Relation::Descendant,
        (_, Spot::Beside) => Relation::Sibling,
        _ => Relation::Own,
    }
}

/// Whether a role opens a door.
pub fn opens(role: AccessRole, stand: Stand, spot: Spot, door: Door) -> bool {
    match door {
        Door::Open | Door::SignedIn | Door::Arriving => true,
        Door::Somewhere(action) => reach(role, action) != Reach::No,
        Door::To(action, about) => match (reach(role, action), relation(stand, spot, action, about)) {
            (Reach::No, _) => false,
            (_, Relation::Own) | (Reach::Subtree, Relation::Descendant) => true,
            _ => false,
        },
    }
}

/// The table's word, looked up by name.
fn reach(role: AccessRole, action: Action) -> Reach {
    let (_, reaches) = POLICY.iter().find(|(named, _)| *named == action).unwrap();
    let column = AccessRole::ALL.iter().position(|named| *named == role).unwrap();
    reaches[column]
}
