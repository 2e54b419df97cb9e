//! Everything that is held on a person, as JSON, for the person.

use std::collections::BTreeMap;

use domain::PersonId;
use domain::audit::Event;
use serde_json::{Value, json};
use store::account::Account;
use store::audit::Sealed;
use store::{Read, erasure};

use super::{PersonPage, page_in};
use crate::{Actor, Error, Work};

/// Takes out everything that is held on a person; that it was taken out is entered in the chain.
pub async fn export(work: &Work, actor: &Actor, id: PersonId) -> Result<Value, Error> {
    let mut read = work.store.read().await?;
    let page = page_in(&mut read, id).await?;
    let entries = entries(&mut read, id, page.account.as_ref()).await?;
    let account = match &page.account {
        Some(account) => account_json(work, &mut read, account).await?,
        None => Value::Null,
    };
    drop(read);
    let PersonPage { person, tenures, .. } = page;
    let tenures: Vec<_> = tenures
        .iter()
        .map(|(tenure, post, body)| json!({ "post": post.title, "body": body, "tenure": tenure }))
        .collect();
    let entries: Vec<_> = entries.values().map(entry_json).collect();
    work.note(actor, Event::done("person.exported", id)).await?;
    Ok(json!({
        "format": "cotmoc.person/1",
        "exported_at": work.clock.now(),
        "person": person,
        "tenures": tenures,
        "account": account,
        "audit_entries": entries,
    }))
}

/// The entries by a person's account, about the person or the account, or naming the person's id; by place.
pub(super) async fn entries(
    read: &mut Read,
    id: PersonId,
    account: Option<&Account>,
) -> Result<BTreeMap<i64, Sealed>, Error> {
    let mut found = erasure::list_about(read, &id.to_string()).await?;
    found.extend(erasure::list_mentioning(read, &id.to_string()).await?);
    if let Some(account) = account {
        found.extend(erasure::list_about(read, &account.id.to_string()).await?);
        found.extend(erasure::list_written(read, account.id).await?);
    }
    Ok(found.into_iter().map(|sealed| (sealed.entry.seq, sealed)).collect())
}

async fn account_json(work: &Work, read: &mut Read, account: &Account) -> Result<Value, Error> {
    let sessions = store::session::list(read, account.id, work.clock.now()).await?;
    let sessions: Vec<_> = sessions
        .iter()
        .map(|session| {
            json!({
                "means": session.means, "address": session.address, "browser": session.agent,
                "created_at": session.created_at, "seen_at": session.seen_at, "expires_at": session.expires_at,
            })
        })
        .collect();
    let passkeys = store::passkey::list(read, account.id).await?;
    let passkeys: Vec<_> = passkeys
        .iter()
        .map(
            |key| json!({ "name": key.name, "created_at": key.created_at, "last_used_at": key.last_used_at }),
        )
        .collect();
    let identities = store::identity::list(read, account.id).await?;
    let identities: Vec<_> = identities
        .iter()
        .map(|i| json!({ "issuer": i.issuer, "subject": i.subject, "linked_at": i.linked_at }))
        .collect();
    Ok(json!({
        "id": account.id,
        "sign_in_name": account.sign_in_name,
        "has_password": account.password.is_some(),
        "password_set_at": account.password_set_at,
        "second_factor_since": erasure::find_second_factor(read, account.id).await?,
        "created_at": account.created_at,
        "last_sign_in_at": account.last_sign_in_at,
        "closed_at": account.disabled_at,
        "sessions": sessions,
        "passkeys": passkeys,
        "identities": identities,
    }))
}

fn entry_json(sealed: &Sealed) -> Value {
    let entry = &sealed.entry;
    let details = sealed.details.as_deref().and_then(|text| serde_json::from_str::<Value>(text).ok());
    // The salt is no datum of the person; it keeps the digest from being guessed.
    let details = details.map(|mut details| {
        details.as_object_mut().map(|fields| fields.remove("salt"));
        details
    });
    json!({
        "seq": entry.seq, "at": entry.at, "event": entry.event, "outcome": entry.outcome.code(),
        "noun": entry.noun, "item": entry.item, "details": details,
    })
}
