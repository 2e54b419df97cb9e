//! The roles that somebody holds, in words for a reader.

use domain::AccessRole;
use jiff::civil::Date;

use super::Access;
use crate::{Error, Work};

/// A role held, with the names of what it is narrowed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The role.
    pub role: AccessRole,
    /// The title of the post that it hangs on.
    pub post: String,
    /// The body with all below it.
    pub body: Option<String>,
    /// The only plan.
    pub plan: Option<String>,
    /// The only field.
    pub field: Option<String>,
    /// The last day.
    pub until: Option<Date>,
}

impl Held {
    /// Whether it is not narrowed at all.
    pub fn is_everywhere(&self) -> bool {
        self.where_to().is_empty()
    }

    /// What it is narrowed to.
    pub fn where_to(&self) -> Vec<&str> {
        [&self.body, &self.plan, &self.field].into_iter().filter_map(|name| name.as_deref()).collect()
    }
}

/// Every role held, with names.
pub async fn list(work: &Work, access: &Access) -> Result<Vec<Held>, Error> {
    let mut read = work.store.read().await?;
    let mut all = Vec::new();
    for grant in access.grants() {
        let body = match grant.scope.organisation {
            Some(id) => Some(store::organisation::get(&mut read, id).await?.name),
            None => None,
        };
        let plan = match grant.scope.plan {
            Some(id) => Some(store::plan::get(&mut read, id).await?.title),
            None => None,
        };
        let field = match grant.scope.field {
            Some(id) => Some(store::field::get(&mut read, id).await?.name),
            None => None,
        };
        let post = access.directory().post(grant.post).map(|post| post.title.clone()).unwrap_or_default();
        all.push(Held { role: grant.role, post, body, plan, field, until: grant.to });
    }
    Ok(all)
}
