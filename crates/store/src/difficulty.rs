//! Difficulties and proposals.

use domain::{CellKey, Difficulty, DifficultyId, OrganisationId, PlanId, SubmissionId};
use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::{AssertSqlSafe, SqlSafeStr};

use crate::cell::{Bind, Value, json, values};
use crate::pool::{Keep, Row};
use crate::record::{Record, not_found, record};
use crate::search::{folded, patterns};
use crate::{Read, Result, Write};

/// Which difficulties are asked for; what is `None` or empty does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this plan.
    pub plan: Option<PlanId>,
    /// Raised by, or to be decided by, one of these bodies.
    pub concerning: Option<Vec<OrganisationId>>,
    /// Raised by one of these bodies.
    pub raised_by: Option<Vec<OrganisationId>>,
    /// To be decided by one of these bodies.
    pub decided_by: Option<Vec<OrganisationId>>,
    /// Whether an answer is owed.
    pub is_open: Option<bool>,
    /// To be answered before this day.
    pub due_before: Option<Date>,
    /// With all of these words, typed with or without marks.
    pub words: String,
}

/// Where a page of a list begins: after this difficulty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct After {
    /// When the last difficulty shown was raised.
    pub raised_at: Timestamp,
    /// Its id.
    pub id: DifficultyId,
}

impl From<&Difficulty> for After {
    fn from(last: &Difficulty) -> Self {
        Self { raised_at: last.raised_at, id: last.id }
    }
}

/// Adds a difficulty.
pub async fn add(tx: &mut Write, difficulty: &Difficulty) -> Result<()> {
    let mut record = difficulty_record(difficulty);
    record.extend(record! { version: difficulty.version });
    tx.insert("difficulty", record).await?;
    let threat = |key: &CellKey| record! { difficulty: difficulty.id, noun: key.noun(), item: key.item() };
    tx.insert_all("difficulty_threat", difficulty.threatens.iter().map(threat).collect()).await
}

/// Changes a difficulty that still has the version it was read with; returns the next version.
/// What it threatens stays as it was raised.
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

/// One page of the difficulties asked for, the last raised first; at most `limit`, beginning after one.
pub async fn list(
    read: &mut Read,
    filter: &Filter,
    after: Option<After>,
    limit: u32,
) -> Result<Vec<Difficulty>> {
    let mut asked = Asked::of(filter);
    if let Some(After { raised_at, id }) = after {
        let (raised_at, id) = (asked.value(&raised_at), asked.value(&id));
        asked.conditions.push(format!("(raised_at, id) < ({raised_at}, {id})"));
    }
    let limit = asked.value(&limit);
    let text = asked.text("*", &format!("ORDER BY raised_at DESC, id DESC LIMIT {limit}"));
    let rows = read.rows(AssertSqlSafe(text).into_sql_str(), asked.values, Keep::Prepared).await?;
    rows.iter().map(difficulty).collect()
}

/// How many of the difficulties asked for there are, counted up to `most` and no further, so that counting
/// costs the same however many there are.
pub async fn count(read: &mut Read, filter: &Filter, most: u32) -> Result<u32> {
    let mut asked = Asked::of(filter);
    let limit = asked.value(&most);
    let within = asked.text("1", &format!("LIMIT {limit}"));
    let sql = AssertSqlSafe(format!("SELECT COUNT(*) AS number FROM ({within}) AS found")).into_sql_str();
    let rows = read.rows(sql, asked.values, Keep::Prepared).await?;
    rows.first().map_or(Ok(0), |row| row.get("number"))
}

/// The open difficulties that threaten an indicator or a task, the first raised first.
pub async fn list_open_of_item(read: &mut Read, key: &CellKey) -> Result<Vec<Difficulty>> {
    let sql = "SELECT d.* FROM difficulty_threat t JOIN difficulty d ON d.id = t.difficulty
        WHERE t.noun = $1 AND t.item = $2 AND d.is_open ORDER BY d.raised_at, d.id";
    read.list(sql, values![key.noun(), key.item()], difficulty).await
}

/// The open difficulties that were to be answered before a day, the longest overdue first.
pub async fn list_overdue(read: &mut Read, day: Date, limit: u32) -> Result<Vec<Difficulty>> {
    let sql = "SELECT * FROM difficulty WHERE is_open AND due_on < $1 ORDER BY due_on, id LIMIT $2";
    read.list(sql, values![day, limit], difficulty).await
}

/// A question put together of what a filter names, so that an index serves it.
struct Asked {
    conditions: Vec<String>,
    values: Vec<Value>,
}

impl Asked {
    fn of(filter: &Filter) -> Self {
        let mut asked = Self { conditions: Vec::new(), values: Vec::new() };
        let Filter { plan, concerning, raised_by, decided_by, is_open, due_before, words } = filter;
        if let Some(plan) = plan {
            let plan = asked.value(plan);
            asked.conditions.push(format!("plan = {plan}"));
        }
        if let Some(is_open) = is_open {
            let is_open = asked.value(is_open);
            asked.conditions.push(format!("is_open = {is_open}"));
        }
        if let Some(day) = due_before {
            let day = asked.value(day);
            asked.conditions.push(format!("due_on < {day}"));
        }
        asked.one_of(concerning.as_deref(), &["organisation", "competent"]);
        asked.one_of(raised_by.as_deref(), &["organisation"]);
        asked.one_of(decided_by.as_deref(), &["competent"]);
        for pattern in patterns(words) {
            asked.values.push(pattern);
            asked.conditions.push(format!("folded LIKE ${}", asked.values.len()));
        }
        asked
    }

    /// The place of a value.
    fn value(&mut self, value: &impl Bind) -> String {
        self.values.push(value.bind());
        format!("${}", self.values.len())
    }

    /// One of the columns holds one of the bodies.
    fn one_of(&mut self, bodies: Option<&[OrganisationId]>, columns: &[&str]) {
        let Some(bodies) = bodies else { return };
        if bodies.is_empty() {
            self.conditions.push("1 = 0".to_owned());
            return;
        }
        let places: Vec<_> = bodies.iter().map(|body| self.value(body)).collect();
        let places = places.join(", ");
        let either: Vec<_> = columns.iter().map(|column| format!("{column} IN ({places})")).collect();
        self.conditions.push(format!("({})", either.join(" OR ")));
    }

    fn text(&self, columns: &str, end: &str) -> String {
        let all = if self.conditions.is_empty() { "1 = 1".to_owned() } else { self.conditions.join(" AND ") };
        format!("SELECT {columns} FROM difficulty WHERE {all} {end}")
    }
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
        raised_at: raised_at, raised_by: raised_by, ended_at: ended_at,
        is_open: state.is_open(), folded: folded([text.as_str()]),
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
