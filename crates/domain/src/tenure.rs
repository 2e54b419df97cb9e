//! The rules of who fills a post, and when (thời gian giữ chức, phụ trách, được ủy quyền).

use jiff::civil::Date;

use crate::{Post, Tenure, TenureKind};

/// Why a tenure cannot stand (vướng mắc).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TenureFault {
    /// Its last day lies before its first.
    EndsBeforeItBegins,
    /// Somebody else holds the post on a common day; whose tenure it is counts among the others.
    SecondHolder(usize),
    /// The same person fills the same post on a common day.
    TwiceTheSame(usize),
    /// Acting and delegated tenures rest on a decision.
    WithoutDocument,
    /// A delegation ends some day.
    WithoutEnd,
    /// It lasts longer than the post.
    OutlastsPost(Date),
}

impl Tenure {
    /// Whether two tenures last on a common day.
    pub fn meets(&self, other: &Tenure) -> bool {
        self.to.is_none_or(|to| other.from <= to) && other.to.is_none_or(|to| self.from <= to)
    }

    /// Everything that stands against this tenure of a post, given its other tenures.
    pub fn faults(&self, post: &Post, others: &[Tenure]) -> Vec<TenureFault> {
        let mut faults = Vec::new();
        if self.to.is_some_and(|to| to < self.from) {
            faults.push(TenureFault::EndsBeforeItBegins);
        }
        if self.kind != TenureKind::Holder && self.document.trim().is_empty() {
            faults.push(TenureFault::WithoutDocument);
        }
        if self.kind == TenureKind::Delegated && self.to.is_none() {
            faults.push(TenureFault::WithoutEnd);
        }
        if let Some(last) = post.abolished_on.filter(|last| self.to.is_none_or(|to| *last < to)) {
            faults.push(TenureFault::OutlastsPost(last));
        }
        let met = others.iter().enumerate().filter(|(_, other)| self.meets(other));
        faults.extend(met.filter_map(|(index, other)| self.fault_with(index, other)));
        faults
    }

    fn fault_with(&self, index: usize, other: &Tenure) -> Option<TenureFault> {
        let both_hold = self.kind == TenureKind::Holder && other.kind == TenureKind::Holder;
        if self.person == other.person {
            Some(TenureFault::TwiceTheSame(index))
        } else {
            both_hold.then_some(TenureFault::SecondHolder(index))
        }
    }
}

impl Post {
    /// Which of its tenures last longer than a post that is abolished with the day `last`.
    pub fn filled_beyond(last: Date, tenures: &[Tenure]) -> impl Iterator<Item = &Tenure> {
        tenures.iter().filter(move |tenure| tenure.to.is_none_or(|to| last < to))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;
    use crate::{PersonId, PostId};

    /// A tenure of 2026: kind, person, first month, last month (0: open).
    fn tenure(kind: TenureKind, person: u128, from: i8, to: i8) -> Tenure {
        Tenure {
            post: PostId(Uuid::from_u128(1)),
            person: PersonId(Uuid::from_u128(person)),
            kind,
            from: date(2026, from, 1),
            to: (to > 0).then(|| date(2026, to, 28)),
            document: "QĐ 12-QĐ/TU".into(),
        }
    }

    fn check(new: &Tenure, others: &[Tenure], expected: &[TenureFault]) {
        let post = Post::new(new.post, None, "Giám đốc");
        assert_eq!(new.faults(&post, others), expected, "{new:?}");
    }

    #[test]
    fn one_person_holds_a_post_at_a_time() {
        use TenureFault::{SecondHolder, TwiceTheSame};
        use TenureKind::{Acting, Delegated, Holder};
        let first = tenure(Holder, 1, 1, 6);
        let others = std::slice::from_ref(&first);
        check(&tenure(Holder, 2, 7, 0), others, &[]);
        check(&tenure(Holder, 2, 6, 0), others, &[SecondHolder(0)]);
        check(&tenure(Holder, 2, 1, 1), others, &[SecondHolder(0)]);
        check(&tenure(Acting, 2, 6, 8), others, &[]);
        check(&tenure(Delegated, 2, 6, 8), others, &[]);
        check(&tenure(Holder, 1, 6, 8), others, &[TwiceTheSame(0)]);
        check(&tenure(Acting, 1, 3, 8), others, &[TwiceTheSame(0)]);
        check(&tenure(Acting, 1, 7, 8), others, &[]);
        let open = [first, tenure(Holder, 2, 7, 0)];
        check(&tenure(Holder, 3, 12, 0), &open, &[SecondHolder(1)]);
    }

    #[test]
    fn acting_needs_a_decision_and_delegation_an_end() {
        use TenureFault::{EndsBeforeItBegins, WithoutDocument, WithoutEnd};
        let bare = |kind, to| Tenure { document: " ".into(), ..tenure(kind, 1, 5, to) };
        check(&bare(TenureKind::Holder, 0), &[], &[]);
        check(&bare(TenureKind::Acting, 0), &[], &[WithoutDocument]);
        check(&bare(TenureKind::Delegated, 0), &[], &[WithoutDocument, WithoutEnd]);
        check(&tenure(TenureKind::Delegated, 1, 5, 0), &[], &[WithoutEnd]);
        check(&tenure(TenureKind::Delegated, 1, 5, 4), &[], &[EndsBeforeItBegins]);
    }

    #[test]
    fn nobody_fills_a_post_that_is_no_more() {
        let last = date(2026, 6, 28);
        let new = tenure(TenureKind::Holder, 1, 1, 6);
        let post = Post { abolished_on: Some(last), ..Post::new(new.post, None, "Giám đốc") };
        assert_eq!(new.faults(&post, &[]), []);
        let open = Tenure { to: None, ..new };
        assert_eq!(open.faults(&post, &[]), [TenureFault::OutlastsPost(last)]);
        assert_eq!(Post::filled_beyond(last, std::slice::from_ref(&open)).count(), 1);
        assert_eq!(Post::filled_beyond(last, &[tenure(TenureKind::Holder, 1, 1, 6)]).count(), 0);
    }
}
