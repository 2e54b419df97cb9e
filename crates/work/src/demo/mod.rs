//! The demonstration province: two documents, its bodies and posts, and invented figures.
//!
//! Nothing here is a dump of a database. The two documents are read by the same
//! reader as anyone's, so everything on the pages has its anchor in a document;
//! both say in their first line that they only illustrate. The facts of the
//! matrix (values, posts, bodies) are those of the province's notice, its words
//! are this project's own. Every figure and every step of a task is invented,
//! by a fixed seed, and marked as illustration.

mod accounts;
mod bodies;
mod chance;
mod figures;
pub mod large;
mod load;
#[cfg(test)]
mod load_test;
mod observations;
mod office_hours;
#[cfg(test)]
mod reading_test;
mod reporting;
mod series;
mod table;
mod tasks;

pub use accounts::{DemoAccount, accounts};
pub use bodies::{DemoOrganisation, DemoPost, organisations, posts};
pub use figures::{BASELINE_DAY, Figure, Shape, figures};
pub(crate) use load::is_loaded_in;
pub use load::{Progress, is_begun, is_loaded, load};
pub use observations::{DemoObservation, VERIFIER};
pub use tasks::{DemoTaskUpdate, task_updates};

use jiff::Timestamp;
use jiff::civil::date;

/// The seed of every invented figure.
pub const SEED: u64 = 57;

/// The notice that assigns the committee's members, with the matrix of indicators.
pub const NOTICE: DemoDocument = DemoDocument {
    file_name: "phan-cong-ban-chi-dao.md",
    bytes: include_bytes!("../../demo/phan-cong-ban-chi-dao.md"),
};

/// The action plan with its tasks.
pub const ACTION_PLAN: DemoDocument = DemoDocument {
    file_name: "ke-hoach-hanh-dong.md",
    bytes: include_bytes!("../../demo/ke-hoach-hanh-dong.md"),
};

/// A document as a file that arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoDocument {
    /// The file's name.
    pub file_name: &'static str,
    /// What is in it.
    pub bytes: &'static [u8],
}

/// The last moment of the demonstration: 31/10/2026, in Vietnam.
pub fn last_moment() -> Timestamp {
    crate::clock::end_of_day_in_vietnam(date(2026, 10, 31))
}

/// Every invented observation, in the order in which it became known.
pub fn observations() -> Vec<DemoObservation> {
    let (missed, corrections) = (figures::missed_reports(), figures::corrections());
    observations::observations(&figures(), &missed, &corrections, SEED, last_moment())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::TaskState;

    use super::*;

    #[test]
    fn bodies_above_come_before_those_below() {
        let organisations = organisations();
        assert_eq!(organisations.iter().filter(|o| o.code.len() == 5 && !o.code.contains('-')).count(), 99);
        let mut seen = BTreeSet::new();
        for organisation in &organisations {
            assert!(organisation.parent.iter().all(|parent| seen.contains(parent)), "{organisation:?}");
            assert!(seen.insert(organisation.code.clone()), "{organisation:?}");
        }
        assert!(organisations.iter().filter_map(|o| o.successor.as_ref()).all(|code| seen.contains(code)));
        assert!(posts().iter().all(|post| seen.contains(&post.organisation)));
    }

    #[test]
    fn the_old_provinces_end_when_the_new_one_begins() {
        let organisations = organisations();
        let old: Vec<_> = organisations.iter().filter(|o| o.successor.as_deref() == Some("15")).collect();
        assert_eq!(old.len(), 2);
        assert!(old.iter().all(|o| o.valid_to == Some(date(2025, 6, 30))));
        assert!(
            organisations
                .iter()
                .filter(|o| o.valid_to.is_none())
                .all(|o| o.valid_from == Some(date(2025, 7, 1)))
        );
    }

    #[test]
    fn updates_of_a_task_are_in_order_and_say_when_it_was_done() {
        let updates = task_updates();
        for update in &updates {
            assert_eq!(update.state == TaskState::Done, update.done_on.is_some(), "{update:?}");
            let recorded_on = crate::clock::day_in_vietnam(update.recorded_at());
            assert!(update.done_on.is_none_or(|done| done <= recorded_on), "{update:?}");
            assert!(update.recorded_at() <= last_moment(), "{update:?}");
        }
        for pair in updates.windows(2).filter(|pair| pair[0].label == pair[1].label) {
            assert!(pair[0].recorded_at() < pair[1].recorded_at(), "{pair:?}");
        }
        let runs = 1 + updates.windows(2).filter(|pair| pair[0].label != pair[1].label).count();
        let labels: BTreeSet<&str> = updates.iter().map(|u| u.label.as_str()).collect();
        assert_eq!(runs, labels.len(), "the updates of one task stand together");
    }
}
