//! What the tests need from the system, and how to get it: PostgreSQL's server, Chromium with its driver, Node.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::postgres::binaries;

const OLDEST_NODE: u32 = 20;

/// A program of the system, found somewhere or else installed from a Debian package.
struct Need {
    what: &'static str,
    package: &'static str,
    find: fn() -> Option<PathBuf>,
}

const POSTGRES: Need = Need { what: "the PostgreSQL server", package: "postgresql", find: binaries };
const CHROMIUM: Need = Need { what: "Chromium", package: "chromium", find: chromium };
const WRITER: Need = Need { what: "LibreOffice Writer", package: "libreoffice-writer-nogui", find: soffice };
const CALC: Need = Need { what: "LibreOffice Calc", package: "libreoffice-calc-nogui", find: calc };
const POPPLER: Need = Need { what: "pdftotext", package: "poppler-utils", find: pdftotext };
const CHROMEDRIVER: Need = Need { what: "ChromeDriver", package: "chromium-driver", find: chromedriver };

/// The browser that the browser tests drive.
pub struct Browser {
    /// The executable of Chromium.
    pub chromium: PathBuf,
    /// The executable of its driver.
    pub driver: PathBuf,
}

/// Makes sure that Node is there and new enough: the web crate bundles its styles and scripts with it.
pub fn ensure_node() -> Result<()> {
    let wanted = format!("Node.js {OLDEST_NODE} or newer, with npm (https://nodejs.org)");
    let output = Command::new("node").arg("--version").output();
    let output = output.with_context(|| format!("missing: {wanted}"))?;
    let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let found = major(&version).is_some_and(|major| major >= OLDEST_NODE);
    ensure!(found, "Node.js {version} is too old; needed: {wanted}");
    Ok(())
}

/// Makes sure that a PostgreSQL server is installed and returns the folder of its programs.
pub fn ensure_postgres() -> Result<PathBuf> {
    install_missing(&[&POSTGRES])?;
    found(&POSTGRES)
}

/// Makes sure that Chromium and its driver are installed.
pub fn ensure_browser() -> Result<Browser> {
    install_missing(&[&CHROMIUM, &CHROMEDRIVER])?;
    Ok(Browser { chromium: found(&CHROMIUM)?, driver: found(&CHROMEDRIVER)? })
}

/// Makes sure that LibreOffice is installed, with what reads its PDF files, and returns its executable.
pub fn ensure_office() -> Result<PathBuf> {
    install_missing(&[&WRITER, &CALC, &POPPLER])?;
    found(&CALC)?;
    found(&POPPLER)?;
    found(&WRITER)
}

/// The first of `names` that is an executable on `PATH`.
pub fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<_> = std::env::split_paths(&path).collect();
    let mut candidates = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    candidates.find(|file| file.is_file())
}

fn chromium() -> Option<PathBuf> {
    named_by("COTMOC_CHROMIUM").or_else(|| on_path(&["chromium", "chromium-browser", "google-chrome"]))
}

fn chromedriver() -> Option<PathBuf> {
    named_by("COTMOC_CHROMEDRIVER").or_else(|| on_path(&["chromedriver"]))
}

fn soffice() -> Option<PathBuf> {
    named_by("COTMOC_SOFFICE").or_else(|| on_path(&["soffice", "libreoffice"]))
}

/// Calc has no program of its own: its library lies beside that of the office.
fn calc() -> Option<PathBuf> {
    let office = soffice()?;
    let library = real_folder(&office)?.join("libsclo.so");
    (named_by("COTMOC_SOFFICE").is_some() || library.is_file()).then_some(office)
}

fn pdftotext() -> Option<PathBuf> {
    on_path(&["pdftotext"])
}

fn named_by(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).filter(|file| file.is_file())
}

fn found(need: &Need) -> Result<PathBuf> {
    (need.find)().with_context(|| format!("{} is still missing after installing {}", need.what, need.package))
}

fn install_missing(needs: &[&Need]) -> Result<()> {
    let missing: Vec<_> = needs.iter().filter(|need| (need.find)().is_none()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let whats: Vec<_> = missing.iter().map(|need| need.what).collect();
    let packages: Vec<_> = missing.iter().map(|need| need.package).collect();
    if !(rustix::process::geteuid().is_root() && on_path(&["apt-get"]).is_some()) {
        bail!("missing: {}; on Debian: sudo apt-get install {}", whats.join(", "), packages.join(" "));
    }
    println!("── installing {}", packages.join(" "));
    apt_get(&["update", "-q"])?;
    apt_get(&[&["install", "-yq", "--no-install-recommends"], packages.as_slice()].concat())
}

fn apt_get(arguments: &[&str]) -> Result<()> {
    let mut command = Command::new("apt-get");
    command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
    // Debian would start a server of its own right after installing it; the tests use a private one.
    command.env("RUNLEVEL", "1");
    let status = command.status().context("cannot start apt-get")?;
    ensure!(status.success(), "apt-get {} failed ({status})", arguments.join(" "));
    Ok(())
}

/// The first number of a version such as `v20.20.2`.
fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// The folder of `file`, with symbolic links followed.
pub fn real_folder(file: &Path) -> Option<PathBuf> {
    Some(file.canonicalize().ok()?.parent()?.to_path_buf())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_major_version_of_node() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("v8"), Some(8));
        assert_eq!(major("20.1"), None);
        assert_eq!(major(""), None);
    }

    #[test]
    fn finds_only_what_is_on_the_path() {
        assert!(on_path(&["no-such-program", "sh"]).is_some_and(|file| file.ends_with("sh")));
        assert_eq!(on_path(&["no-such-program"]), None);
    }
}
