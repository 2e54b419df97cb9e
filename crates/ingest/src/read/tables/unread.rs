//! Tables that nothing was read from, or only in doubt: someone must be told, or a list is missing unnoticed.

use std::ops::RangeInclusive;

use domain::{Anchor, Finding, Severity};

use super::columns::{self, Column};
use super::grid;
use crate::read::findings::{Doubt, finding};
use crate::source::{Format, Source, Table};

/// The tables without any of the places that something was read from, and those read in doubt.
pub(crate) fn check(source: &Source, places: &[&Anchor]) -> Vec<Finding> {
    let real = source.tables.iter().filter(|table| lists_something(table));
    let real = real.map(|table| table.line_start..=table.line_end);
    let plain = grid::plain(source);
    let merged: Vec<Finding> =
        plain.iter().filter(|grid| grid.is_doubtful).map(|grid| columns_merged(&grid.lines)).collect();
    let plain = plain.into_iter().map(|grid| grid.lines);
    let is_unread = |lines: &RangeInclusive<usize>| !places.iter().any(|a| lines.contains(&a.line_start));
    let unread = real.chain(plain).filter(is_unread).map(|lines| not_understood(source, lines));
    unread.chain(merged).collect()
}

/// Says that columns of a plain table could not all be told apart.
fn columns_merged(lines: &RangeInclusive<usize>) -> Finding {
    let (start, end) = (*lines.start(), *lines.end());
    finding(
        "table.columns_merged",
        Severity::Warning,
        format!(
            "Bảng ở dòng {start}–{end}: có cột không tách được khỏi cột bên cạnh, một số ô có thể bị đọc lẫn."
        ),
        "Đối chiếu từng dòng với bảng gốc, hoặc nạp tệp DOCX hoặc XLSX gốc.",
    )
    .english(
        format!("Table in lines {start}–{end}: columns could not all be told apart, cells may be mixed up."),
        "Compare each row with the table, or give the DOCX or XLSX file.",
    )
    .at(Anchor::lines(start, end, ""))
}

/// Whether a table is more than a letterhead or a block of signatures: its headings say so, or its shape.
fn lists_something(table: &Table) -> bool {
    let words = |row: usize| {
        let cells = table.cells.iter().filter(move |cell| cell.row == row);
        cells.filter(|cell| !cell.text.trim().is_empty()).count()
    };
    let is_headed = |row: usize| {
        let texts: Vec<String> = table.row(row).into_iter().map(str::to_owned).collect();
        columns::read(&texts).contains(&Column::Label)
    };
    (0..table.rows).filter(|row| words(*row) >= 3).count() >= 2
        || (table.rows > 1 && (0..table.rows.min(3)).any(is_headed))
}

fn not_understood(source: &Source, lines: RangeInclusive<usize>) -> Finding {
    let (start, end) = lines.into_inner();
    let words: Vec<&str> = source.lines[start.saturating_sub(1)..end.min(source.lines.len())]
        .iter()
        .map(|line| line.trim())
        .filter(|line| !line.is_empty())
        .take(6)
        .collect();
    let seen = domain::text::squeeze(&words.join(" "));
    let (hint, hint_en) = if source.format == Format::Text {
        (
            "Nạp tệp DOCX hoặc XLSX gốc, hoặc văn bản giữ nguyên cách trình bày (các cột cách nhau bằng khoảng trắng).",
            "Give the DOCX or XLSX file, or the text with its layout kept (columns parted by spaces).",
        )
    } else {
        (
            "Đặt tên cột ở một dòng tiêu đề (chỉ tiêu và các năm, hoặc nhiệm vụ, cơ quan chủ trì, thời hạn) rồi nạp lại, hoặc nhập tay khi duyệt.",
            "Name the columns in one row (indicator and years, or task, lead and deadline) and give the file again, or enter them on review.",
        )
    };
    finding(
        "table.not_understood",
        Severity::Warning,
        format!("Không đọc được gì từ bảng ở dòng {start}–{end}, mở đầu bằng “{seen}”."),
        hint,
    )
    .english(
        format!("Nothing was read from the table in lines {start}–{end}, which begins “{seen}”."),
        hint_en,
    )
    .at(Anchor::lines(start, end, ""))
}
