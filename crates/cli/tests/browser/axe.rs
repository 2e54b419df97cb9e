//! axe-core, fetched once by npm from this folder's lock file, and run in a page.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::Value;
use tokio::sync::OnceCell;

use crate::browser::Browser;

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
    env::var_os("COTMOC_AXE").map_or_else(installed, PathBuf::from)
}

fn installed() -> PathBuf {
    let wanted = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/axe");
    let build = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let lock = fs::read(wanted.join("package-lock.json")).expect("the lock file is there");
    let folder = build.join("axe");
    let script = folder.join("node_modules/axe-core/axe.min.js");
    if script.is_file() && fs::read(folder.join("package-lock.json")).is_ok_and(|kept| kept == lock) {
        return script;
    }
    // Installed aside and moved in whole, since another test may be doing the same.
    let aside = tempfile::tempdir_in(build).unwrap();
    for file in ["package.json", "package-lock.json"] {
        fs::copy(wanted.join(file), aside.path().join(file)).unwrap();
    }
    let npm = Command::new("npm")
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .current_dir(aside.path())
        .output();
    let npm = npm.expect("axe-core comes by npm: install Node.js with npm, or name axe.min.js in COTMOC_AXE");
    assert!(npm.status.success(), "npm ci: {}", String::from_utf8_lossy(&npm.stderr));
    let older = tempfile::tempdir_in(build).unwrap();
    let _ = fs::rename(&folder, older.path().join("axe"));
    match fs::rename(aside.path(), &folder) {
        Ok(()) => (),
        Err(_) if script.is_file() => (),
        Err(error) => panic!("{}: {error}", folder.display()),
    }
    script
}
