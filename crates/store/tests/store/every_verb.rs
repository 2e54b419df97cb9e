//! Each SQL text is run on both databases: no verb without a test that calls it.

use std::fs;
use std::path::Path;

#[test]
fn every_verb_is_called_by_a_test() {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tests: String =
        sources(&crate_folder.join("tests/store")).into_iter().map(|(_, text)| text).collect();
    let verbs: Vec<_> = sources(&crate_folder.join("src")).into_iter().flat_map(verbs).collect();
    assert!(verbs.len() > 50, "the verbs are found by their signatures: {verbs:?}");
    let untested: Vec<_> = verbs.iter().filter(|verb| !tests.contains(&format!("{verb}("))).collect();
    assert!(untested.is_empty(), "{untested:?}");
}

/// Each Rust file of a folder: its module's name and its text.
fn sources(folder: &Path) -> Vec<(String, String)> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let module = |path: &Path| path.file_stem().unwrap().to_str().unwrap().to_owned();
    files.map(|path| (module(&path), fs::read_to_string(&path).unwrap())).collect()
}

/// The public verbs of a module, as a caller writes them: `plan::add`.
fn verbs((module, text): (String, String)) -> Vec<String> {
    let names = text.lines().filter_map(|line| line.strip_prefix("pub async fn ")?.split('(').next());
    names.map(|name| format!("{module}::{name}")).collect()
}
