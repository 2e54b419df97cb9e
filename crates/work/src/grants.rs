//! Giving posts the roles they act by: nobody gives more than is held, and nobody gives to themselves.

use domain::access::Target;
use domain::audit::Event;
use domain::{AccessGrant, AccessRole, Action, GrantId, Post, PostId, REPORT_LINE, Scope};
use jiff::civil::Date;
use serde::Deserialize;
use store::{Read, Write};

use crate::access::Access;
use crate::{Actor, Error, FieldError, Work, typed_day};

/// What was typed into the form of a role, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Trust {
    /// The role's code.
    pub role: String,
    /// The id of the body that it reaches, with all below; empty for the whole installation.
    pub organisation: String,
    /// The id of the plan that it is narrowed to; empty for all.
    pub plan: String,
    /// The id of the field that it is narrowed to; empty for all.
    pub field: String,
    /// The first day.
    pub from: String,
    /// The last day; empty while it lasts.
    pub to: String,
    /// The version that the form was shown with.
    pub version: i64,
}

impl From<&AccessGrant> for Trust {
    fn from(grant: &AccessGrant) -> Self {
        let Scope { organisation, plan, field } = grant.scope;
        let text = |id: Option<String>| id.unwrap_or_default();
        Self {
            role: grant.role.code().to_owned(),
            organisation: text(organisation.map(|id| id.to_string())),
            plan: text(plan.map(|id| id.to_string())),
            field: text(field.map(|id| id.to_string())),
            from: grant.from.to_string(),
            to: text(grant.to.map(|day| day.to_string())),
            version: grant.version,
        }
    }
}

/// Gives a post a role.
pub async fn give(
    work: &Work,
    actor: &Actor,
    access: &Access,
    post: PostId,
    typed: &Trust,
) -> Result<GrantId, Error> {
    let mut tx = work.store.write().await?;
    let post = store::post::get(&mut tx, post).await?;
    let grant = grant_of(work.clock.id(), post.id, typed).map_err(Error::Invalid)?;
    let event = Event::done("grant.given", grant.id).of_body(grant.scope.organisation).added(&grant);
    if let Err(error) = may_give(access, &post, &grant) {
        drop(tx);
        work.note(actor, event.denied()).await?;
        return Err(invalid(error));
    }
    check(&mut tx, &post, &grant).await?;
    store::access_grant::add(&mut tx, &grant).await.map_err(unknown_scope)?;
    work.keep(tx, actor, [event]).await?;
    Ok(grant.id)
}

/// Changes role, scope or days of a grant.
pub async fn change(
    work: &Work,
    actor: &Actor,
    access: &Access,
    id: GrantId,
    typed: &Trust,
) -> Result<(), Error> {
    let mut tx = work.store.write().await?;
    let before = store::access_grant::get(&mut tx, id).await?;
    let post = store::post::get(&mut tx, before.post).await?;
    let after =
        AccessGrant { version: typed.version, ..grant_of(id, post.id, typed).map_err(Error::Invalid)? };
    let event = Event::done("grant.changed", id).of_body(after.scope.organisation).changed(&before, &after);
    if let Err(error) = may_give(access, &post, &before).and_then(|()| may_give(access, &post, &after)) {
        drop(tx);
        work.note(actor, event.denied()).await?;
        return Err(invalid(error));
    }
    check(&mut tx, &post, &after).await?;
    let watch = Watch::begin(&mut tx, changing_days(work, &after)).await?;
    store::access_grant::update(&mut tx, &after).await.map_err(unknown_scope)?;
    watch.end(&mut tx, "to").await?;
    work.keep(tx, actor, [event]).await
}

/// Ends a grant with a day; one that would end before it begins is taken back.
pub async fn end(
    work: &Work,
    actor: &Actor,
    access: &Access,
    id: GrantId,
    version: i64,
    last_day: &str,
) -> Result<(), Error> {
    let mut tx = work.store.write().await?;
    let before = store::access_grant::get(&mut tx, id).await?;
    let post = store::post::get(&mut tx, before.post).await?;
    let last_day = typed_day(last_day).ok_or_else(|| invalid(no_day("to")))?;
    let after = AccessGrant { to: Some(last_day), version, ..before.clone() };
    let event = Event::done("grant.ended", id).of_body(after.scope.organisation).changed(&before, &after);
    if let Err(error) = may_give(access, &post, &before) {
        drop(tx);
        work.note(actor, event.denied()).await?;
        return Err(invalid(error));
    }
    let watch = Watch::begin(&mut tx, changing_days(work, &after)).await?;
    let event = if last_day >= before.from {
        store::access_grant::update(&mut tx, &after).await?;
        event
    } else if before.from >= work.clock.today() {
        store::access_grant::remove(&mut tx, &AccessGrant { version, ..before.clone() }).await?;
        Event::done("grant.withdrawn", id).of_body(before.scope.organisation).removed(&before)
    } else {
        return Err(invalid(ends_before_it_begins()));
    };
    watch.end(&mut tx, "to").await?;
    work.keep(tx, actor, [event]).await
}

/// Whether a grant may be given or taken away: role, scope and post must lie within reach.
pub fn may_give(access: &Access, post: &Post, grant: &AccessGrant) -> Result<(), FieldError> {
    let is_reached =
        |action: Action| access.may_within(action, &grant.scope) && access.may(action, &body_of(post));
    let actions = actions_for(grant.role);
    if !actions.iter().any(|action| access.may_somewhere(*action)) {
        return Err(role_beyond());
    }
    if !actions.iter().any(|action| is_reached(*action)) {
        return Err(scope_beyond());
    }
    if access.fills(post.id) {
        return Err(own_post());
    }
    Ok(())
}

/// What must be allowed to whoever gives a role.
pub fn actions_for(role: AccessRole) -> &'static [Action] {
    if REPORT_LINE.contains(&role) {
        &[Action::AssignReportLine, Action::ManageAccounts]
    } else {
        &[Action::ManageAccounts]
    }
}

fn body_of(post: &Post) -> Target {
    Target { bodies: post.organisation.into_iter().collect(), ..Target::default() }
}

/// Reads the form; every invalid field is named at once.
pub(crate) fn grant_of(id: GrantId, post: PostId, typed: &Trust) -> Result<AccessGrant, Vec<FieldError>> {
    let mut errors = Vec::new();
    let role = AccessRole::from_code(&typed.role);
    if role.is_none() {
        errors.push(FieldError::new("role", "Chọn vai trò.", "Choose the role."));
    }
    let scope = Scope {
        organisation: chosen("organisation", &typed.organisation, &mut errors),
        plan: chosen("plan", &typed.plan, &mut errors),
        field: chosen("field", &typed.field, &mut errors),
    };
    let from = typed_day(&typed.from);
    if from.is_none() {
        errors.push(no_day("from"));
    }
    let to = typed_day(&typed.to);
    if to.is_none() && !typed.to.trim().is_empty() {
        errors.push(no_day("to"));
    }
    if to.zip(from).is_some_and(|(to, from)| to < from) {
        errors.push(ends_before_it_begins());
    }
    match (role, from) {
        (Some(role), Some(from)) if errors.is_empty() => {
            Ok(AccessGrant { id, post, role, scope, from, to, version: 1 })
        }
        _ => Err(errors),
    }
}

fn chosen<T: std::str::FromStr>(field: &str, typed: &str, errors: &mut Vec<FieldError>) -> Option<T> {
    if typed.is_empty() {
        return None;
    }
    let id = typed.parse().ok();
    if id.is_none() {
        errors.push(FieldError::new(field, "Chọn trong danh sách.", "Choose from the list."));
    }
    id
}

/// What the stored state has against a grant.
pub(crate) async fn check(tx: &mut Write, post: &Post, grant: &AccessGrant) -> Result<(), Error> {
    if post.abolished_on.is_some_and(|last| grant.to.is_none_or(|to| last < to)) {
        return Err(invalid(FieldError::new(
            "to",
            "Chức danh này đã hoặc sẽ bãi bỏ. Vai trò phải kết thúc không muộn hơn ngày bãi bỏ.",
            "This post is or will be abolished. The role must end no later.",
        )));
    }
    let others = store::access_grant::list_of_post(tx, post.id).await?;
    let is_same = |other: &&AccessGrant| {
        other.id != grant.id && other.role == grant.role && other.scope == grant.scope && meet(other, grant)
    };
    if others.iter().any(|other| is_same(&other)) {
        return Err(invalid(FieldError::new(
            "from",
            "Chức danh đã có vai trò này với cùng phạm vi trong thời gian đó.",
            "The post already holds this role with this scope at that time.",
        )));
    }
    Ok(())
}

/// Whether two grants hold on a common day.
fn meet(a: &AccessGrant, b: &AccessGrant) -> bool {
    a.to.is_none_or(|to| b.from <= to) && b.to.is_none_or(|to| a.from <= to)
}

/// The days on which a changed grant could leave nobody to administer.
fn changing_days(work: &Work, grant: &AccessGrant) -> Vec<Date> {
    let after = grant.to.and_then(|to| to.tomorrow().ok());
    [Some(work.clock.today()), after].into_iter().flatten().collect()
}

/// Watches that a change leaves somebody who administers the installation, where there was one before.
pub(crate) struct Watch {
    days: Vec<Date>,
}

impl Watch {
    /// Before the change: remembers the days, of those given, on which there is an administrator.
    pub(crate) async fn begin(read: &mut Read, days: impl IntoIterator<Item = Date>) -> Result<Self, Error> {
        let mut watched = Vec::new();
        for day in days.into_iter().collect::<Vec<_>>() {
            if !store::access_grant::list_administrators(read, day).await?.is_empty() {
                watched.push(day);
            }
        }
        Ok(Self { days: watched })
    }

    /// After the change, before it is kept: there must still be one; `field` bears the message.
    pub(crate) async fn end(self, read: &mut Read, field: &str) -> Result<(), Error> {
        for day in self.days {
            if store::access_grant::list_administrators(read, day).await?.is_empty() {
                return Err(invalid(FieldError::new(
                    field,
                    "Phải luôn còn ít nhất một quản trị viên có tài khoản đang mở. Đề nghị giao quyền quản trị \
                     cho người khác trước.",
                    "There must always be one administrator with an open account. Please make someone else \
                     administrator first.",
                )));
            }
        }
        Ok(())
    }
}

/// A grant refers to bodies, plans and fields; an id that names none breaks the store's rule.
pub(crate) fn unknown_scope(error: store::Error) -> Error {
    match error {
        store::Error::Conflict(_) => invalid(FieldError::new(
            "organisation",
            "Đơn vị, kế hoạch hoặc lĩnh vực đã chọn không có trong hệ thống.",
            "There is no such body, plan or field.",
        )),
        error => error.into(),
    }
}

fn invalid(error: FieldError) -> Error {
    Error::Invalid(vec![error])
}

fn no_day(field: &str) -> FieldError {
    FieldError::new(field, "Nhập ngày, ví dụ 31/10/2026.", "Enter a day, such as 31/10/2026.")
}

fn ends_before_it_begins() -> FieldError {
    FieldError::new("to", "Ngày cuối không được trước ngày đầu.", "The last day cannot be before the first.")
}

fn role_beyond() -> FieldError {
    FieldError::new(
        "role",
        "Vai trò này chỉ do quản trị hệ thống giao.",
        "Only an administrator gives this role.",
    )
}

fn scope_beyond() -> FieldError {
    FieldError::new(
        "organisation",
        "Chức danh hoặc phạm vi nằm ngoài phạm vi của đồng chí.",
        "The post or the scope lies beyond your own.",
    )
}

fn own_post() -> FieldError {
    FieldError::new(
        "role",
        "Không tự giao hoặc sửa vai trò của chức danh mình đang giữ. Đề nghị người khác thực hiện.",
        "Nobody gives or changes roles of a post they fill. Please ask someone else.",
    )
}
