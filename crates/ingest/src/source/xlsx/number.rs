//! Numbers and dates of a sheet written the way a Vietnamese reader sees them: decimal comma, dots
//! between thousands where the cell's format groups them, `dd/mm/yyyy`.
//!
//! Format codes after ECMA-376 part 1, §18.8.31. Fractions, scientific notation and conditions are
//! rare in plans; such cells are written as plain numbers.

use calamine::ExcelDateTime;

use super::decimal::Decimal;

/// A number as shown.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) text: String,
    /// The format hides digits that the stored value has.
    pub(super) rounded: bool,
}

/// Writes a number under a format code.
pub(super) fn number(value: f64, code: &str) -> Shown {
    if !value.is_finite() {
        return Shown { text: value.to_string(), rounded: false };
    }
    let sections = sections(code);
    let (section, signed) = match sections.as_slice() {
        [_, negative, ..] if value < 0.0 => (negative.as_str(), false),
        [_, _, zero, ..] if value == 0.0 => (zero.as_str(), false),
        [first, ..] => (first.as_str(), value < 0.0),
        [] => ("General", value < 0.0),
    };
    let sign = if signed { "-" } else { "" };
    match Pattern::parse(section) {
        Some(pattern) => pattern.write(value, sign),
        None => Shown { text: format!("{sign}{}", Decimal::of(value).plain()), rounded: false },
    }
}

/// Writes a date or time under a format code: what the code shows, in Vietnamese order.
pub(super) fn date(moment: ExcelDateTime, code: &str) -> String {
    if moment.is_duration() {
        return duration(moment.as_f64());
    }
    let letters = unquoted(code).to_lowercase();
    let (year, month, day, hour, minute, _, _) = moment.to_ymd_hms_milli();
    let has = |c: char| letters.contains(c);
    let date = match (has('y'), has('d')) {
        (true, false) if has('m') => format!("{month:02}/{year}"),
        (true, false) => year.to_string(),
        (false, true) if has('m') => format!("{day:02}/{month:02}"),
        (false, false) if has('h') => String::new(),
        _ => format!("{day:02}/{month:02}/{year}"),
    };
    let time = if has('h') { format!("{hour:02}:{minute:02}") } else { String::new() };
    format!("{date} {time}").trim().to_owned()
}

/// Writes a date in ISO form in Vietnamese order; anything else stays.
pub(super) fn iso_date(text: &str) -> String {
    let day = text.split('T').next().unwrap_or(text);
    match day.split('-').collect::<Vec<_>>().as_slice() {
        [year, month, day] if year.len() == 4 => format!("{day}/{month}/{year}"),
        _ => text.to_owned(),
    }
}

fn duration(days: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a cast saturates, and no duration in a plan is near the bounds"
    )]
    let minutes = (days * 24.0 * 60.0).round() as i64;
    let sign = if minutes < 0 { "-" } else { "" };
    format!("{sign}{}:{:02}", minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60)
}

/// One section of a format code.
#[derive(Default)]
struct Pattern {
    before: String,
    after: String,
    /// Placeholders seen; the code may be text alone.
    has_digits: bool,
    general: bool,
    whole_zeros: usize,
    decimals: usize,
    decimal_zeros: usize,
    grouped: bool,
    /// Powers of ten that the value is multiplied by: 2 for each `%`, −3 for each trailing comma.
    shift: i32,
}

impl Pattern {
    /// Reads a section; `None` when it uses what is not supported.
    fn parse(section: &str) -> Option<Self> {
        let mut pattern = Self::default();
        let mut number = String::new();
        let mut chars = section.chars();
        while let Some(c) = chars.next() {
            let literal = match c {
                '0' | '#' | '?' | '.' | ',' if pattern.after.trim().is_empty() => {
                    number.push(c);
                    continue;
                }
                '0' | '#' | '?' | '/' | '@' => return None,
                'E' | 'e' if chars.as_str().starts_with(['+', '-']) => return None,
                'G' | 'g'
                    if chars.as_str().get(..6).is_some_and(|rest| rest.eq_ignore_ascii_case("eneral")) =>
                {
                    chars.nth(5);
                    pattern.general = true;
                    continue;
                }
                '"' => chars.by_ref().take_while(|&c| c != '"').collect(),
                '\\' => chars.next().map(String::from)?,
                '_' => chars.next().map(|_| " ".to_owned())?,
                '*' => chars.next().map(|_| String::new())?,
                '[' => bracket(&chars.by_ref().take_while(|&c| c != ']').collect::<String>())?,
                '%' => {
                    pattern.shift += 2;
                    c.to_string()
                }
                _ => c.to_string(),
            };
            let place =
                if number.is_empty() && !pattern.general { &mut pattern.before } else { &mut pattern.after };
            place.push_str(&literal);
        }
        pattern.take_placeholders(&number);
        Some(pattern)
    }

    fn take_placeholders(&mut self, number: &str) {
        let digits = number.trim_end_matches(',');
        let scale = i32::try_from(number.len() - digits.len()).unwrap_or(0);
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        self.has_digits = !number.is_empty();
        self.shift -= 3 * scale;
        self.grouped = whole.contains(',');
        self.whole_zeros = whole.matches('0').count();
        self.decimals = decimals.chars().filter(|c| *c != ',').count();
        self.decimal_zeros = decimals.matches('0').count();
    }

    /// Accounting formats write a dash beside optional places for zero.
    fn hides_zero(&self) -> bool {
        let has_words = !self.before.trim().is_empty() || !self.after.trim().is_empty();
        has_words && self.whole_zeros == 0 && self.decimal_zeros == 0
    }

    fn write(&self, value: f64, sign: &str) -> Shown {
        let exact = Decimal::of(value).shifted(self.shift);
        let (figures, rounded) = if self.general {
            (exact.plain(), false)
        } else if self.has_digits {
            let shown = exact.rounded(self.decimals);
            let text = if shown.is_zero() && self.hides_zero() {
                String::new()
            } else {
                shown.text(self.whole_zeros, self.decimal_zeros, self.grouped)
            };
            (text, shown != exact)
        } else {
            (String::new(), false)
        };
        let text = format!("{sign}{}{figures}{}", self.before, self.after);
        Shown { text: text.trim().to_owned(), rounded }
    }
}

/// What a bracket shows: a currency sign; colours and languages show nothing, conditions are not supported.
fn bracket(inside: &str) -> Option<String> {
    match inside.strip_prefix('$') {
        Some(currency) => Some(currency.split('-').next().unwrap_or_default().to_owned()),
        None if inside.starts_with(['<', '>', '=']) => None,
        None => Some(String::new()),
    }
}

/// The sections of a code, cut at semicolons outside quotes.
fn sections(code: &str) -> Vec<String> {
    let mut sections = vec![String::new()];
    let mut quoted = false;
    let mut escaped = false;
    for c in code.chars() {
        quoted ^= c == '"' && !escaped;
        if c == ';' && !quoted && !escaped {
            sections.push(String::new());
        } else if let Some(section) = sections.last_mut() {
            section.push(c);
        }
        escaped = c == '\\' && !escaped;
    }
    sections
}

/// A code without quoted and bracketed text.
fn unquoted(code: &str) -> String {
    let mut kept = String::new();
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => drop(chars.by_ref().find(|&c| c == '"')),
            '[' => drop(chars.by_ref().find(|&c| c == ']')),
            '\\' | '_' | '*' => drop(chars.next()),
            _ => kept.push(c),
        }
    }
    kept
}
