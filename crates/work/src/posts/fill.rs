//! Filling posts: who holds one, acts in it, or has it delegated, from which day to which.
//!
//! Whoever fills a post acts by its roles, so only who may give those roles may say who fills it.

use domain::audit::{Event, fields};
use domain::{AccessGrant, Action, Person, PersonId, Post, PostId, Tenure, TenureFault, TenureKind};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::json;
use store::Write;

use super::target;
use crate::access::Access;
use crate::grants::{self, Watch};
use crate::{Actor, Error, FieldError, Work, people, typed_day};

/// What was typed into the form that fills a post.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Filling {
    /// The id of somebody known; empty for somebody new.
    pub person: String,
    /// The name of somebody new.
    pub name: String,
    /// The work contact of somebody new.
    pub contact: String,
    /// Given when somebody new has the name of somebody known.
    pub namesake: String,
    /// By what right.
    pub kind: String,
    /// The first day.
    pub from: String,
    /// The last day; empty while it lasts.
    pub to: String,
    /// The decision that it rests on.
    pub document: String,
    /// The post's version that the form was shown with.
    pub version: i64,
}

/// What was typed into the form that ends a tenure.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Ending {
    /// Whose tenure.
    pub person: String,
    /// Its first day, which names it.
    pub from: String,
    /// The last day; before the first takes back what has not begun.
    pub to: String,
    /// The post's version that the form was shown with.
    pub version: i64,
}

/// Records who fills a post.
pub async fn fill(
    work: &Work,
    actor: &Actor,
    access: &Access,
    id: PostId,
    typed: &Filling,
) -> Result<PersonId, Error> {
    let mut tx = work.store.write().await?;
    let post = store::post::get(&mut tx, id).await?;
    let mut errors = Vec::new();
    let who = chosen(work, &mut tx, access, typed).await.map_err(|e| errors.push(e)).ok();
    let tenure = tenure_of(&post, who.as_ref(), typed, &mut errors);
    let (Some(who), Some(tenure), true) = (who, tenure, errors.is_empty()) else {
        return Err(Error::Invalid(errors));
    };
    let event = Event::done("post.filled", id).of_body(post.organisation).added(&tenure);
    if let Err(error) = may_fill(work, &mut tx, actor, access, &post, Some(tenure.person)).await? {
        drop(tx);
        work.note(actor, event.denied()).await?;
        return Err(Error::Invalid(vec![error]));
    }
    let others = store::tenure::list(&mut tx, id).await?;
    let faults = tenure.faults(&post, &others);
    if !faults.is_empty() {
        return Err(Error::Invalid(told(&mut tx, &others, &faults).await?));
    }
    let mut events = Vec::new();
    if let Who::New(person) = &who {
        store::person::add(&mut tx, person).await?;
        let added = Event::done("person.added", person.id).of_body(post.organisation);
        events.push(added.added(person));
    }
    store::tenure::add(&mut tx, &tenure).await?;
    store::post::update(&mut tx, &Post { version: typed.version, ..post }).await?;
    events.push(event);
    work.keep(tx, actor, events).await?;
    Ok(tenure.person)
}

/// Ends a tenure with a day, or moves its end; one that would end before it begins is taken back.
pub async fn end(
    work: &Work,
    actor: &Actor,
    access: &Access,
    id: PostId,
    typed: &Ending,
) -> Result<(), Error> {
    let mut tx = work.store.write().await?;
    let post = store::post::get(&mut tx, id).await?;
    let mut others = store::tenure::list(&mut tx, id).await?;
    let named = |t: &Tenure| t.person.to_string() == typed.person && t.from.to_string() == typed.from;
    let before = match others.iter().position(named) {
        Some(index) => others.remove(index),
        None => return Err(store::Error::NotFound { noun: "tenure", id: typed.person.clone() }.into()),
    };
    let to = typed_day(&typed.to).ok_or_else(|| Error::Invalid(vec![no_day("to")]))?;
    let after = Tenure { to: Some(to), ..before.clone() };
    let event = Event::done("post.left", id).of_body(post.organisation).changed(&before, &after);
    if let Err(error) = may_fill(work, &mut tx, actor, access, &post, None).await? {
        drop(tx);
        work.note(actor, event.denied()).await?;
        return Err(Error::Invalid(vec![FieldError { field: "to".into(), ..error }]));
    }
    let days = [Some(work.clock.today()), to.tomorrow().ok()].into_iter().flatten();
    let watch = Watch::begin(&mut tx, days).await?;
    let event = if to < before.from && before.from >= work.clock.today() {
        store::tenure::remove(&mut tx, &before).await?;
        let whose = fields([("person", json!(before.person)), ("from", json!(before.from))]);
        Event::done("post.not_filled", id).of_body(post.organisation).removed(&whose)
    } else {
        let faults = after.faults(&post, &others);
        if !faults.is_empty() {
            return Err(Error::Invalid(told(&mut tx, &others, &faults).await?));
        }
        store::tenure::update(&mut tx, &after).await?;
        event
    };
    watch.end(&mut tx, "to").await?;
    store::post::update(&mut tx, &Post { version: typed.version, ..post }).await?;
    work.keep(tx, actor, [event]).await
}

/// Who is to fill a post.
enum Who {
    Known(PersonId),
    New(Person),
}

impl Who {
    fn id(&self) -> PersonId {
        match self {
            Who::Known(id) => *id,
            Who::New(person) => person.id,
        }
    }
}

async fn chosen(work: &Work, tx: &mut Write, access: &Access, typed: &Filling) -> Result<Who, FieldError> {
    let unknown =
        || FieldError::new("person", "Chọn người trong danh sách.", "Choose a person from the list.");
    if !typed.person.is_empty() {
        let id = typed.person.parse().map_err(|_| unknown())?;
        let reached = people::is_reached(tx, access, Action::ManagePeople, id).await;
        return match reached {
            Ok(true) => Ok(Who::Known(id)),
            _ => Err(unknown()),
        };
    }
    let person = people::new_person(work.clock.id(), &typed.name, &typed.contact)?;
    let same = people::find_namesake(tx, access, &person.name).await.map_err(|_| unknown())?;
    match same {
        Some(_) if typed.namesake.is_empty() => Err(FieldError::new(
            "name",
            "Đã có người mang họ tên này. Chọn người đó ở danh sách trên, hoặc đánh dấu đây là người khác.",
            "Somebody of this name is known. Choose them from the list above, or mark that this is someone else.",
        )),
        _ => Ok(Who::New(person)),
    }
}

fn tenure_of(
    post: &Post,
    who: Option<&Who>,
    typed: &Filling,
    errors: &mut Vec<FieldError>,
) -> Option<Tenure> {
    let kind = TenureKind::from_code(&typed.kind);
    if kind.is_none() {
        errors.push(FieldError::new("kind", "Chọn hình thức.", "Choose by what right."));
    }
    let from = day("from", &typed.from, errors);
    if from.is_none() && typed.from.trim().is_empty() {
        errors.push(no_day("from"));
    }
    let to = day("to", &typed.to, errors);
    let document = domain::text::squeeze(&typed.document);
    Some(Tenure { post: post.id, person: who?.id(), kind: kind?, from: from?, to, document })
}

fn day(field: &str, typed: &str, errors: &mut Vec<FieldError>) -> Option<Date> {
    let day = typed_day(typed);
    if day.is_none() && !typed.trim().is_empty() {
        errors.push(no_day(field));
    }
    day
}

fn no_day(field: &str) -> FieldError {
    FieldError::new(field, "Nhập ngày, ví dụ 31/10/2026.", "Enter a day, such as 31/10/2026.")
}

/// Whether somebody may say who fills a post: its roles pass to whoever does.
async fn may_fill(
    work: &Work,
    tx: &mut Write,
    actor: &Actor,
    access: &Access,
    post: &Post,
    person: Option<PersonId>,
) -> Result<Result<(), FieldError>, Error> {
    let today = work.clock.today();
    let lasts = |grant: &AccessGrant| grant.to.is_none_or(|to| today <= to);
    let grants = store::access_grant::list_of_post(tx, post.id).await?;
    let live: Vec<_> = grants.into_iter().filter(lasts).collect();
    if !access.may(Action::ManagePeople, &target(post)) {
        return Ok(Err(beyond()));
    }
    if !live.is_empty() && person.is_some() && person == actor.person {
        return Ok(Err(oneself()));
    }
    let all = live.iter().try_for_each(|grant| grants::may_give(access, post, grant));
    Ok(all.map_err(|error| FieldError { field: "person".into(), ..error }))
}

fn beyond() -> FieldError {
    FieldError::new(
        "person",
        "Chức danh này nằm ngoài phạm vi của đồng chí.",
        "This post lies beyond your scope.",
    )
}

fn oneself() -> FieldError {
    FieldError::new(
        "person",
        "Chức danh này có vai trò trong hệ thống; không tự ghi mình vào. Đề nghị người khác thực hiện.",
        "This post holds roles in the system; nobody puts themselves in. Please ask someone else.",
    )
}

/// What stands against a tenure, with the names of those it meets.
async fn told(tx: &mut Write, others: &[Tenure], faults: &[TenureFault]) -> Result<Vec<FieldError>, Error> {
    let mut errors = Vec::new();
    for fault in faults {
        let name = match fault {
            TenureFault::SecondHolder(index) | TenureFault::TwiceTheSame(index) => {
                store::person::get(tx, others[*index].person).await?.name
            }
            _ => String::new(),
        };
        errors.push(words(*fault, &name));
    }
    Ok(errors)
}

fn words(fault: TenureFault, name: &str) -> FieldError {
    match fault {
        TenureFault::EndsBeforeItBegins => FieldError::new(
            "to",
            "Ngày cuối không được trước ngày đầu.",
            "The last day cannot be before the first.",
        ),
        TenureFault::SecondHolder(_) => FieldError::new(
            "from",
            format!(
                "Trong thời gian đó {name} đang giữ chức vụ này. Đề nghị kết thúc trước, hoặc chọn quyền, phụ trách."
            ),
            format!("At that time {name} holds this post. Please end that first, or choose acting."),
        ),
        TenureFault::TwiceTheSame(_) => FieldError::new(
            "from",
            format!("{name} đã được ghi ở chức danh này trong thời gian đó."),
            format!("{name} already fills this post at that time."),
        ),
        TenureFault::WithoutDocument => FieldError::new(
            "document",
            "Quyền, phụ trách hoặc ủy quyền cần nêu văn bản.",
            "Acting and delegated tenures need the document they rest on.",
        ),
        TenureFault::WithoutEnd => {
            FieldError::new("to", "Ủy quyền cần có ngày kết thúc.", "A delegation needs its last day.")
        }
        TenureFault::OutlastsPost(last) => FieldError::new(
            "to",
            format!("Chức danh này bãi bỏ sau ngày {}.", last.strftime("%d/%m/%Y")),
            format!("This post is abolished after {}.", last.strftime("%d/%m/%Y")),
        ),
    }
}
