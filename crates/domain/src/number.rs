//! Numbers as Vietnamese documents write them.
//!
//! A dot followed by exactly three digits separates thousands, a comma is the
//! decimal sign; yet `0.6` occurs in signed documents and means six tenths.

use crate::Quantity;

/// A number read from text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Printed {
    /// The value.
    pub value: Quantity,
    /// Whether the writing allows another reading (`1.000` beside `0.6`, `1,234`).
    pub is_doubtful: bool,
}

/// Reads one number; the whole text must be the number.
///
/// `07` is 7, `1.000` is a thousand, `0,60` and `0.6` are decimals, `1.234,5`
/// mixes both. Returns `None` for anything else.
pub fn parse(text: &str) -> Option<Printed> {
    let text = text.trim();
    let (negative, digits) = match text.strip_prefix(['-', '−', '–']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    if !digits.starts_with(|c: char| c.is_ascii_digit()) || !digits.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (plain, is_doubtful) = match (digits.contains('.'), digits.contains(',')) {
        (false, false) => (digits.to_owned(), false),
        (true, true) => mixed(digits)?,
        (true, false) => one_sign(digits, '.')?,
        (false, true) => one_sign(digits, ',')?,
    };
    let value = plain.parse::<f64>().ok()?;
    let value = Quantity::new(if negative { -value } else { value }).ok()?;
    Some(Printed { value, is_doubtful })
}

/// Both signs occur: the last one is the decimal sign.
fn mixed(digits: &str) -> Option<(String, bool)> {
    let decimal = if digits.rfind(',') > digits.rfind('.') { ',' } else { '.' };
    let (whole, fraction) = digits.rsplit_once(decimal)?;
    let thousands = if decimal == ',' { '.' } else { ',' };
    if !is_grouped(whole, thousands) || !is_digits(fraction) {
        return None;
    }
    Some((format!("{}.{fraction}", whole.replace(thousands, "")), decimal == '.'))
}

/// Only one kind of sign occurs: thousands where groups of three follow, else decimal.
fn one_sign(digits: &str, sign: char) -> Option<(String, bool)> {
    if is_grouped(digits, sign) && !digits.starts_with('0') {
        // `1.000` is the Vietnamese thousand; `1,000` may be an English one or 1 with three decimals.
        let is_single = digits.matches(sign).count() == 1;
        return if sign == '.' || !is_single {
            Some((digits.replace(sign, ""), sign == ','))
        } else {
            Some((digits.replace(sign, "."), true))
        };
    }
    let (whole, fraction) = digits.split_once(sign)?;
    if !is_digits(whole) || !is_digits(fraction) {
        return None;
    }
    Some((format!("{whole}.{fraction}"), sign == '.'))
}

fn is_grouped(text: &str, sign: char) -> bool {
    let mut groups = text.split(sign);
    let first = groups.next().unwrap_or_default();
    is_digits(first) && first.len() <= 3 && groups.all(|g| g.len() == 3 && is_digits(g))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Writes a value the Vietnamese way (`1.234,5`), at most `decimals` decimals, none trailing.
pub fn format(value: Quantity, decimals: usize) -> String {
    let text = format!("{:.*}", decimals, value.get().abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let fraction = fraction.trim_end_matches('0');
    let mut out = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(',');
        out.push_str(fraction);
    }
    if value.get() < 0.0 && out.bytes().any(|b| matches!(b, b'1'..=b'9')) {
        out.insert(0, '−');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_of_signed_plans_are_read() {
        let check = |text: &str, value: f64, doubtful: bool| {
            let printed = parse(text).unwrap_or_else(|| panic!("{text} is a number"));
            assert!((printed.value.get() - value).abs() < 1e-12, "{text}: {printed:?}");
            assert_eq!(printed.is_doubtful, doubtful, "{text}");
        };
        check("07", 7.0, false);
        check("1.000", 1000.0, false);
        check("1.000.000", 1e6, false);
        check("0,60", 0.6, false);
        check("0.6", 0.6, true);
        check("0.600", 0.6, true);
        check("1.234,5", 1234.5, false);
        check("1,234.5", 1234.5, true);
        check("1,000", 1.0, true);
        check("12,5", 12.5, false);
        check("-3", -3.0, false);
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["", "-", "1.", ".5", "1..2", "1,2,3", "22/12/2024", "5G", "1.00.000"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn values_print_the_vietnamese_way() {
        let check = |value: f64, decimals, text: &str| {
            assert_eq!(format(Quantity::new(value).unwrap(), decimals), text);
        };
        check(1234.5, 2, "1.234,5");
        check(0.6, 2, "0,6");
        check(100.0, 1, "100");
        check(-2.44, 1, "−2,4");
        check(-0.001, 1, "0");
        check(1_000_000.0, 0, "1.000.000");
    }

    proptest! {
        #[test]
        fn printing_and_reading_agree(cents in -1_000_000_000i64..1_000_000_000) {
            let value = Quantity::new(cents as f64 / 100.0).unwrap();
            let read = parse(&format(value, 2)).unwrap();
            prop_assert!((read.value.get() - value.get()).abs() < 1e-9);
        }

        #[test]
        fn any_text_is_read_without_a_panic(text in "\\PC{0,20}") {
            let _ = parse(&text);
        }
    }
}
