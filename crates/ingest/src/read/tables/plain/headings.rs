//! Finding a table's headings in running lines.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::super::columns::{self, Column};
use super::super::grid;
use super::{layout, rows};
use crate::read::indicators::keyed::Keyed;

/// The headings of a table and where they stand.
#[derive(Debug)]
pub(super) struct Headings {
    /// Index of the first line.
    pub start: usize,
    /// Index of the line after the last.
    pub end: usize,
    /// Index of the line after those that name columns; on a page that goes on with a row, the row's end follows.
    pub heads_end: usize,
    /// The words above.
    pub caption: String,
    /// What the columns hold: the row's number first, values together, then posts and bodies.
    pub columns: Vec<Column>,
    /// Whether lines of the file kept the spaces they begin with.
    pub keeps_indents: bool,
    /// The keys of the headings' lines, to know them again on the next page.
    pub keys: Vec<String>,
}

static FIRST: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:stt|tt|so tt|so thu tu)\b").expect("the pattern is fixed"));

/// Where a new heading begins among words that run on.
static BEGINS: LazyLock<Regex> = LazyLock::new(|| {
    let duty = "(?:theo doi|don doc|phu trach|chi dao|chu tri|phoi hop|thuc hien|tham muu|dau moi)";
    Regex::new(&format!(
        r"\b(?:so tt|so thu tu|stt|tt)\b|(?:\b(?:den|het|nam|moc|thuc hien|uoc|ket qua|hien trang|giai doan|ke hoach|tu)\b\s*|\b20\d\d\s?[–-]\s?)*\b20\d\d\b|\bdon vi (?:tinh|do)\b|\bdvt\b|\b(?:thanh vien|dong chi|lanh dao|co quan|don vi|nguoi|bo phan)\b[^0-9]*?\b{duty}(?:(?:\s?[,/;]\s?| va ){duty})*|\b{duty}\b|\bghi chu\b|\bthoi (?:gian|han)\b|\btien do\b|\bsan pham\b|\bket qua\b|\bhien trang\b|\bnhiem vu\b|\bnoi dung\b|\bmuc tieu\b|\b(?:ten )?chi tieu\b|\bdon vi\b"
    ))
    .expect("the pattern is fixed")
});

impl Headings {
    /// The next headings at or below a line.
    pub(super) fn find(lines: &[String], from: usize) -> Option<Self> {
        (from..lines.len()).find_map(|start| Self::at(lines, start))
    }

    /// The columns of values, a baseline included.
    pub(super) fn values(&self) -> Range<usize> {
        let is_value = |c: &Column| matches!(c, Column::Baseline(_) | Column::Milestone(_));
        let start = self.columns.iter().position(is_value).unwrap_or(self.columns.len());
        let count = self.columns.iter().filter(|c| is_value(c)).count();
        start..start + count
    }

    /// The columns whose words run on: behind the values, or all of a task's.
    pub(super) fn tail(&self) -> Range<usize> {
        let start = if self.values().is_empty() { 1 } else { self.values().end };
        start..self.columns.len()
    }

    fn at(lines: &[String], start: usize) -> Option<Self> {
        // Few lines begin with the right letter; only they are worth a key.
        let may_begin = lines[start].trim_start().starts_with(['S', 's', 'T', 't']);
        if !may_begin || !FIRST.is_match(Keyed::new(&lines[start]).key()) {
            return None;
        }
        let (mut words, mut keys, mut end) = (String::new(), Vec::new(), start);
        let mut heads_end = None;
        for (at, line) in lines.iter().enumerate().skip(start).take(50) {
            if rows::begins_table(line) {
                break;
            }
            if at > start && rows::begins_row(line) && layout::is_side_by_side(&lines[start..=start]) {
                heads_end = Some((start + 2).min(at));
                break;
            }
            end = at + 1;
            let key = Keyed::new(line).key().to_owned();
            if !key.is_empty() {
                words.push_str(line);
                words.push(' ');
                keys.push(key);
            }
        }
        let columns = columns_of(&words)?;
        if heads_end.is_some() {
            keys.truncate(1);
        }
        let heads_end = heads_end.unwrap_or(end);
        let keeps_indents =
            lines[start..].iter().any(|line| line.starts_with(' ') && !line.trim().is_empty());
        let caption = lines[start.saturating_sub(12)..start].join(" ");
        Some(Self {
            start,
            end,
            heads_end,
            caption: domain::text::squeeze(&caption),
            columns,
            keeps_indents,
            keys,
        })
    }
}

/// The columns in the order of their words in a row; `None` where they head neither indicators nor tasks.
fn columns_of(words: &str) -> Option<Vec<Column>> {
    let text = Keyed::new(words);
    let starts: Vec<usize> = BEGINS
        .find_iter(text.key())
        // A heading begins with a capital, the words it goes on with do not; a year is a column of its own.
        .filter(|m| {
            text.printed(m.range()).starts_with(char::is_uppercase)
                || columns::last_year(m.as_str()).is_some()
        })
        .map(|m| m.start())
        .collect();
    let ends = starts.iter().skip(1).copied().chain([text.key().len()]);
    let headings: Vec<String> =
        starts.iter().zip(ends).map(|(start, end)| text.printed(*start..end).trim().to_owned()).collect();
    let mut columns = columns::read(&headings);
    let is_matrix =
        columns.contains(&Column::Name) && columns.iter().any(|c| matches!(c, Column::Milestone(Some(_))));
    if !is_matrix && !grid::list_tasks(&columns) {
        return None;
    }
    // `Mục tiêu` over the years is no column of its own.
    let mut kept = columns.iter().zip(&headings).map(|(c, h)| *c != Column::Other || h.starts_with("Ghi"));
    columns = columns.iter().copied().filter(|_| kept.next().unwrap_or(true)).collect();
    // Years in a second line of headings are read behind the bodies, yet their values stand before them.
    columns.sort_by_key(|column| match column {
        Column::Label => 0,
        Column::Name | Column::Task => 1,
        Column::Unit => 2,
        Column::Baseline(_) => 3,
        Column::Milestone(_) => 4,
        _ => 5,
    });
    (columns.first() == Some(&Column::Label)).then_some(columns)
}
