//! Builds what browsers load (style sheet, script, fonts, icon) into `OUT_DIR/bundle`.
//!
//! The npm packages named in `package-lock.json` are installed below `OUT_DIR`, so that the source tree
//! stays as it was checked out and may be read-only. Cargo runs this only when a front-end file changed.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

/// What `package.json` needs; Debian 12's own Node 18 is too old.
const OLDEST_NODE: u32 = 20;
const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };
const PACKAGE_FILES: [&str; 2] = ["package.json", "package-lock.json"];

fn main() {
    for watched in ["build.rs", "package.json", "package-lock.json", "assets"] {
        println!("cargo:rerun-if-changed={watched}");
    }
    if let Err(message) = bundle() {
        println!("cargo::error={message}");
    }
}

fn bundle() -> Result<(), String> {
    let source = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it for build scripts"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it for build scripts"));
    let workshop = out.join("npm");
    require_node()?;
    mirror(&source, &workshop).map_err(|error| format!("cannot copy the front-end files: {error}"))?;
    install(&workshop)?;

    let bundle = out.join("bundle");
    replace_folder(&bundle).map_err(|error| format!("cannot empty {}: {error}", bundle.display()))?;
    run(Command::new("node").arg("assets/build.mjs").arg(&bundle).current_dir(&workshop))?;
    declare(&bundle, &out.join("bundle.rs")).map_err(|error| format!("cannot write bundle.rs: {error}"))
}

/// Writes the type that embeds the folder: only the build script knows where `OUT_DIR` is.
fn declare(bundle: &Path, file: &Path) -> io::Result<()> {
    let folder = bundle.display().to_string();
    fs::write(file, format!("#[derive(rust_embed::Embed)]\n#[folder = {folder:?}]\nstruct Bundle;\n"))
}

fn require_node() -> Result<(), String> {
    let advice = format!(
        "the pages' style and script are built with Node.js {OLDEST_NODE} or later and npm: \
         install both from https://nodejs.org or your system's packages (nodejs, npm)"
    );
    let version = printed_version("node").ok_or_else(|| format!("node was not found; {advice}"))?;
    let major = version.trim_start_matches('v').split('.').next().and_then(|part| part.parse().ok());
    if major.is_none_or(|major: u32| major < OLDEST_NODE) {
        return Err(format!("node {version} is too old; {advice}"));
    }
    printed_version(NPM).map(drop).ok_or_else(|| format!("npm was not found; {advice}"))
}

fn printed_version(program: &str) -> Option<String> {
    let output = Command::new(program).arg("--version").output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Copies the package files and the assets, so that imports find `node_modules` beside them.
fn mirror(source: &Path, workshop: &Path) -> io::Result<()> {
    fs::create_dir_all(workshop)?;
    for name in PACKAGE_FILES {
        fs::write(workshop.join(name), fs::read(source.join(name))?)?;
    }
    replace_folder(&workshop.join("assets"))?;
    copy_folder(&source.join("assets"), &workshop.join("assets"))
}

fn replace_folder(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => fs::create_dir_all(folder),
    }
}

fn copy_folder(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            // Not `fs::copy`: it would keep the write protection of a read-only source tree.
            fs::write(target, fs::read(entry.path())?)?;
        }
    }
    Ok(())
}

/// Installs the locked packages unless they are there already; a copy of the lock file marks them complete.
fn install(workshop: &Path) -> Result<(), String> {
    let lock = fs::read(workshop.join("package-lock.json")).map_err(|error| error.to_string())?;
    let mark = workshop.join("node_modules/.installed");
    if fs::read(&mark).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    run(Command::new(NPM)
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(workshop))
    .map_err(|error| {
        format!("{error}; the first build fetches what package-lock.json names: npm must reach its registry")
    })?;
    fs::write(mark, lock).map_err(|error| error.to_string())
}

fn run(command: &mut Command) -> Result<(), String> {
    let output = command.output().map_err(|error| format!("cannot run {command:?}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    // One line per cargo directive: only the first would be shown otherwise.
    let printed = [output.stdout, output.stderr].concat();
    for line in String::from_utf8_lossy(&printed).lines() {
        println!("cargo::warning={line}");
    }
    Err(format!("{command:?} failed ({})", output.status))
}
