//! Keeping single cells as they are typed: JSON for the page's own script.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use domain::{CellEntry, CellKey, SubmissionId};
use serde::{Deserialize, Serialize};
use work::submissions::{self, Form, Save, Saved};

use super::cell::{Theirs, when};
use super::fields;
use crate::ctx::Ctx;
use crate::error::Error;

/// The cells that were changed.
#[derive(Debug, Deserialize)]
pub struct Sent {
    cells: Vec<SentCell>,
}

/// A cell that was changed.
#[derive(Debug, Deserialize)]
struct SentCell {
    name: String,
    version: i64,
    fields: BTreeMap<String, String>,
}

impl SentCell {
    /// The change that it asks for; `None` for what is no cell.
    fn save(&self) -> Option<Save> {
        let parts = self.fields.iter().map(|(part, typed)| (format!("{}.{part}", self.name), typed.clone()));
        let sent: Vec<_> = parts.collect();
        let key = fields::key(&self.name)?;
        let entry = fields::changes(&sent).pop().map(|change| change.entry).unwrap_or_default();
        Some(Save { key, entry, version: self.version })
    }
}

/// What became of the cells.
#[derive(Debug, Serialize)]
struct Answer {
    filled: u32,
    required: u32,
    cells: Vec<Told>,
}

/// What became of a cell.
#[derive(Debug, Default, Serialize)]
struct Told {
    name: String,
    outcome: &'static str,
    version: i64,
    /// When it was kept, or what is wrong, in words.
    said: String,
    faults: Vec<(String, String)>,
    doubts: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    theirs: Option<ToldTheirs>,
}

/// What somebody else put there.
#[derive(Debug, Serialize)]
struct ToldTheirs {
    said: String,
    told: String,
    fields: BTreeMap<&'static str, String>,
}

/// `POST /submissions/{id}/cells`: keeps changed cells, each by itself.
pub async fn save(ctx: Ctx, Path(id): Path<SubmissionId>, Json(sent): Json<Sent>) -> Result<Response, Error> {
    let changes: Vec<Save> = sent.cells.iter().filter_map(SentCell::save).collect();
    let saved = match submissions::save(ctx.work(), ctx.actor()?, id, &changes).await {
        Err(work::Error::Closed) => {
            let said = Closed { closed: ctx.t("submission-closed-meanwhile") };
            return Ok((StatusCode::CONFLICT, Json(said)).into_response());
        }
        saved => saved?,
    };
    let form = submissions::form(ctx.work(), id).await?;
    let cells = changes.iter().zip(&saved).map(|(change, saved)| told(&ctx, &form, change, saved)).collect();
    Ok(Json(Answer { filled: form.filled(), required: form.required(), cells }).into_response())
}

/// The form takes nothing any more.
#[derive(Serialize)]
struct Closed {
    closed: String,
}

fn told(ctx: &Ctx, form: &Form, change: &Save, saved: &Saved) -> Told {
    let told = Told { name: fields::name(&change.key), ..Told::default() };
    match saved {
        Saved::Kept(version) => {
            let (faults, doubts) = looked_at(ctx, form, &change.key);
            let said = form.cell(&change.key).flatten().map_or_else(String::new, |cell| when(ctx, cell));
            Told { outcome: "kept", version: *version, said, faults, doubts, ..told }
        }
        Saved::Elsewhere(theirs) => {
            let Theirs { told: words, by, at } = Theirs::new(ctx, theirs);
            let said = ctx.tw("cell-theirs", &[("by", by), ("at", at)]);
            let fields = parts(&theirs.entry.clone().with_days_as_read());
            let theirs = ToldTheirs { said, told: words, fields };
            let version = match saved {
                Saved::Elsewhere(cell) => cell.version,
                _ => change.version,
            };
            Told { outcome: "elsewhere", version, theirs: Some(theirs), ..told }
        }
        Saved::NotDue => Told { outcome: "not_due", said: ctx.t("cell-not-due"), ..told },
        Saved::TooLong => Told { outcome: "too_long", said: ctx.t("cell-too-long"), ..told },
    }
}

/// The faults and doubts of a cell.
fn looked_at(ctx: &Ctx, form: &Form, key: &CellKey) -> (Vec<(String, String)>, Vec<String>) {
    let (faults, doubts) = match key {
        CellKey::Indicator(id) => {
            let row = form.figures.iter().find(|row| row.indicator.id == *id);
            row.map_or_else(Default::default, |row| {
                let doubts = row.doubts.iter().map(|doubt| doubt.text(&row.indicator.unit, ctx.lang));
                (row.faults.clone(), doubts.collect())
            })
        }
        CellKey::Task(id) => {
            let row = form.tasks.iter().find(|row| row.task.id == *id);
            (row.map(|row| row.faults.clone()).unwrap_or_default(), Vec::new())
        }
        CellKey::Section(_) => Default::default(),
    };
    let faults = faults.iter().map(|fault| (fault.field.clone(), fault.message(ctx.lang).to_owned()));
    (faults.collect(), doubts)
}

/// What stands in the fields of a cell.
fn parts(entry: &CellEntry) -> BTreeMap<&'static str, String> {
    let CellEntry { value, numerator, denominator, reached, expected_on, state, done_on, note, .. } = entry;
    let parts = [
        ("value", value.as_str()),
        ("numerator", numerator),
        ("denominator", denominator),
        ("reached", reached),
        ("kind", fields::kind(entry)),
        ("expected_on", expected_on),
        ("state", state),
        ("done_on", done_on),
        ("note", note),
    ];
    parts.into_iter().map(|(part, typed)| (part, typed.to_owned())).collect()
}
