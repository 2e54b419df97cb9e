//! Doubts about a figure just typed: what may be right but should be looked at again.
//!
//! A doubt never refuses a figure; what cannot be at all is refused by [`domain::entry::figure`].

use domain::{Indicator, Lang, Measure, Observation, Reading, number};

use crate::words;

/// Of figures that hardly change, a change is only unusual from this part of the last figure on: one twentieth.
const LEAST_USUAL: f64 = 0.05;
/// From how many earlier figures on there is a usual change.
const FEWEST: usize = 3;

/// Why a figure should be looked at again (nghi vấn).
#[derive(Debug, Clone, PartialEq)]
pub enum Doubt {
    /// It changes far more than it usually does from period to period.
    Outlier {
        /// The figure before.
        before: f64,
        /// The change now.
        change: f64,
        /// The usual change: the median of the earlier ones, of at least a twentieth of the figure before.
        usual: f64,
        /// From how many times the usual change on it is told.
        times: u32,
    },
    /// It lies far from the last figure, and there are too few to know what is usual.
    Leap {
        /// The figure before.
        before: f64,
        /// From how many times the last figure on, or from what part of it down, it is told.
        times: u32,
    },
    /// A cumulative figure is smaller than before.
    Falls {
        /// The figure before.
        before: f64,
    },
    /// The part is greater than the whole.
    PartAboveWhole,
    /// It is negative, where earlier figures never were.
    Negative,
    /// It can be read in two ways.
    TwoReadings {
        /// What was typed.
        typed: String,
        /// How it was read.
        read: f64,
    },
}

impl Doubt {
    /// The rule, with its figures, in a sentence.
    pub fn text(&self, unit: &str, lang: Lang) -> String {
        let told = |value: f64| words::in_unit(value, unit, lang);
        match self {
            Doubt::Outlier { before, change, usual, times } => {
                let by = words::difference(change.abs(), unit, lang);
                let usual = words::difference(*usual, unit, lang);
                let before = told(*before);
                lang.pick(
                    format!("Thay đổi {by} so với kỳ trước ({before}), hơn {times} lần mức thường thấy ({usual}). Đề nghị kiểm tra lại."),
                    format!("It changes by {by} from the last period ({before}), more than {times} times the usual ({usual}). Please check."),
                )
            }
            Doubt::Leap { before, times } => {
                let before = told(*before);
                lang.pick(
                    format!("Chênh hơn {times} lần so với kỳ trước ({before}); chưa đủ {FEWEST} kỳ để biết mức thay đổi thường thấy. Đề nghị kiểm tra lại."),
                    format!("More than {times} times away from the last period ({before}); there are fewer than {FEWEST} figures to tell what is usual. Please check."),
                )
            }
            Doubt::Falls { before } => {
                let before = told(*before);
                lang.pick(
                    format!("Số lũy kế nhỏ hơn kỳ trước ({before}). Đề nghị kiểm tra lại."),
                    format!("A cumulative figure is smaller than before ({before}). Please check."),
                )
            }
            Doubt::PartAboveWhole => lang
                .pick(
                    "Tử số lớn hơn mẫu số. Đề nghị kiểm tra lại.",
                    "The numerator is greater than the denominator. Please check.",
                )
                .to_owned(),
            Doubt::Negative => lang
                .pick(
                    "Số âm, trong khi các kỳ trước không âm. Đề nghị kiểm tra lại.",
                    "The figure is negative, earlier ones never were. Please check.",
                )
                .to_owned(),
            Doubt::TwoReadings { typed, read } => {
                let read = told(*read);
                lang.pick(
                    format!("“{typed}” được hiểu là {read}. Dấu chấm ngăn cách hàng nghìn, dấu phẩy là dấu thập phân."),
                    format!("“{typed}” is read as {read}. A dot separates thousands, a comma the decimals."),
                )
            }
        }
    }
}

/// What is doubtful about a figure, given the body's earlier ones by period; absences raise no doubt.
///
/// Only figures about the same subject and of the same kind of period are compared.
pub fn doubts(indicator: &Indicator, reading: &Reading, earlier: &[&Observation], times: u32) -> Vec<Doubt> {
    let Some(value) = reading.value().map(domain::Quantity::get) else { return Vec::new() };
    let earlier: Vec<f64> = earlier.iter().filter_map(|past| Some(past.reading.value()?.get())).collect();
    let mut doubts = Vec::new();
    if is_negative(reading, value) && earlier.iter().all(|past| *past >= 0.0) {
        doubts.push(Doubt::Negative);
    }
    if let Reading::Ratio { numerator, denominator } = reading
        && numerator.get() > denominator.get()
    {
        doubts.push(Doubt::PartAboveWhole);
    }
    let Some(before) = earlier.last().copied() else { return doubts };
    let falls = indicator.measure == Measure::Cumulative && is_less(value, before);
    doubts.extend(falls.then_some(Doubt::Falls { before }));
    doubts.extend(outlier(value, &earlier, times));
    doubts
}

/// Whether a typed number can be read in two ways, and how it was read.
pub fn two_readings(typed: &str) -> Option<Doubt> {
    let plain = domain::text::squeeze(typed.trim().trim_end_matches('%'));
    let printed = number::parse(&plain).filter(|printed| printed.is_doubtful)?;
    Some(Doubt::TwoReadings { typed: typed.trim().to_owned(), read: printed.value.get() })
}

/// The earlier figures that a figure of a period can be compared with: the same subject, the same kind of period.
pub fn comparable<'a>(
    indicator: &Indicator,
    period: domain::Period,
    earlier: &'a [Observation],
) -> Vec<&'a Observation> {
    let since = indicator.breaks().filter(|day| *day <= period.ends_on()).max();
    let is_alike = |past: &&Observation| {
        past.period.kind() == period.kind() && since.is_none_or(|since| since <= past.period.ends_on())
    };
    earlier.iter().filter(is_alike).collect()
}

fn is_negative(reading: &Reading, value: f64) -> bool {
    let part = matches!(reading, Reading::Ratio { numerator, .. } if numerator.get() < 0.0);
    part || value < 0.0
}

fn is_less(value: f64, before: f64) -> bool {
    value < before - 1e-9 * before.abs().max(1.0)
}

fn outlier(value: f64, earlier: &[f64], times: u32) -> Option<Doubt> {
    let before = *earlier.last()?;
    if earlier.len() < FEWEST {
        let (small, large) = (value.abs().min(before.abs()), value.abs().max(before.abs()));
        let is_far = before != 0.0 && large > f64::from(times) * small;
        return is_far.then_some(Doubt::Leap { before, times });
    }
    let mut changes: Vec<f64> = earlier.windows(2).map(|pair| (pair[1] - pair[0]).abs()).collect();
    changes.sort_unstable_by(f64::total_cmp);
    let usual = changes[changes.len() / 2].max(LEAST_USUAL * before.abs());
    let change = value - before;
    let is_far = usual > 0.0 && change.abs() > f64::from(times) * usual;
    is_far.then_some(Doubt::Outlier { before, change, usual, times })
}

#[cfg(test)]
mod tests;
