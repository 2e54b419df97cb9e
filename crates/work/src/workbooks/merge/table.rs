//! The workbook that many become: totals, every figure, every task, everything doubtful.

use assess::consolidate::Total;
use assess::words;
use domain::entry::{Figure, Progress};
use domain::workbook::{maturity_word, state_word};
use domain::{Aggregate, Indicator, Lang, Reading, Task};
use report::workbook::bulk::{Bulk, Cell};

use super::FileDoubt;
use crate::Error;

const TOTALS: usize = 0;
const FIGURES: usize = 1;
const TASKS: usize = 2;
const DOUBTS: usize = 3;

/// The workbook as far as it is written.
pub(super) struct Table(Bulk);

impl Table {
    pub(super) fn new() -> Result<Self, Error> {
        Ok(Self(Bulk::new(&[
            (
                "Tổng hợp",
                &[
                    ("TT", 8.0),
                    ("Chỉ tiêu", 50.0),
                    ("Đơn vị tính", 14.0),
                    ("Cách tổng hợp", 18.0),
                    ("Giá trị", 14.0),
                    ("Số đơn vị đã tính", 16.0),
                    ("Số đơn vị thiếu", 16.0),
                ],
            ),
            (
                "Chỉ tiêu",
                &[
                    ("Đơn vị", 34.0),
                    ("TT", 8.0),
                    ("Chỉ tiêu", 50.0),
                    ("Đơn vị tính", 14.0),
                    ("Giá trị", 14.0),
                    ("Tử số", 12.0),
                    ("Mẫu số", 12.0),
                    ("Không có số liệu", 30.0),
                    ("Mức độ số liệu", 14.0),
                    ("Ghi chú", 40.0),
                ],
            ),
            (
                "Nhiệm vụ",
                &[
                    ("Đơn vị", 34.0),
                    ("TT", 8.0),
                    ("Nhiệm vụ", 60.0),
                    ("Tiến độ", 20.0),
                    ("Ngày hoàn thành", 16.0),
                    ("Sản phẩm, ghi chú", 40.0),
                ],
            ),
            (
                "Cần xem lại",
                &[
                    ("Tệp", 34.0),
                    ("Đơn vị", 34.0),
                    ("Ô", 18.0),
                    ("Đã nhập", 20.0),
                    ("Vấn đề", 60.0),
                    ("Cách xử lý", 50.0),
                ],
            ),
        ])?))
    }

    pub(super) fn figure(
        &mut self,
        body: &str,
        indicator: &Indicator,
        figure: &Figure,
        note: &str,
    ) -> Result<(), Error> {
        let value = figure.reading.value().map_or(Cell::Blank, |value| Cell::Number(value.get()));
        let (numerator, denominator) = match &figure.reading {
            Reading::Ratio { numerator, denominator } => {
                (Cell::Number(numerator.get()), Cell::Number(denominator.get()))
            }
            _ => (Cell::Blank, Cell::Blank),
        };
        let said = match &figure.reading {
            Reading::Reached(true) => "đạt".to_owned(),
            Reading::Reached(false) => "chưa đạt".to_owned(),
            Reading::Absent(absence) => words::absence(absence, Lang::Vi),
            _ => String::new(),
        };
        Ok(self.0.row(
            FIGURES,
            &[
                Cell::Word(body),
                Cell::Word(&indicator.label),
                Cell::Word(&indicator.name),
                Cell::Word(&indicator.unit),
                value,
                numerator,
                denominator,
                Cell::Text(&said),
                Cell::Word(maturity_word(figure.maturity)),
                Cell::Text(note),
            ],
        )?)
    }

    pub(super) fn task(&mut self, body: &str, task: &Task, progress: &Progress) -> Result<(), Error> {
        let done_on = progress.done_on.map_or(String::new(), |day| words::day(day, Lang::Vi));
        Ok(self.0.row(
            TASKS,
            &[
                Cell::Word(body),
                Cell::Word(&task.label),
                Cell::Word(&task.text),
                Cell::Word(state_word(progress.state)),
                Cell::Text(&done_on),
                Cell::Text(&progress.note),
            ],
        )?)
    }

    pub(super) fn total(&mut self, indicator: &Indicator, total: &Total) -> Result<(), Error> {
        let value = total.reading.as_ref().and_then(Reading::value);
        #[expect(clippy::cast_precision_loss, reason = "bodies are counted in thousands")]
        let count = |count: usize| Cell::Number(count as f64);
        Ok(self.0.row(
            TOTALS,
            &[
                Cell::Word(&indicator.label),
                Cell::Word(&indicator.name),
                Cell::Word(&indicator.unit),
                Cell::Word(operator(indicator.across_units)),
                value.map_or(Cell::Blank, |value| Cell::Number(value.get())),
                count(total.counts.counted),
                count(total.counts.missing()),
            ],
        )?)
    }

    pub(super) fn doubt(&mut self, doubt: &FileDoubt) -> Result<(), Error> {
        let place = doubt.doubt.place.to_string();
        let finding = &doubt.doubt.finding;
        Ok(self.0.row(
            DOUBTS,
            &[
                Cell::Text(&doubt.file),
                Cell::Word(&doubt.body),
                Cell::Text(&place),
                Cell::Text(&doubt.doubt.shown),
                Cell::Text(&finding.message),
                Cell::Text(&finding.hint),
            ],
        )?)
    }

    pub(super) fn finish(self) -> Result<Vec<u8>, Error> {
        Ok(self.0.finish()?)
    }
}

/// An operator in words.
fn operator(aggregate: Aggregate) -> &'static str {
    match aggregate {
        Aggregate::Last => "mới nhất",
        Aggregate::Sum => "cộng",
        Aggregate::Ratio => "tử số / mẫu số",
        Aggregate::Mean => "trung bình",
        Aggregate::Min => "nhỏ nhất",
        Aggregate::Max => "lớn nhất",
        Aggregate::Authoritative => "số của đơn vị chủ trì",
    }
}
