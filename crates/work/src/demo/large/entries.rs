//! What the bodies of the province report: the same for the same body and item, on every machine.

use domain::{CellEntry, CellKey, SubmissionId};

use crate::demo::SEED;
use crate::demo::chance::Chance;
use crate::flow::{self, Approving, Submitting};
use crate::submissions::{self, Form, Save};
use crate::{Actor, Error, Work};

/// What a body types into a cell of its form.
///
/// Sums of figures stay whole numbers, so that totals can be worked out by hand.
pub fn entry(form: &Form, key: &CellKey) -> CellEntry {
    let mut chance = Chance::of(SEED, &format!("{}/{}/{}", form.body.name, key.noun(), place(form, key)));
    match key {
        CellKey::Indicator(id) => {
            let row = form.figures.iter().find(|row| row.indicator.id == *id);
            if row.is_some_and(|row| row.indicator.unit == "%") {
                share(&mut chance)
            } else {
                CellEntry { value: chance.below(90).to_string(), ..official() }
            }
        }
        CellKey::Task(_) if chance.below(4) > 0 => CellEntry {
            state: "under_way".to_owned(),
            note: "Đang hoàn thiện hồ sơ thiết kế".to_owned(),
            ..CellEntry::default()
        },
        CellKey::Task(_) => CellEntry {
            state: "not_started".to_owned(),
            note: "Chờ phê duyệt chủ trương".to_owned(),
            ..CellEntry::default()
        },
        CellKey::Section(_) => CellEntry {
            note: format!("{} triển khai theo kế hoạch, chưa phát sinh nội dung mới.", form.body.name),
            ..CellEntry::default()
        },
    }
}

/// Has a body fill in every cell of its form, hand it in, and approve it.
pub async fn report(work: &Work, actor: &Actor, id: SubmissionId) -> Result<(), Error> {
    let form = submissions::form(work, id).await?;
    let figures = form.figures.iter().map(|row| CellKey::Indicator(row.indicator.id));
    let tasks = form.tasks.iter().map(|row| CellKey::Task(row.task.id));
    let sections = form.sections.iter().map(|row| CellKey::Section(row.place));
    let typed = |key: CellKey| Save { entry: entry(&form, &key), key, version: 0 };
    let changes: Vec<_> = figures.chain(tasks).chain(sections).map(typed).collect();
    submissions::save(work, actor, id, &changes).await?;
    let version = submissions::form(work, id).await?.submission.version;
    let handed_in = flow::submit(work, actor, id, &Submitting { version, reason: String::new() }).await?;
    let approving = Approving { version: handed_in.version, ..Approving::default() };
    flow::approve(work, actor, id, &approving).await?;
    Ok(())
}

/// Items have new ids in each store; their places are the same.
fn place(form: &Form, key: &CellKey) -> String {
    match key {
        CellKey::Indicator(id) => {
            let row = form.figures.iter().position(|row| row.indicator.id == *id);
            row.unwrap_or_default().to_string()
        }
        CellKey::Task(id) => {
            form.tasks.iter().position(|row| row.task.id == *id).unwrap_or_default().to_string()
        }
        CellKey::Section(place) => place.to_string(),
    }
}

fn share(chance: &mut Chance) -> CellEntry {
    let denominator = 100 + chance.below(400);
    let numerator = chance.below(denominator);
    CellEntry { numerator: numerator.to_string(), denominator: denominator.to_string(), ..official() }
}

fn official() -> CellEntry {
    CellEntry { maturity: "official".to_owned(), ..CellEntry::default() }
}
