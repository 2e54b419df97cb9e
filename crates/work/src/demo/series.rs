//! What an indicator's figures truly were, period by period.

use domain::{Absence, Measure, Period, PeriodKind, Quantity, Reading};

use super::chance::Chance;
use super::figures::{Figure, Shape};

/// The months from the baseline in June 2025 to the end of 2025.
const MONTHS_IN_2025: u8 = 6;
/// The months from the baseline in June 2025 to October 2026.
const MONTHS: u8 = 16;

/// The readings of every period that is reported, in order.
pub fn series(figure: &Figure, chance: &mut Chance) -> Vec<(Period, Reading)> {
    match (figure.shape, figure.measure, figure.cadence) {
        (Shape::Exists, ..) => {
            let is_there = |p: Period| figure.since.is_some_and(|since| since.ends_on() <= p.ends_on());
            periods(figure).map(|(_, p)| (p, Reading::Reached(is_there(p)))).collect()
        }
        (Shape::NoData, ..) => periods(figure)
            .filter(|(_, p)| p.ends_on().month() % 6 == 0)
            .map(|(_, p)| (p, Reading::Absent(Absence::NotDue)))
            .collect(),
        (_, Measure::Flow, _) => flow(figure, chance),
        (.., PeriodKind::Year) => years(figure),
        _ => stock(figure, chance),
    }
}

/// The periods of July 2025 to October 2026 with the months since June 2025 at their ends.
fn periods(figure: &Figure) -> impl Iterator<Item = (u8, Period)> + use<> {
    let (shape, kind) = (figure.shape, figure.cadence);
    let step = if kind == PeriodKind::Quarter { 3 } else { 1 };
    let is_reported = move |month: u8| match shape {
        Shape::SinglePoint => month == 15,
        _ => true,
    };
    (1..=MONTHS)
        .filter(move |m| m % step == 0 && is_reported(*m))
        .map(move |month| (month, period(kind, month)))
}

/// The period of a kind that ends so many months after June 2025.
fn period(kind: PeriodKind, month: u8) -> Period {
    let (year, number) =
        if month <= MONTHS_IN_2025 { (2025, month + 6) } else { (2026, month - MONTHS_IN_2025) };
    let number = if kind == PeriodKind::Quarter { number / 3 } else { number };
    let number = i8::try_from(number).expect("a year has twelve months");
    Period::new(kind, year, number).expect("months 1 to 16 after June 2025 lie in 2025 and 2026")
}

fn year(year: i16) -> Period {
    Period::new(PeriodKind::Year, year, 1).expect("every year has one period of a year")
}

fn years(figure: &Figure) -> Vec<(Period, Reading)> {
    let given = [(2024, figure.baseline), (2025, figure.end_2025)];
    given.into_iter().filter_map(|(y, value)| Some((year(y), number(figure, value?)))).collect()
}

fn stock(figure: &Figure, chance: &mut Chance) -> Vec<(Period, Reading)> {
    let mut floor = f64::NEG_INFINITY;
    periods(figure)
        .filter_map(|(month, period)| {
            let (level, step) = level(figure, month)?;
            let is_fixed = matches!(month, MONTHS_IN_2025 | MONTHS) || figure.unit != "%";
            let sway = if is_fixed { 0.0 } else { 0.2 * step * chance.sway() };
            // Things that are counted do not vanish from month to month.
            floor = if figure.unit == "%" { f64::NEG_INFINITY } else { floor.max(level) };
            Some((period, share_or_number(figure, (level + sway).max(floor), month)))
        })
        .collect()
}

/// The value so many months after June 2025, and the mean step of a month around it.
fn level(figure: &Figure, month: u8) -> Option<(f64, f64)> {
    let end = figure.end_2025?;
    let (from, to, part, whole) = if month <= MONTHS_IN_2025 {
        (figure.baseline?, end, month, MONTHS_IN_2025)
    } else {
        (end, figure.latest?, month - MONTHS_IN_2025, MONTHS - MONTHS_IN_2025)
    };
    let eased = ease(figure.shape, f64::from(part) / f64::from(whole), month > MONTHS_IN_2025);
    Some((from + (to - from) * eased, (to - from) / f64::from(whole)))
}

/// The share of the way made after a share of the time.
fn ease(shape: Shape, time: f64, is_second_leg: bool) -> f64 {
    match shape {
        Shape::Early => 1.0 - (1.0 - time) * (1.0 - time),
        Shape::LateStart => time * time,
        Shape::Stalled if is_second_leg => (2.5 * time).min(1.0),
        Shape::Jumpy => f64::midpoint(time, (3.0 * time).floor() / 3.0),
        _ => time,
    }
}

/// Monthly amounts, with the totals of 2024 and 2025.
fn flow(figure: &Figure, chance: &mut Chance) -> Vec<(Period, Reading)> {
    let mut readings = years(figure);
    let (Some(total_2025), Some(latest)) = (figure.end_2025, figure.latest) else { return readings };
    let second_half = spread((0.55 * total_2025).round(), MONTHS_IN_2025, figure.shape, chance);
    let carried: f64 = second_half[4..].iter().sum();
    let first_ten = spread((latest - carried).max(0.0), MONTHS - MONTHS_IN_2025, figure.shape, chance);
    let amounts = second_half.into_iter().chain(first_ten);
    readings.extend(
        (1..=MONTHS).zip(amounts).map(|(m, amount)| (period(figure.cadence, m), number(figure, amount))),
    );
    readings
}

/// Splits a whole total over months, some of which are fuller than others.
fn spread(total: f64, months: u8, shape: Shape, chance: &mut Chance) -> Vec<f64> {
    let weights: Vec<f64> = (1..=months)
        .map(|m| {
            let (before, after) = (f64::from(m - 1) / f64::from(months), f64::from(m) / f64::from(months));
            (ease(shape, after, true) - ease(shape, before, true)) * (1.0 + 0.4 * chance.sway())
        })
        .collect();
    let whole: f64 = weights.iter().sum();
    let mut reached = 0.0;
    let mut given = 0.0;
    weights
        .into_iter()
        .map(|weight| {
            reached += weight;
            let so_far = (total * reached / whole).round();
            let amount = so_far - given;
            given = so_far;
            amount
        })
        .collect()
}

/// A share with what it was made of where the parts are known, else the number.
fn share_or_number(figure: &Figure, value: f64, month: u8) -> Reading {
    let Some(denominator) = figure.denominator else { return number(figure, value) };
    // Large wholes (people, files) grow a little; small ones (systems, bodies) do not.
    let growth = if denominator > 1000.0 { 1.0 + 0.0008 * f64::from(month) } else { 1.0 };
    let whole = (denominator * growth).round();
    let part = (value / 100.0 * whole).round().clamp(0.0, whole);
    let quantity = |n| Quantity::new(n).expect("rounded and clamped figures are finite");
    Reading::ratio(quantity(part), quantity(whole)).expect("wholes are larger than zero")
}

fn number(figure: &Figure, value: f64) -> Reading {
    let value = Quantity::new(rounded(value, figure.decimals)).expect("figures are finite");
    Reading::Value(figure.held(value))
}

/// Rounded to so many decimals.
pub fn rounded(value: f64, decimals: u8) -> f64 {
    let scale: f64 = (0..decimals).map(|_| 10.0).product();
    (value * scale).round() / scale
}
