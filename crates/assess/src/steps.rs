//! The arithmetic of a judgement, line by line, so that anyone can redo it by hand.

use domain::{Lang, PathShape};

use crate::judge::Judgement;
use crate::path::{Band, DAYS_PER_MONTH, Expected, between, days_between, months_between};
use crate::position::{Position, Sense, scale, signed_band};
use crate::{Lag, Term, words};

/// One line: what is reckoned, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What is reckoned.
    pub label: String,
    /// The arithmetic with its result.
    pub arithmetic: String,
}

/// The steps of the latest position; empty where nothing can be reckoned.
pub fn steps(judgement: &Judgement, lang: Lang) -> Vec<Step> {
    let Some(position) = &judgement.position else { return Vec::new() };
    let hand = Hand { unit: &judgement.unit, lang };
    let lines = [
        Some(hand.figure(position)),
        position.expected.as_ref().map(|e| hand.expected(e, position.sense)),
        hand.gap(position),
        hand.lag(position),
        hand.off_share(position),
        hand.attainment(position),
        hand.required(position),
        hand.pace(position),
        hand.projection(position),
    ];
    lines.into_iter().flatten().collect()
}

struct Hand<'a> {
    unit: &'a str,
    lang: Lang,
}

impl Hand<'_> {
    /// A number with more digits than shown elsewhere, so that the line can be checked.
    fn n(&self, value: f64) -> String {
        words::decimal(value, digits(value), self.lang)
    }

    /// The numbers of an equation, with as many decimals as it takes for them to give the result as shown.
    fn terms<const N: usize>(
        &self,
        values: [f64; N],
        (result, decimals): (f64, usize),
        reckon: impl Fn([f64; N]) -> f64,
    ) -> [String; N] {
        let wanted = rounded(result, decimals);
        let agrees = |more: &usize| {
            let shown = values.map(|value| rounded(value, digits(value) + more));
            rounded(reckon(shown), decimals).total_cmp(&wanted).is_eq()
        };
        let more = (0..9).find(agrees).unwrap_or(9);
        values.map(|value| words::decimal(value, digits(value) + more, self.lang))
    }

    fn day(&self, on: jiff::civil::Date) -> String {
        words::day(on, self.lang)
    }

    fn line(&self, term: Term, arithmetic: String) -> Step {
        Step { label: term.label(self.lang).to_owned(), arithmetic }
    }

    fn figure(&self, position: &Position) -> Step {
        let point = &position.point;
        let (when, stage) = (words::span(point, self.lang), words::stage(point.stage, self.lang));
        let maturity = words::maturity(point.maturity, self.lang);
        let value = words::with_unit(&self.n(point.value.get()), self.unit);
        self.line(Term::Figure, format!("{value} ({when}, {stage}, {maturity})"))
    }

    fn expected(&self, expected: &Expected, sense: Sense) -> Step {
        let result = expected.band.edge(sense);
        let (on, value) = (self.day(expected.on), self.n(result));
        let (a, from) = (expected.from.band.edge(sense), self.day(expected.from.on));
        let Some(to) = expected.to else {
            return self.line(Term::Expected, format!("{on}: {value} ({from})"));
        };
        let (b, until) = (to.band.edge(sense), self.day(to.on));
        let done = days_between(expected.from.on, expected.on);
        let whole = days_between(expected.from.on, to.on);
        let reckon = |[a, b]: [f64; 2]| between(expected.shape, a, b, done / whole);
        let [a, b] = self.terms([a, b], (result, digits(result)), reckon);
        let part = format!("{} ÷ {}", self.n(done), self.n(whole));
        let rise = minus(&b, &a);
        let formula = match expected.shape {
            PathShape::Linear | PathShape::Checkpoints => format!("{a} + ({rise}) × {part}"),
            PathShape::Geometric => format!("{a} × ({b} ÷ {a})^({part})"),
            PathShape::SCurve => format!("{a} + ({rise}) × (3 × ({part})^2 − 2 × ({part})^3)"),
            PathShape::Step | PathShape::Hold => a,
        };
        self.line(Term::Expected, format!("{on}: {formula} = {value} ({from} → {until})"))
    }

    fn gap(&self, position: &Position) -> Option<Step> {
        let (gap, expected) = (position.gap?, position.expected?);
        let value = position.point.value.get();
        let Band { low, high } = expected.band;
        let is_within = position.sense == Sense::Both && low <= value && value <= high;
        if is_within {
            let (low, high) = (self.n(low), self.n(high));
            return Some(self.line(Term::Gap, format!("{} ({low}–{high}): 0", self.n(value))));
        }
        let edge = if position.sense == Sense::Both && value > high {
            high
        } else {
            expected.band.edge(position.sense)
        };
        let [value, edge] = self.terms([value, edge], (gap, digits(gap)), |[value, edge]| value - edge);
        Some(self.line(Term::Gap, format!("{} = {}", minus(&value, &edge), self.n(gap))))
    }

    fn lag(&self, position: &Position) -> Option<Step> {
        let value = self.n(position.point.value.get());
        let (months, sign) = match position.lag {
            Lag::Exact(months) => (months, ""),
            Lag::AtLeast(months) => (months, "≥ "),
            Lag::Ahead(months) => (months, "≤ "),
            Lag::Unknown => return None,
        };
        let [days] = self.terms([months * DAYS_PER_MONTH], (months, 1), |[days]| days / DAYS_PER_MONTH);
        let month = words::decimal(DAYS_PER_MONTH, 4, self.lang);
        let result = words::months(months, self.lang);
        let when = self.day(crate::path::months_later(position.point.on, -months));
        let text = match position.lag {
            Lag::Exact(_) => self.lang.pick(
                format!("lộ trình ở mức {value} vào {when}; {days} ngày ÷ {month} = {result}"),
                format!("the path has {value} on {when}; {days} days ÷ {month} = {result}"),
            ),
            _ => self.lang.pick(
                format!("lộ trình không có mức {value}; tính từ {when}: {sign}{result}"),
                format!("the path never has {value}; counted from {when}: {sign}{result}"),
            ),
        };
        Some(self.line(Term::Lag, text))
    }

    /// The share that counts where no months can be told.
    fn off_share(&self, position: &Position) -> Option<Step> {
        if position.is_by_months() || position.shortfall <= 0.0 {
            return None;
        }
        let values = [position.shortfall, scale(position)];
        let share = 100.0 * position.shortfall / scale(position);
        let [short, whole] = self.terms(values, (share, 1), |[short, whole]| short / whole * 100.0);
        let share = words::decimal(share, 1, self.lang);
        Some(self.line(Term::OffShare, format!("{short} ÷ {whole} × 100 = {share}%")))
    }

    fn attainment(&self, position: &Position) -> Option<Step> {
        let share = position.attainment?;
        let target = signed_band(&position.milestone.goal)?.edge(position.sense);
        let value = position.point.value.get();
        let parts = if position.sense == Sense::Down { [target, value] } else { [value, target] };
        let [above, below] = self.terms(parts, (share, 1), |[above, below]| above / below * 100.0);
        let share = words::decimal(share, 1, self.lang);
        Some(self.line(Term::Attainment, format!("{above} ÷ {below} × 100 = {share}%")))
    }

    fn required(&self, position: &Position) -> Option<Step> {
        let pace = position.required_pace?;
        let months = months_between(position.point.on, position.milestone.due_on);
        let value = position.point.value.get();
        let reckon = |[wanted, value, months]: [f64; 3]| (wanted - value) / months;
        let [wanted, value, months] =
            self.terms([value + pace * months, value, months], (pace, digits(pace)), reckon);
        let pace = words::each_month(&self.n(pace), self.unit, self.lang);
        Some(self.line(Term::RequiredPace, format!("({}) ÷ {months} = {pace}", minus(&wanted, &value))))
    }

    fn pace(&self, position: &Position) -> Option<Step> {
        let pace = position.pace.as_ref()?;
        let values: Vec<String> = pace.values.iter().map(|(_, value)| self.n(*value)).collect();
        let (from, to) = (pace.values.first()?.0, pace.values.last()?.0);
        let (from, to) = (self.day(from), self.day(to));
        let (count, values) = (pace.slopes.len(), values.join("; "));
        let slope = self.carried(position).map_or_else(|| self.n(pace.per_month), |[_, slope, _]| slope);
        let result = words::each_month(&slope, self.unit, self.lang);
        Some(self.line(
            Term::RecentPace,
            self.lang.pick(
                format!("trung vị của {count} độ dốc từng cặp (Theil–Sen), {from}–{to}: {values} → {result}"),
                format!("median of {count} pairwise slopes (Theil–Sen), {from}–{to}: {values} → {result}"),
            ),
        ))
    }

    /// Figure, recent pace and months left.
    fn carried(&self, position: &Position) -> Option<[String; 3]> {
        let (projection, pace) = (position.projection?, position.pace.as_ref()?);
        let values = [position.point.value.get(), pace.per_month, projection.months];
        let carry = |[value, slope, months]: [f64; 3]| value + slope * months;
        let free = carry(values);
        Some(self.terms(values, (free, digits(free)), carry))
    }

    fn projection(&self, position: &Position) -> Option<Step> {
        let (projection, pace) = (position.projection?, position.pace.as_ref()?);
        let [value, slope, months] = self.carried(position)?;
        let free = self.n(position.point.value.get() + pace.per_month * projection.months);
        let limited = if projection.is_limited {
            let held = self.n(projection.value);
            self.lang.pick(format!(" → {held} (giới hạn tự nhiên)"), format!(" → {held} (natural limit)"))
        } else {
            String::new()
        };
        let sum = plus(&value, &format!("{slope} × {months}"));
        Some(self.line(Term::Projection, format!("{sum} = {free}{limited}")))
    }
}

/// Three decimals; one of large numbers, and of small ones so many that three digits count.
fn digits(value: f64) -> usize {
    if value.abs() >= 1000.0 { 1 } else { words::significant(value, 3).max(3) }
}

/// A number as it is when read off the page.
fn rounded(value: f64, decimals: usize) -> f64 {
    // Adding 0.0 turns −0.0 into 0.0.
    format!("{value:.decimals$}").parse().unwrap_or(value) + 0.0
}

/// A sum of printed numbers, without a sign after a sign.
fn plus(a: &str, b: &str) -> String {
    b.strip_prefix('−').map_or_else(|| format!("{a} + {b}"), |b| format!("{a} − {b}"))
}

/// A difference of printed numbers, without a sign after a sign.
fn minus(a: &str, b: &str) -> String {
    b.strip_prefix('−').map_or_else(|| format!("{a} − {b}"), |b| format!("{a} + {b}"))
}
