//! The annexes as a workbook: the same rows as on paper, numbers as numbers, with what each total was made of.

use domain::snapshot::{CellPart, Snapshot};
use domain::{Quantity, Reading};
use jiff::Timestamp;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::annex::{self, TaskCounts};
use super::{Paper, words};

/// A4.
const PAPER: u8 = 9;

/// Writes the workbook: tasks, indicators, the figures of bodies, who has reported.
///
/// # Panics
///
/// Never: names of sheets are fixed, and texts of the ledger are shorter than a cell takes.
pub fn xlsx(paper: &Paper, snapshot: &Snapshot) -> Vec<u8> {
    let mut book = Book::new(paper.frozen_at);
    let pages = [tasks, indicators, cells, bodies];
    for page in pages {
        page(&mut book, paper, snapshot).expect("names and texts are within what a workbook takes");
    }
    book.bytes()
}

/// Rows of text and whole numbers on one sheet.
pub(super) fn plain(rows: &[Vec<String>], at: Timestamp) -> Vec<u8> {
    let mut book = Book::new(at);
    book.plain(rows).expect("a chart has few rows");
    book.bytes()
}

struct Book {
    workbook: Workbook,
    title: Format,
    note: Format,
    head: Format,
    group: Format,
    text: Format,
    middle: Format,
    number: Format,
    total: Format,
}

/// A column: its heading, and its width in letters.
type Columns<'a> = &'a [(&'a str, f64)];

impl Book {
    fn new(at: Timestamp) -> Self {
        let mut workbook = Workbook::new();
        let seconds = u64::try_from(at.as_second()).unwrap_or(0);
        let at = ExcelDateTime::from_timestamp(i64::try_from(seconds).unwrap_or(0)).unwrap_or_default();
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&at).set_author("Cột Mốc"));
        let face =
            || Format::new().set_font_name("Times New Roman").set_font_size(12).set_align(FormatAlign::Top);
        let ruled = || face().set_border(FormatBorder::Thin).set_text_wrap();
        Self {
            workbook,
            title: face().set_bold().set_font_size(14),
            note: face().set_italic(),
            head: ruled().set_bold().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter),
            group: ruled().set_bold(),
            text: ruled(),
            middle: ruled().set_align(FormatAlign::Center),
            number: ruled().set_num_format("#,##0.####").set_align(FormatAlign::Right),
            total: ruled().set_bold(),
        }
    }

    fn bytes(mut self) -> Vec<u8> {
        self.workbook.save_to_buffer().expect("memory takes the workbook")
    }

    /// A sheet lying on A4 with its title and a head that is printed on every page; rows begin below.
    fn sheet(
        &mut self,
        name: &str,
        title: &str,
        note: &(String, String),
        columns: Columns<'_>,
    ) -> Result<&mut Worksheet, XlsxError> {
        let (note, digest) = note;
        let sheet = self.workbook.add_worksheet();
        sheet.set_name(name)?.set_landscape().set_paper_size(PAPER).set_print_fit_to_pages(1, 0);
        sheet.set_margins(0.6, 0.6, 0.8, 0.6, 0.3, 0.3).set_footer("&C&P/&N");
        sheet.write_with_format(0, 0, title, &self.title)?;
        sheet.write_with_format(1, 0, note, &self.note)?;
        sheet.write_with_format(2, 0, digest, &self.note)?;
        for (column, (heading, width)) in (0..).zip(columns) {
            sheet.set_column_width(column, *width)?.write_with_format(HEAD, column, *heading, &self.head)?;
        }
        // Room for a heading of two lines.
        sheet.set_row_height(HEAD, 33)?;
        sheet.set_repeat_rows(HEAD, HEAD)?.set_freeze_panes(HEAD + 1, 0)?;
        Ok(sheet)
    }

    fn plain(&mut self, rows: &[Vec<String>]) -> Result<(), XlsxError> {
        let sheet = self.workbook.add_worksheet().set_name("Sheet1")?;
        for (at, row) in (0..).zip(rows) {
            for (column, text) in (0..).zip(row) {
                match text.parse::<u32>() {
                    Ok(count) if at > 0 && column > 0 => sheet.write(at, column, count)?,
                    _ => sheet.write(at, column, text)?,
                };
            }
        }
        Ok(())
    }
}

/// The row of headings.
const HEAD: u32 = 3;

/// To which report it belongs, and the digest of what both were made from.
fn note(paper: &Paper) -> (String, String) {
    let number = &paper.head.number;
    let draft = if paper.is_draft { "DỰ THẢO. " } else { "" };
    let digest = format!("Số liệu chốt: SHA-256 {}", paper.digest);
    (format!("{draft}Kèm theo {} – {number}", paper.title()), digest)
}

/// Gives a row the height that its longest cell needs: programs other than Excel do not find it themselves.
fn fit(sheet: &mut Worksheet, at: u32, cells: &[(&str, f64)]) -> Page {
    let lines = |(text, width): &(&str, f64)| libm::ceil(text.chars().count() as f64 * 1.12 / width).max(1.0);
    let lines = cells.iter().map(lines).fold(1.0, f64::max);
    sheet.set_row_height(at, 15.75 * lines)?;
    Ok(())
}

type Page = Result<(), XlsxError>;

fn tasks(book: &mut Book, paper: &Paper, snapshot: &Snapshot) -> Page {
    let columns = [
        ("TT", 5.0),
        ("Nhóm", 16.0),
        ("Nhiệm vụ", 34.0),
        ("Kết quả yêu cầu", 16.0),
        ("Thời hạn", 12.0),
        ("Ngày đến hạn", 12.0),
        ("Cơ quan chủ trì", 18.0),
        ("Tiến độ", 14.0),
        ("Ngày hoàn thành", 12.0),
        ("Kết quả hiện tại", 22.0),
    ];
    let rows = annex::task_rows(snapshot);
    let (text, middle, total) = (book.text.clone(), book.middle.clone(), book.total.clone());
    let sheet = book.sheet("Nhiệm vụ", "TÌNH HÌNH THỰC HIỆN NHIỆM VỤ", &note(paper), &columns)?;
    for (at, row) in (HEAD + 1..).zip(&rows) {
        let task = row.task;
        let day = |on: Option<jiff::civil::Date>| on.map_or(String::new(), words::day);
        sheet.write_with_format(at, 0, u32::try_from(row.number).unwrap_or(u32::MAX), &middle)?;
        let texts = [
            group(snapshot, task.group),
            &task.text,
            &task.product,
            &task.deadline,
            &day(task.due_on),
            &task.lead,
            row.progress,
            &day(task.done_on),
            &task.result,
        ];
        for (column, words) in (1..).zip(texts) {
            let is_day = matches!(column, 5 | 8);
            sheet.write_with_format(at, column, words, if is_day { &middle } else { &text })?;
        }
        let widths = columns[1..].iter().map(|(_, width)| *width);
        fit(sheet, at, &texts.into_iter().zip(widths).collect::<Vec<_>>())?;
    }
    let counts = TaskCounts::of(&rows);
    let last = below(rows.len());
    let lines = [
        ("Tổng số nhiệm vụ", counts.assigned),
        ("Hoàn thành", counts.done),
        ("– đúng hạn", counts.done_in_time),
        ("– quá hạn", counts.done_late),
        ("Thường xuyên", counts.ongoing),
        ("Chưa hoàn thành", counts.open),
        ("– trong hạn", counts.open_in_time),
        ("– quá hạn", counts.overdue),
        ("Tạm dừng", counts.paused),
        ("Không còn phù hợp", counts.dropped),
    ];
    for (at, (words, count)) in (last..).zip(lines) {
        sheet.write_with_format(at, 2, words, &total)?;
        sheet.write_with_format(at, 3, u32::try_from(count).unwrap_or(u32::MAX), &total)?;
    }
    Ok(())
}

fn indicators(book: &mut Book, paper: &Paper, snapshot: &Snapshot) -> Page {
    let columns = [
        ("TT", 5.0),
        ("Nhóm", 16.0),
        ("Chỉ tiêu", 30.0),
        ("Đơn vị tính", 12.0),
        ("Mục tiêu", 14.0),
        ("Năm", 8.0),
        ("Lộ trình đến kỳ", 13.0),
        ("Kỳ trước", 13.0),
        ("Kết quả", 13.0),
        ("Số liệu", 13.0),
        ("Đánh giá", 13.0),
        ("Có số liệu", 9.0),
        ("Phải báo cáo", 9.0),
        ("Lý do", 30.0),
    ];
    let rows = annex::indicator_rows(snapshot);
    let (text, middle, number, total) =
        (book.text.clone(), book.middle.clone(), book.number.clone(), book.total.clone());
    let sheet = book.sheet("Chỉ tiêu", "KẾT QUẢ THỰC HIỆN CHỈ TIÊU", &note(paper), &columns)?;
    for (at, row) in (HEAD + 1..).zip(&rows) {
        let part = row.indicator;
        let target = part.target.as_ref();
        sheet.write_with_format(at, 0, u32::try_from(row.number).unwrap_or(u32::MAX), &middle)?;
        let texts =
            [group(snapshot, part.group), &part.name, &part.unit, target.map_or("", |target| &target.words)];
        for (column, words) in (1..).zip(texts) {
            sheet.write_with_format(at, column, words, &text)?;
        }
        fit(sheet, at, &[(texts[0], columns[1].1), (texts[1], columns[2].1), (&part.why, columns[13].1)])?;
        match target {
            Some(target) => sheet.write_with_format(at, 5, i32::from(target.year), &middle)?,
            None => sheet.write_blank(at, 5, &middle)?,
        };
        for (column, value) in (6..).zip([part.expected, part.previous, part.total]) {
            quantity(sheet, at, column, value, &number)?;
        }
        if part.total.is_none() && part.reached.is_some() {
            sheet.write_with_format(at, 8, row.total(), &text)?;
        }
        sheet.write_with_format(at, 9, row.stage(), &text)?.write_with_format(at, 10, row.status(), &text)?;
        sheet.write_with_format(at, 11, u32::try_from(row.reported).unwrap_or(u32::MAX), &number)?;
        sheet
            .write_with_format(at, 12, part.due_from, &number)?
            .write_with_format(at, 13, &part.why, &text)?;
    }
    for (at, (status, count)) in (below(rows.len())..).zip(annex::indicator_counts(&rows).iter()) {
        sheet.write_with_format(at, 2, status.label(domain::Lang::Vi), &total)?;
        sheet.write_with_format(at, 3, u32::try_from(count).unwrap_or(u32::MAX), &total)?;
    }
    Ok(())
}

fn cells(book: &mut Book, paper: &Paper, snapshot: &Snapshot) -> Page {
    let columns = [
        ("Chỉ tiêu", 30.0),
        ("Đơn vị", 34.0),
        ("Tử số", 13.0),
        ("Mẫu số", 13.0),
        ("Số liệu", 13.0),
        ("Đã báo cáo", 13.0),
        ("Lần", 6.0),
        ("Minh chứng", 10.0),
        ("Ghi chú", 30.0),
    ];
    let (text, number) = (book.text.clone(), book.number.clone());
    let sheet = book.sheet("Số liệu đơn vị", "SỐ LIỆU TỪNG ĐƠN VỊ", &note(paper), &columns)?;
    let rows = annex::indicator_rows(snapshot);
    let all = rows.iter().flat_map(|row| row.indicator.cells.iter().map(|cell| (row.indicator, cell)));
    for (at, (indicator, cell)) in (HEAD + 1..).zip(all) {
        let name = snapshot.bodies.iter().find(|body| body.id == cell.body).map_or("", |body| &body.name);
        sheet.write_with_format(at, 0, &indicator.name, &text)?.write_with_format(at, 1, name, &text)?;
        let without = cell
            .reading
            .as_ref()
            .and_then(Reading::value)
            .map_or_else(|| without_number(cell), |_| String::new());
        let longest =
            [(indicator.name.as_str(), 0), (name, 1), (without.as_str(), 4), (cell.note.as_str(), 8)];
        fit(sheet, at, &longest.map(|(words, column)| (words, columns[column].1)))?;
        let (numerator, denominator) = match cell.reading {
            Some(Reading::Ratio { numerator, denominator }) => (Some(numerator), Some(denominator)),
            _ => (None, None),
        };
        quantity(sheet, at, 2, numerator, &number)?;
        quantity(sheet, at, 3, denominator, &number)?;
        match cell.reading.as_ref().and_then(Reading::value) {
            Some(value) => sheet.write_with_format(at, 4, value.get(), &number)?,
            None => sheet.write_with_format(at, 4, &without, &text)?,
        };
        quantity(sheet, at, 5, cell.reported, &number)?;
        sheet.write_with_format(at, 6, cell.revision, &number)?;
        sheet.write_with_format(at, 7, u32::try_from(cell.evidence.len()).unwrap_or(u32::MAX), &number)?;
        sheet.write_with_format(at, 8, &cell.note, &text)?;
    }
    Ok(())
}

/// A cell that has no number says so: it is never 0.
fn without_number(cell: &CellPart) -> String {
    match &cell.reading {
        Some(Reading::Reached(true)) => "Đạt".to_owned(),
        Some(Reading::Reached(false)) => "Chưa đạt".to_owned(),
        Some(Reading::Absent(absence)) => assess::words::absence(absence, domain::Lang::Vi),
        _ => "Chưa báo cáo".to_owned(),
    }
}

fn bodies(book: &mut Book, paper: &Paper, snapshot: &Snapshot) -> Page {
    let table = super::tables::table(snapshot, super::template::TableKind::Bodies);
    let columns: Vec<(&str, f64)> =
        table.columns.iter().map(|column| (column.heading.as_str(), f64::from(column.share))).collect();
    let (text, group) = (book.text.clone(), book.group.clone());
    let sheet = book.sheet("Đơn vị", "TÌNH HÌNH GỬI BÁO CÁO", &note(paper), &columns)?;
    for (at, row) in (HEAD + 1..).zip(&table.rows) {
        match row {
            super::Row::Group(name) => {
                sheet.write_with_format(at, 0, name, &group)?;
            }
            super::Row::Cells(cells) => {
                for (column, words) in (0..).zip(cells) {
                    sheet.write_with_format(at, column, words, &text)?;
                }
            }
        }
    }
    Ok(())
}

fn quantity(sheet: &mut Worksheet, at: u32, column: u16, value: Option<Quantity>, format: &Format) -> Page {
    match value {
        Some(value) => sheet.write_with_format(at, column, value.get(), format)?,
        None => sheet.write_blank(at, column, format)?,
    };
    Ok(())
}

fn group(snapshot: &Snapshot, id: domain::GroupId) -> &str {
    snapshot.groups.iter().find(|group| group.id == id).map_or("", |group| &group.name)
}

/// The first row of the totals: one row of room below the table.
fn below(rows: usize) -> u32 {
    HEAD + 2 + u32::try_from(rows).unwrap_or(u32::MAX / 2)
}
