//! Indicators from a matrix: one row each, one column per milestone.

use domain::{Anchor, Comparator, Finding, Severity};

use super::expression::{self, CellReading};
use super::keyed::Keyed;
use super::{Found, nature, units};
use crate::draft::{DraftBaseline, DraftIndicator, DraftTarget};
use crate::read::findings::{Doubt, finding};
use crate::read::tables::bodies;
use crate::read::tables::columns::{Column, last_year};
use crate::read::tables::grid::{self, Grid, Row, RowDoubt};

/// Reads the rows of a matrix.
pub(super) fn read(grid: &Grid) -> Vec<Found> {
    let mut reader = Reader {
        grid,
        year: last_year(&domain::text::fold(&grid.caption)),
        group: Group::default(),
        found: Vec::new(),
    };
    for (index, row) in grid.rows.iter().enumerate() {
        reader.row(row, grid.rows.get(index + 1));
    }
    reader.found
}

/// Says that lists of implementers end in an ellipsis.
pub(super) fn open_lists(grid: &Grid) -> Option<Finding> {
    let is_list = |c: &Column| matches!(c, Column::Lead | Column::Coordinating | Column::Implementer);
    let is_open = |row: &&Row| {
        let cells = grid.columns.iter().zip(&row.cells).filter(|(column, _)| is_list(column));
        cells.map(|(_, cell)| bodies::split(&cell.text)).any(|bodies| bodies.has_others)
    };
    let open: Vec<&Row> = grid.rows.iter().filter(is_open).collect();
    let first = open.first()?;
    let count = open.len();
    Some(
        finding(
            "indicator.implementers_open",
            Severity::Note,
            format!(
                "{count} chỉ tiêu kết thúc danh sách đơn vị thực hiện bằng dấu “…”: còn đơn vị chưa nêu tên."
            ),
            "Bổ sung các đơn vị còn thiếu khi duyệt.",
        )
        .english(
            format!("{count} indicators end their list of implementers in “…”: others are not named."),
            "Add the missing bodies on review.",
        )
        .at(Anchor::lines(*first.lines.start(), *first.lines.end(), "")),
    )
}

struct Reader<'a> {
    grid: &'a Grid,
    /// The milestone of a column that names none.
    year: Option<i16>,
    group: Group,
    found: Vec<Found>,
}

#[derive(Default)]
struct Group {
    label: String,
    name: String,
    /// The row that heads the following sub-rows (`1` over `1.1`).
    parent: Option<(String, String)>,
    rows: usize,
    last: Option<u32>,
}

impl Reader<'_> {
    fn row(&mut self, row: &Row, next: Option<&Row>) {
        let (label, name) = self.label_and_name(row);
        if name.is_empty() || grid::counts_columns(row) || Self::repeats_headings(&name) {
            return;
        }
        let targets = self.targets(row);
        let is_bare = targets.is_empty() && self.bodies(row).iter().all(|(_, text)| text.is_empty());
        if is_bare && self.heads_others(&label, next) {
            self.begin_group(label, name);
        } else {
            self.indicator(row, &label, name, targets);
        }
    }

    /// The row's number and name; a row merged into one cell has both in it.
    fn label_and_name(&self, row: &Row) -> (String, String) {
        let label = trim_label(self.grid.text(row, Column::Label));
        let name = super::claims::tidy(self.grid.text(row, Column::Name));
        if name.is_empty() {
            if let Some((first, rest)) = label.split_once([' ', '.']).filter(|(f, _)| f.len() <= 5) {
                return (trim_label(first), rest.trim_start_matches(['.', ' ', ')']).to_owned());
            }
            return (String::new(), label);
        }
        (label, name)
    }

    /// Whether a row without targets heads those below: it has no number, or theirs begin under it.
    fn heads_others(&self, label: &str, next: Option<&Row>) -> bool {
        if !label.starts_with(|c: char| c.is_ascii_digit()) {
            return true;
        }
        next.map(|row| self.label_and_name(row).0).is_some_and(|next| {
            next.starts_with(&format!("{label}."))
                || next == "1"
                || next.is_empty()
                || next.starts_with(|c: char| c.is_lowercase() || "-+".contains(c))
        })
    }

    fn repeats_headings(name: &str) -> bool {
        let key = domain::text::fold(name);
        matches!(key.as_str(), "muc tieu" | "chi tieu" | "noi dung" | "ten chi tieu")
    }

    fn begin_group(&mut self, label: String, name: String) {
        let is_row = label.starts_with(|c: char| c.is_ascii_digit());
        if is_row
            && !self.group.name.is_empty()
            && !self.group.label.starts_with(|c: char| c.is_ascii_digit())
        {
            self.group.parent = Some((label.clone(), name));
            self.group.last = label.parse().ok();
            return;
        }
        let last = self.group.last;
        self.group = Group { label, name, parent: None, rows: 0, last };
    }

    fn indicator(&mut self, row: &Row, label: &str, name: String, targets: Vec<DraftTarget>) {
        let mut found = Found::new(self.draft(row, label, name, targets));
        self.doubt_label(label, &mut found);
        Self::doubt_cells(row, &mut found);
        self.group.rows += 1;
        self.found.push(found);
    }

    fn draft(&self, row: &Row, label: &str, name: String, targets: Vec<DraftTarget>) -> DraftIndicator {
        let name = match &self.group.parent {
            Some((parent, words)) if label.starts_with(&format!("{parent}.")) || label.is_empty() => {
                format!("{words}: {name}")
            }
            _ => name,
        };
        let keyed = Keyed::new(&name);
        let printed = self.grid.text(row, Column::Unit);
        let unit = match units::beginning(printed) {
            Some(unit) if domain::text::fold(unit) == domain::text::fold(printed) => Some(unit.to_owned()),
            _ if !printed.is_empty() => Some(in_running_text(printed)),
            _ => nature::unit(&keyed, &targets),
        };
        let responsible = self.responsible(row);
        let col = self.grid.column(Column::Name).unwrap_or_default();
        let cell = self.grid.anchor(row, col);
        DraftIndicator {
            id: String::new(),
            group: self.group.name.clone(),
            label: self.full_label(label),
            unit,
            measures: nature::measure(&keyed),
            direction: nature::direction(&keyed, &targets, self.first_year()),
            follower: Some(bodies::post(self.grid.text(row, Column::Follower))).filter(|f| !f.is_empty()),
            implementers: responsible.implementers,
            lead: responsible.lead,
            coordinating: responsible.coordinating,
            baseline: self.baseline(row),
            subjects: nature::subjects(&keyed),
            targets,
            anchor: Anchor { line_start: *row.lines.start(), line_end: *row.lines.end(), ..cell },
            name,
        }
    }

    fn first_year(&self) -> i16 {
        let years = self.grid.columns.iter().filter_map(|c| match c {
            Column::Milestone(year) => year.or(self.year),
            _ => None,
        });
        years.min().unwrap_or(i16::MIN)
    }

    fn full_label(&self, label: &str) -> String {
        let row = if label.is_empty() { (self.group.rows + 1).to_string() } else { label.to_owned() };
        if self.group.label.is_empty() { row } else { format!("{}.{row}", self.group.label) }
    }

    fn targets(&self, row: &Row) -> Vec<DraftTarget> {
        let mut targets: Vec<DraftTarget> = Vec::new();
        for (col, column) in self.grid.columns.iter().enumerate() {
            let Column::Milestone(year) = column else { continue };
            let (Some(year), text) = (year.or(self.year), row.cells[col].text.clone()) else { continue };
            // Headings printed twice name a year twice; the first column is meant.
            if targets.iter().any(|target| target.year == year) {
                continue;
            }
            let (comparator, value, upper) = match expression::cell(&Keyed::new(&text)) {
                CellReading::Blank => continue,
                CellReading::Reached => (Comparator::Reached, None, None),
                CellReading::Words => (Comparator::Text, None, None),
                CellReading::Amount(e) => (e.comparator, Some(e.value), e.upper),
            };
            targets.push(DraftTarget {
                year,
                comparator,
                value,
                upper,
                text,
                anchor: self.grid.anchor(row, col),
            });
        }
        targets.sort_by_key(|target| target.year);
        targets
    }

    fn baseline(&self, row: &Row) -> Option<DraftBaseline> {
        let col = self.grid.columns.iter().position(|c| matches!(c, Column::Baseline(_)))?;
        let Column::Baseline(year) = self.grid.columns[col] else { return None };
        let text = row.cells[col].text.clone();
        let value = match expression::cell(&Keyed::new(&text)) {
            CellReading::Blank => return None,
            CellReading::Amount(e) => Some(e.value),
            CellReading::Reached | CellReading::Words => None,
        };
        Some(DraftBaseline { year, value, text, anchor: self.grid.anchor(row, col) })
    }

    fn bodies<'r>(&self, row: &'r Row) -> Vec<(Column, &'r str)> {
        let is_body = |c: &Column| {
            matches!(c, Column::Follower | Column::Lead | Column::Coordinating | Column::Implementer)
        };
        let columns = self.grid.columns.iter().copied().zip(&row.cells);
        columns.filter(|(c, _)| is_body(c)).map(|(c, cell)| (c, cell.text.as_str())).collect()
    }

    fn responsible(&self, row: &Row) -> Responsible {
        let mut responsible = Responsible::default();
        for (column, text) in self.bodies(row) {
            let names = bodies::split(text).names;
            match column {
                Column::Lead => responsible.lead.extend(names.iter().cloned()),
                Column::Coordinating => responsible.coordinating.extend(names.iter().cloned()),
                Column::Implementer => {}
                _ => continue,
            }
            for name in names {
                if !responsible.implementers.contains(&name) {
                    responsible.implementers.push(name);
                }
            }
        }
        responsible
    }

    fn doubt_label(&mut self, label: &str, found: &mut Found) {
        let Ok(number) = label.parse::<u32>() else { return };
        let expected = self.group.last.map_or(1, |last| last + 1);
        let begins = number == 1 && (self.group.rows == 0 || self.group.last.is_none());
        self.group.last = Some(number);
        if number == expected || begins {
            return;
        }
        found.doubt(
            finding(
                "matrix.label_sequence",
                Severity::Note,
                format!("Số thứ tự {number} không nối tiếp: lẽ ra là {expected}."),
                "Đối chiếu với văn bản xem có dòng nào thiếu hoặc đánh số nhầm.",
            )
            .english(
                format!("Row number {number} is out of sequence: {expected} was expected."),
                "Compare with the document whether a row is missing or misnumbered.",
            )
            .at(found.indicator.anchor.clone()),
        );
    }

    fn doubt_cells(row: &Row, found: &mut Found) {
        let Some(RowDoubt { found: count, expected }) = row.doubt else { return };
        let label = found.indicator.label.clone();
        let years: Vec<String> = found.indicator.targets.iter().map(|t| t.year.to_string()).collect();
        let years = years.join(", ");
        found.doubt(
            finding(
                "matrix.cell_count",
                Severity::Warning,
                format!("Dòng {label}: đọc được {count} giá trị cho {expected} cột mốc, không rõ ô nào trống; tạm hiểu là của {years}."),
                "Đối chiếu với bảng gốc và đặt từng giá trị vào đúng mốc.",
            )
            .english(
                format!("Row {label}: {count} values for {expected} columns, and nothing tells which are blank; taken as those of {years}."),
                "Compare with the table and put each value to its milestone.",
            )
            .at(found.indicator.anchor.clone()),
        );
    }
}

#[derive(Default)]
struct Responsible {
    lead: Vec<String>,
    coordinating: Vec<String>,
    implementers: Vec<String>,
}

/// A unit as it stands behind a number: `Bến` in a cell is `bến`, `USD` stays.
fn in_running_text(unit: &str) -> String {
    let mut chars = unit.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(chars).collect(),
        _ => unit.to_owned(),
    }
}

fn trim_label(label: &str) -> String {
    label.trim_matches(|c: char| c.is_whitespace() || ".)(".contains(c)).to_owned()
}
