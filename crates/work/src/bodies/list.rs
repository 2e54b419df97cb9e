//! Official lists of provinces and communes: a table with the day from which it holds.

use std::collections::HashSet;

use domain::{OrganisationKind, text};
use jiff::civil::{Date, date};
use serde::Deserialize;

use crate::{Error, FieldError};

/// A list of units that hold from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficialList {
    /// The document that the list comes from, as cited.
    pub document: String,
    /// The first day on which it holds.
    pub valid_from: Date,
    /// Its units; a province stands before its communes.
    pub units: Vec<Unit>,
    /// Whether it names every commune of the provinces it names; else only what changed.
    pub is_whole: bool,
}

/// A province or commune of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// The official code.
    pub code: String,
    /// The province's code, for a commune.
    pub parent: Option<String>,
    /// The full name, such as `Tỉnh Lào Cai` or `Xã Y Tý`.
    pub name: String,
}

impl Unit {
    /// What it is.
    pub fn kind(&self) -> OrganisationKind {
        if self.parent.is_some() { OrganisationKind::Commune } else { OrganisationKind::Province }
    }
}

#[derive(Deserialize)]
struct Row {
    code: String,
    parent_code: String,
    kind: String,
    name: String,
}

/// The lists that are part of the program, the oldest first.
///
/// From 30/4/2026 Đồng Nai is a city; the communes that became wards on that day are not in it,
/// see [`super::load`].
#[expect(clippy::missing_panics_doc, reason = "a test reads each of the lists")]
pub fn built_in() -> Vec<OfficialList> {
    let read = |document: &str, valid_from, table: &str, is_whole| {
        let mut list = OfficialList::read(document, valid_from, table.as_bytes())
            .expect("the lists are compiled in, and a test reads each of them");
        list.is_whole = is_whole;
        list
    };
    vec![
        read(
            "Danh mục đơn vị hành chính cấp tỉnh, cấp xã từ ngày 01/7/2025",
            date(2025, 7, 1),
            include_str!("../../bodies/units-2025-07-01.csv"),
            true,
        ),
        read(
            "Thành lập thành phố Đồng Nai từ ngày 30/4/2026",
            date(2026, 4, 30),
            include_str!("../../bodies/units-2026-04-30.csv"),
            false,
        ),
    ]
}

impl OfficialList {
    /// Reads a table with the columns `code,parent_code,kind,name`; every wrong line is named at once.
    pub fn read(document: &str, valid_from: Date, table: &[u8]) -> Result<Self, Error> {
        let mut errors = Vec::new();
        let mut units = Vec::new();
        let table = table.strip_prefix("\u{feff}".as_bytes()).unwrap_or(table);
        let mut rows = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(table);
        for (line, row) in (2..).zip(rows.deserialize::<Row>()) {
            match row.map_err(|_| not_a_row(line)).and_then(|row| unit(line, row)) {
                Ok(unit) => units.push(unit),
                Err(error) => errors.push(error),
            }
        }
        let mut codes = HashSet::new();
        errors.extend(units.iter().filter(|unit| !codes.insert(&unit.code)).map(twice));
        if units.is_empty() && errors.is_empty() {
            errors.push(empty());
        }
        if !errors.is_empty() {
            return Err(Error::Invalid(errors));
        }
        units.sort_by_key(|unit: &Unit| unit.parent.is_some());
        Ok(Self { document: document.to_owned(), valid_from, units, is_whole: true })
    }

    /// Only one province with its communes.
    #[must_use]
    pub fn only(mut self, province: &str) -> Self {
        self.units.retain(|unit| unit.code == province || unit.parent.as_deref() == Some(province));
        self
    }

    /// The provinces named.
    pub fn provinces(&self) -> impl Iterator<Item = &Unit> {
        self.units.iter().filter(|unit| unit.parent.is_none())
    }
}

fn unit(line: usize, row: Row) -> Result<Unit, FieldError> {
    let is_code = |code: &str, digits| code.len() == digits && code.bytes().all(|b| b.is_ascii_digit());
    let parent = (!row.parent_code.is_empty()).then_some(row.parent_code);
    let digits = if parent.is_some() { 5 } else { 2 };
    if !is_code(&row.code, digits) || parent.as_deref().is_some_and(|code| !is_code(code, 2)) {
        return Err(FieldError::new(
            "file",
            format!("Dòng {line}: mã “{}” không đúng; mã tỉnh có 2 chữ số, mã xã có 5 chữ số.", row.code),
            format!("Line {line}: “{}” is no code; provinces have 2 digits, communes 5.", row.code),
        ));
    }
    let name = text::nfc(&text::squeeze(&row.name));
    let name =
        if row.kind == "tỉnh" && !name.starts_with("Tỉnh ") { format!("Tỉnh {name}") } else { name };
    let known = if parent.is_some() {
        &["Xã ", "Phường ", "Đặc khu "][..]
    } else {
        &["Tỉnh ", "Thành phố "]
    };
    if !known.iter().any(|level| name.starts_with(level)) {
        return Err(FieldError::new(
            "file",
            format!("Dòng {line}: tên “{name}” phải bắt đầu bằng loại đơn vị, ví dụ Xã, Phường, Tỉnh."),
            format!("Line {line}: the name “{name}” must begin with its level, such as Xã, Phường, Tỉnh."),
        ));
    }
    Ok(Unit { code: row.code, parent, name })
}

fn not_a_row(line: usize) -> FieldError {
    FieldError::new(
        "file",
        format!("Dòng {line}: không đọc được; tệp CSV (UTF-8) cần các cột code, parent_code, kind, name."),
        format!(
            "Line {line}: cannot be read; the CSV file (UTF-8) needs the columns code, parent_code, kind, name."
        ),
    )
}

fn twice(unit: &Unit) -> FieldError {
    FieldError::new(
        "file",
        format!("Mã {} có hai lần trong danh sách.", unit.code),
        format!("The code {} stands twice in the list.", unit.code),
    )
}

fn empty() -> FieldError {
    FieldError::new("file", "Danh sách không có đơn vị nào.", "The list has no units.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_of_the_program_are_whole() {
        let lists = built_in();
        let first = &lists[0];
        assert_eq!((first.provinces().count(), first.units.len()), (34, 34 + 3321));
        let count = |level: &str| first.units.iter().filter(|unit| unit.name.starts_with(level)).count();
        assert_eq!((count("Xã "), count("Phường "), count("Đặc khu ")), (2621, 687, 13));
        assert_eq!((count("Tỉnh "), count("Thành phố ")), (28, 6));
        assert_eq!(first.clone().only("15").units.len(), 100);
        assert_eq!(lists[1].units[0].name, "Thành phố Đồng Nai");
    }

    #[test]
    fn each_wrong_line_is_named() {
        let check = |table: &str, expected: &[&str]| {
            let read = OfficialList::read("", date(2026, 1, 1), table.as_bytes());
            let Err(Error::Invalid(errors)) = read else { panic!("{table}: {read:?}") };
            for (error, words) in errors.iter().zip(expected) {
                assert!(error.vi.contains(words), "{table}: {error:?}");
            }
            assert_eq!(errors.len(), expected.len(), "{errors:?}");
        };
        let head = "code,parent_code,kind,name\n";
        check(head, &["không có đơn vị"]);
        check("a,b\n1,2\n", &["Dòng 2"]);
        check(&format!("{head}1,,tỉnh,A\n02,,tỉnh,B\n00001,2,xã,Xã C\n"), &["Dòng 2", "Dòng 4"]);
        check(&format!("{head}01,,tỉnh,A\n01,,tỉnh,B\n"), &["01 có hai lần"]);
        check(&format!("{head}00001,01,xã,Bát Xát\n"), &["Dòng 2: tên"]);
    }
}
