//! Notices (thông báo trong hệ thống): what a post is told, once each; whoever fills the post sees it.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::indicator::codes;
use crate::{DifficultyId, Lang, NoticeId, PlanId, PostId, SubmissionId};

codes! {
    /// What a notice tells (loại thông báo).
    NoticeKind {
        /// Kỳ báo cáo đã mở.
        PeriodOpened "period_opened",
        /// Sắp đến hạn gửi.
        Reminder "reminder",
        /// Hôm nay là hạn gửi.
        DueToday "due_today",
        /// Quá hạn, chưa có báo cáo.
        Overdue "overdue",
        /// Báo cáo chờ duyệt.
        Submitted "submitted",
        /// Báo cáo bị trả lại.
        Returned "returned",
        /// Số liệu không được thống nhất.
        Contested "contested",
        /// Báo cáo đã được duyệt.
        Approved "approved",
        /// Có khó khăn, kiến nghị chuyển đến.
        DifficultyRouted "difficulty_routed",
        /// Khó khăn, kiến nghị đã được trả lời.
        DifficultyAnswered "difficulty_answered",
        /// Khó khăn, kiến nghị quá hạn trả lời.
        DifficultyOverdue "difficulty_overdue",
    }
}

/// What a notice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoticeAbout {
    /// What a body reports in a period.
    Submission(SubmissionId),
    /// A difficulty or a proposal.
    Difficulty(DifficultyId),
}

impl NoticeAbout {
    /// Its noun, as tables write it.
    pub fn noun(&self) -> &'static str {
        match self {
            NoticeAbout::Submission(_) => "submission",
            NoticeAbout::Difficulty(_) => "difficulty",
        }
    }

    /// Its id, as tables write it.
    pub fn item(&self) -> String {
        match self {
            NoticeAbout::Submission(id) => id.to_string(),
            NoticeAbout::Difficulty(id) => id.to_string(),
        }
    }

    /// The subject of a noun and an id.
    pub fn parse(noun: &str, item: &str) -> Option<Self> {
        let id = Uuid::parse_str(item).ok()?;
        match noun {
            "submission" => Some(NoticeAbout::Submission(id.into())),
            "difficulty" => Some(NoticeAbout::Difficulty(id.into())),
            _ => None,
        }
    }

    /// Where it is shown.
    pub fn path(&self) -> String {
        match self {
            NoticeAbout::Submission(id) => format!("/submissions/{id}"),
            NoticeAbout::Difficulty(id) => format!("/difficulties/{id}"),
        }
    }
}

/// What a notice's sentences are made of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NoticeWords {
    /// The body that it concerns.
    pub body: String,
    /// The period in Vietnamese, or the beginning of what a difficulty says.
    pub what: String,
    /// The same in English; empty where it is the same.
    pub what_en: String,
    /// The day that matters.
    pub on: Option<Date>,
    /// A reason given, such as why something was returned.
    pub reason: String,
}

/// What a post is told (thông báo).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its id.
    pub id: NoticeId,
    /// The post that is told.
    pub post: PostId,
    /// What makes it the only one of its kind, such as `overdue/head/<submission>/<post>`.
    pub key: String,
    /// What it tells.
    pub kind: NoticeKind,
    /// The plan it belongs to.
    pub plan: Option<PlanId>,
    /// What it is about.
    pub about: NoticeAbout,
    /// What its sentences are made of.
    pub words: NoticeWords,
    /// When it was made.
    pub created_at: Timestamp,
    /// When somebody who fills the post read it.
    pub read_at: Option<Timestamp>,
}

impl Notice {
    /// Where what it tells is to be dealt with.
    pub fn path(&self) -> String {
        match self.kind {
            NoticeKind::Submitted => format!("{}/review", self.about.path()),
            _ => self.about.path(),
        }
    }

    /// What it tells, as one sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        let NoticeWords { body, what, what_en, on, .. } = &self.words;
        let day = on.map(|day| lang.pick(day.strftime("%d/%m/%Y"), day.strftime("%-d %b %Y")).to_string());
        let day = day.unwrap_or_default();
        let en = if what_en.is_empty() { what } else { what_en };
        match self.kind {
            NoticeKind::PeriodOpened => lang.pick(
                format!("{body}: đã mở kỳ báo cáo {what}, hạn gửi {day}."),
                format!("{body}: the report for {en} may be filled in, due {day}."),
            ),
            NoticeKind::Reminder => lang.pick(
                format!("{body}: báo cáo {what} sắp đến hạn gửi {day}."),
                format!("{body}: the report for {en} is due on {day}."),
            ),
            NoticeKind::DueToday => lang.pick(
                format!("{body}: hôm nay là hạn gửi báo cáo {what}."),
                format!("{body}: the report for {en} is due today."),
            ),
            NoticeKind::Overdue => lang.pick(
                format!("{body}: chưa hoàn thành báo cáo {what}, hạn gửi {day} đã qua."),
                format!("{body}: the report for {en} is not complete; it was due on {day}."),
            ),
            NoticeKind::Submitted => lang.pick(
                format!("{body}: báo cáo {what} chờ đồng chí duyệt."),
                format!("{body}: the report for {en} waits for your approval."),
            ),
            NoticeKind::Returned => lang.pick(
                format!("{body}: báo cáo {what} bị trả lại."),
                format!("{body}: the report for {en} was returned."),
            ),
            NoticeKind::Contested => lang.pick(
                format!("{body}: có số liệu trong báo cáo {what} không được thống nhất."),
                format!("{body}: a figure in the report for {en} is contested."),
            ),
            NoticeKind::Approved => lang.pick(
                format!("{body}: báo cáo {what} đã được duyệt."),
                format!("{body}: the report for {en} was approved."),
            ),
            NoticeKind::DifficultyRouted => lang.pick(
                format!("{body} nêu khó khăn, kiến nghị, đề nghị trả lời trước hết ngày {day}: {what}"),
                format!("{body} asks for an answer by {day}: {en}"),
            ),
            NoticeKind::DifficultyAnswered => lang.pick(
                format!("Đã có trả lời về khó khăn, kiến nghị của {body}: {what}"),
                format!("What {body} raised was answered: {en}"),
            ),
            NoticeKind::DifficultyOverdue => lang.pick(
                format!("Quá hạn trả lời {day} khó khăn, kiến nghị của {body}: {what}"),
                format!("The answer to {body} was due on {day}: {en}"),
            ),
        }
    }
}
