//! The real documents beside the repository, read at run time.

use std::path::Path;

use ingest::source::{Limits, Source, open};

/// A document of the corpus; without the corpus a test is skipped with a note, but fails in CI.
pub fn source(name: &str) -> Option<Source> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus").join(name);
    match std::fs::read(&path) {
        Ok(bytes) => {
            Some(open(name, &bytes, &Limits::default()).expect("a document of the corpus is accepted"))
        }
        Err(error) => {
            assert!(std::env::var("CI").is_err(), "{}: {error}", path.display());
            eprintln!("skipped: {} is not there", path.display());
            None
        }
    }
}
