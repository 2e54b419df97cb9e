//! The tables of the annexes as they stand on paper.

use domain::snapshot::Snapshot;

use super::paper::{Align, Column, Row, Table};
use super::template::TableKind;
use super::{annex, words};

/// A table of the snapshot.
pub fn table(snapshot: &Snapshot, kind: TableKind) -> Table {
    match kind {
        TableKind::Tasks => tasks(snapshot),
        TableKind::Indicators => indicators(snapshot),
        TableKind::Bodies => bodies(snapshot),
    }
}

const TASK_COLUMNS: [(&str, u32, Align); 7] = [
    ("TT", 5, Align::Center),
    ("Nhiệm vụ", 27, Align::Left),
    ("Kết quả yêu cầu", 14, Align::Left),
    ("Thời hạn", 11, Align::Center),
    ("Cơ quan chủ trì", 14, Align::Left),
    ("Tiến độ", 12, Align::Left),
    ("Kết quả hiện tại", 17, Align::Left),
];

fn tasks(snapshot: &Snapshot) -> Table {
    let rows = annex::task_rows(snapshot);
    let cells = |row: &annex::TaskRow<'_>| {
        let task = row.task;
        vec![
            row.number.to_string(),
            task.text.clone(),
            task.product.clone(),
            row.deadline.clone(),
            task.lead.clone(),
            row.progress.to_owned(),
            task.result.clone(),
        ]
    };
    Table {
        caption: "Tình hình thực hiện nhiệm vụ".to_owned(),
        columns: columns(&TASK_COLUMNS),
        rows: grouped(snapshot, rows.iter().map(|row| (row.task.group, cells(row)))),
    }
}

const INDICATOR_COLUMNS: [(&str, u32, Align); 9] = [
    ("TT", 5, Align::Center),
    ("Chỉ tiêu", 26, Align::Left),
    ("Đơn vị tính", 9, Align::Center),
    ("Mục tiêu (năm)", 13, Align::Center),
    ("Lộ trình đến kỳ", 9, Align::Right),
    ("Kết quả", 9, Align::Right),
    ("Số liệu", 10, Align::Left),
    ("Đánh giá", 12, Align::Left),
    ("Đơn vị có số liệu", 7, Align::Center),
];

fn indicators(snapshot: &Snapshot) -> Table {
    let rows = annex::indicator_rows(snapshot);
    let cells = |row: &annex::IndicatorRow<'_>| {
        vec![
            row.number.to_string(),
            row.indicator.name.clone(),
            row.indicator.unit.clone(),
            row.target(),
            row.expected(),
            row.total(),
            row.stage(),
            row.status().to_owned(),
            row.completeness(),
        ]
    };
    Table {
        caption: "Kết quả thực hiện chỉ tiêu".to_owned(),
        columns: columns(&INDICATOR_COLUMNS),
        rows: grouped(snapshot, rows.iter().map(|row| (row.indicator.group, cells(row)))),
    }
}

const BODY_COLUMNS: [(&str, u32, Align); 5] = [
    ("TT", 6, Align::Center),
    ("Cơ quan, đơn vị", 42, Align::Left),
    ("Ngày gửi", 16, Align::Center),
    ("Tình trạng", 20, Align::Left),
    ("Nội dung đã nhập", 16, Align::Center),
];

fn bodies(snapshot: &Snapshot) -> Table {
    let due = snapshot.bodies.iter().filter(|body| body.state.is_some());
    let row = |(number, body): (usize, &domain::snapshot::BodyPart)| {
        let is_in = body.state.is_some_and(domain::SubmissionState::is_approved);
        let how = match (is_in, body.working_days_late) {
            (false, _) => "Chưa báo cáo".to_owned(),
            (true, 0) => "Đúng hạn".to_owned(),
            (true, days) => format!("Quá hạn {days} ngày làm việc"),
        };
        Row::Cells(vec![
            number.to_string(),
            body.name.clone(),
            body.submitted_on.map_or(String::new(), words::day),
            how,
            format!("{}/{}", body.filled, body.required),
        ])
    };
    Table {
        caption: "Tình hình gửi báo cáo".to_owned(),
        columns: columns(&BODY_COLUMNS),
        rows: (1..).zip(due).map(row).collect(),
    }
}

fn columns(columns: &[(&str, u32, Align)]) -> Vec<Column> {
    let column = |(heading, share, align): &(&str, u32, Align)| Column {
        heading: (*heading).to_owned(),
        share: *share,
        align: *align,
    };
    columns.iter().map(column).collect()
}

/// Rows with a line before each group that has any.
fn grouped(snapshot: &Snapshot, rows: impl Iterator<Item = (domain::GroupId, Vec<String>)>) -> Vec<Row> {
    let mut out = Vec::new();
    let mut last = None;
    for (group, cells) in rows {
        if last != Some(group) {
            last = Some(group);
            let part = snapshot.groups.iter().find(|part| part.id == group);
            out.extend(
                part.map(|part| Row::Group(format!("{} {}", part.label, part.name).trim().to_owned())),
            );
        }
        out.push(Row::Cells(cells));
    }
    out
}
