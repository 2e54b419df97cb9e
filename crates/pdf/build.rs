//! Fetches the face that reports are set in (Tinos, from npm) into `OUT_DIR`, and writes the table that embeds it.
//!
//! The package named in `package-lock.json` is installed below `OUT_DIR`, so that the source tree stays as it
//! was checked out. Cargo runs this only when the package files changed.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };
const PACKAGE_FILES: [&str; 2] = ["package.json", "package-lock.json"];
/// The four styles, as the package names their files.
const STYLES: [&str; 4] = ["400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic"];

fn main() {
    for watched in ["build.rs", "package.json", "package-lock.json"] {
        println!("cargo:rerun-if-changed={watched}");
    }
    if let Err(message) = embed() {
        println!("cargo::error={message}");
    }
}

fn embed() -> Result<(), String> {
    let source = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it for build scripts"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it for build scripts"));
    let workshop = out.join("npm");
    install(&source, &workshop)?;
    let folder = workshop.join("node_modules/@expo-google-fonts/tinos");
    let file = |style: &str| folder.join(style).join(format!("Tinos_{style}.ttf"));
    let entry = |style: &&str| format!("include_bytes!({:?})", file(style).display().to_string());
    let entries: Vec<String> = STYLES.iter().map(entry).collect();
    let table = format!("[{}]", entries.join(", "));
    fs::write(out.join("fonts.rs"), table).map_err(|error| format!("cannot write fonts.rs: {error}"))
}

/// Installs the locked package unless it is there already; a copy of the lock file marks it complete.
fn install(source: &Path, workshop: &Path) -> Result<(), String> {
    let told = |error: std::io::Error| format!("cannot prepare the fonts: {error}");
    let lock = fs::read(source.join("package-lock.json")).map_err(told)?;
    let mark = workshop.join("node_modules/.installed");
    if fs::read(&mark).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    fs::create_dir_all(workshop).map_err(told)?;
    for name in PACKAGE_FILES {
        fs::write(workshop.join(name), fs::read(source.join(name)).map_err(told)?).map_err(told)?;
    }
    let mut npm = Command::new(NPM);
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(workshop);
    let output =
        npm.output().map_err(|error| format!("npm was not found ({error}); install Node.js and npm"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).lines().next().unwrap_or_default().to_owned();
        return Err(format!("npm ci failed: {said}; npm must reach its registry for the first build"));
    }
    fs::write(mark, lock).map_err(told)
}
