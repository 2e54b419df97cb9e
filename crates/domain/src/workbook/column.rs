//! Sheets and their columns.

use serde::{Deserialize, Serialize};

use crate::indicator::codes;
use crate::{CellEntry, CellKey};

codes! {
    /// A sheet that is filled in (trang tính).
    SheetKind {
        /// Chỉ tiêu.
        Figures "figures",
        /// Nhiệm vụ.
        Tasks "tasks",
        /// Nội dung.
        Narrative "narrative",
    }
}

codes! {
    /// A column of a sheet (cột).
    Column {
        /// TT: the label within the plan.
        Label "label",
        /// What the row is about.
        Name "name",
        /// Đơn vị tính.
        Unit "unit",
        /// Mục tiêu.
        Target "target",
        /// Kỳ trước: what was last reported.
        Last "last",
        /// Sản phẩm phải có.
        Product "product",
        /// Thời hạn.
        Deadline "deadline",
        /// Giá trị.
        Value "value",
        /// Tử số.
        Numerator "numerator",
        /// Mẫu số.
        Denominator "denominator",
        /// Đạt hay chưa.
        Reached "reached",
        /// Lý do chưa có số liệu.
        Absence "absence",
        /// Ngày dự kiến có số liệu.
        ExpectedOn "expected_on",
        /// Mức độ số liệu.
        Maturity "maturity",
        /// Tiến độ.
        State "state",
        /// Ngày hoàn thành.
        DoneOn "done_on",
        /// Nguồn, sản phẩm, ghi chú; the narrative of a section.
        Note "note",
        /// The row's key, hidden.
        Key "key",
    }
}

/// How the cells of a column are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Shown, not filled in.
    Shown,
    /// A number.
    Number,
    /// One of a few words.
    Choice,
    /// A day.
    Day,
    /// Free text.
    Text,
}

impl SheetKind {
    /// The sheet in which a cell of the form stands.
    pub fn of(key: &CellKey) -> Self {
        match key {
            CellKey::Indicator(_) => SheetKind::Figures,
            CellKey::Task(_) => SheetKind::Tasks,
            CellKey::Section(_) => SheetKind::Narrative,
        }
    }

    /// The name of the sheet.
    pub fn title(self) -> &'static str {
        match self {
            SheetKind::Figures => "Chỉ tiêu",
            SheetKind::Tasks => "Nhiệm vụ",
            SheetKind::Narrative => "Nội dung",
        }
    }

    /// Its columns as they are written, the key last.
    pub fn columns(self) -> &'static [Column] {
        use Column::{
            Absence, Deadline, Denominator, DoneOn, ExpectedOn, Key, Label, Last, Maturity, Name, Note,
            Numerator, Product, Reached, State, Target, Unit, Value,
        };
        match self {
            SheetKind::Figures => &[
                Label,
                Name,
                Unit,
                Target,
                Last,
                Value,
                Numerator,
                Denominator,
                Reached,
                Absence,
                ExpectedOn,
                Maturity,
                Note,
                Key,
            ],
            SheetKind::Tasks => &[Label, Name, Product, Deadline, Last, State, DoneOn, Note, Key],
            SheetKind::Narrative => &[Label, Name, Note, Key],
        }
    }

    /// Where a column is written, from 0.
    pub fn place_of(self, column: Column) -> Option<u16> {
        let place = self.columns().iter().position(|of_sheet| *of_sheet == column)?;
        u16::try_from(place).ok()
    }

    /// The columns that are filled in.
    pub fn inputs(self) -> impl Iterator<Item = Column> {
        self.columns().iter().copied().filter(|column| column.is_input())
    }
}

impl Column {
    /// How its cells are read.
    pub fn kind(self) -> ColumnKind {
        match self {
            Column::Value | Column::Numerator | Column::Denominator => ColumnKind::Number,
            Column::Reached | Column::Absence | Column::Maturity | Column::State => ColumnKind::Choice,
            Column::ExpectedOn | Column::DoneOn => ColumnKind::Day,
            Column::Note => ColumnKind::Text,
            _ => ColumnKind::Shown,
        }
    }

    /// Whether it is filled in.
    pub fn is_input(self) -> bool {
        self.kind() != ColumnKind::Shown
    }

    /// What an entry says in it.
    pub fn of(self, entry: &CellEntry) -> &str {
        match self {
            Column::Value => &entry.value,
            Column::Numerator => &entry.numerator,
            Column::Denominator => &entry.denominator,
            Column::Reached => &entry.reached,
            Column::Absence => &entry.absence,
            Column::ExpectedOn => &entry.expected_on,
            Column::Maturity => &entry.maturity,
            Column::State => &entry.state,
            Column::DoneOn => &entry.done_on,
            Column::Note => &entry.note,
            _ => "",
        }
    }

    /// Sets what an entry says in it; columns that are only shown say nothing.
    pub fn set(self, entry: &mut CellEntry, typed: String) {
        match self {
            Column::Value => entry.value = typed,
            Column::Numerator => entry.numerator = typed,
            Column::Denominator => entry.denominator = typed,
            Column::Reached => entry.reached = typed,
            Column::Absence => entry.absence = typed,
            Column::ExpectedOn => entry.expected_on = typed,
            Column::Maturity => entry.maturity = typed,
            Column::State => entry.state = typed,
            Column::DoneOn => entry.done_on = typed,
            Column::Note => entry.note = typed,
            _ => (),
        }
    }
}
