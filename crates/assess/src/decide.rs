//! What to decide first: indicators and tasks ranked by one stated formula.
//!
//! weight = severity × (1 + months behind ÷ 12) × urgency, where urgency is
//! 12 ÷ (12 + months left to the milestone or deadline): 1 when it is due now,
//! one half a year ahead, one fifth four years ahead. Severity: missed or at
//! risk 4, overdue 4, behind 2, figures missing or out of date 1.5, due soon or
//! awaiting confirmation 1. Nothing else is ranked.

use domain::{Indicator, IndicatorId, Lang, Responsibility, Role, Task, TaskId, TaskState, Timeliness};
use jiff::civil::Date;

use crate::path::months_between;
use crate::task::TaskJudgement;
use crate::{IndicatorStatus, Judgement, Lag, explain, task};

/// What a decision is about.
#[derive(Debug, Clone, Copy)]
pub enum Matter<'a> {
    /// An indicator and its judgement.
    Indicator(&'a Indicator, &'a Judgement),
    /// A task and its judgement.
    Task(&'a Task, &'a TaskJudgement),
}

/// One thing to decide.
#[derive(Debug, Clone, Copy)]
pub struct Decision<'a> {
    /// What it is about.
    pub matter: Matter<'a>,
    /// How serious.
    pub severity: f64,
    /// Months behind; 0 where there is none.
    pub months_behind: f64,
    /// Months left; 0 when over.
    pub months_left: f64,
    /// The product of the three.
    pub weight: f64,
}

/// Ranks what needs a decision on a day and returns the first `limit`.
pub fn decide<'a>(
    matters: impl IntoIterator<Item = Matter<'a>>,
    on: Date,
    limit: usize,
) -> Vec<Decision<'a>> {
    let mut decisions: Vec<Decision<'a>> = matters.into_iter().filter_map(|m| weigh(m, on)).collect();
    // Equal weights keep the order of the plan.
    decisions.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    decisions.truncate(limit);
    decisions
}

fn weigh(matter: Matter<'_>, on: Date) -> Option<Decision<'_>> {
    let (severity, months_behind, due) = match matter {
        Matter::Indicator(_, judgement) => of_indicator(judgement)?,
        Matter::Task(_, judgement) => of_task(judgement)?,
    };
    let months_left = due.map_or(12.0, |due| months_between(on, due)).max(0.0);
    let weight = severity * (1.0 + months_behind / 12.0) * (12.0 / (12.0 + months_left));
    Some(Decision { matter, severity, months_behind, months_left, weight })
}

fn of_indicator(judgement: &Judgement) -> Option<(f64, f64, Option<Date>)> {
    let severity = match judgement.status {
        IndicatorStatus::Missed | IndicatorStatus::AtRisk => 4.0,
        IndicatorStatus::Behind => 2.0,
        IndicatorStatus::NoData | IndicatorStatus::Stale | IndicatorStatus::NotAssessable => 1.5,
        _ => return None,
    };
    let lag = judgement.position.as_ref().filter(|_| judgement.status.is_adverse()).map(|p| p.lag);
    let behind = match lag {
        Some(Lag::Exact(months) | Lag::AtLeast(months)) => months.clamp(0.0, 120.0),
        _ => 0.0,
    };
    Some((severity, behind, judgement.next.as_ref().map(|m| m.due_on)))
}

fn of_task(judgement: &TaskJudgement) -> Option<(f64, f64, Option<Date>)> {
    let status = judgement.status;
    let severity = match (status.timeliness, status.state) {
        (Timeliness::Overdue, _) => 4.0,
        (_, TaskState::AwaitingConfirmation) | (Timeliness::DueSoon, _) => 1.0,
        _ => return None,
    };
    let late = f64::from(status.days_late.unwrap_or(0).max(0)) / crate::path::DAYS_PER_MONTH;
    Some((severity, late.min(120.0), status.due_on))
}

impl<'a> Decision<'a> {
    /// Why it stands here, in one line.
    pub fn why(&self, lang: Lang) -> String {
        match self.matter {
            Matter::Indicator(_, judgement) => capitalised(&explain::headline(judgement, lang)),
            Matter::Task(_, judgement) => task::explain(judgement, lang)
                .first()
                .map(|s| s.trim_end_matches('.').to_owned())
                .unwrap_or_default(),
        }
    }

    /// What is asked of whoever decides.
    pub fn ask(&self, lang: Lang) -> &'static str {
        match self.matter {
            Matter::Indicator(_, judgement) => ask_of_indicator(judgement, lang),
            Matter::Task(_, judgement) => match (judgement.status.timeliness, judgement.status.state) {
                (_, TaskState::AwaitingConfirmation) => lang.pick(
                    "Xác nhận sản phẩm hoặc trả lại kèm lý do",
                    "Confirm the product or return it with a reason",
                ),
                (Timeliness::Overdue, _) => lang.pick(
                    "Quyết định thời hạn mới hoặc kiểm tra",
                    "Set a new deadline or open an inspection",
                ),
                _ => lang.pick("Đôn đốc hoàn thành trước hạn", "Press for completion before it is due"),
            },
        }
    }

    /// Who answers for it: the lead; without one the follower, then the implementer.
    pub fn who(&self) -> Vec<&'a str> {
        let all: &'a [Responsibility] = match self.matter {
            Matter::Indicator(indicator, _) => &indicator.responsibilities,
            Matter::Task(task, _) => &task.responsibilities,
        };
        [Role::Lead, Role::Follower, Role::Implementer]
            .into_iter()
            .map(|role| all.iter().filter(|r| r.role == role).map(|r| r.text.as_str()).collect::<Vec<_>>())
            .find(|named| !named.is_empty())
            .unwrap_or_default()
    }

    /// The indicator it is about.
    pub fn indicator(&self) -> Option<IndicatorId> {
        match self.matter {
            Matter::Indicator(indicator, _) => Some(indicator.id),
            Matter::Task(..) => None,
        }
    }

    /// The task it is about.
    pub fn task(&self) -> Option<TaskId> {
        match self.matter {
            Matter::Task(task, _) => Some(task.id),
            Matter::Indicator(..) => None,
        }
    }
}

fn ask_of_indicator(judgement: &Judgement, lang: Lang) -> &'static str {
    let is_unverified = judgement.evidence.short_year.is_none();
    match judgement.status {
        IndicatorStatus::AtRisk => {
            lang.pick("Quyết định biện pháp tăng tốc hoặc kiểm tra", "Decide how to speed up, or inspect")
        }
        IndicatorStatus::Missed => {
            lang.pick("Yêu cầu giải trình và kế hoạch khắc phục", "Ask for an account and a recovery plan")
        }
        IndicatorStatus::Behind => {
            lang.pick("Yêu cầu báo cáo nguyên nhân, biện pháp", "Ask for causes and measures")
        }
        IndicatorStatus::NotAssessable if is_unverified => {
            lang.pick("Giao cơ quan xác minh số liệu", "Assign a body to verify the figures")
        }
        _ => lang.pick("Nhắc đơn vị gửi số liệu", "Remind the unit to send its figures"),
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.trim_end_matches('.').chars();
    letters.next().map(char::to_uppercase).into_iter().flatten().chain(letters).collect()
}
