//! Holds ARCHITECTURE.md and the code to each other: arrows, folders, and what each crate must not know.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod arrows;
mod map;
mod recorded;
mod source;

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What cargo knows of the workspace's own packages.
fn metadata() -> Value {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["metadata", "--format-version", "1", "--no-deps", "--offline"]).current_dir(root());
    serde_json::from_slice(&cargo.output().unwrap().stdout).unwrap()
}

/// Fails with all of `faults` at once, so that one run shows everything there is to mend.
#[track_caller]
fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "{} fault(s):\n  {}", faults.len(), faults.join("\n  "));
}
