//! Opening an account: a person, the post they fill, the role of that post, and the link to begin with.

use domain::audit::{Event, fields};
use domain::{
    AccessGrant, GrantId, OrganisationId, Person, PersonId, Post, PostId, Tenure, TenureKind, UserId,
};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::json;
use store::Write;
use store::account::Account;

use crate::access::Access;
use crate::grants::{self, Trust};
use crate::sign_in::{link, sign_in_name};
use crate::{Actor, Error, FieldError, Work, typed_day};

/// What is typed to open an account.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Opening {
    /// The id of a person on file; empty for a new one.
    pub person: String,
    /// The name of a new person.
    pub name: String,
    /// The work contact of a new person.
    pub work_contact: String,
    /// The name that signs in.
    pub sign_in_name: String,
    /// The id of a post on file; empty for a new one.
    pub post: String,
    /// The title of a new post.
    pub post_title: String,
    /// The id of the body of a new post; empty for none.
    pub post_body: String,
    /// The decision that the person fills the post by.
    pub document: String,
    /// The first day in the post and in the role.
    pub from: String,
    /// The last day; empty while it lasts.
    pub to: String,
    /// The code of a role to give to the post; empty for none.
    pub role: String,
    /// The id of the body that the role reaches; empty for the whole installation.
    pub organisation: String,
    /// The id of the plan that it is narrowed to; empty for all.
    pub plan: String,
    /// The id of the field that it is narrowed to; empty for all.
    pub field: String,
}

/// What was read from the form.
struct Wanted {
    sign_in_name: String,
    person: Option<PersonId>,
    post: Option<PostId>,
    body: Option<OrganisationId>,
    from: Date,
    to: Option<Date>,
}

/// Opens an account and makes its first link; gives both.
pub async fn open(
    work: &Work,
    actor: &Actor,
    access: &Access,
    typed: &Opening,
) -> Result<(UserId, String), Error> {
    let wanted = read(typed).map_err(Error::Invalid)?;
    let mut tx = work.store.write().await?;
    let mut events = Vec::new();
    if store::account::find_by_name(&mut tx, &wanted.sign_in_name).await?.is_some() {
        return Err(invalid(
            "sign_in_name",
            "Tên đăng nhập này đã có người dùng.",
            "This sign-in name is taken.",
        ));
    }
    let person = person(work, &mut tx, access, &wanted, typed, &mut events).await?;
    let post = post(work, &mut tx, access, &wanted, typed, &mut events).await?;
    fill(&mut tx, &wanted, &person, &post, typed, &mut events).await?;
    if !typed.role.is_empty() {
        events.push(give(work, &mut tx, access, &post, typed).await?);
    }
    let account = Account::new(work.clock.id(), person.id, wanted.sign_in_name, work.clock.now());
    store::account::add(&mut tx, &account).await?;
    let said = fields([("sign_in_name", json!(account.sign_in_name)), ("person", json!(person.id))]);
    events.push(Event::done("account.opened", account.id).of_body(post.organisation).added(&said));
    work.keep(tx, actor, events).await?;
    Ok((account.id, link::send(work, actor, account.id).await?))
}

fn read(typed: &Opening) -> Result<Wanted, Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut wrong = |field: &str, vi: &str, en: &str| errors.push(FieldError::new(field, vi, en));
    let sign_in_name = sign_in_name(&typed.sign_in_name);
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '@');
    if !(3..=64).contains(&sign_in_name.len()) || !sign_in_name.chars().all(is_plain) {
        wrong(
            "sign_in_name",
            "Tên đăng nhập dài 3–64 ký tự, chỉ gồm chữ không dấu, chữ số và . - _ @",
            "A sign-in name has 3 to 64 letters without marks, digits and . - _ @",
        );
    }
    let person = typed.person.parse().ok();
    if person.is_none() && typed.name.trim().is_empty() {
        wrong("name", "Chọn người đã có hoặc ghi họ tên.", "Choose a person or write the name.");
    }
    let post = typed.post.parse().ok();
    if post.is_none() && typed.post_title.trim().is_empty() {
        wrong(
            "post_title",
            "Chọn chức danh đã có hoặc ghi chức danh mới.",
            "Choose a post or write a new one.",
        );
    }
    let from = typed_day(&typed.from);
    if from.is_none() {
        wrong("from", "Ghi ngày bắt đầu, ví dụ 01/07/2026.", "Write the first day, such as 01/07/2026.");
    }
    let to = typed_day(&typed.to);
    if to.is_none() && !typed.to.trim().is_empty() {
        wrong("to", "Ghi ngày dạng 31/12/2026.", "Write the day as 31/12/2026 or 2026-12-31.");
    }
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        wrong("to", "Ngày cuối không được trước ngày đầu.", "The last day must not lie before the first.");
    }
    let body = typed.post_body.parse().ok();
    match from {
        Some(from) if errors.is_empty() => Ok(Wanted { sign_in_name, person, post, body, from, to }),
        _ => Err(errors),
    }
}

async fn person(
    work: &Work,
    tx: &mut Write,
    access: &Access,
    wanted: &Wanted,
    typed: &Opening,
    events: &mut Vec<Event>,
) -> Result<Person, Error> {
    let Some(id) = wanted.person else {
        let person = Person::new(work.clock.id(), typed.name.trim(), typed.work_contact.trim());
        store::person::add(tx, &person).await?;
        events.push(Event::done("person.added", person.id).added(&person));
        return Ok(person);
    };
    let known = store::person::find(tx, id).await?.filter(|person| person.erased_at.is_none());
    let person = match known {
        Some(person) if super::is_within(tx, access, id).await? => person,
        _ => return Err(invalid("person", "Chọn trong danh sách.", "Choose from the list.")),
    };
    match store::account::find_of_person(tx, id).await? {
        Some(_) => Err(invalid("person", "Người này đã có tài khoản.", "This person has an account.")),
        None => Ok(person),
    }
}

async fn post(
    work: &Work,
    tx: &mut Write,
    access: &Access,
    wanted: &Wanted,
    typed: &Opening,
    events: &mut Vec<Event>,
) -> Result<Post, Error> {
    let post = if let Some(id) = wanted.post {
        store::post::find(tx, id).await?
    } else {
        let post = Post::new(work.clock.id(), wanted.body, typed.post_title.trim());
        store::post::add(tx, &post).await.map_err(unknown_body)?;
        events.push(Event::done("post.added", post.id).of_body(post.organisation).added(&post));
        Some(post)
    };
    let post = post.ok_or_else(|| invalid("post", "Chọn trong danh sách.", "Choose from the list."))?;
    let target =
        domain::access::Target { bodies: post.organisation.into_iter().collect(), ..Default::default() };
    if access.may(domain::Action::ManageAccounts, &target) {
        return Ok(post);
    }
    Err(invalid(
        if wanted.post.is_some() { "post" } else { "post_body" },
        "Chức danh nằm ngoài phạm vi của đồng chí; chọn đơn vị trong phạm vi được giao.",
        "The post lies beyond your reach; choose a body within it.",
    ))
}

fn unknown_body(error: store::Error) -> Error {
    match error {
        store::Error::Conflict(_) => invalid("post_body", "Chọn trong danh sách.", "Choose from the list."),
        error => error.into(),
    }
}

/// Records that the person fills the post, unless that is on file for the first day already.
async fn fill(
    tx: &mut Write,
    wanted: &Wanted,
    person: &Person,
    post: &Post,
    typed: &Opening,
    events: &mut Vec<Event>,
) -> Result<(), Error> {
    let tenures = store::tenure::list(tx, post.id).await?;
    let meets = |tenure: &Tenure| {
        wanted.to.is_none_or(|to| tenure.from <= to) && tenure.to.is_none_or(|to| wanted.from <= to)
    };
    if tenures.iter().any(|tenure| tenure.person == person.id && tenure.covers(wanted.from)) {
        return Ok(());
    }
    if tenures.iter().any(|tenure| tenure.kind == TenureKind::Holder && meets(tenure)) {
        return Err(invalid(
            "post",
            "Chức danh này đang có người giữ trong thời gian đó; kết thúc việc giữ chức trước hoặc chọn chức danh khác.",
            "Somebody fills this post at that time; end that first, or choose another post.",
        ));
    }
    let tenure = Tenure {
        post: post.id,
        person: person.id,
        kind: TenureKind::Holder,
        from: wanted.from,
        to: wanted.to,
        document: typed.document.trim().to_owned(),
    };
    store::tenure::add(tx, &tenure).await?;
    events.push(Event::done("post.filled", post.id).of_body(post.organisation).added(&tenure));
    Ok(())
}

async fn give(
    work: &Work,
    tx: &mut Write,
    access: &Access,
    post: &Post,
    typed: &Opening,
) -> Result<Event, Error> {
    let trust = Trust {
        role: typed.role.clone(),
        organisation: typed.organisation.clone(),
        plan: typed.plan.clone(),
        field: typed.field.clone(),
        from: typed.from.clone(),
        to: typed.to.clone(),
        version: 1,
    };
    let id: GrantId = work.clock.id();
    let grant: AccessGrant = grants::grant_of(id, post.id, &trust).map_err(Error::Invalid)?;
    grants::may_give(access, post, &grant).map_err(|error| Error::Invalid(vec![error]))?;
    grants::check(tx, post, &grant).await?;
    store::access_grant::add(tx, &grant).await.map_err(grants::unknown_scope)?;
    Ok(Event::done("grant.given", id).of_body(grant.scope.organisation).added(&grant))
}

fn invalid(field: &str, vi: &str, en: &str) -> Error {
    Error::Invalid(vec![FieldError::new(field, vi, en)])
}
