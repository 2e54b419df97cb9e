//! Telling a row's values apart: one space parts two cells, and a blank cell leaves one more.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::super::grid::RowDoubt;
use super::rows::Words;

/// A row's values, and the words before and behind them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// One cell per column of values.
    pub cells: Vec<Words>,
    /// The words before, which name the row.
    pub before: Vec<Words>,
    /// The words behind.
    pub after: Vec<Words>,
    /// What had to be assumed.
    pub doubt: Option<RowDoubt>,
}

/// A value with its sign, a range, a place in a ranking, or a cross.
static VALUE: LazyLock<Regex> = LazyLock::new(|| {
    let number = r"\d+(?:[.,]\d+)*(?:\s?%)?";
    Regex::new(&format!(
        r"(?:(?:≥|>=|≤|<=|>|<|=|~)\s?)?{number}(?:\s?[-–]\s?{number})?|[Tt]op \d+|[Xx]|[-–—]"
    ))
    .expect("the pattern is fixed")
});

/// Values side by side on a line.
#[derive(Debug, Clone)]
struct Run {
    /// Index of the line.
    line: usize,
    /// Places of the values in it.
    values: Vec<Range<usize>>,
}

/// Whether the line holds nothing but values.
pub(super) fn is_row_of_values(line: &str) -> bool {
    let runs = runs(line);
    runs.len() == 1 && {
        let run = &runs[0];
        line[..run[0].start].trim().is_empty() && line[run[run.len() - 1].end..].trim().is_empty()
    }
}

/// Finds the row's `count` values; `keeps_indents` says whether the file kept the spaces before its lines.
pub(super) fn find(words: &[Words], count: usize, keeps_indents: bool) -> Option<Found> {
    if count == 0 {
        return None;
    }
    let all: Vec<Run> = words
        .iter()
        .enumerate()
        .flat_map(|(line, w)| runs(&w.text).into_iter().map(move |values| Run { line, values }))
        .collect();
    let exact =
        all.iter().rev().find_map(|run| Some((run, exactly(&words[run.line].text, &run.values, count)?)));
    if let Some((run, cells)) = exact {
        return Some(found(words, run, cells, None));
    }
    if let Some(found) = one_per_line(words, &all, count) {
        return Some(found);
    }
    let run = all
        .iter()
        .filter(|run| is_believable(&words[run.line].text, &run.values))
        .max_by_key(|r| r.values.len())?;
    let cells = padded(&words[run.line].text, &run.values, count, keeps_indents);
    let doubt = RowDoubt { found: run.values.len().min(count), expected: count };
    Some(found(words, run, cells, Some(doubt)))
}

/// Runs of values parted only by spaces; a run of dashes alone is punctuation.
fn runs(line: &str) -> Vec<Vec<Range<usize>>> {
    let mut runs: Vec<Vec<Range<usize>>> = Vec::new();
    for value in VALUE.find_iter(line).filter(|m| stands_alone(line, &m.range())) {
        match runs.last_mut() {
            Some(run) if line[run[run.len() - 1].end..value.start()].trim().is_empty() => {
                run.push(value.range());
            }
            _ => runs.push(vec![value.range()]),
        }
    }
    runs.retain(|run| {
        run.iter().any(|v| line[v.clone()].contains(|c: char| c.is_ascii_digit() || "Xx".contains(c)))
    });
    runs
}

fn stands_alone(line: &str, place: &Range<usize>) -> bool {
    let before = line[..place.start].chars().next_back();
    let after = line[place.end..].chars().next();
    before.is_none_or(char::is_whitespace) && after.is_none_or(char::is_whitespace)
}

/// The cells, where values and blanks together make up the count; a name may end in a number before them.
fn exactly(line: &str, values: &[Range<usize>], count: usize) -> Option<Vec<Option<Range<usize>>>> {
    let skipped = values.len().saturating_sub(count);
    (skipped..values.len()).find_map(|first| {
        let cells = cells(line, &values[first..]);
        let only_values = values.len() - first == count;
        match cells.len() {
            n if n == count => Some(cells),
            _ if only_values => Some(values[first..].iter().cloned().map(Some).collect()),
            _ => None,
        }
    })
}

/// Values and the blanks that the spaces around them stand for.
fn cells(line: &str, values: &[Range<usize>]) -> Vec<Option<Range<usize>>> {
    let mut cells = Vec::new();
    let mut end = 0;
    for (i, value) in values.iter().enumerate() {
        let gap = &line[end..value.start];
        let spaces = gap.len() - gap.trim_end_matches(' ').len();
        let opens_line = i == 0 && spaces == gap.len();
        let blanks = if opens_line { spaces } else { spaces.saturating_sub(1) };
        cells.extend(std::iter::repeat_n(None, blanks));
        cells.push(Some(value.clone()));
        end = value.end;
    }
    let rest = &line[end..];
    let spaces = rest.len() - rest.trim_start_matches(' ').len();
    cells.extend(std::iter::repeat_n(None, spaces.saturating_sub(1)));
    cells
}

/// Values of one row printed one below the other.
fn one_per_line(words: &[Words], all: &[Run], count: usize) -> Option<Found> {
    let column: Vec<&Run> = all.iter().filter(|run| is_row_of_values(&words[run.line].text)).collect();
    let start = column.windows(count).position(|runs| {
        runs.iter().all(|run| run.values.len() == 1) && runs[count - 1].line - runs[0].line == count - 1
    })?;
    let runs = &column[start..start + count];
    let cells = runs
        .iter()
        .map(|run| Words {
            line: words[run.line].line,
            text: words[run.line].text[run.values[0].clone()].to_owned(),
        })
        .collect();
    let (first, last) = (runs[0].line, runs[count - 1].line);
    Some(Found { cells, before: words[..first].to_vec(), after: words[last + 1..].to_vec(), doubt: None })
}

/// Whether a run that does not fill the row may still be its values: it stands alone or ends its line.
fn is_believable(line: &str, values: &[Range<usize>]) -> bool {
    let ends = line[values[values.len() - 1].end..].trim().is_empty();
    let first = &line[values[0].clone()];
    let is_year =
        values.len() == 1 && first.len() == 4 && (first.starts_with("20") || first.starts_with("19"));
    ends && !is_year
        && (is_row_of_values(line) || values.len() > 1 || first.contains(['%', '≥', '≤', '>', 'X']))
}

/// The cells as far as they are told apart: surplus blanks taken away, missing ones added.
///
/// Missing blanks lie behind the values where spaces before them were kept; else they more often lie before,
/// since targets that are not set for every milestone are set for the later ones.
fn padded(
    line: &str,
    values: &[Range<usize>],
    count: usize,
    keeps_indents: bool,
) -> Vec<Option<Range<usize>>> {
    let mut cells = cells(line, &values[values.len().saturating_sub(count)..]);
    while cells.len() > count {
        let blank = cells.iter().rposition(Option::is_none).unwrap_or(cells.len() - 1);
        cells.remove(blank);
    }
    let missing = count - cells.len();
    let at = if keeps_indents { cells.len() } else { 0 };
    cells.splice(at..at, std::iter::repeat_n(None, missing));
    cells
}

fn found(words: &[Words], run: &Run, cells: Vec<Option<Range<usize>>>, doubt: Option<RowDoubt>) -> Found {
    let line = &words[run.line];
    let part = |place: Range<usize>| Words { line: line.line, text: line.text[place].to_owned() };
    let start = cells.iter().flatten().next().map_or(0, |v| v.start);
    let end = cells.iter().flatten().last().map_or(line.text.len(), |v| v.end);
    let is_word = |w: &Words| !w.text.trim().is_empty();
    let mut before = words[..run.line].to_vec();
    before.extend(Some(part(0..start)).filter(is_word));
    let mut after: Vec<Words> = Some(part(end..line.text.len())).filter(is_word).into_iter().collect();
    after.extend(words[run.line + 1..].iter().cloned());
    Found {
        cells: cells.into_iter().map(|cell| part(cell.unwrap_or(end..end))).collect(),
        before,
        after,
        doubt,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[&str], count: usize, before: &str, cells: &[&str], is_sure: bool) {
        let words: Vec<Words> =
            lines.iter().enumerate().map(|(i, l)| Words { line: i + 1, text: (*l).to_owned() }).collect();
        let found = find(&words, count, true).unwrap_or_else(|| panic!("{lines:?} has values"));
        let read: Vec<&str> = found.cells.iter().map(|w| w.text.trim()).collect();
        assert_eq!(read, cells, "{lines:?}");
        assert_eq!(super::super::rows::join(&found.before), before, "{lines:?}");
        assert_eq!(found.doubt.is_none(), is_sure, "{lines:?}: {:?}", found.doubt);
    }

    #[test]
    fn blank_cells_are_counted_by_their_spaces() {
        check(
            &["Số thôn có mạng ≥ 4 ≥ 5 6 7 8 "],
            5,
            "Số thôn có mạng",
            &["≥ 4", "≥ 5", "6", "7", "8"],
            true,
        );
        check(&["Số thôn ", "≥ 40% ≥ 80%    "], 5, "Số thôn", &["≥ 40%", "≥ 80%", "", "", ""], true);
        check(&["Số thôn ", "    X "], 5, "Số thôn", &["", "", "", "", "X"], true);
        check(&["Số thôn    ≥10 ≥30 "], 5, "Số thôn", &["", "", "", "≥10", "≥30"], true);
        check(&["Số thôn ", " 1% 2% 3% 4% "], 5, "Số thôn", &["", "1%", "2%", "3%", "4%"], true);
        check(&["Số thôn ≥3 ≥5 ≥10 ≥15 ≥20 "], 5, "Số thôn", &["≥3", "≥5", "≥10", "≥15", "≥20"], true);
        check(
            &["Tốc độ 01 Gb/s sau 12 tháng 1  3 "],
            3,
            "Tốc độ 01 Gb/s sau 12 tháng",
            &["1", "", "3"],
            true,
        );
    }

    #[test]
    fn values_may_stand_one_below_the_other() {
        check(&["Số thôn", "%", "10", "20", "30", "Sở Y tế"], 3, "Số thôn %", &["10", "20", "30"], true);
    }

    #[test]
    fn what_the_spaces_do_not_tell_is_doubted() {
        check(&["Số thôn", "≥ 40% ≥ 80%"], 5, "Số thôn", &["≥ 40%", "≥ 80%", "", "", ""], false);
        check(&["Số thôn", "X"], 3, "Số thôn", &["X", "", ""], false);
    }
}
