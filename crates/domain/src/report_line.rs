//! Report lines (tuyến báo cáo): who reports for a body, who approves, verifies, follows and consolidates.
//!
//! A line is derived from the roles given to posts and from what plans say; nothing is stored twice.
//! What is missing in it is a [`Gap`].

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::indicator::codes;
use crate::{
    AccessRole, FieldId, GrantId, Lang, MemberId, OrganisationId, PersonId, PostId, Severity, TenureKind,
};

/// The roles that make a report line; the standing office gives them, all others are the administrator's.
pub const REPORT_LINE: [AccessRole; 5] = [
    AccessRole::FocalOfficer,
    AccessRole::Head,
    AccessRole::Verifier,
    AccessRole::CommitteeMember,
    AccessRole::Viewer,
];

codes! {
    /// Whether somebody can sign in (tình trạng tài khoản).
    AccountState {
        /// There is no account.
        None "none",
        /// It is open.
        Open "open",
        /// It is locked for a while after wrong passwords.
        Locked "locked",
        /// It is closed.
        Closed "closed",
    }
}

/// Who fills a post on the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filler {
    /// Who.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// By what right.
    pub kind: TenureKind,
    /// Whether they can sign in.
    pub account: AccountState,
}

/// Why a post stands in the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// It was given the role.
    Grant(GrantId),
    /// It is a committee member who follows an item that the body answers for.
    Member(MemberId),
}

/// A post in a report line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Station {
    /// The post.
    pub post: PostId,
    /// Its title.
    pub title: String,
    /// The name of its body; empty where it belongs to none.
    pub body: String,
    /// Who fills it on the day.
    pub fillers: Vec<Filler>,
    /// The field that it verifies; `None` for all, or where it does not verify.
    pub field: Option<FieldId>,
    /// The last day on which it stands here; `None` while it does.
    pub until: Option<Date>,
    /// Why it stands here.
    pub basis: Basis,
    /// Whether the post is a committee member's.
    pub is_member: bool,
}

/// The report line of a body on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportLine {
    /// Whose it is.
    pub body: OrganisationId,
    /// The body's name.
    pub name: String,
    /// Who reports (chuyên viên đầu mối).
    pub focal: Vec<Station>,
    /// Who approves (người đứng đầu).
    pub heads: Vec<Station>,
    /// Who verifies, by field (thẩm định).
    pub verifiers: Vec<Station>,
    /// Which committee members follow (theo dõi).
    pub followers: Vec<Station>,
    /// Who consolidates (cơ quan thường trực).
    pub office: Vec<Station>,
    /// The fields of what it answers for, with their names.
    pub fields: Vec<(FieldId, String)>,
}

codes! {
    /// What is missing or doubtful in a report line.
    GapRule {
        /// Nobody reports.
        NoFocalOfficer "line.no_focal_officer",
        /// Several report.
        SeveralFocalOfficers "line.several_focal_officers",
        /// Nobody approves.
        NoHead "line.no_head",
        /// The same person reports and approves.
        OwnApproval "line.own_approval",
        /// A field that nobody verifies.
        NoVerifier "line.no_verifier",
        /// A verifier of everything.
        VerifierWithoutField "line.verifier_without_field",
        /// Whoever follows is no committee member.
        FollowerNoMember "line.follower_no_member",
        /// Nobody consolidates.
        NoStandingOffice "line.no_standing_office",
        /// Nobody fills the post.
        Vacant "line.vacant",
        /// Whoever fills the post cannot sign in: there is no account.
        NoAccount "line.no_account",
        /// Whoever fills the post cannot sign in: the account is locked or closed.
        AccountShut "line.account_shut",
        /// The role ends soon.
        EndsSoon "line.ends_soon",
    }
}

/// Something missing or doubtful in a report line (điểm hở).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Which rule saw it.
    pub rule: GapRule,
    /// The bodies whose lines it breaks.
    pub bodies: Vec<(OrganisationId, String)>,
    /// The post that it is about.
    pub post: Option<PostId>,
    /// The post's title, the field's name, or the person's.
    pub what: String,
    /// The day that matters.
    pub on: Option<Date>,
}

/// A role that ends within so many days is told of.
const SOON_DAYS: i32 = 30;

/// What is missing in report lines on a day; what many lines share is told once.
pub fn gaps(lines: &[ReportLine], on: Date) -> Vec<Gap> {
    let mut all: Vec<Gap> = Vec::new();
    for gap in lines.iter().flat_map(|line| line.gaps(on)) {
        let is_same = |known: &&mut Gap| {
            (known.rule, known.post, &known.what, known.on) == (gap.rule, gap.post, &gap.what, gap.on)
                && gap.is_shared()
        };
        match all.iter_mut().find(is_same) {
            Some(known) => known.bodies.extend(gap.bodies),
            None => all.push(gap),
        }
    }
    all.sort_by_key(|gap| (gap.severity(), gap.rule as usize));
    all
}

impl ReportLine {
    /// What is missing in the line on a day.
    pub fn gaps(&self, on: Date) -> Vec<Gap> {
        let mut gaps = Vec::new();
        if self.focal.is_empty() {
            gaps.push(self.gap(GapRule::NoFocalOfficer, &self.name));
        }
        if self.focal.len() > 1 {
            let titles: Vec<_> = self.focal.iter().map(|station| station.title.as_str()).collect();
            gaps.push(self.gap(GapRule::SeveralFocalOfficers, &titles.join("; ")));
        }
        if self.heads.is_empty() {
            gaps.push(self.gap(GapRule::NoHead, &self.name));
        }
        if self.office.is_empty() {
            gaps.push(self.gap(GapRule::NoStandingOffice, ""));
        }
        gaps.extend(self.own_approvals());
        gaps.extend(self.unverified());
        for station in &self.verifiers {
            if station.field.is_none() {
                gaps.push(self.gap_at(GapRule::VerifierWithoutField, station));
            }
        }
        for station in &self.followers {
            if !station.is_member {
                gaps.push(self.gap_at(GapRule::FollowerNoMember, station));
            }
        }
        gaps.extend(self.stations().flat_map(|station| self.gaps_of(station, on)));
        gaps
    }

    /// Every post in the line.
    pub fn stations(&self) -> impl Iterator<Item = &Station> {
        [&self.focal, &self.heads, &self.verifiers, &self.followers, &self.office].into_iter().flatten()
    }

    /// Four eyes: who reports does not approve.
    fn own_approvals(&self) -> impl Iterator<Item = Gap> {
        let heads: Vec<_> =
            self.heads.iter().flat_map(|station| &station.fillers).map(|filler| filler.person).collect();
        let fillers = self.focal.iter().flat_map(|station| station.fillers.iter().map(move |f| (station, f)));
        fillers.filter(move |(_, filler)| heads.contains(&filler.person)).map(|(station, filler)| Gap {
            what: filler.name.clone(),
            ..self.gap_at(GapRule::OwnApproval, station)
        })
    }

    fn unverified(&self) -> impl Iterator<Item = Gap> {
        let is_verified =
            |field: FieldId| self.verifiers.iter().any(|v| v.field.is_none_or(|own| own == field));
        let missing = self.fields.iter().filter(move |(field, _)| !is_verified(*field));
        missing.map(|(_, name)| self.gap(GapRule::NoVerifier, name))
    }

    fn gaps_of(&self, station: &Station, on: Date) -> Vec<Gap> {
        let mut gaps = Vec::new();
        let can_sign_in = |filler: &Filler| filler.account == AccountState::Open;
        let has_none = |filler: &Filler| filler.account == AccountState::None;
        if station.fillers.is_empty() {
            gaps.push(self.gap_at(GapRule::Vacant, station));
        } else if station.fillers.iter().all(has_none) {
            gaps.push(self.gap_at(GapRule::NoAccount, station));
        } else if !station.fillers.iter().any(can_sign_in) {
            gaps.push(self.gap_at(GapRule::AccountShut, station));
        }
        let ends_soon = |last: &Date| on.until(*last).is_ok_and(|span| span.get_days() <= SOON_DAYS);
        if let Some(last) = station.until.filter(ends_soon) {
            gaps.push(Gap { on: Some(last), ..self.gap_at(GapRule::EndsSoon, station) });
        }
        gaps
    }

    fn gap(&self, rule: GapRule, what: &str) -> Gap {
        let bodies = vec![(self.body, self.name.clone())];
        Gap { rule, bodies, post: None, what: what.to_owned(), on: None }
    }

    fn gap_at(&self, rule: GapRule, station: &Station) -> Gap {
        let what = match station.body.as_str() {
            "" => station.title.clone(),
            body => format!("{} ({body})", station.title),
        };
        Gap { post: Some(station.post), ..self.gap(rule, &what) }
    }
}

impl Gap {
    /// Whether several lines can have it in common.
    fn is_shared(&self) -> bool {
        !matches!(self.rule, GapRule::NoFocalOfficer | GapRule::NoHead | GapRule::SeveralFocalOfficers)
    }

    /// How much it matters.
    pub fn severity(&self) -> Severity {
        match self.rule {
            GapRule::NoFocalOfficer
            | GapRule::NoHead
            | GapRule::NoStandingOffice
            | GapRule::OwnApproval
            | GapRule::NoVerifier
            | GapRule::Vacant => Severity::Error,
            GapRule::SeveralFocalOfficers
            | GapRule::FollowerNoMember
            | GapRule::NoAccount
            | GapRule::AccountShut
            | GapRule::EndsSoon => Severity::Warning,
            GapRule::VerifierWithoutField => Severity::Note,
        }
    }

    /// What is missing.
    pub fn message(&self, lang: Lang) -> String {
        let what = &self.what;
        let day = self.on.map(|day| day.strftime("%d/%m/%Y").to_string()).unwrap_or_default();
        match self.rule {
            GapRule::NoFocalOfficer => lang.pick(
                format!("{what} chưa có chuyên viên đầu mối."),
                format!("{what} has no focal officer."),
            ),
            GapRule::SeveralFocalOfficers => {
                lang.pick(format!("Nhiều đầu mối: {what}."), format!("Several focal officers: {what}."))
            }
            GapRule::NoHead => lang.pick(
                format!("{what} chưa có người đứng đầu phê duyệt."),
                format!("{what} has no head who approves."),
            ),
            GapRule::OwnApproval => lang.pick(
                format!("{what} vừa báo cáo vừa phê duyệt."),
                format!("{what} both reports and approves."),
            ),
            GapRule::NoVerifier => lang.pick(
                format!("Lĩnh vực {what} chưa có người thẩm định."),
                format!("Nobody verifies the field {what}."),
            ),
            GapRule::VerifierWithoutField => {
                lang.pick(format!("{what} thẩm định mọi lĩnh vực."), format!("{what} verifies every field."))
            }
            GapRule::FollowerNoMember => lang.pick(
                format!("{what} theo dõi nhưng không phải thành viên Ban Chỉ đạo."),
                format!("{what} follows without being a committee member."),
            ),
            GapRule::NoStandingOffice => lang
                .pick("Chưa có cơ quan thường trực.".to_owned(), "There is no standing office.".to_owned()),
            GapRule::Vacant => {
                lang.pick(format!("{what} hiện chưa có người giữ."), format!("{what} is vacant today."))
            }
            GapRule::NoAccount => lang.pick(
                format!("{what}: người đang giữ chưa có tài khoản."),
                format!("{what}: whoever fills it has no account."),
            ),
            GapRule::AccountShut => lang.pick(
                format!("{what}: tài khoản đang khóa hoặc đã đóng."),
                format!("{what}: the account is locked or closed."),
            ),
            GapRule::EndsSoon => lang.pick(
                format!("{what}: vai trò hết hạn ngày {day}."),
                format!("{what}: the role ends on {day}."),
            ),
        }
    }

    /// What to do about it.
    pub fn hint(&self, lang: Lang) -> &'static str {
        let (vi, en) = match self.rule {
            GapRule::NoFocalOfficer => (
                "Giao vai trò đầu mối cho một chức danh của đơn vị.",
                "Give a post of the body the role of focal officer.",
            ),
            GapRule::SeveralFocalOfficers => {
                ("Thống nhất một đầu mối chịu trách nhiệm.", "Agree on one who answers for it.")
            }
            GapRule::NoHead => (
                "Giao vai trò người đứng đầu cho một chức danh của đơn vị.",
                "Give a post of the body the role of head.",
            ),
            GapRule::OwnApproval => {
                ("Giao một trong hai vai trò cho người khác.", "Give one of the two roles to someone else.")
            }
            GapRule::NoVerifier => (
                "Giao vai trò thẩm định lĩnh vực này cho một chức danh.",
                "Give a post the role of verifier in this field.",
            ),
            GapRule::VerifierWithoutField => (
                "Nếu không chủ ý, chọn lĩnh vực cho vai trò này.",
                "If not intended, narrow the role to a field.",
            ),
            GapRule::FollowerNoMember => (
                "Bổ sung vào Ban Chỉ đạo, hoặc kết thúc vai trò.",
                "Add the post to the committee, or end the role.",
            ),
            GapRule::NoStandingOffice => (
                "Quản trị hệ thống giao vai trò cơ quan thường trực.",
                "An administrator gives the role of standing office.",
            ),
            GapRule::Vacant => (
                "Ghi người giữ, phụ trách hoặc được ủy quyền.",
                "Record who holds it, acts in it or has it delegated.",
            ),
            GapRule::NoAccount => ("Quản trị hệ thống mở tài khoản.", "An administrator opens an account."),
            GapRule::AccountShut => {
                ("Quản trị hệ thống mở khóa tài khoản.", "An administrator unlocks the account.")
            }
            GapRule::EndsSoon => {
                ("Gia hạn hoặc giao cho người khác.", "Extend it or give it to someone else.")
            }
        };
        lang.pick(vi, en)
    }
}

#[cfg(test)]
mod tests;
