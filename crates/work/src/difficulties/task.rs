//! An answer becomes a task of the plan, read from the words of the answer.

use domain::audit::{Event, sha256_hex};
use domain::{
    Anchor, Deadline, DeadlineKind, Difficulty, DifficultyId, Document, Group, GroupId, OrganisationId, Plan,
    Responsibility, Role, Symbol, Task, TaskId,
};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::json;
use store::Write;

use super::{decide::unchanged, event, invalid};
use crate::access::Access;
use crate::{Actor, Error, FieldError, Work, typed_day};

/// The group of tasks that came of answers.
const GROUP: &str = "Nhiệm vụ từ giải quyết khó khăn, kiến nghị";

/// What was typed of the task.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct TaskOf {
    /// What is to be done.
    pub text: String,
    /// The id of the body that leads it.
    pub lead: String,
    /// The last day on which it is in time.
    pub due_on: String,
    /// The product asked for.
    pub product: String,
    /// The version that the form was shown for.
    pub version: i64,
}

/// What an answer suggests: its own words, led by the body that decided.
pub fn suggested_task(of: &Difficulty) -> TaskOf {
    TaskOf {
        text: of.answer.clone(),
        lead: of.competent.map(|body| body.to_string()).unwrap_or_default(),
        version: of.version,
        ..TaskOf::default()
    }
}

/// Makes a task of an answer; the answer becomes a document that the task's words lead to.
pub async fn become_task(
    work: &Work,
    actor: &Actor,
    access: &Access,
    id: DifficultyId,
    typed: &TaskOf,
) -> Result<TaskId, Error> {
    let (lead, due_on) = check(access, typed).map_err(Error::Invalid)?;
    let mut tx = work.store.write().await?;
    let before = unchanged(store::difficulty::get(&mut tx, id).await?, typed.version)?;
    let after = before.become_task(work.clock.id()).ok_or(Error::Closed)?;
    let plan = store::plan::get(&mut tx, before.plan).await?;
    let document = document(&mut tx, work, &plan, &before).await?;
    let group = group(&mut tx, work, &plan).await?;
    let known = store::task::list_of_plan(&mut tx, plan.id).await?;
    let task = Task {
        id: after.task.ok_or(Error::Closed)?,
        plan: plan.id,
        group,
        position: known.last().map_or(0, |last| last.position + 1),
        label: format!("KN.{}", known.iter().filter(|task| task.group == group).count() + 1),
        text: typed.text.trim().to_owned(),
        deadline: Deadline {
            kind: DeadlineKind::Date { date: due_on },
            text: format!("đến ngày {}", due_on.strftime("%d/%m/%Y")),
        },
        product: typed.product.trim().to_owned(),
        anchor: anchor(&document, &before),
        document: document.id,
        responsibilities: vec![Responsibility {
            role: Role::Lead,
            text: store::organisation::get(&mut tx, lead).await?.name,
            organisation: Some(lead),
            member: None,
        }],
        version: 1,
    };
    store::task::add_all(&mut tx, std::slice::from_ref(&task)).await?;
    store::difficulty::update(&mut tx, &after).await?;
    let added = json!({
        "label": task.label, "text": task.text, "product": task.product, "due_on": due_on,
        "organisation": lead, "document": document.id, "difficulty": id,
    });
    let events = [
        event("difficulty.became_task", &after).changed(&before, &after),
        Event::done("task.added", task.id).of_plan(plan.id).of_body(lead).added(&added),
    ];
    work.keep(tx, actor, events).await?;
    Ok(task.id)
}

fn check(access: &Access, typed: &TaskOf) -> Result<(OrganisationId, Date), Vec<FieldError>> {
    let mut errors = Vec::new();
    if typed.text.trim().is_empty() {
        errors.push(invalid("text", "Ghi việc phải làm.", "Say what is to be done."));
    }
    let lead: Option<OrganisationId> =
        typed.lead.parse().ok().filter(|body| access.directory().body(*body).is_some());
    if lead.is_none() {
        errors.push(invalid("lead", "Chọn đơn vị chủ trì.", "Choose the body that leads it."));
    }
    let due_on = typed_day(&typed.due_on);
    if due_on.is_none() {
        errors.push(invalid("due_on", "Nhập thời hạn.", "Enter the deadline."));
    }
    if typed.product.trim().is_empty() {
        errors.push(invalid("product", "Ghi sản phẩm.", "Say what comes of it."));
    }
    match (lead, due_on) {
        (Some(lead), Some(due_on)) if errors.is_empty() => Ok((lead, due_on)),
        _ => Err(errors),
    }
}

/// The answer as a document; its symbol is the decision's, unless that is on file already.
async fn document(tx: &mut Write, work: &Work, plan: &Plan, of: &Difficulty) -> Result<Document, Error> {
    let issuer = match of.competent {
        Some(body) => store::organisation::get(tx, body).await?.name,
        None => plan.owner.clone(),
    };
    let named = of.decision.split_whitespace().find_map(|word| Symbol::parse(word).ok());
    let symbol = match named {
        Some(symbol) if store::document::list_by_symbol(tx, &symbol).await?.is_empty() => Some(symbol),
        _ => None,
    };
    let begin: String = of.text.chars().take(120).collect();
    let heading = format!("Trả lời khó khăn, kiến nghị: {begin}");
    let head = [of.decision.as_str()].into_iter().filter(|line| !line.is_empty());
    let lines: Vec<String> = head.chain(of.answer.lines()).map(str::to_owned).collect();
    let document = Document {
        id: work.clock.id(),
        kind: symbol.as_ref().and_then(Symbol::kind),
        symbol,
        issuer,
        place: String::new(),
        issued_on: of.ended_on(),
        title: heading,
        file_name: String::new(),
        sha256: sha256_hex(lines.join("\n").as_bytes()),
        lines,
        is_illustration: plan.is_illustration,
    };
    store::document::add(tx, &document).await?;
    Ok(document)
}

/// The words of the answer in its document: all lines but the one that names the decision.
fn anchor(document: &Document, of: &Difficulty) -> Anchor {
    let first = if of.decision.is_empty() { 1 } else { 2 };
    let quote: Vec<&str> = document.lines.iter().skip(first - 1).map(String::as_str).collect();
    Anchor::lines(first, document.lines.len(), quote.join(" "))
}

/// The plan's group of tasks that came of answers, made with the first of them.
async fn group(tx: &mut Write, work: &Work, plan: &Plan) -> Result<GroupId, Error> {
    let known = store::group::list(tx, plan.id).await?;
    if let Some(group) = known.iter().find(|group| group.name == GROUP) {
        return Ok(group.id);
    }
    let position = known.last().map_or(0, |last| last.position + 1);
    let group =
        Group { id: work.clock.id(), plan: plan.id, position, label: "KN".into(), name: GROUP.into() };
    store::group::add_all(tx, std::slice::from_ref(&group)).await?;
    Ok(group.id)
}
