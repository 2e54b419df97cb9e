//! No change without an entry in the audit chain: who commits, and where nothing needs to be entered.

use regex::Regex;

use crate::assert_none;
use crate::source::lines_of;

/// Where something is kept that nobody did, and why it needs no entry.
const UNRECORDED: [(&str, &str); 16] = [
    ("crates/store/src/pool.rs", "this is the verb itself, and what `commit` ends with"),
    ("crates/work/src/demo/large/mod.rs", "a generated province, for tests and measurements"),
    (
        "crates/work/src/workbooks/receive.rs",
        "a draft that came as a workbook: who sent it stands on the cells",
    ),
    ("crates/work/src/demo/reporting/mod.rs", "the demonstration's calendar and its months, invented, too"),
    ("crates/work/src/demo/load.rs", "the demonstration invents its past, and enters once that it did"),
    (
        "crates/work/src/jobs/queue.rs",
        "who works on a background job; what it changes is entered by its own verb",
    ),
    ("crates/work/src/mail/digest.rs", "mail in the outbox tells what the chain tells already"),
    ("crates/work/src/mail/send.rs", "whether a mail server took a mail"),
    ("crates/work/src/notices.rs", "what was told of changes that have their own entries, and what was read"),
    ("crates/work/src/submissions/save.rs", "a draft at each keystroke: who typed stands on the cell"),
    ("crates/work/src/vault.rs", "the mark of the key that secrets are sealed with"),
    ("crates/work/src/sign_in/failure.rs", "failures on unknown names: one entry a minute tells of them all"),
    ("crates/work/src/sign_in/second_factor.rs", "a secret that is offered and not confirmed yet"),
    ("crates/work/src/sign_in/second_step.rs", "what is remembered between two steps of signing in"),
    ("crates/work/src/sign_in/session.rs", "that a session is in use, at every request"),
    ("crates/work/src/sign_in/step.rs", "what is remembered between two steps of signing in"),
];

#[test]
fn what_is_kept_without_an_entry_is_named_here_with_a_reason() {
    let is_named = |path: &str| UNRECORDED.iter().any(|(file, _)| *file == path);
    let found = lines_of(&Regex::new(r"\bcommit_unrecorded\b").unwrap());
    assert!(found.iter().any(|(path, _)| path == "crates/store/src/pool.rs"), "the verb was not found");
    let unnamed = found.into_iter().filter(|(path, _)| !is_named(path));
    assert_none(&unnamed.map(|(path, line)| {
        format!("{path}: `{line}` keeps a change without an entry: use `work.keep`, or name the file in recorded.rs")
    }).collect::<Vec<_>>());
}

#[test]
fn every_other_change_goes_through_keep() {
    let commits = lines_of(&Regex::new(r"\.commit\(").unwrap());
    let places = ["crates/store/src/pool.rs", "crates/work/src/lib.rs"];
    let elsewhere = commits.into_iter().filter(|(path, _)| !places.contains(&path.as_str()));
    assert_none(
        &elsewhere.map(|(path, line)| format!("{path}: `{line}` must be `work.keep`")).collect::<Vec<_>>(),
    );
    let writes = lines_of(&Regex::new(r"\.write\(\)\.await").unwrap());
    let outside = writes.into_iter().filter(|(path, _)| !path.starts_with("crates/work/"));
    let outside = outside.filter(|(path, _)| !path.starts_with("crates/store/"));
    assert_none(
        &outside
            .map(|(path, line)| format!("{path}: `{line}`: only verbs change something"))
            .collect::<Vec<_>>(),
    );
}
