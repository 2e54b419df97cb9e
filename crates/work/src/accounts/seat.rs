//! An account with somebody on a post that holds one role: how those begin that are there from the start.

use domain::{AccessGrant, AccessRole, Person, PostId, Scope, Tenure, TenureKind, UserId};
use jiff::civil::Date;
use store::Write;
use store::account::Account;

use crate::{Error, Work};

/// Who is seated, and with what.
pub(crate) struct Seated<'a> {
    /// The name that signs in.
    pub sign_in_name: &'a str,
    /// The name shown.
    pub name: &'a str,
    /// The post, which must be on file.
    pub post: PostId,
    /// The role that the post is given.
    pub role: AccessRole,
    /// Where the role holds.
    pub scope: Scope,
    /// The first day of tenure and role.
    pub from: Date,
}

/// Enters the person, seats them on the post, gives the post its role and opens the account.
pub(crate) async fn seat(work: &Work, tx: &mut Write, seated: &Seated<'_>) -> Result<UserId, Error> {
    let Seated { sign_in_name, name, post, role, scope, from } = *seated;
    let person = Person::new(work.clock.id(), name, "");
    let (kind, document) = (TenureKind::Holder, String::new());
    let tenure = Tenure { post, person: person.id, kind, from, to: None, document };
    let grant = AccessGrant { id: work.clock.id(), post, role, scope, from, to: None, version: 1 };
    let account = Account::new(work.clock.id(), person.id, sign_in_name, work.clock.now());
    store::person::add(tx, &person).await?;
    store::tenure::add(tx, &tenure).await?;
    store::access_grant::add(tx, &grant).await?;
    store::account::add(tx, &account).await?;
    Ok(account.id)
}
