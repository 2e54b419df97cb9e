//! The office's own templates of the official report: only ever added, the last of a regime counts.

use domain::Regime;
use jiff::Timestamp;
use uuid::Uuid;

use crate::cell::values;
use crate::pool::Row;
use crate::record::record;
use crate::{Read, Result, Write};

/// A template as it was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedTemplate {
    /// Its id.
    pub id: Uuid,
    /// For which layout.
    pub regime: Regime,
    /// What the office calls it, or what was changed.
    pub name: String,
    /// Its text.
    pub text: String,
    /// When it was saved.
    pub saved_at: Timestamp,
    /// By whom, by the name shown.
    pub saved_by: String,
}

/// Adds a template, which counts from now on.
pub async fn add(tx: &mut Write, template: &SavedTemplate) -> Result<()> {
    let SavedTemplate { id, regime, name, text, saved_at, saved_by } = template;
    let record = record! {
        id: id, regime: regime, name: name, text: text, saved_at: saved_at, saved_by: saved_by,
    };
    tx.insert("report_template", record).await
}

/// The template that counts, if the office has its own.
pub async fn find_last(read: &mut Read, regime: Regime) -> Result<Option<SavedTemplate>> {
    let sql = "SELECT * FROM report_template WHERE regime = $1 ORDER BY saved_at DESC, id DESC LIMIT 1";
    read.first(sql, values![regime], saved).await
}

/// The templates of a regime, the last first, as many as a page shows.
pub async fn list(read: &mut Read, regime: Regime) -> Result<Vec<SavedTemplate>> {
    let sql = "SELECT * FROM report_template WHERE regime = $1 ORDER BY saved_at DESC, id DESC LIMIT 20";
    read.list(sql, values![regime], saved).await
}

fn saved(row: &Row) -> Result<SavedTemplate> {
    Ok(SavedTemplate {
        id: row.get("id")?,
        regime: row.get("regime")?,
        name: row.get("name")?,
        text: row.get("text")?,
        saved_at: row.get("saved_at")?,
        saved_by: row.get("saved_by")?,
    })
}
