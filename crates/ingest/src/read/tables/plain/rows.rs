//! Cutting a table's lines into rows by their numbers.

use std::sync::LazyLock;

use domain::text::{fold, squeeze};
use regex::Regex;

use super::headings::Headings;
use super::values;

/// Words on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words {
    /// The line, from 1.
    pub line: usize,
    /// The words, spaces as printed.
    pub text: String,
}

/// The lines of one row.
#[derive(Debug)]
pub(super) struct RowLines {
    /// Its number.
    pub label: Words,
    /// Everything else, line by line, blank lines left out.
    pub words: Vec<Words>,
}

/// The rows of a table and the line after it.
#[derive(Debug)]
pub(super) struct Body {
    /// The rows in order.
    pub rows: Vec<RowLines>,
    /// Index of the line after the table.
    pub end: usize,
}

impl RowLines {
    /// Its first and last line.
    pub(super) fn lines(&self) -> (usize, usize) {
        (self.label.line, self.words.last().map_or(self.label.line, |words| words.line))
    }
}

/// The words of several lines as one text.
pub(super) fn join(words: &[Words]) -> String {
    let lines: Vec<&str> = words.iter().map(|w| w.text.as_str()).collect();
    squeeze(&lines.join(" "))
}

static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s{0,4}([IVX]{1,5}|[A-HK]|\d{1,3}(?:\.\d{1,2}){0,3})(?:[.)]\s*|\s+|$)(.*)$")
        .expect("the pattern is fixed")
});

static END: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*(?:noi nhan|phu luc|ghi chu\s*:|bieu so|tm\.|t/m)").expect("the pattern is fixed")
});

/// Whether a line is the first row of a table: a group `I` or `A`, or the row `1`.
pub(super) fn begins_table(line: &str) -> bool {
    let Some((label, rest)) = label(line) else { return false };
    let is_count = rest.split_whitespace().next().is_some_and(|word| word == "2" || word == "(2)");
    matches!(label.as_str(), "I" | "A" | "1") && !is_count
}

/// Whether a line is a row in the middle of a table, its number before words.
pub(super) fn begins_row(line: &str) -> bool {
    label(line).is_some_and(|(label, rest)| {
        label.starts_with(|c: char| c.is_ascii_digit()) && rest.trim_start().starts_with(char::is_uppercase)
    })
}

/// Whether a line cannot belong to a table any more.
pub(super) fn ends_table(line: &str) -> bool {
    END.is_match(&fold(line))
}

/// Cuts the lines under the headings into rows.
pub(super) fn cut(lines: &[String], headings: &Headings) -> Body {
    let mut rows: Vec<RowLines> = Vec::new();
    let mut end = headings.end;
    let mut at = headings.end;
    while at < lines.len() {
        if let Some(next) = after_repeated_headings(lines, at, headings) {
            at = next;
            continue;
        }
        let line = &lines[at];
        if ends_table(line) {
            break;
        }
        if !line.trim().is_empty() {
            match row_at(lines, at, &rows, headings) {
                Some(row) => rows.push(row),
                None => match rows.last_mut() {
                    Some(row) => row.words.push(Words { line: at + 1, text: line.clone() }),
                    None => break,
                },
            }
            end = at + 1;
        }
        at += 1;
    }
    Body { rows, end }
}

/// How long repeated headings must be, in bytes of their keys, where they are shorter than the first.
const ENOUGH: usize = 20;

/// The line after the headings, where they stand again at the top of a page; a last line of theirs may be missing.
pub(super) fn after_repeated_headings(lines: &[String], at: usize, headings: &Headings) -> Option<usize> {
    let mut keys = headings.keys.iter();
    let (mut next, mut seen) = (at, 0);
    let mut expected = keys.next()?;
    for (index, line) in lines.iter().enumerate().skip(at) {
        let key = fold(line);
        if key.is_empty() && next > at {
            continue;
        }
        if key != *expected {
            return (seen >= ENOUGH).then_some(next);
        }
        seen += key.len();
        next = index + 1;
        match keys.next() {
            Some(key) => expected = key,
            None => return Some(next),
        }
    }
    None
}

/// The row that begins on a line, if one does.
fn row_at(lines: &[String], at: usize, rows: &[RowLines], headings: &Headings) -> Option<RowLines> {
    let line = &lines[at];
    let (label, rest) = label(line)?;
    let count = headings.values().len();
    let is_values = values::is_row_of_values(line) && (!rest.trim().is_empty() || next_is_value(lines, at));
    if is_values && count > 1 {
        return None;
    }
    let is_row = match rows.last() {
        None => true,
        Some(row) => {
            follows(rows, &label)
                || (skips(&row.label.text, &label) && values::find(&row.words, count, true).is_some())
        }
    };
    if !is_row {
        return None;
    }
    let words = if rest.trim().is_empty() { Vec::new() } else { vec![Words { line: at + 1, text: rest }] };
    Some(RowLines { label: Words { line: at + 1, text: label }, words })
}

fn next_is_value(lines: &[String], at: usize) -> bool {
    lines[at + 1..]
        .iter()
        .find(|line| !line.trim().is_empty())
        .is_some_and(|line| values::is_row_of_values(line))
}

/// A line's label and what stands behind it.
fn label(line: &str) -> Option<(String, String)> {
    let found = LABEL.captures(line)?;
    Some((found[1].to_owned(), found[2].to_owned()))
}

/// What a label may mean.
fn number(label: &str) -> Option<Vec<u32>> {
    label.split('.').map(|part| part.parse().ok()).collect()
}

fn roman(label: &str) -> Option<u32> {
    (1..40).find(|n| crate::read::markers::roman_text(*n) == label)
}

/// Whether a label is the one expected: the next number, a first child, the next group, or the first row of a group.
fn follows(rows: &[RowLines], label: &str) -> bool {
    let labels = || rows.iter().rev().map(|row| row.label.text.as_str());
    let Some(label_number) = number(label) else {
        return is_next_group(labels().find(|l| number(l).is_none()), label);
    };
    let Some(last) = labels().find_map(number) else { return true };
    let begins_group = labels().next().is_some_and(|l| number(l).is_none());
    (begins_group && label_number == [1]) || is_next(&last, &label_number)
}

fn is_next(before: &[u32], label: &[u32]) -> bool {
    let is_child = label.len() == before.len() + 1 && label.starts_with(before) && label.last() == Some(&1);
    let depth = label.len() - 1;
    is_child
        || (depth < before.len() && label[..depth] == before[..depth] && label[depth] == before[depth] + 1)
}

fn is_next_group(before: Option<&str>, label: &str) -> bool {
    match before {
        None => label == "I" || label == "A",
        Some(before) => {
            roman(label).is_some_and(|n| roman(before).is_some_and(|b| n == b + 1))
                || (label.len() == 1 && before.len() == 1 && label.as_bytes()[0] == before.as_bytes()[0] + 1)
        }
    }
}

/// Whether a number runs on with a gap, or repeats.
fn skips(before: &str, label: &str) -> bool {
    match (number(before), number(label)) {
        (Some(before), Some(label)) if before.len() == label.len() => {
            let (Some(a), Some(b)) = (before.last(), label.last()) else { return false };
            (*a..=a + 3).contains(b)
        }
        _ => false,
    }
}
