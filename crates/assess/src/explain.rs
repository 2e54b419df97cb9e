//! A judgement in about three short sentences that a leader can repeat.

use domain::Lang;

use crate::judge::Judgement;
use crate::milestone::{Milestone, MilestoneResult};
use crate::path::months_between;
use crate::position::{Position, Sense, scale};
use crate::{IndicatorStatus, Lag, Pace, Rule, Steadiness, Term, words};

/// Where it stands, at what pace, and what follows.
pub fn explain(judgement: &Judgement, lang: Lang) -> Vec<String> {
    let voice = Voice { unit: &judgement.unit, lang };
    let is_judged = judgement.status.rank().is_some();
    match &judgement.position {
        Some(position) if is_judged => voice.position(judgement, position),
        position => voice.unjudged(judgement, position.as_ref()),
    }
}

/// The finding in one short phrase, without the indicator's name.
pub fn headline(judgement: &Judgement, lang: Lang) -> String {
    let voice = Voice { unit: &judgement.unit, lang };
    let is_judged = judgement.status.rank().is_some();
    let Some(position) = judgement.position.as_ref().filter(|_| is_judged) else {
        return explain(judgement, lang).into_iter().next().unwrap_or_default();
    };
    let finding = voice.finding(position);
    voice.held(judgement, position).map_or(finding.clone(), |held| format!("{held}; {finding}"))
}

/// Makes a phrase a sentence.
fn sentence(phrase: &str) -> String {
    let mut letters = phrase.chars();
    let first = letters.next().map(char::to_uppercase).into_iter().flatten();
    let mut text: String = first.chain(letters).collect();
    text.push('.');
    text
}

/// Whether the figures are whole things, which are projected in whole numbers too.
fn is_counted(position: &Position, unit: &str) -> bool {
    let is_whole = |value: f64| libm::floor(value).total_cmp(&value).is_eq();
    let target = position.milestone.goal.value().map_or(0.0, domain::Quantity::get);
    unit.trim() != "%" && is_whole(position.point.value.get()) && is_whole(target)
}

/// Whether a gap is too small to be told: less than a thousandth, or less than a day and a half of the path.
fn is_negligible(gap: f64, position: &Position) -> bool {
    gap.abs() <= 1e-3 * scale(position) || matches!(position.lag, Lag::Exact(months) if months.abs() < 0.05)
}

struct Voice<'a> {
    unit: &'a str,
    lang: Lang,
}

impl Voice<'_> {
    fn value(&self, value: f64) -> String {
        words::in_unit(value, self.unit, self.lang)
    }

    fn difference(&self, value: f64) -> String {
        words::difference(value.abs(), self.unit, self.lang)
    }

    fn goal(&self, milestone: &Milestone) -> String {
        words::goal(&milestone.goal, &milestone.text, self.unit, self.lang)
    }

    fn position(&self, judgement: &Judgement, position: &Position) -> Vec<String> {
        let mut sentences: Vec<String> = self.steadiness(judgement).into_iter().collect();
        sentences.push(self.standing(position));
        if !position.is_met && !position.is_passed {
            sentences.push(self.pace(position));
            sentences.extend(self.projection(judgement, position));
        }
        sentences
    }

    /// What the figure by itself says.
    fn finding(&self, position: &Position) -> String {
        match position.status {
            IndicatorStatus::Behind | IndicatorStatus::AtRisk if position.rule == Rule::PaceTooSlow => {
                self.pace_phrase(position)
            }
            IndicatorStatus::OnTrack | IndicatorStatus::Behind | IndicatorStatus::AtRisk => {
                self.distance(position)
            }
            _ => self.against_target(position),
        }
    }

    /// That the figure says otherwise than the status, and the next period has to confirm it.
    fn held(&self, judgement: &Judgement, position: &Position) -> Option<String> {
        let momentary = position.status.label(self.lang);
        let this = match (judgement.steadiness, position.status) {
            (Steadiness::Settled, _) => return None,
            (Steadiness::Recovering, IndicatorStatus::OnTrack) => {
                self.lang.pick("đã về trên lộ trình", "back on the path").to_owned()
            }
            _ => self.lang.pick(format!("riêng kỳ này “{momentary}”"), format!("this period “{momentary}”")),
        };
        Some(self.lang.pick(
            format!("{this}, chờ kỳ sau xác nhận"),
            format!("{this}, to be confirmed by the next period"),
        ))
    }

    /// "Đến hết tháng 10/2026 ở mức 15,1%, thấp hơn lộ trình 2,4 điểm phần trăm, chậm 9,6 tháng."
    fn standing(&self, position: &Position) -> String {
        let point = &position.point;
        let (when, value) = (words::span(point, self.lang), self.value(point.value.get()));
        let source = if point.is_verified() {
            ""
        } else {
            self.lang.pick(" (mới báo cáo, chưa xác minh)", " (reported, not verified)")
        };
        let phrase = if position.is_met || position.is_passed {
            self.against_target(position)
        } else {
            self.distance(position)
        };
        if point.summed > 1 {
            return self.lang.pick(
                format!("{when} được {value}{source}, {phrase}."),
                format!("The {when} brought {value}{source}, {phrase}."),
            );
        }
        self.lang.pick(
            format!("Đến hết {when} ở mức {value}{source}, {phrase}."),
            format!("At the end of {when} it stands at {value}{source}, {phrase}."),
        )
    }

    fn against_target(&self, position: &Position) -> String {
        let (goal, year) = (self.goal(&position.milestone), position.milestone.year);
        let word = match (position.is_met, position.rule) {
            (_, Rule::GoalExceeded) => self.lang.pick("đã vượt mục tiêu", "beyond the target"),
            (true, _) => self.lang.pick("đã đạt mục tiêu", "meeting the target"),
            (false, _) => self.lang.pick("không đạt mục tiêu", "missing the target"),
        };
        self.lang.pick(format!("{word} {goal} của mốc {year}"), format!("{word} {goal} of {year}"))
    }

    fn distance(&self, position: &Position) -> String {
        let (Some(expected), Some(gap)) = (position.expected, position.gap) else {
            let goal = self.goal(&position.milestone);
            let (when, year) = (words::day(position.milestone.due_on, self.lang), position.milestone.year);
            return self.lang.pick(
                format!("chưa có lộ trình để so; mốc đầu tiên là {goal} vào {when}"),
                format!("with no path to compare yet; the first milestone is {goal} in {year}"),
            );
        };
        if position.sense == Sense::Both && position.shortfall <= 0.0 {
            return self.lang.pick("trong khoảng cần giữ", "within the range to be kept").to_owned();
        }
        if is_negligible(gap, position) {
            let expected = self.value(expected.band.edge(position.sense));
            return self
                .lang
                .pick(format!("đúng lộ trình ({expected})"), format!("on the path ({expected})"));
        }
        let (by, lag) = (self.difference(gap), self.lag(position.lag));
        let word = if gap < 0.0 {
            self.lang.pick("thấp hơn lộ trình", "below the path by")
        } else {
            self.lang.pick("cao hơn lộ trình", "above the path by")
        };
        format!("{word} {by}{lag}")
    }

    fn lag(&self, lag: Lag) -> String {
        let months = |value: f64| words::months(value.abs(), self.lang);
        match lag {
            Lag::Exact(value) if value > 0.0 => {
                let months = months(value);
                self.lang.pick(format!(", chậm {months}"), format!(", {months} behind"))
            }
            Lag::Exact(value) if value < 0.0 => {
                let months = months(value);
                self.lang.pick(format!(", sớm {months}"), format!(", {months} ahead"))
            }
            Lag::AtLeast(value) if value > 0.0 => {
                let months = months(value);
                self.lang.pick(format!(", chậm ít nhất {months}"), format!(", at least {months} behind"))
            }
            _ => String::new(),
        }
    }

    /// "tăng 0,19 điểm phần trăm"; `None` where nothing changes, `is_short` leaves the unit out.
    fn change(&self, value: f64, is_short: bool) -> Option<String> {
        let number = words::decimal(value.abs(), if value.abs() >= 0.1 { 2 } else { 3 }, self.lang);
        let unit = words::difference(1.0, self.unit, self.lang);
        let unit = if is_short { "" } else { unit.strip_prefix('1').unwrap_or_default() };
        let word = match (number.as_str(), value > 0.0) {
            ("0", _) => return None,
            (_, true) => self.lang.pick("tăng", "a rise of"),
            (_, false) => self.lang.pick("giảm", "a fall of"),
        };
        Some(format!("{word} {number}{unit}"))
    }

    fn pace(&self, position: &Position) -> String {
        sentence(&self.pace_phrase(position))
    }

    /// What the recent months brought a month, and what the milestone takes.
    ///
    /// Things that are counted and change slowly are told per year.
    fn pace_phrase(&self, position: &Position) -> String {
        let recent = position.pace.as_ref();
        let fastest =
            recent.map_or(0.0, |p| p.per_month.abs()).max(position.required_pace.map_or(0.0, f64::abs));
        let is_yearly = fastest < 1.0 && self.unit.trim() != "%";
        let times = if is_yearly { 12.0 } else { 1.0 };
        let each = if is_yearly { self.lang.pick("năm", "year") } else { self.lang.pick("tháng", "month") };
        let change = recent.map(|pace| self.change(pace.per_month * times, false));
        let is_moving = matches!(change, Some(Some(_)));
        let so_far = recent.zip(change).map(|(pace, change)| self.so_far(pace, change.as_deref(), each));
        let required = position.required_pace.and_then(|pace| self.change(pace * times, is_moving));
        let needed = self.needed(position, required.as_deref(), if is_moving { "" } else { each });
        so_far.map_or_else(|| needed.clone(), |so_far| format!("{so_far}; {needed}"))
    }

    /// "trong 6 tháng gần đây, mỗi tháng tăng 0,19 điểm phần trăm"
    fn so_far(&self, pace: &Pace, change: Option<&str>, each: &str) -> String {
        let window = self.window(pace);
        match (change, self.lang) {
            (Some(change), Lang::Vi) => format!("trong {window} tháng gần đây, mỗi {each} {change}"),
            (Some(change), Lang::En) => format!("over the last {window} months {change} a {each}"),
            (None, Lang::Vi) => format!("trong {window} tháng gần đây không đổi"),
            (None, Lang::En) => format!("no change over the last {window} months"),
        }
    }

    /// "muốn đạt ≥ 30% vào 31/12/2030 phải tăng 0,3"; `each` is named where nothing before names it.
    fn needed(&self, position: &Position, required: Option<&str>, each: &str) -> String {
        let goal = self.goal(&position.milestone);
        let when = words::day(position.milestone.due_on, self.lang);
        match (required, each, self.lang) {
            (Some(required), "", Lang::Vi) => format!("muốn đạt {goal} vào {when} phải {required}"),
            (Some(required), "", Lang::En) => format!("{goal} by {when} takes {required}"),
            (Some(required), each, Lang::Vi) => {
                format!("muốn đạt {goal} vào {when} mỗi {each} phải {required}")
            }
            (Some(required), each, Lang::En) => format!("{goal} by {when} takes {required} a {each}"),
            (None, _, Lang::Vi) => format!("mốc gần nhất là {goal} vào {when}"),
            (None, _, Lang::En) => format!("the next milestone is {goal} on {when}"),
        }
    }

    /// How many months the recent pace covers.
    fn window(&self, pace: &Pace) -> String {
        let ends = pace.values.first().zip(pace.values.last());
        let months = ends.map_or(0.0, |(first, last)| months_between(first.0, last.0));
        words::decimal(months, 0, self.lang)
    }

    fn projection(&self, judgement: &Judgement, position: &Position) -> Option<String> {
        let projection = position.projection?;
        let when = words::day(projection.on, self.lang);
        let value = if is_counted(position, self.unit) {
            words::counted(projection.value, self.unit, self.lang)
        } else {
            self.value(projection.value)
        };
        let year = position.milestone.year;
        let short = words::number(projection.shortfall, self.lang);
        if short == "0" && matches!(position.rule, Rule::FarBehindPath | Rule::FarOffPath) {
            let spoke = judgement.reasons.iter().find(|reason| reason.rule == position.rule);
            let threshold = spoke.and_then(|reason| reason.threshold.as_ref());
            let threshold = threshold.map(|t| t.text(self.unit, self.lang)).unwrap_or_default();
            return Some(self.lang.pick(
                format!("Nếu giữ nguyên nhịp này vẫn kịp mốc {year} ({value}), song mức chậm đã quá ngưỡng {threshold}."),
                format!("At this pace it still makes {year} ({value}), yet it is behind by more than {threshold}."),
            ));
        }
        let end = if short == "0" {
            self.lang.pick(format!("đạt mục tiêu mốc {year}"), format!("meeting the target of {year}"))
        } else {
            let by = self.difference(projection.shortfall);
            self.lang.pick(format!("còn cách mục tiêu {by}"), format!("{by} away from the target"))
        };
        Some(self.lang.pick(
            format!("Nếu giữ nguyên nhịp này, đến {when} ở mức {value}, {end}."),
            format!("At this pace it reaches {value} by {when}, {end}."),
        ))
    }

    fn steadiness(&self, judgement: &Judgement) -> Option<String> {
        let momentary = judgement.history.last()?.momentary.label(self.lang);
        let held = judgement.status.label(self.lang);
        match judgement.steadiness {
            Steadiness::Settled => None,
            Steadiness::Pending | Steadiness::Recovering => Some(self.lang.pick(
                format!("Giữ đánh giá “{held}”: riêng kỳ này là “{momentary}”, kỳ sau cũng vậy mới đổi."),
                format!(
                    "The status stays “{held}”: this period alone says “{momentary}”, which the next has to confirm."
                ),
            )),
        }
    }

    fn unjudged(&self, judgement: &Judgement, position: Option<&Position>) -> Vec<String> {
        let mut sentences = vec![self.why_unjudged(judgement)];
        sentences.extend(position.map(|position| self.figure_only(position)));
        sentences.extend(judgement.next.as_ref().map(|next| self.next(next)));
        sentences
    }

    fn why_unjudged(&self, judgement: &Judgement) -> String {
        let Some(reason) = judgement.reasons.first() else {
            return sentence(judgement.status.label(self.lang));
        };
        let input = |term: Term| {
            let found = reason.inputs.iter().find(|(t, _)| *t == term);
            found.map(|(_, amount)| amount.text(self.unit, self.lang)).unwrap_or_default()
        };
        let threshold = reason.threshold.as_ref().map(|t| t.text(self.unit, self.lang)).unwrap_or_default();
        match (reason.rule, self.lang) {
            (Rule::TooFewVerified, Lang::Vi) => format!(
                "Có {} số liệu đã xác minh, cần ít nhất {threshold} để đánh giá.",
                input(Term::Verified)
            ),
            (Rule::TooFewVerified, Lang::En) => format!(
                "There are {} verified figures; at least {threshold} are needed to assess.",
                input(Term::Verified)
            ),
            (Rule::Stale, Lang::Vi) => format!(
                "Số liệu mới nhất là của {}; {} đã hết {} mà chưa có số liệu.",
                input(Term::LatestPeriod),
                input(Term::AwaitedPeriod),
                input(Term::DaysSince)
            ),
            (Rule::Stale, Lang::En) => format!(
                "The latest figure is of {}; {} ended {} ago and has none.",
                input(Term::LatestPeriod),
                input(Term::AwaitedPeriod),
                input(Term::DaysSince)
            ),
            (Rule::NoFigures, _) if judgement.status == IndicatorStatus::NotDue => {
                self.lang.pick("Chưa đến kỳ có số liệu.", "No figure is due yet.").to_owned()
            }
            (Rule::ShortYear, _) => {
                let short = judgement.evidence.short_year.as_ref();
                let known = short.map(|short| words::short_year(short, self.lang)).unwrap_or_default();
                let needed = self.lang.pick(
                    "chỉ tiêu tính theo năm, cần đủ 12 tháng liên tiếp",
                    "a yearly figure needs twelve months in a row",
                );
                sentence(&format!("{known}; {needed}"))
            }
            (rule, _) => sentence(rule.formula(self.lang)),
        }
    }

    fn figure_only(&self, position: &Position) -> String {
        let point = &position.point;
        let when = words::span(point, self.lang);
        let (value, stage) = (self.value(point.value.get()), words::stage(point.stage, self.lang));
        self.lang.pick(
            format!("Số liệu {when}: {value}, {stage}."),
            format!("Figure for {when}: {value}, {stage}."),
        )
    }

    fn next(&self, next: &Milestone) -> String {
        let (goal, when) = (self.goal(next), words::day(next.due_on, self.lang));
        self.lang.pick(format!("Mốc gần nhất: {goal} vào {when}."), format!("Milestone: {goal} on {when}."))
    }
}

/// What became of a passed milestone, in one sentence.
pub fn explain_passed(result: &MilestoneResult, unit: &str, lang: Lang) -> String {
    let milestone = &result.milestone;
    let goal = words::goal(&milestone.goal, &milestone.text, unit, lang);
    let status = result.status.label(lang);
    let year = milestone.year;
    let figure = result.figure.as_ref().map_or(String::new(), |p| {
        let (value, when) = (words::in_unit(p.value.get(), unit, lang), words::span(p, lang));
        format!(" ({value}, {when})")
    });
    let later = result.met_later_on.map_or(String::new(), |on| {
        let on = words::day(on, lang);
        lang.pick(format!("; đạt muộn, vào {on}"), format!("; met late, on {on}"))
    });
    lang.pick(
        format!("Mốc {year}, mục tiêu {goal}: {}{figure}{later}.", status.to_lowercase()),
        format!("Milestone {year}, target {goal}: {}{figure}{later}.", status.to_lowercase()),
    )
}
