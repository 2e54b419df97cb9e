//! What the code of each crate must not say, and the sentence that each of its files opens with.

use std::fs;
use std::path::Path;

use regex::Regex;

use crate::{assert_none, root};

/// A file of a crate: its path from the root of the repository, and its text.
struct Source {
    path: String,
    text: String,
}

/// Words that code may use in some places only.
struct Ban {
    words: &'static str,
    /// Beginnings of paths: the ban holds in the first, or everywhere if empty…
    within: &'static [&'static str],
    /// …but not in these.
    except: &'static [&'static str],
    reason: &'static str,
}

const PURE: &[&str] = &["crates/domain/", "crates/assess/"];

const BANS: [Ban; 6] = [
    Ban {
        words: r"\b(SELECT|INSERT INTO|DELETE FROM|CREATE TABLE|ALTER TABLE)\b",
        within: &[],
        except: &["crates/store/"],
        reason: "SQL only in store",
    },
    Ban { words: r"\bsqlx\b", within: &[], except: &["crates/store/"], reason: "SQL only in store" },
    Ban {
        words: r"\b(Sqlite|Postgres|(Sqlite|Pg)[A-Z]\w*)\b",
        within: &[],
        except: &["crates/store/src/pool.rs"],
        reason: "only store/src/pool.rs knows that there are two databases",
    },
    Ban {
        words: r"\b(axum|askama|tower_http)\b",
        within: &[],
        except: &["crates/web/"],
        reason: "HTTP and HTML only in web",
    },
    Ban {
        words: r"\benv::(var|var_os|vars|args)\b",
        within: &[],
        except: &["crates/cli/"],
        reason: "configuration only in cli",
    },
    Ban {
        words: r"std::(env|fs|net|process|thread|time)\b|\b(SystemTime|Instant|tokio)\b|::now\(|\bnow_v7\b|\brand::|\basync fn\b|\.await\b",
        within: PURE,
        except: &[],
        reason: "domain and assess read no clock, random number, environment or file",
    },
];

#[test]
fn no_crate_says_what_it_must_not_know() {
    let sources = sources();
    assert!(sources.len() >= 8, "the crates' sources were not found");
    assert_none(&violations(&sources));
}

#[test]
fn every_module_opens_with_what_it_is_for() {
    assert_none(&unopened(&sources()));
}

fn sources() -> Vec<Source> {
    let mut sources = Vec::new();
    for entry in fs::read_dir(root().join("crates")).unwrap() {
        collect(&entry.unwrap().path().join("src"), &mut sources);
    }
    sources
}

/// The code below a folder as one text, without comments and tests.
pub fn sources_below(folder: &str) -> String {
    let mut sources = Vec::new();
    collect(&root().join(folder), &mut sources);
    let lines = sources.iter().flat_map(|source| code(&source.text)).map(|(_, line)| line);
    lines.collect::<Vec<_>>().join("\n")
}

/// The lines of all crates' code in which the words stand, each with its file's path.
pub fn lines_of(words: &Regex) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| !source.path.ends_with("_test.rs")) {
        let path = source.path.trim_start_matches("../");
        let lines = code(&source.text).filter(|(_, line)| words.is_match(line));
        found.extend(lines.map(|(_, line)| (path.to_owned(), line.trim().to_owned())));
    }
    found
}

fn collect(folder: &Path, sources: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, sources);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            sources.push(Source { path: path.strip_prefix(root()).unwrap().display().to_string(), text });
        }
    }
}

fn violations(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for ban in &BANS {
        let words = Regex::new(ban.words).unwrap();
        let bound = |source: &&Source| ban.holds_in(&source.path) && !source.path.ends_with("_test.rs");
        for source in sources.iter().filter(bound) {
            let lines = code(&source.text).filter(|(_, line)| words.is_match(line));
            found.extend(
                lines.map(|(number, line)| {
                    format!("{}:{number}: {} ({})", source.path, line.trim(), ban.reason)
                }),
            );
        }
    }
    found
}

impl Ban {
    fn holds_in(&self, path: &str) -> bool {
        let begins = |places: &[&str]| places.iter().any(|place| path.starts_with(place));
        (self.within.is_empty() || begins(self.within)) && !begins(self.except)
    }
}

/// The numbered lines that are neither comments nor in the tests at a file's end.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().zip(1..).take_while(|(line, _)| line.trim() != "#[cfg(test)]");
    lines.map(|(line, number)| (number, line)).filter(|(_, line)| !line.trim_start().starts_with("//"))
}

fn unopened(sources: &[Source]) -> Vec<String> {
    let unopened = sources.iter().filter(|source| !source.text.starts_with("//! "));
    unopened.map(|source| format!("{} does not open with `//!` and what it is for", source.path)).collect()
}

/// How many bans a line of code at `path` breaks.
fn check(path: &str, line: &str, expected: usize) {
    let source = Source { path: path.to_owned(), text: format!("//! A module.\n{line}\n") };
    assert_eq!(violations(&[source]).len(), expected, "{path}: {line}");
}

#[test]
fn bad_lines_are_found_where_they_are_bad() {
    check("crates/work/src/a.rs", r#"let rows = "SELECT id FROM plan";"#, 1);
    check("crates/store/src/a.rs", r#"let rows = "SELECT id FROM plan";"#, 0);
    check("crates/work/src/a.rs", "use sqlx::Row;", 1);
    check("crates/store/src/plan.rs", "fn f(pool: &SqlitePool, row: PgRow) {}", 1);
    check("crates/store/src/pool.rs", "fn f(pool: &SqlitePool, row: PgRow) {}", 0);
    check("crates/cli/src/main.rs", r#"println!("PostgreSQL");"#, 0);
    check("crates/cli/src/main.rs", "use axum::Router;", 1);
    check("crates/work/src/a.rs", r#"let home = std::env::var("HOME");"#, 1);
    check("crates/domain/src/a.rs", "let now = jiff::Timestamp::now();", 1);
    check("crates/assess/src/a.rs", "let text = std::fs::read(path);", 1);
    check("crates/assess/src/a.rs", "let x = rand::random::<f64>();", 1);
    check("crates/work/src/a.rs", "let text = std::fs::read(path);", 0);
}

#[test]
fn comments_and_tests_may_say_more() {
    check("crates/work/src/a.rs", "// the store's SELECT sorts", 0);
    check("crates/domain/src/a_test.rs", "use std::fs;", 0);
    check("crates/domain/src/a.rs", "fn f() {}\n#[cfg(test)]\nmod tests { use std::fs; }", 0);
}

#[test]
fn a_module_without_an_opening_is_found() {
    let source = Source { path: "crates/web/src/a.rs".to_owned(), text: "fn f() {}\n".to_owned() };
    assert_eq!(unopened(&[source]), ["crates/web/src/a.rs does not open with `//!` and what it is for"]);
}
