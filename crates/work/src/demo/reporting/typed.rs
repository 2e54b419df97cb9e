//! What the bodies type in: what the illustration's ledger says already.

use std::collections::HashMap;

use domain::{
    CellEntry, CellKey, Indicator, IndicatorId, Observation, OrganisationId, Reading, ReportingPeriod,
    TaskId, TaskState, TaskUpdate, ValueStage,
};
use jiff::Timestamp;
use store::Read;

use crate::clock::day_in_vietnam;
use crate::demo::SEED;
use crate::demo::chance::Chance;
use crate::submissions::{Form, written};
use crate::{Error, observe};

/// What the illustration says of a month.
pub(super) struct Ledger {
    figures: HashMap<(IndicatorId, ValueStage), Observation>,
    updates: HashMap<TaskId, TaskUpdate>,
    /// Who gives the plan's figure: the first that makes its total, since the illustration knows it as a whole only.
    givers: HashMap<IndicatorId, OrganisationId>,
}

impl Ledger {
    /// Reads it; of a task that moved on later nothing is told, since what was said then is no longer known.
    pub(super) async fn read(
        read: &mut Read,
        period: &ReportingPeriod,
        told_at: Timestamp,
    ) -> Result<Self, Error> {
        let plan = store::plan::get(read, period.plan).await?;
        let owner = observe::owner(read, &plan).await?;
        let figures = store::observation::list_of_period(read, plan.id, period.figures).await?;
        let own = figures.into_iter().filter(|figure| figure.organisation == owner);
        let updates = store::task_update::list_of_plan(read, plan.id).await?;
        // Revisions come in order, so that the last one stays.
        let mut updates: HashMap<_, _> = updates.into_iter().map(|update| (update.task, update)).collect();
        updates.retain(|_, update| update.recorded_at <= told_at);
        let figures = own.map(|figure| ((figure.indicator, figure.stage), figure)).collect();
        // A form knows of an indicator only what the body itself answers for.
        let whole = store::indicator::list(read, plan.id).await?;
        let giver = |indicator: &Indicator| {
            let first = assess::consolidate::contributors(indicator).into_iter().next()?;
            Some((indicator.id, first))
        };
        let givers = whole.iter().filter_map(giver).collect();
        Ok(Self { figures, updates, givers })
    }

    pub(super) fn figure(&self, indicator: IndicatorId, stage: ValueStage) -> Option<&Observation> {
        self.figures.get(&(indicator, stage)).filter(|figure| !matches!(figure.reading, Reading::Absent(_)))
    }

    /// The verified figure, where it differs from the reported one.
    pub(super) fn corrected(&self, indicator: IndicatorId) -> CellEntry {
        let [reported, verified] =
            [ValueStage::Reported, ValueStage::Verified].map(|stage| self.figure(indicator, stage));
        match (reported, verified) {
            (Some(reported), Some(verified)) if reported.reading != verified.reading => CellEntry {
                note: "Điều chỉnh theo kết quả đối chiếu.".to_owned(),
                ..written(verified).unwrap_or_default()
            },
            _ => CellEntry::default(),
        }
    }

    /// Whether the plan's figure is this body's.
    pub(super) fn gives(&self, indicator: IndicatorId, body: OrganisationId) -> bool {
        self.givers.get(&indicator) == Some(&body)
    }

    /// Every cell that a body can fill in.
    pub(super) fn typed(&self, form: &Form) -> Vec<(CellKey, CellEntry)> {
        let figures = form.figures.iter().map(|row| {
            let entry = self.figure_of(&row.indicator, form.body.id);
            (CellKey::Indicator(row.indicator.id), entry)
        });
        let tasks = form.tasks.iter().map(|row| (CellKey::Task(row.task.id), self.task(row.task.id)));
        let sections = form.sections.iter().map(|row| {
            let note = narrative(&form.body.name, row.place);
            (CellKey::Section(row.place), CellEntry { note, ..CellEntry::default() })
        });
        figures.chain(tasks).chain(sections).collect()
    }

    fn figure_of(&self, indicator: &Indicator, body: OrganisationId) -> CellEntry {
        if !self.gives(indicator.id, body) {
            return CellEntry {
                absence: "not_applicable".to_owned(),
                note: "Cơ quan chủ trì báo cáo chung.".to_owned(),
                ..CellEntry::default()
            };
        }
        let known = self.figure(indicator.id, ValueStage::Reported).and_then(written);
        known.unwrap_or_else(|| CellEntry {
            absence: "not_available".to_owned(),
            note: "Số liệu thu thập theo quý, chưa đến kỳ.".to_owned(),
            ..CellEntry::default()
        })
    }

    fn task(&self, task: TaskId) -> CellEntry {
        let Some(update) = self.updates.get(&task) else { return CellEntry::default() };
        // Whoever says that a task is finished says since when, before it is confirmed, too.
        let is_finished = update.state == TaskState::AwaitingConfirmation;
        let finished_on = is_finished.then(|| day_in_vietnam(update.recorded_at));
        CellEntry {
            state: update.state.code().to_owned(),
            done_on: update.done_on.or(finished_on).map(|day| day.to_string()).unwrap_or_default(),
            note: update.note.clone(),
            ..CellEntry::default()
        }
    }
}

/// What a body writes in a section; its words are the illustration's own.
fn narrative(body: &str, section: u32) -> String {
    let sentences: &[&str] = match section {
        0 => &[
            "Đã ban hành kế hoạch, phân công rõ người, rõ việc; trong kỳ tập trung chuẩn hóa dữ liệu dùng chung.",
            "Đã tổ chức kiểm tra tiến độ tại các đơn vị trực thuộc và cập nhật kết quả lên hệ thống theo dõi.",
            "Đã bố trí kinh phí cho các nhiệm vụ được giao; thủ tục đầu tư được rút ngắn so với kỳ trước.",
        ],
        1 => &[
            "Nhân lực chuyên trách còn thiếu, chủ yếu kiêm nhiệm nên cập nhật số liệu có lúc chưa kịp thời.",
            "Một số cơ sở dữ liệu chưa kết nối, phải tổng hợp thủ công từ nhiều nguồn.",
            "Chưa phát sinh tồn tại, hạn chế mới so với kỳ báo cáo trước.",
        ],
        2 => &[
            "Hoàn thành các nhiệm vụ đến hạn trong kỳ tới; rà soát các nhiệm vụ có nguy cơ chậm.",
            "Tập huấn kỹ năng số cho cán bộ, công chức; bổ sung minh chứng của các chỉ tiêu.",
        ],
        _ => &["Không có đề xuất, kiến nghị.", "Đề nghị sớm hướng dẫn thống nhất cách tính chỉ tiêu."],
    };
    let count = u32::try_from(sentences.len()).unwrap_or(1);
    let chosen = Chance::of(SEED, &format!("{body}/{section}")).below(count);
    sentences[chosen as usize % sentences.len()].to_owned()
}
