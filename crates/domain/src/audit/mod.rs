//! The audit chain (nhật ký): who did what, each entry sealed with the one before.
//!
//! The seal is the SHA-256 of the seal before, a line feed, and the entry's canonical form: one line
//! `name=value` for each sealed field, in a fixed order, absent values empty. Nothing in it is personal
//! data: persons stand behind the ids of account and post. What was changed, from where and why lies in
//! the details, a JSON text of which only the SHA-256 is sealed. Details hold a random salt, so that once
//! they are erased nobody can guess them from the digest, and the chain stays whole.

mod diagnose;
mod fault;
mod run;
pub mod verify;

use std::fmt::Write as _;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::indicator::codes;
use crate::{OrganisationId, PlanId, PostId, UserId};

pub use fault::{Fault, Part, Place};
pub use verify::{Verdict, Verifier};

codes! {
    /// What became of it (kết quả).
    Outcome {
        /// It was done.
        Done "done",
        /// It was not allowed.
        Denied "denied",
        /// It was tried without success, such as a wrong password.
        Failed "failed",
    }
}

/// What happened, as a verb tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// The event's code: noun and verb, such as `indicator.observed`.
    pub what: &'static str,
    /// What became of it.
    pub outcome: Outcome,
    /// The noun of what it happened to, such as `indicator`.
    pub noun: &'static str,
    /// The id of what it happened to; empty where there is none.
    pub item: String,
    /// The plan it belongs to.
    pub plan: Option<PlanId>,
    /// The body it concerns.
    pub organisation: Option<OrganisationId>,
    /// What it was before; only the fields that changed.
    pub before: Value,
    /// What it is after; only the fields that changed.
    pub after: Value,
    /// The reason or remark given.
    pub note: String,
}

impl Event {
    /// Something that was done to an item; the noun is the first word of the code.
    #[expect(clippy::needless_pass_by_value, reason = "callers hand in an id or a text, as they have it")]
    pub fn done(what: &'static str, item: impl ToString) -> Self {
        let noun = what.split('.').next().unwrap_or_default();
        Self {
            what,
            outcome: Outcome::Done,
            noun,
            item: one_line(&item.to_string()),
            plan: None,
            organisation: None,
            before: Value::Null,
            after: Value::Null,
            note: String::new(),
        }
    }

    /// The same, not allowed.
    #[must_use]
    pub fn denied(self) -> Self {
        Self { outcome: Outcome::Denied, ..self }
    }

    /// The same, without success.
    #[must_use]
    pub fn failed(self) -> Self {
        Self { outcome: Outcome::Failed, ..self }
    }

    /// Belongs to a plan.
    #[must_use]
    pub fn of_plan(self, plan: PlanId) -> Self {
        Self { plan: Some(plan), ..self }
    }

    /// Concerns a body.
    #[must_use]
    pub fn of_body(self, organisation: impl Into<Option<OrganisationId>>) -> Self {
        Self { organisation: organisation.into(), ..self }
    }

    /// Says what is there now that was not before.
    #[must_use]
    pub fn added(self, after: &impl Serialize) -> Self {
        Self { after: json(after), ..self }
    }

    /// Says what was there before and is no longer.
    #[must_use]
    pub fn removed(self, before: &impl Serialize) -> Self {
        Self { before: json(before), ..self }
    }

    /// Says which fields changed, from what to what.
    #[must_use]
    pub fn changed(self, before: &impl Serialize, after: &impl Serialize) -> Self {
        let (before, after) = difference(json(before), json(after));
        Self { before, after, ..self }
    }

    /// Gives the reason.
    #[must_use]
    pub fn because(self, note: impl Into<String>) -> Self {
        Self { note: note.into(), ..self }
    }
}

/// An item comes from an address when an attempt is denied: no line of the canonical form may be forged by it.
fn one_line(text: &str) -> String {
    text.chars().take(200).map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn json(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or(Value::Null)
}

/// Keeps of two objects the fields in which they differ.
fn difference(before: Value, after: Value) -> (Value, Value) {
    let (Value::Object(mut old), Value::Object(mut new)) = (before.clone(), after.clone()) else {
        return (before, after);
    };
    let same: Vec<String> =
        old.iter().filter(|(key, value)| new.get(*key) == Some(value)).map(|(key, _)| key.clone()).collect();
    for key in same {
        old.remove(&key);
        new.remove(&key);
    }
    (Value::Object(old), Value::Object(new))
}

/// What is told of an event beyond its sealed fields; it can be erased without breaking the chain.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Details {
    /// Random text that keeps the digest from being guessed.
    pub salt: String,
    /// The post's title, or the program that acted.
    pub acting_as: String,
    /// The network address it came from; empty for the program itself.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// The browser or program it came from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub agent: String,
    /// What it was before.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub before: Value,
    /// What it is after.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub after: Value,
    /// The reason or remark given.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// The fields that are sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its place in the chain, from 1, without gaps.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Who; `None` for the program itself, or for someone who is not signed in.
    pub account: Option<UserId>,
    /// By which post.
    pub post: Option<PostId>,
    /// The event's code.
    pub event: String,
    /// What became of it.
    pub outcome: Outcome,
    /// The noun of what it happened to.
    pub noun: String,
    /// The id of what it happened to.
    pub item: String,
    /// The plan it belongs to.
    pub plan: Option<PlanId>,
    /// The body it concerns.
    pub organisation: Option<OrganisationId>,
    /// SHA-256 of the details, in hexadecimal.
    pub details_sha256: String,
}

impl Entry {
    /// Writes the canonical form.
    pub fn write_canonical(&self, out: &mut String) {
        let Self { seq, at, account, post, event, outcome, noun, item, plan, organisation, details_sha256 } =
            self;
        let _ = write!(out, "seq={seq}\nat_ms={}\naccount=", at.as_millisecond());
        absent_is_empty(out, account.as_ref());
        out.push_str("\npost=");
        absent_is_empty(out, post.as_ref());
        let _ = write!(out, "\nevent={event}\noutcome={}\nnoun={noun}\nitem={item}\nplan=", outcome.code());
        absent_is_empty(out, plan.as_ref());
        out.push_str("\norganisation=");
        absent_is_empty(out, organisation.as_ref());
        let _ = write!(out, "\ndetails_sha256={details_sha256}\n");
    }

    /// The entry's seal, in hexadecimal, after the seal `previous` (empty for the first entry).
    pub fn seal(&self, previous: &str) -> String {
        let mut text = String::with_capacity(512);
        text.push_str(previous);
        text.push('\n');
        self.write_canonical(&mut text);
        sha256_hex(text.as_bytes())
    }
}

/// The end of the chain.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// How many entries there are.
    pub seq: i64,
    /// The seal of the last; empty while there is none.
    pub hash: String,
}

/// An entry as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// The sealed fields.
    pub entry: Entry,
    /// The seal.
    pub hash: String,
    /// The details as JSON; `None` once erased.
    pub details: Option<String>,
}

fn absent_is_empty(out: &mut String, value: Option<&impl std::fmt::Display>) {
    if let Some(value) = value {
        let _ = write!(out, "{value}");
    }
}

/// SHA-256 in hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    crate::text::hex(&Sha256::digest(bytes))
}

/// An object of named values, for `before` and `after` where no noun fits.
pub fn fields<const N: usize>(pairs: [(&str, Value); N]) -> Value {
    Value::Object(pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>())
}
