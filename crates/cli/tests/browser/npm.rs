//! What tests fetch by npm, once, from a folder's lock file, and keep below the build folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A file of the packages that `tests/<folder>` names.
pub fn installed(folder: &str, file: &str) -> PathBuf {
    let wanted = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let build = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let lock = fs::read(wanted.join("package-lock.json")).expect("the lock file is there");
    let kept = build.join(folder);
    let file = kept.join("node_modules").join(file);
    if file.is_file() && fs::read(kept.join("package-lock.json")).is_ok_and(|kept| kept == lock) {
        return file;
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
    let npm = npm.expect("the packages come by npm: install Node.js with npm");
    assert!(npm.status.success(), "npm ci: {}", String::from_utf8_lossy(&npm.stderr));
    let older = tempfile::tempdir_in(build).unwrap();
    let _ = fs::rename(&kept, older.path().join(folder));
    match fs::rename(aside.path(), &kept) {
        Ok(()) => (),
        Err(_) if file.is_file() => (),
        Err(error) => panic!("{}: {error}", kept.display()),
    }
    file
}
