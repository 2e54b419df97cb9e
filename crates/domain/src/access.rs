//! Who may do what (phân quyền): roles, actions, how far each role reaches, and the one table of it all.
//!
//! A role is given to a post, within a scope: a body and all below it, a plan, a field. Whoever fills
//! the post on a day acts by it. [`POLICY`] says for each action how far each role reaches;
//! [`Scope::relation`] says where a target lies as seen from a scope. Nothing else decides.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::indicator::codes;
use crate::{FieldId, GrantId, OrganisationId, PlanId, PostId};

codes! {
    /// What a post is trusted with (vai trò).
    AccessRole {
        /// Quản trị hệ thống: accounts and settings, no figures.
        Administrator "administrator",
        /// Cơ quan thường trực: plans, periods, bodies, consolidation.
        StandingOffice "standing_office",
        /// Người đứng đầu: approves what the body reports.
        Head "head",
        /// Chuyên viên đầu mối: enters what is due from the body.
        FocalOfficer "focal_officer",
        /// Người thẩm định: checks figures of a field across bodies.
        Verifier "verifier",
        /// Thành viên Ban Chỉ đạo.
        CommitteeMember "committee_member",
        /// Kiểm tra, thanh tra: reads all, opens inspections, changes nothing else.
        Inspector "inspector",
        /// Người xem.
        Viewer "viewer",
    }
}

codes! {
    /// What can be done (hành động).
    Action {
        /// See a plan as a whole: overview, lists, committee.
        SeePlan "see_plan",
        /// See an indicator or a task.
        SeeItem "see_item",
        /// See a document that a plan was read from.
        SeeDocument "see_document",
        /// See a body.
        SeeBody "see_body",
        /// See posts, who fills them, and the report lines.
        SeePeople "see_people",
        /// Take in a document and review its draft.
        ImportDocument "import_document",
        /// Put a reviewed draft under tracking.
        PublishPlan "publish_plan",
        /// Enter a reported figure.
        EnterFigure "enter_figure",
        /// Enter a verified figure.
        VerifyFigure "verify_figure",
        /// Record how far a task has come.
        UpdateTask "update_task",
        /// Confirm that a task is done.
        ConfirmTask "confirm_task",
        /// Set the field of an indicator.
        EditItem "edit_item",
        /// Found, rename, move, merge, split and dissolve bodies; save groups of bodies.
        ManageBodies "manage_bodies",
        /// Set up posts, enter persons, record who fills a post.
        ManagePeople "manage_people",
        /// Give posts the roles of the report line.
        AssignReportLine "assign_report_line",
        /// Open, lock and end accounts; give posts any role.
        ManageAccounts "manage_accounts",
        /// Change rule sets.
        ManageSettings "manage_settings",
        /// See the history of an item.
        SeeHistory "see_history",
        /// See the whole log: sign-ins, denied attempts, every change.
        SeeLog "see_log",
        /// Take the log out of the system.
        ExportLog "export_log",
        /// See inspections.
        SeeInspection "see_inspection",
        /// Open and close an inspection.
        OpenInspection "open_inspection",
        /// See a reporting period as a whole: who has reported, what is missing, the totals.
        SeePeriod "see_period",
        /// Set calendars and days off; open, consolidate and close periods.
        ManagePeriods "manage_periods",
        /// See what a body reports.
        SeeSubmission "see_submission",
        /// Fill in and submit what is due from a body.
        FillSubmission "fill_submission",
        /// Approve what a body reports.
        ApproveSubmission "approve_submission",
        /// Send back, with a reason, what a body reports.
        ReturnSubmission "return_submission",
        /// See and take out the official report of a period.
        SeeReport "see_report",
        /// Write official reports: narrative, template, what was sent upward.
        WriteReport "write_report",
        /// See difficulties and proposals.
        SeeDifficulty "see_difficulty",
        /// Raise a difficulty or a proposal.
        RaiseDifficulty "raise_difficulty",
        /// Answer a difficulty or a proposal.
        AnswerDifficulty "answer_difficulty",
        /// See background jobs and mail on its way, and try what failed again.
        ManageJobs "manage_jobs",
    }
}

codes! {
    /// How far a role reaches with an action (phạm vi).
    Reach {
        /// Not at all.
        No "no",
        /// The scope's own body.
        Own "own",
        /// The scope's body and all below it.
        Subtree "subtree",
    }
}

codes! {
    /// Where a target lies, as seen from a scope (quan hệ).
    Relation {
        /// It is the scope's own body's.
        Own "own",
        /// It belongs to a body below.
        Descendant "descendant",
        /// It belongs to a body elsewhere.
        Sibling "sibling",
        /// It belongs to a plan that the scope leaves out.
        OtherPlan "other_plan",
        /// It belongs to a field that the scope leaves out.
        OtherField "other_field",
    }
}

impl Reach {
    /// Whether a target in this relation is within reach.
    pub fn covers(self, relation: Relation) -> bool {
        match self {
            Reach::No => false,
            Reach::Own => relation == Relation::Own,
            Reach::Subtree => matches!(relation, Relation::Own | Relation::Descendant),
        }
    }
}

const NO: Reach = Reach::No;
const OWN: Reach = Reach::Own;
const SUB: Reach = Reach::Subtree;

/// The whole policy: for each action, how far each role reaches, in the order of [`AccessRole::ALL`].
#[rustfmt::skip]
pub const POLICY: [(Action, [Reach; 8]); 34] = [
    //                           admin office head focal verif member insp viewer
    (Action::SeePlan,          [NO,  SUB, SUB, SUB, SUB, SUB, SUB, SUB]),
    (Action::SeeItem,          [NO,  SUB, SUB, SUB, SUB, SUB, SUB, SUB]),
    (Action::SeeDocument,      [NO,  SUB, SUB, SUB, SUB, SUB, SUB, SUB]),
    (Action::SeeBody,          [SUB, SUB, SUB, SUB, SUB, SUB, SUB, SUB]),
    (Action::SeePeople,        [SUB, SUB, SUB, OWN, NO,  SUB, SUB, NO]),
    (Action::ImportDocument,   [NO,  SUB, NO,  NO,  NO,  NO,  NO,  NO]),
    (Action::PublishPlan,      [NO,  SUB, NO,  NO,  NO,  NO,  NO,  NO]),
    (Action::EnterFigure,      [NO,  SUB, NO,  OWN, NO,  NO,  NO,  NO]),
    (Action::VerifyFigure,     [NO,  SUB, NO,  NO,  SUB, NO,  NO,  NO]),
    (Action::UpdateTask,       [NO,  SUB, OWN, OWN, NO,  NO,  NO,  NO]),
    (Action::ConfirmTask,      [NO,  SUB, OWN, NO,  NO,  NO,  NO,  NO]),
    (Action::EditItem,         [NO,  SUB, NO,  NO,  NO,  NO,  NO,  NO]),
    (Action::ManageBodies,     [SUB, SUB, NO,  NO,  NO,  NO,  NO,  NO]),
    (Action::ManagePeople,     [SUB, SUB, NO,  NO,  NO,  NO,  NO,  NO]),
    (Action::AssignReportLine, [SUB, SUB, NO,  NO,  NO,  NO,  NO,  NO]),
    (Action::ManageAccounts,   [SUB, NO,  NO,  NO,  NO,  NO,  NO,  NO]),
    (Action::ManageSettings,   [SUB, NO,  NO,  NO,  NO,  NO,  NO,  NO]),
    (Action::SeeHistory,       [NO,  SUB, SUB, OWN, SUB, SUB, SUB, NO]),
    (Action::SeeLog,           [SUB, NO,  NO,  NO,  NO,  NO,  SUB, NO]),
    (Action::ExportLog,        [SUB, NO,  NO,  NO,  NO,  NO,  SUB, NO]),
    (Action::SeeInspection,    [NO,  SUB, OWN, NO,  NO,  SUB, SUB, NO]),
    (Action::OpenInspection,   [NO,  NO,  NO,  NO,  NO,  NO,  SUB, NO]),
    (Action::SeePeriod,        [NO,  SUB, SUB, NO,  SUB, SUB, SUB, SUB]),
    (Action::ManagePeriods,    [NO,  SUB, NO,  NO,  NO,  NO,  NO,  NO]),
    (Action::SeeSubmission,    [NO,  SUB, SUB, SUB, SUB, SUB, SUB, NO]),
    (Action::FillSubmission,   [NO,  SUB, OWN, OWN, NO,  NO,  NO,  NO]),
    (Action::ApproveSubmission,[NO,  NO,  OWN, NO,  NO,  NO,  NO,  NO]),
    (Action::ReturnSubmission, [NO,  SUB, OWN, NO,  SUB, NO,  NO,  NO]),
    (Action::SeeReport,        [NO,  SUB, SUB, NO,  SUB, SUB, SUB, SUB]),
    (Action::WriteReport,      [NO,  SUB, NO,  NO,  NO,  NO,  NO,  NO]),
    (Action::SeeDifficulty,    [NO,  SUB, SUB, OWN, SUB, SUB, SUB, NO]),
    (Action::RaiseDifficulty,  [NO,  SUB, OWN, OWN, NO,  NO,  NO,  NO]),
    (Action::AnswerDifficulty, [NO,  SUB, OWN, NO,  NO,  NO,  NO,  NO]),
    (Action::ManageJobs,       [SUB, SUB, NO,  NO,  NO,  NO,  NO,  NO]),
];

/// How far a role reaches with an action.
pub fn reach(role: AccessRole, action: Action) -> Reach {
    POLICY[action as usize].1[role as usize]
}

/// Where a grant holds; what is `None` is not narrowed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Scope {
    /// A body with all below it; `None` is the whole installation.
    pub organisation: Option<OrganisationId>,
    /// Only this plan.
    pub plan: Option<PlanId>,
    /// Only this field.
    pub field: Option<FieldId>,
}

/// What an action is done to: the bodies it concerns, and the plan and field it belongs to.
///
/// What concerns no body belongs to the installation: only a grant for the whole of it reaches there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Target {
    /// The bodies concerned.
    pub bodies: Vec<OrganisationId>,
    /// The plan it belongs to.
    pub plan: Option<PlanId>,
    /// The field it belongs to.
    pub field: Option<FieldId>,
}

impl Target {
    /// What belongs to one body.
    pub fn of_body(body: OrganisationId) -> Self {
        Self { bodies: vec![body], ..Self::default() }
    }
}

/// No state is sixteen levels deep: the limit ends the climb where parents were made a circle.
const DEEPEST: usize = 16;

impl Scope {
    /// Where a target lies as seen from this scope, in a tree given by each body's parent.
    ///
    /// Where a target concerns several bodies, the nearest counts.
    pub fn relation(
        &self,
        target: &Target,
        parent_of: impl Fn(OrganisationId) -> Option<OrganisationId>,
    ) -> Relation {
        let leaves_out =
            |mine: Option<_>, theirs: Option<_>| mine.is_some() && theirs.is_some() && mine != theirs;
        if leaves_out(self.plan, target.plan) {
            return Relation::OtherPlan;
        }
        if self.field.is_some() && self.field != target.field {
            return Relation::OtherField;
        }
        let Some(own) = self.organisation else { return Relation::Own };
        if target.bodies.contains(&own) {
            return Relation::Own;
        }
        let lies_below = |body: &OrganisationId| {
            std::iter::successors(parent_of(*body), |above| parent_of(*above))
                .take(DEEPEST)
                .any(|above| above == own)
        };
        if target.bodies.iter().any(lies_below) { Relation::Descendant } else { Relation::Sibling }
    }
}

/// A role given to a post for a time (giao quyền).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessGrant {
    /// Its id.
    pub id: GrantId,
    /// The post that is trusted.
    pub post: PostId,
    /// With what.
    pub role: AccessRole,
    /// Where.
    pub scope: Scope,
    /// The first day.
    pub from: Date,
    /// The last day; `None` while it lasts.
    pub to: Option<Date>,
    /// Counts changes, for optimistic locking.
    pub version: i64,
}

impl AccessGrant {
    /// Whether it holds on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

codes! {
    /// How somebody signed in (cách đăng nhập).
    Means {
        /// By a link that works once.
        Link "link",
        /// By a password alone.
        Password "password",
        /// By a password and a code of the second factor.
        Totp "totp",
        /// By a password and a recovery code.
        RecoveryCode "recovery_code",
        /// By a passkey.
        Passkey "passkey",
        /// By an `OpenID` provider.
        Oidc "oidc",
    }
}

/// A field (lĩnh vực) whose figures one body verifies across all others, such as the budget.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Its id.
    pub id: FieldId,
    /// Its name.
    pub name: String,
    /// Its place in lists, from 0.
    pub position: u32,
    /// Counts changes, for optimistic locking.
    pub version: i64,
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn the_table_stands_in_the_order_of_actions_and_roles() {
        for (index, (action, _)) in POLICY.iter().enumerate() {
            assert_eq!(*action as usize, index, "{}", action.code());
        }
        assert_eq!(POLICY.len(), Action::ALL.len());
        assert_eq!(AccessRole::ALL.len(), 8);
    }

    #[test]
    fn an_administrator_sees_no_figures_and_an_inspector_changes_none() {
        for action in [Action::SeePlan, Action::SeeItem, Action::EnterFigure, Action::VerifyFigure] {
            assert_eq!(reach(AccessRole::Administrator, action), Reach::No);
        }
        let changes = Action::ALL.iter().filter(|action| !action.code().starts_with("see_"));
        let inspector: Vec<_> = changes.filter(|a| reach(AccessRole::Inspector, **a) != Reach::No).collect();
        assert_eq!(inspector, [&Action::ExportLog, &Action::OpenInspection]);
    }

    fn body(n: u128) -> OrganisationId {
        OrganisationId(Uuid::from_u128(n))
    }

    /// Province 1 with departments 11 and 12, and division 111 below 11.
    fn parent_of(id: OrganisationId) -> Option<OrganisationId> {
        [(11, 1), (12, 1), (111, 11)]
            .into_iter()
            .find(|(below, _)| body(*below) == id)
            .map(|(_, above)| body(above))
    }

    #[test]
    fn the_nearest_body_of_a_target_counts() {
        let scope = Scope { organisation: Some(body(11)), ..Scope::default() };
        let relation = |bodies: &[u128]| {
            let bodies = bodies.iter().map(|n| body(*n)).collect();
            scope.relation(&Target { bodies, ..Target::default() }, parent_of)
        };
        assert_eq!(relation(&[11]), Relation::Own);
        assert_eq!(relation(&[111]), Relation::Descendant);
        assert_eq!(relation(&[12]), Relation::Sibling);
        assert_eq!(relation(&[1]), Relation::Sibling);
        assert_eq!(relation(&[12, 111]), Relation::Descendant);
        assert_eq!(relation(&[12, 111, 11]), Relation::Own);
        assert_eq!(relation(&[]), Relation::Sibling);
    }

    #[test]
    fn plan_and_field_narrow_a_scope() {
        let plan = |n| Some(PlanId(Uuid::from_u128(n)));
        let field = |n| Some(FieldId(Uuid::from_u128(n)));
        let scope = Scope { organisation: Some(body(1)), plan: plan(1), field: field(1) };
        let target = |plan, field| Target { bodies: vec![body(11)], plan, field };
        assert_eq!(scope.relation(&target(plan(1), field(1)), parent_of), Relation::Descendant);
        assert_eq!(scope.relation(&target(plan(2), field(1)), parent_of), Relation::OtherPlan);
        assert_eq!(scope.relation(&target(plan(1), field(2)), parent_of), Relation::OtherField);
        assert_eq!(scope.relation(&target(plan(1), None), parent_of), Relation::OtherField);
    }

    #[test]
    fn a_circle_of_parents_ends() {
        let scope = Scope { organisation: Some(body(1)), ..Scope::default() };
        let relation = scope
            .relation(&Target::of_body(body(2)), |id| Some(if id == body(2) { body(3) } else { body(2) }));
        assert_eq!(relation, Relation::Sibling);
    }
}
