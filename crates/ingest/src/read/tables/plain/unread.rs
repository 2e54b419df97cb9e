//! Tables of plain text whose cells cannot be told apart: their lines are set aside rather than read as prose.

use std::ops::Range;
use std::sync::LazyLock;

use domain::text::fold;
use regex::Regex;

use super::rows;
use crate::read::markers;
use crate::read::paragraphs::MarkerKind;

/// How far below its number a column's heading may stand where a PDF was read column by column.
const REACH: usize = 100;

static NUMBER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:stt|tt|so tt|so thu tu)(?:\s+|$)").expect("the pattern is fixed"));
static NAME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:(?:cac|ten|mot so) )?(?:noi dung|nhiem vu|chi tieu|muc tieu|cong viec|hoat dong|tieu chi|chi so)\b")
        .expect("the pattern is fixed")
});
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:(?:co quan|don vi|nguoi|dong chi|thanh vien)(?: (?:chu tri|phoi hop|thuc hien|theo doi|chiu|phu trach|tinh)\b|$)|chu tri\b|phoi hop\b|dvt$|thoi (?:gian|han)\b|tien do\b|san pham\b|ket qua\b|lo trinh\b)",
    )
    .expect("the pattern is fixed")
});
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:[ivx]+|[a-k]|\d{1,3}(?:\.\d{1,2})*)\.?$").expect("the pattern is fixed")
});

/// The lines from the headings of the next such table to its end, as indices.
pub(super) fn find(lines: &[String], from: usize) -> Option<Range<usize>> {
    let start = (from..lines.len()).find(|at| heads_table(lines, *at))?;
    Some(start..end(lines, start))
}

/// Whether `STT` and a name stand here, with a heading that only tables have beside or below them.
fn heads_table(lines: &[String], at: usize) -> bool {
    // Few lines begin with the right letter; only they are worth a key.
    if !lines[at].trim_start().starts_with(['S', 's', 'T', 't']) {
        return false;
    }
    let key = fold(&lines[at]);
    let Some(number) = NUMBER.find(&key) else { return false };
    let beside = &key[number.end()..];
    let below = lines[at + 1..].iter().take(REACH).map(|line| fold(line)).filter(|key| !key.is_empty());
    let mut below = below.skip_while(|key| LABEL.is_match(key));
    let is_named = if beside.is_empty() {
        below.next().is_some_and(|key| NAME.is_match(&key))
    } else {
        NAME.is_match(beside)
    };
    let is_other = |words: &str| OTHER.is_match(words);
    let runs_on = beside.match_indices(' ').any(|(gap, _)| is_other(&beside[gap + 1..]));
    is_named
        && (runs_on
            || below.any(|key| key.len() <= 40 && !key.ends_with(['.', ':', ';', ',']) && is_other(&key)))
}

/// Index of the line after the table: an annex, an article, the next section, or the addressees begin there.
fn end(lines: &[String], start: usize) -> usize {
    let roman = |line: &String| match markers::parse(line.trim()).map(|(marker, _)| marker.kind) {
        Some(MarkerKind::Roman(value)) => Some(value),
        _ => None,
    };
    let section = lines[..start].iter().rev().find_map(roman);
    let is_end = |line: &String| {
        rows::ends_table(line)
            || section.is_some_and(|section| roman(line) == Some(section + 1))
            || matches!(
                markers::parse(line.trim()),
                Some((marker, _)) if matches!(marker.kind, MarkerKind::Annex(_) | MarkerKind::Article(_))
            )
    };
    (start + 1..lines.len()).find(|at| is_end(&lines[*at])).unwrap_or(lines.len())
}
