//! What the names stand for in a snapshot.

use std::collections::BTreeMap;

use assess::{Counts, IndicatorStatus};
use domain::snapshot::{DifficultyPart, GroupPart, Snapshot};
use domain::{DifficultyKind, DifficultyState, Timeliness};

use crate::official::annex::{self, BodyCounts, IndicatorRow, TaskCounts, TaskRow};
use crate::official::head::issuer;
use crate::official::words;

/// The names of a place with what they stand for.
pub type Scope = BTreeMap<&'static str, Value>;

/// What a name stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Words.
    Text(String),
    /// A number of things.
    Count(usize),
    /// A list.
    List(Vec<Scope>),
}

impl Value {
    /// As words; a list has none.
    pub fn words(&self) -> String {
        match self {
            Value::Text(text) => text.clone(),
            Value::Count(count) => words::count(*count),
            Value::List(_) => String::new(),
        }
    }

    /// Whether there is anything: no empty text, no empty list, not 0.
    pub fn is_something(&self) -> bool {
        match self {
            Value::Text(text) => !text.is_empty(),
            Value::Count(count) => *count > 0,
            Value::List(parts) => !parts.is_empty(),
        }
    }
}

fn text(words: impl Into<String>) -> Value {
    Value::Text(words.into())
}

/// The names that have a meaning everywhere.
pub fn root(snapshot: &Snapshot) -> Scope {
    let tasks = annex::task_rows(snapshot);
    let indicators = annex::indicator_rows(snapshot);
    let mut scope = Scope::new();
    scope.extend(plan_and_period(snapshot));
    scope.extend(of_tasks(&TaskCounts::of(&tasks)));
    scope.extend(of_indicators(&annex::indicator_counts(&indicators)));
    scope.extend(of_bodies(&annex::body_counts(snapshot)));
    scope.extend(of_difficulties(&snapshot.difficulties));
    let next = next_window(snapshot);
    let is_due_next =
        |row: &&TaskRow<'_>| is_open(row) && row.task.due_on.is_some_and(|on| next.0 < on && on <= next.1);
    scope.extend([
        ("nhom", list(snapshot.groups.iter().map(|group| of_group(group, &tasks, &indicators)))),
        ("ds_qua_han", list(tasks.iter().filter(|row| is_overdue(row)).map(of_task))),
        ("ds_den_han", list(tasks.iter().filter(is_due_next).map(of_task))),
        ("ds_cham", list(indicators.iter().filter(|row| row.status.is_adverse()).map(of_indicator))),
    ]);
    scope
}

/// The days after this window up to the end of the next period.
fn next_window(snapshot: &Snapshot) -> (jiff::civil::Date, jiff::civil::Date) {
    let (from, to) = (snapshot.period.window_from, snapshot.period.window_to);
    let days = from.until(to).map_or(30, |span| span.get_days()) + 1;
    let end = to.checked_add(jiff::Span::new().days(days)).unwrap_or(to);
    (to, end)
}

/// Numbers the parts of a list.
fn list(parts: impl Iterator<Item = Scope>) -> Value {
    let numbered = (1usize..).zip(parts).map(|(number, mut part)| {
        part.insert("thu_tu", text(number.to_string()));
        part
    });
    Value::List(numbered.collect())
}

fn plan_and_period(snapshot: &Snapshot) -> [(&'static str, Value); 9] {
    let period = &snapshot.period;
    [
        ("ke_hoach.ten", text(&snapshot.plan.title)),
        ("ke_hoach.vien_dan", text(words::citation(snapshot))),
        ("ke_hoach.so_ky_hieu", text(&snapshot.plan.symbol)),
        ("co_quan", text(issuer(snapshot))),
        ("noi_nhan", text(&period.receiver)),
        ("ky.ten", text(words::period(period))),
        ("ky.sau", text(words::next_period(period))),
        ("ky.tu_ngay", text(words::day(period.window_from))),
        ("ky.den_ngay", text(words::day(period.window_to))),
    ]
}

fn of_tasks(counts: &TaskCounts) -> [(&'static str, Value); 12] {
    [
        ("nhiem_vu.tong", counts.assigned),
        ("nhiem_vu.hoan_thanh", counts.done),
        ("nhiem_vu.hoan_thanh_dung_han", counts.done_in_time),
        ("nhiem_vu.hoan_thanh_qua_han", counts.done_late),
        ("nhiem_vu.thuong_xuyen", counts.ongoing),
        ("nhiem_vu.chua_hoan_thanh", counts.open),
        ("nhiem_vu.trong_han", counts.open_in_time),
        ("nhiem_vu.sap_den_han", counts.due_soon),
        ("nhiem_vu.qua_han", counts.overdue),
        ("nhiem_vu.chua_thuc_hien", counts.not_started),
        ("nhiem_vu.tam_dung", counts.paused),
        ("nhiem_vu.khong_con_phu_hop", counts.dropped),
    ]
    .map(|(name, count)| (name, Value::Count(count)))
}

fn of_indicators(counts: &Counts) -> [(&'static str, Value); 7] {
    let of = |status| counts.get(status);
    let judged = IndicatorStatus::ALL.into_iter().filter(|status| status.rank().is_some());
    let judged: usize = judged.map(of).sum();
    [
        ("chi_tieu.tong", counts.total()),
        ("chi_tieu.dat", of(IndicatorStatus::Exceeded) + of(IndicatorStatus::Achieved)),
        ("chi_tieu.dung_tien_do", of(IndicatorStatus::OnTrack)),
        ("chi_tieu.cham", of(IndicatorStatus::Behind)),
        ("chi_tieu.nguy_co", of(IndicatorStatus::AtRisk)),
        ("chi_tieu.khong_dat", of(IndicatorStatus::Missed)),
        ("chi_tieu.chua_danh_gia", counts.total() - judged),
    ]
    .map(|(name, count)| (name, Value::Count(count)))
}

fn of_bodies(counts: &BodyCounts<'_>) -> [(&'static str, Value); 7] {
    let body = |name: &&str| Scope::from([("dv.ten", text(*name))]);
    [
        ("don_vi.tong", Value::Count(counts.due)),
        ("don_vi.da_bao_cao", Value::Count(counts.in_time + counts.late)),
        ("don_vi.dung_han", Value::Count(counts.in_time)),
        ("don_vi.qua_han", Value::Count(counts.late)),
        ("don_vi.chua_bao_cao", Value::Count(counts.silent.len())),
        ("don_vi.ten_chua_bao_cao", text(counts.silent.join(", "))),
        ("ds_chua_bao_cao", list(counts.silent.iter().map(body))),
    ]
}

fn of_difficulties(all: &[DifficultyPart]) -> [(&'static str, Value); 6] {
    let of =
        |kind| all.iter().filter(move |part| part.kind == kind && part.state != DifficultyState::Withdrawn);
    let is_open = |part: &&DifficultyPart| part.state != DifficultyState::Answered;
    let difficulties = || of(DifficultyKind::Difficulty);
    let proposals = || of(DifficultyKind::Proposal);
    let open = difficulties().filter(is_open).count();
    [
        ("vuong_mac.tong", Value::Count(difficulties().count())),
        ("vuong_mac.da_tra_loi", Value::Count(difficulties().count() - open)),
        ("vuong_mac.chua_tra_loi", Value::Count(open)),
        ("kien_nghi.tong", Value::Count(proposals().count())),
        ("ds_vuong_mac", list(difficulties().filter(is_open).map(of_difficulty))),
        ("ds_kien_nghi", list(proposals().filter(is_open).map(of_difficulty))),
    ]
}

fn of_difficulty(part: &DifficultyPart) -> Scope {
    Scope::from([
        ("vm.noi_dung", text(part.text.trim_end_matches('.'))),
        ("vm.don_vi", text(&part.body)),
        ("vm.tham_quyen", text(&part.competent)),
        ("vm.thoi_han", text(part.due_on.map_or(String::new(), words::day))),
        ("vm.anh_huong", text(part.threatens.join(", "))),
    ])
}

fn is_open(row: &TaskRow<'_>) -> bool {
    TaskCounts::of([row]).open > 0
}

fn is_overdue(row: &TaskRow<'_>) -> bool {
    is_open(row) && row.task.timeliness == Timeliness::Overdue
}

fn of_group(group: &GroupPart, tasks: &[TaskRow<'_>], indicators: &[IndicatorRow<'_>]) -> Scope {
    let tasks = || tasks.iter().filter(|row| row.task.group == group.id);
    let indicators = || indicators.iter().filter(|row| row.indicator.group == group.id);
    let counts = TaskCounts::of(tasks());
    let has_figure =
        |row: &&IndicatorRow<'_>| row.indicator.total.is_some() || row.indicator.reached.is_some();
    let is_done = |row: &&TaskRow<'_>| TaskCounts::of([*row]).done > 0;
    Scope::from([
        ("nhom.nhan", text(&group.label)),
        ("nhom.ten", text(&group.name)),
        ("nhom.chi_tieu", Value::Count(indicators().count())),
        ("nhom.chi_tieu_tot", Value::Count(annex::indicator_counts(indicators()).good())),
        ("nhom.nhiem_vu", Value::Count(counts.assigned)),
        ("nhom.hoan_thanh", Value::Count(counts.done)),
        ("nhom.qua_han", Value::Count(counts.overdue)),
        ("nhom.ds_chi_tieu", list(indicators().filter(has_figure).map(of_indicator))),
        ("nhom.ds_nhiem_vu", list(tasks().map(of_task))),
        ("nhom.ds_hoan_thanh", list(tasks().filter(is_done).map(of_task))),
    ])
}

fn of_task(row: &TaskRow<'_>) -> Scope {
    Scope::from([
        ("nv.nhan", text(&row.task.label)),
        ("nv.noi_dung", text(row.task.text.trim_end_matches(['.', ';']))),
        ("nv.san_pham", text(&row.task.product)),
        ("nv.thoi_han", text(&row.deadline)),
        ("nv.chu_tri", text(&row.task.lead)),
        ("nv.tien_do", text(row.progress.to_lowercase())),
        ("nv.ket_qua", text(row.task.result.trim_end_matches('.'))),
    ])
}

fn of_indicator(row: &IndicatorRow<'_>) -> Scope {
    let indicator = row.indicator;
    let in_unit = |value| words::value_in_unit(value, &indicator.unit);
    let told = if indicator.reached.is_some() { row.total().to_lowercase() } else { row.total_in_unit() };
    let target = indicator.target.as_ref();
    Scope::from([
        ("ct.nhan", text(&indicator.label)),
        ("ct.ten", text(&indicator.name)),
        ("ct.don_vi_tinh", text(&indicator.unit)),
        ("ct.ket_qua", text(told)),
        ("ct.muc_tieu", text(target.map_or(String::new(), |target| target.words.clone()))),
        ("ct.nam_muc_tieu", text(target.map_or(String::new(), |target| target.year.to_string()))),
        ("ct.ke_hoach_den_ky", text(indicator.expected.map_or(String::new(), in_unit))),
        ("ct.ky_truoc", text(indicator.previous.map_or(String::new(), in_unit))),
        ("ct.danh_gia", text(row.status().to_lowercase())),
        ("ct.ly_do", text(indicator.why.trim_end_matches('.'))),
        ("ct.chu_tri", text(&indicator.lead)),
        ("ct.so_don_vi", text(row.completeness())),
    ])
}
