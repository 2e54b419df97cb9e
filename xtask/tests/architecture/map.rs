//! The documents themselves: short enough to be read, and naming only what exists.

use std::collections::BTreeSet;
use std::path::Path;

use regex::Regex;

use crate::{assert_none, read, root};

const LONGEST: usize = 200;

const DOCUMENTS: [&str; 8] = [
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "README.md",
    "README.vi.md",
    "docs/benchmarks.md",
    "docs/decisions.md",
    "docs/draft-format.md",
];

#[test]
fn the_map_fits_on_a_few_screens() {
    assert_none(&too_long(&read("ARCHITECTURE.md")));
}

#[test]
fn the_map_has_a_place_for_every_crate() {
    let folders = std::fs::read_dir(root().join("crates")).unwrap();
    let folders: Vec<_> = folders.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert_none(&unplaced(&read("ARCHITECTURE.md"), &folders));
}

#[test]
fn every_path_that_a_document_names_exists() {
    let documents = DOCUMENTS.iter().filter(|document| root().join(document).exists());
    assert_none(&documents.flat_map(|name| missing(name, &read(name), &root())).collect::<Vec<_>>());
}

#[test]
fn the_draft_format_tells_every_rule_of_the_reader() {
    assert_none(&untold(&read("docs/draft-format.md"), &crate::source::sources_below("crates/ingest/src")));
}

fn too_long(map: &str) -> Vec<String> {
    let lines = map.lines().count();
    if lines <= LONGEST { Vec::new() } else { vec![format!("{lines} lines, at most {LONGEST}")] }
}

/// Folders of crates that have no paragraph, which begins with the folder's name in bold.
fn unplaced(map: &str, folders: &[String]) -> Vec<String> {
    let placed = |folder: &str| map.contains(&format!("\n**`crates/{folder}`**"));
    let unplaced = folders.iter().filter(|folder| !placed(folder));
    unplaced.map(|folder| format!("crates/{folder} has no paragraph in the code map")).collect()
}

/// Paths of the repository that `text` names but `root` does not hold.
fn missing(document: &str, text: &str, root: &Path) -> Vec<String> {
    let path = Regex::new(r"\b(?:crates|xtask|docs|\.ci)/[\w./-]*\w").unwrap();
    let named: BTreeSet<_> = path.find_iter(text).map(|found| found.as_str()).collect();
    let gone = named.into_iter().filter(|path| !root.join(path).exists());
    gone.map(|path| format!("{document} names {path}, which does not exist")).collect()
}

/// Rules of findings (`target.regresses`) that the code and the document do not both name.
fn untold(document: &str, code: &str) -> Vec<String> {
    let rules = |quote: &str, text: &str| -> BTreeSet<String> {
        let rule = Regex::new(&format!("{quote}([a-z]+\\.[a-z_]{{4,}}){quote}")).unwrap();
        rule.captures_iter(text).map(|found| found[1].to_owned()).collect()
    };
    let (told, made) = (rules("`", document), rules("\"", code));
    let untold = made.difference(&told).map(|rule| format!("docs/draft-format.md does not tell of {rule}"));
    let unmade = told
        .difference(&made)
        .map(|rule| format!("docs/draft-format.md tells of {rule}, which nothing makes"));
    untold.chain(unmade).collect()
}

#[test]
fn a_rule_on_one_side_only_is_found() {
    let found = untold(
        "| `target.older`, `task.kept` |",
        r#"finding("task.kept"); finding("task.fresh"); part("a.xml")"#,
    );
    assert_eq!(
        found,
        [
            "docs/draft-format.md does not tell of task.fresh",
            "docs/draft-format.md tells of target.older, which nothing makes",
        ]
    );
}

#[test]
fn a_long_map_is_found() {
    assert_eq!(too_long(&"line\n".repeat(LONGEST)), [""; 0]);
    assert_eq!(too_long(&"line\n".repeat(LONGEST + 1)), ["201 lines, at most 200"]);
}

#[test]
fn a_crate_without_a_paragraph_is_found() {
    let folders = ["domain".to_owned(), "web".to_owned()];
    let found = unplaced("Words.\n\n**`crates/domain`** holds the nouns; `crates/web` uses it.\n", &folders);
    assert_eq!(found, ["crates/web has no paragraph in the code map"]);
}

#[test]
fn a_path_that_is_gone_is_found() {
    let found = missing("A.md", "See `xtask/src/main.rs`, and `crates/util/src/lib.rs`.", &root());
    assert_eq!(found, ["A.md names crates/util/src/lib.rs, which does not exist"]);
}
