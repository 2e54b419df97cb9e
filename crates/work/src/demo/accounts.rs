//! One account for each role on a fitting post, read from `accounts.csv`, so that every role can be tried.

use std::collections::HashMap;

use domain::{AccessRole, Field, FieldId, OrganisationId, PlanId, Post, Scope};
use jiff::civil::{Date, date};
use serde::Deserialize;
use store::Write;

use super::table;
use crate::accounts::{self, Seated};
use crate::{Error, Work};

/// Since when they fill their posts: the day the province was formed.
const SINCE: Date = date(2025, 7, 1);

/// One row of `accounts.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct DemoAccount {
    /// The name that signs in.
    pub sign_in_name: String,
    /// Who it stands for.
    pub name: String,
    /// The title of the post.
    pub post: String,
    /// The code of the post's body; `None` for the installation's.
    pub organisation: Option<String>,
    /// The role of the post.
    pub role: AccessRole,
    /// The code of the body that the role reaches; `None` for the whole installation.
    pub scope: Option<String>,
    /// The name of the field that the role is narrowed to.
    pub field: Option<String>,
}

/// Every account, one for each role but the standing office's, which has its seat.
pub fn accounts() -> Vec<DemoAccount> {
    table::rows(include_str!("../../demo/accounts.csv"))
}

/// Opens the accounts, and sorts the plan's indicators into the fields that somebody verifies.
pub async fn open(
    work: &Work,
    tx: &mut Write,
    plan: PlanId,
    bodies: &HashMap<String, OrganisationId>,
) -> Result<(), Error> {
    let mut fields: HashMap<String, FieldId> = HashMap::new();
    for row in accounts() {
        let field = match &row.field {
            Some(name) if !fields.contains_key(name) => {
                fields.insert(name.clone(), field(work, tx, plan, name).await?);
                fields.get(name).copied()
            }
            Some(name) => fields.get(name).copied(),
            None => None,
        };
        let body = |code: &Option<String>| code.as_ref().and_then(|code| bodies.get(code)).copied();
        let scope = Scope { organisation: body(&row.scope), plan: None, field };
        one(work, tx, &row, body(&row.organisation), scope).await?;
    }
    Ok(())
}

/// A field with the indicators whose name holds its name.
async fn field(work: &Work, tx: &mut Write, plan: PlanId, name: &str) -> Result<FieldId, Error> {
    let position = u32::try_from(store::field::list(tx).await?.len()).unwrap_or_default();
    let field = Field { id: work.clock.id(), name: name.to_owned(), position, version: 1 };
    store::field::add(tx, &field).await?;
    let folded = domain::text::fold(name);
    for mut indicator in store::indicator::list(tx, plan).await? {
        if domain::text::fold(&indicator.name).contains(&folded) {
            indicator.field = Some(field.id);
            store::indicator::update(tx, &indicator).await?;
        }
    }
    Ok(field.id)
}

async fn one(
    work: &Work,
    tx: &mut Write,
    row: &DemoAccount,
    body: Option<OrganisationId>,
    scope: Scope,
) -> Result<(), Error> {
    let known = store::post::list_by_title(tx, &row.post).await?;
    let is_it = |post: &Post| body.is_none() || post.organisation.is_none() || post.organisation == body;
    let post = if let Some(post) = known.into_iter().find(is_it) {
        post
    } else {
        let post = Post::new(work.clock.id(), body, &row.post);
        store::post::add(tx, &post).await?;
        post
    };
    let seated = Seated {
        sign_in_name: &row.sign_in_name,
        name: &row.name,
        post: post.id,
        role: row.role,
        scope,
        from: SINCE,
    };
    accounts::seat(work, tx, &seated).await.map(drop)
}
