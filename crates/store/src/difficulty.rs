//! Difficulties and proposals.

use crate::asked::{Asked, safe};
use crate::cell::{json, values};
use crate::pool::{Keep, Row};
use crate::record::{Record, not_found, record};
use crate::search::{folded, patterns};
use crate::{Read, Result, Write};
use domain::{CellKey, Difficulty, DifficultyId, OrganisationId, PlanId, SubmissionId};
use jiff::Timestamp;
use jiff::civil::Date;

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
    let mut found: Vec<Difficulty> = Vec::new();
    for arm in arms(filter) {
        let mut asked = asked(filter, arm);
        if let Some(After { raised_at, id }) = after {
            let (raised_at, id) = (asked.value(&raised_at), asked.value(&id));
            asked.that(format!("(raised_at, id) < ({raised_at}, {id})"));
        }
        let limit = asked.value(&limit);
        let end = format!("ORDER BY raised_at DESC, id DESC LIMIT {limit}");
        let (text, values) = asked.into_query("*", "difficulty", &end);
        for row in read.rows(safe(text), values, Keep::Prepared).await? {
            found.push(difficulty(&row)?);
        }
    }
    found.sort_by_key(|one| std::cmp::Reverse((one.raised_at, one.id)));
    found.truncate(limit as usize);
    Ok(found)
}

/// How many of the difficulties asked for there are, counted up to `most` and no further, so that counting
/// costs the same however many there are.
pub async fn count(read: &mut Read, filter: &Filter, most: u32) -> Result<u32> {
    let mut counted = 0;
    for arm in arms(filter) {
        let mut asked = asked(filter, arm);
        let limit = asked.value(&most.saturating_sub(counted));
        let (within, values) = asked.into_query("1", "difficulty", &format!("LIMIT {limit}"));
        let sql = safe(format!("SELECT COUNT(*) AS number FROM ({within}) AS found"));
        let rows = read.rows(sql, values, Keep::Prepared).await?;
        counted += rows.first().map_or(Ok(0), |row| row.get::<u32>("number"))?;
    }
    Ok(counted)
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

/// A part of what is asked for that one index gives in order; no difficulty lies in two parts.
#[derive(Debug, Clone, Copy, Default)]
struct Arm {
    raised_by: Option<OrganisationId>,
    decided_by: Option<OrganisationId>,
    is_open: Option<bool>,
}

/// For more bodies than these a question is not taken apart: what concerns many is soon found.
const TAKEN_APART: usize = 8;

/// The parts of a question about few bodies: what one of them raised, what one of them decides, what is open
/// and what is not. Any other question is a part of its own.
fn arms(filter: &Filter) -> Vec<Arm> {
    let few = |bodies: &Option<Vec<OrganisationId>>| {
        let mut bodies = bodies.clone().filter(|bodies| bodies.len() <= TAKEN_APART)?;
        bodies.sort_unstable();
        bodies.dedup();
        Some(bodies)
    };
    let raised_by = |body| Arm { raised_by: Some(body), ..Arm::default() };
    let decided_by = |body| Arm { decided_by: Some(body), ..Arm::default() };
    let arms: Vec<Arm> = match (few(&filter.raised_by), few(&filter.decided_by), few(&filter.concerning)) {
        (Some(bodies), ..) => bodies.into_iter().map(raised_by).collect(),
        (None, Some(bodies), _) => bodies.into_iter().map(decided_by).collect(),
        (None, None, Some(bodies)) => {
            bodies.iter().copied().map(raised_by).chain(bodies.iter().copied().map(decided_by)).collect()
        }
        (None, None, None) => return vec![Arm::default()],
    };
    let states: &[bool] = match filter.is_open {
        Some(true) => &[true],
        Some(false) => &[false],
        None => &[true, false],
    };
    let with_state = |arm: Arm| states.iter().map(move |state| Arm { is_open: Some(*state), ..arm });
    arms.into_iter().flat_map(with_state).collect()
}

/// A part of what a filter names, as a question.
///
/// The index of a part is that of its body. Where one body decides nearly everything, the database would take
/// another; so the other columns are written in a way that no index answers.
fn asked(filter: &Filter, arm: Arm) -> Asked {
    let mut asked = Asked::default();
    let Filter { plan, concerning, raised_by, decided_by, is_open, due_before, words } = filter;
    let is_part = arm.raised_by.is_some() || arm.decided_by.is_some();
    let name =
        |column: &str| if is_part { format!("COALESCE({column}, {column})") } else { column.to_owned() };
    asked.column("organisation", "=", arm.raised_by.as_ref());
    asked.column("competent", "=", arm.decided_by.as_ref());
    asked.column("is_open", "=", arm.is_open.as_ref().or(is_open.as_ref()));
    asked.column(&name("plan"), "=", plan.as_ref());
    asked.column(&name("due_on"), "<", due_before.as_ref());
    one_of(&mut asked, concerning.as_deref(), &[&name("organisation"), &name("competent")]);
    one_of(&mut asked, raised_by.as_deref(), &[&name("organisation")]);
    one_of(&mut asked, decided_by.as_deref(), &[&name("competent")]);
    if let (Some(_), None, None, Some(bodies)) = (arm.decided_by, raised_by, decided_by, concerning) {
        // What one of them raised lies in another part.
        for body in bodies {
            asked.column(&name("organisation"), "<>", Some(body));
        }
    }
    for pattern in patterns(words) {
        let pattern = asked.plain_value(pattern);
        asked.that(format!("folded LIKE {pattern}"));
    }
    asked
}

/// One of the columns holds one of the bodies.
fn one_of(asked: &mut Asked, bodies: Option<&[OrganisationId]>, columns: &[&str]) {
    let Some(bodies) = bodies else { return };
    if bodies.is_empty() {
        asked.that("1 = 0");
        return;
    }
    let places: Vec<_> = bodies.iter().map(|body| asked.value(body)).collect();
    let places = places.join(", ");
    let either: Vec<_> = columns.iter().map(|column| format!("{column} IN ({places})")).collect();
    asked.that(format!("({})", either.join(" OR ")));
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
