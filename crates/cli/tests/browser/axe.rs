//! axe-core, fetched once by npm from this folder's lock file, and run in a page.

use std::path::PathBuf;
use std::{env, fs};

use serde_json::Value;
use tokio::sync::OnceCell;

use crate::browser::Browser;
use crate::npm;

const RUN: &str = "; return axe.run(document, { resultTypes: ['violations'] });";

/// What is wrong with the shown page and hinders people seriously: rule, places, and what to read.
pub async fn violations(browser: &Browser) -> Vec<String> {
    static SOURCE: OnceCell<String> = OnceCell::const_new();
    let source =
        SOURCE.get_or_init(|| async { fs::read_to_string(script()).expect("axe can be read") }).await;
    let found = browser.run(&format!("{source}{RUN}")).await;
    let passed = found["passes"].as_array().map_or(0, Vec::len);
    assert!(passed > 10, "axe looked at the page and found {passed} rules kept: {found}");
    let found = found["violations"].as_array().expect("axe gives a list");
    let hinders = |found: &&Value| matches!(found["impact"].as_str(), Some("serious" | "critical"));
    found.iter().filter(hinders).map(told).collect()
}

fn told(found: &Value) -> String {
    let nodes = found["nodes"].as_array().map_or(&[][..], Vec::as_slice);
    let places: Vec<String> = nodes
        .iter()
        .take(5)
        .map(|node| format!("{} {}", node["target"], node["any"][0]["message"]))
        .collect();
    format!("{} ({} places): {}\n  {}", found["id"], nodes.len(), found["help"], places.join("\n  "))
}

/// The file named by `COTMOC_AXE`, or else the one that npm puts below the build folder.
fn script() -> PathBuf {
    env::var_os("COTMOC_AXE").map_or_else(|| npm::installed("axe", "axe-core/axe.min.js"), PathBuf::from)
}
