//! Difficulties and proposals.

use domain::{Difficulty, DifficultyId, PlanId, SubmissionId};

use crate::cell::{json, values};
use crate::pool::Row;
use crate::record::{Record, not_found, record};
use crate::search::folded;
use crate::{Read, Result, Write};

/// Adds a difficulty.
pub async fn add(tx: &mut Write, difficulty: &Difficulty) -> Result<()> {
    let mut record = difficulty_record(difficulty);
    record.extend(record! { version: difficulty.version });
    tx.insert("difficulty", record).await
}

/// Changes a difficulty that still has the version it was read with; returns the next version.
pub async fn update(tx: &mut Write, difficulty: &Difficulty) -> Result<i64> {
    tx.update("difficulty", difficulty.id.0, difficulty.version, difficulty_record(difficulty)).await
}

/// The difficulty, if there is one.
pub async fn find(read: &mut Read, id: DifficultyId) -> Result<Option<Difficulty>> {
    read.first("SELECT * FROM difficulty WHERE id = $1", values![id], difficulty).await
}

/// The difficulty, which must exist.
pub async fn get(read: &mut Read, id: DifficultyId) -> Result<Difficulty> {
    find(read, id).await?.ok_or_else(|| not_found("difficulty", &id))
}

/// The difficulties of a plan, the last raised first.
pub async fn list_of_plan(read: &mut Read, plan: PlanId) -> Result<Vec<Difficulty>> {
    let sql = "SELECT * FROM difficulty WHERE plan = $1 ORDER BY raised_at DESC, id DESC";
    read.list(sql, values![plan], difficulty).await
}

/// The difficulties raised in a submission, the first raised first.
pub async fn list_of_submission(read: &mut Read, submission: SubmissionId) -> Result<Vec<Difficulty>> {
    let sql = "SELECT * FROM difficulty WHERE submission = $1 ORDER BY raised_at, id";
    read.list(sql, values![submission], difficulty).await
}

fn difficulty_record(difficulty: &Difficulty) -> Record {
    let Difficulty { id, kind, source, organisation, sender, plan, submission, text, threatens, .. } =
        difficulty;
    let Difficulty { competent, holder, due_on, state, answer, decision, task, .. } = difficulty;
    let Difficulty { raised_at, raised_by, ended_at, .. } = difficulty;
    record! {
        id: id, kind: kind, source: source, organisation: organisation, sender: sender, plan: plan,
        submission: submission, text: text, threatens: json(threatens), competent: competent,
        holder: holder, due_on: due_on, state: state, answer: answer, decision: decision, task: task,
        raised_at: raised_at, raised_by: raised_by, ended_at: ended_at, folded: folded([text.as_str()]),
    }
}

fn difficulty(row: &Row) -> Result<Difficulty> {
    Ok(Difficulty {
        id: row.get("id")?,
        kind: row.get("kind")?,
        source: row.get("source")?,
        organisation: row.get("organisation")?,
        sender: row.get("sender")?,
        plan: row.get("plan")?,
        submission: row.find("submission")?,
        text: row.get("text")?,
        threatens: row.get_json("threatens")?,
        competent: row.find("competent")?,
        holder: row.find("holder")?,
        due_on: row.find("due_on")?,
        state: row.get("state")?,
        answer: row.get("answer")?,
        decision: row.get("decision")?,
        task: row.find("task")?,
        raised_at: row.get("raised_at")?,
        raised_by: row.get("raised_by")?,
        ended_at: row.find("ended_at")?,
        version: row.get("version")?,
    })
}
