//! Values in the page's language: what templates write beside the texts of the locales.

use std::borrow::Borrow;

use domain::{
    CommitteeRole, DocumentKind, Gap, GapRule, Period, Person, Quantity, Reading, TaskState, Timeliness,
    ValueStage,
};
use jiff::Timestamp;
use jiff::tz::Offset;
use store::document::Head;
use work::indicators::{Judgement, Lag, Milestone, Status, words};

use crate::ctx::Ctx;

impl Ctx {
    /// A value in its unit.
    pub fn in_unit(&self, value: impl Borrow<f64>, unit: &str) -> String {
        words::in_unit(*value.borrow(), unit, self.lang)
    }

    /// A person's name, or that it was erased.
    pub fn person_name(&self, person: &Person) -> String {
        if person.erased_at.is_some() { self.t("person-erased") } else { person.name.clone() }
    }

    /// What the gaps of a rule have in common.
    pub fn gap_title(&self, rule: &GapRule) -> String {
        self.tk("gap", rule.code().trim_start_matches("line."))
    }

    /// What is missing in a report line.
    pub fn gap_message(&self, gap: &Gap) -> String {
        gap.message(self.lang)
    }

    /// What to do about it.
    pub fn gap_hint(&self, gap: &Gap) -> &'static str {
        gap.hint(self.lang)
    }

    /// The text of a key that counts days (`{ $count }`), none below 0.
    pub fn days(&self, key: &str, days: impl Borrow<i32>) -> String {
        self.n(key, usize::try_from(*days.borrow()).unwrap_or(0))
    }

    /// A period.
    pub fn period(&self, period: impl Borrow<Period>) -> String {
        words::period(*period.borrow(), self.lang)
    }

    /// The time that the latest figure covers: its period, or the twelve months that end with it.
    pub fn span(&self, judgement: &Judgement) -> String {
        judgement.latest().map_or_else(String::new, |point| words::span(point, self.lang))
    }

    /// How many working days are left, or how many it is late.
    pub fn days_left(&self, days: impl Borrow<i32>) -> String {
        let days = *days.borrow();
        let count = usize::try_from(days.unsigned_abs()).unwrap_or_default();
        match days {
            0 => self.t("due-today"),
            1.. => self.n("days-left", count),
            _ => self.n("days-late", count),
        }
    }

    /// Which of a cell's three values.
    pub fn stage(&self, stage: impl Borrow<ValueStage>) -> &'static str {
        words::stage(*stage.borrow(), self.lang)
    }

    /// What an observation says: a figure, its parts, "reached", or why there is none.
    pub fn reading(&self, reading: &Reading, unit: &str) -> String {
        match reading {
            Reading::Value(value) => self.in_unit(value.get(), unit),
            Reading::Ratio { numerator, denominator } => {
                let share = reading.value().map_or_else(String::new, |share| self.in_unit(share.get(), unit));
                let part = |value: &Quantity| words::decimal(value.get(), 0, self.lang);
                format!("{share} ({} / {})", part(numerator), part(denominator))
            }
            Reading::Reached(true) => self.t("reached-yes"),
            Reading::Reached(false) => self.t("reached-no"),
            Reading::Absent(absence) => words::absence(absence, self.lang),
        }
    }

    /// An instant, in Vietnam's time.
    pub fn moment(&self, at: &Timestamp) -> String {
        let at = Offset::constant(7).to_datetime(*at);
        format!("{} {}", self.date(&at.date()), at.strftime("%H:%M"))
    }

    /// A value in a table: with its sign of percent, other units stand beside the name.
    pub fn figure(&self, value: f64, unit: &str) -> String {
        self.in_unit(value, self.sign_of(unit))
    }

    /// The part of a unit that belongs to the number itself: a sign of percent, no word.
    pub fn sign_of<'u>(&self, unit: &'u str) -> &'u str {
        if self.names_unit(unit) { "" } else { unit }
    }

    /// Whether a unit is a word that needs to be named once.
    pub fn names_unit(&self, unit: &str) -> bool {
        !unit.is_empty() && !unit.starts_with('%')
    }

    /// A goal as printed, in its unit.
    pub fn goal(&self, milestone: &Milestone, unit: &str) -> String {
        words::goal(&milestone.goal, &milestone.text, unit, self.lang)
    }

    /// The same words with a capital, to begin a line.
    pub fn heading(&self, words: impl AsRef<str>) -> String {
        let mut letters = words.as_ref().chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }

    /// The same words as a sentence: a capital first, one full stop last.
    pub fn sentence(&self, words: impl AsRef<str>) -> String {
        format!("{}.", self.heading(words.as_ref().trim_end_matches('.')))
    }

    /// What the path expects at the latest figure.
    pub fn expected(&self, judgement: &Judgement) -> String {
        let expected = judgement.position.as_ref().and_then(|position| position.expected.as_ref());
        expected.map_or_else(String::new, |expected| {
            let (low, high) = (expected.band.low, expected.band.high);
            if low < high {
                return format!(
                    "{} – {}",
                    words::number(low, self.lang),
                    self.in_unit(high, &judgement.unit)
                );
            }
            self.in_unit(low, &judgement.unit)
        })
    }

    /// How far the latest figure is from the path.
    pub fn gap(&self, judgement: &Judgement) -> String {
        let gap = judgement.position.as_ref().and_then(|position| position.gap);
        gap.map_or_else(String::new, |gap| {
            let difference = words::difference(gap.abs(), &judgement.unit, self.lang);
            self.tw(if gap < 0.0 { "stat-below" } else { "stat-above" }, &[("gap", difference)])
        })
    }

    /// Whether the figure is behind the path or ahead of it.
    pub fn lag_heading(&self, lag: impl Borrow<Lag>) -> String {
        self.t(match lag.borrow().months() {
            Some(months) if months > 0.0 => "lag-behind",
            Some(_) => "lag-ahead",
            None => "lag-unknown",
        })
    }

    /// The months behind or ahead.
    pub fn lag(&self, lag: impl Borrow<Lag>) -> String {
        let (key, months) = match *lag.borrow() {
            Lag::Exact(months) => ("months", months),
            Lag::AtLeast(months) | Lag::Ahead(months) => ("months-at-least", months),
            Lag::Unknown => return "–".to_owned(),
        };
        self.tw(key, &[("months", words::decimal(months.abs(), 1, self.lang))])
    }

    /// A change per month as a bare number, under a heading that says so; a dash where none can be reckoned.
    pub fn pace(&self, per_month: impl Borrow<Option<f64>>) -> String {
        per_month.borrow().map_or_else(|| "–".to_owned(), |pace| words::number(pace, self.lang))
    }

    /// The recent pace, beside the required one.
    pub fn recent_pace(&self, judgement: &Judgement) -> String {
        let pace = judgement.position.as_ref().and_then(|position| position.pace.as_ref());
        pace.map_or_else(String::new, |pace| {
            let recent = words::number(pace.per_month, self.lang);
            self.tw("stat-recent-pace", &[("pace", recent)])
        })
    }

    /// The word of an indicator's status.
    pub fn status_word(&self, status: impl Borrow<Status>) -> &'static str {
        status.borrow().label(self.lang)
    }

    /// How far a task has come.
    pub fn task_state(&self, state: impl Borrow<TaskState>) -> &'static str {
        work::tasks::state_label(*state.borrow(), self.lang)
    }

    /// Whether a task is in time.
    pub fn task_time(&self, timeliness: impl Borrow<Timeliness>) -> &'static str {
        work::tasks::timeliness_label(*timeliness.borrow(), self.lang)
    }

    /// A member's role.
    pub fn member_role(&self, role: impl Borrow<CommitteeRole>) -> &'static str {
        let role = role.borrow();
        self.lang.pick(role.title_vi(), role.title_en())
    }

    /// A kind of document.
    pub fn document_kind(&self, kind: impl Borrow<DocumentKind>) -> &'static str {
        let kind = kind.borrow();
        self.lang.pick(kind.name_vi(), kind.name_en())
    }

    /// A document's kind and title, as it stands at its head.
    pub fn document_title(&self, kind: impl Borrow<Option<DocumentKind>>, title: &str) -> String {
        let kind = kind.borrow().map_or("", |kind| self.document_kind(kind));
        self.heading(format!("{kind} {title}").trim_start())
    }

    /// A document as it is cited: symbol and date, or kind and title.
    pub fn document_name(&self, document: &Head) -> String {
        let kind = document.kind.map_or("", |kind| self.document_kind(kind));
        let name = document.symbol.as_ref().map_or(document.title.as_str(), |symbol| symbol.as_str());
        let day = document.issued_on.map_or_else(String::new, |day| format!(", {}", self.date(&day)));
        format!("{kind} {name}{day}").trim_start().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use domain::Lang;

    use super::*;
    use crate::i18n::text;

    /// Marks take their words from the locales, filters and sentences from the judgement.
    #[test]
    fn pages_and_judgements_use_the_same_words() {
        for lang in [Lang::Vi, Lang::En] {
            let check = |prefix: &str, code: &str, label: &str| {
                let key = format!("{prefix}-{}", code.replace('_', "-"));
                assert_eq!(text(lang, &key), label, "{key}");
            };
            for status in Status::ALL {
                check("status", status.code(), status.label(lang));
            }
            for state in TaskState::ALL {
                check("task", state.code(), work::tasks::state_label(*state, lang));
            }
            for timeliness in Timeliness::ALL {
                check("time", timeliness.code(), work::tasks::timeliness_label(*timeliness, lang));
            }
            for stage in [ValueStage::Reported, ValueStage::Verified] {
                check("stage", stage.code(), words::stage(stage, lang));
            }
        }
    }
}
