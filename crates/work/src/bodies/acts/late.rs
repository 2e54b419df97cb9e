//! Figures that would fall behind the end of their body: told, and kept only with a reason.

use domain::{BodyHistory, OrganisationId};
use jiff::civil::Date;
use store::Read;

use super::ActForm;
use crate::{Error, FieldError};

/// The remark that is kept; figures that would fall behind an end need a reason.
pub(super) fn noted(form: &ActForm, figures: Vec<LateFigures>) -> Result<String, Error> {
    let note = form.note.trim();
    if figures.is_empty() {
        return Ok(note.to_owned());
    }
    let reason = form.reason.trim();
    if !reason.is_empty() {
        return Ok([note, reason].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" "));
    }
    Err(Error::Invalid(figures.into_iter().map(LateFigures::needs_reason).collect()))
}

/// Figures of a body for periods after its end.
pub(super) struct LateFigures {
    body: String,
    on: Date,
    /// Each indicator's name with how many cells it has.
    cells: Vec<(String, u32)>,
}

impl LateFigures {
    fn needs_reason(self) -> FieldError {
        let count: u32 = self.cells.iter().map(|(_, count)| count).sum();
        let names: Vec<String> = self.cells.iter().map(|(name, count)| format!("{name} ({count})")).collect();
        let (body, names, day) = (self.body, names.join("; "), self.on.strftime("%d/%m/%Y"));
        FieldError::new(
            "reason",
            format!(
                "{body} đã có {count} số liệu của các kỳ kết thúc từ ngày {day}: {names}. Số liệu được giữ nguyên và tính cho đơn vị kế tiếp; đề nghị nêu lý do."
            ),
            format!(
                "{body} has {count} figures for periods that end on {day} or later: {names}. They are kept and count for the successor; please give the reason."
            ),
        )
    }
}

pub(super) async fn late_figures(
    read: &mut Read,
    history: &BodyHistory,
    ended: &[OrganisationId],
    on: Date,
) -> Result<Vec<LateFigures>, Error> {
    let mut all = Vec::new();
    for id in ended {
        let mut cells = Vec::new();
        for (indicator, count) in store::observation::count_from(read, *id, on).await? {
            cells.push((store::indicator::get(read, indicator).await?.name, count));
        }
        if !cells.is_empty() {
            let body = history.find(*id).map(|body| body.name.clone()).unwrap_or_default();
            all.push(LateFigures { body, on, cells });
        }
    }
    Ok(all)
}
