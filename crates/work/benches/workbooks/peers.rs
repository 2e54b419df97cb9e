//! The same work in Python: scripts of ours in `benches/peers`, libraries from `PyPI`.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};

use crate::merging::{self, Measured};

/// A script that does the same.
pub struct Peer {
    /// What it is called in the tables.
    pub name: &'static str,
    script: PathBuf,
    python: PathBuf,
}

impl Peer {
    /// Merges a folder.
    pub fn run(&self, folder: &Path, out: &Path) -> Result<Measured> {
        Ok(merging::told(&Command::new(&self.python).arg(&self.script).arg(folder).arg(out).output()?))
    }
}

/// The peers, with their libraries installed beside the build; none where there is no Python.
pub fn install() -> Result<Vec<Peer>> {
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../benches/peers");
    let venv = Path::new(env!("CARGO_TARGET_TMPDIR")).join("peers");
    let python = venv.join("bin/python");
    if Command::new("python3").arg("--version").output().is_err() {
        println!("\nWithout python3 nothing is measured beside.");
        return Ok(Vec::new());
    }
    if !python.exists() {
        ensure!(Command::new("python3").arg("-m").arg("venv").arg(&venv).status()?.success(), "no venv");
    }
    let mut pip = Command::new(&python);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"]);
    ensure!(pip.arg(scripts.join("requirements.txt")).status()?.success(), "pip could not install the peers");
    let peer = |name, script: &str| Peer { name, script: scripts.join(script), python: python.clone() };
    Ok(vec![
        peer("polars with fastexcel", "polars_merge.py"),
        peer("openpyxl, read-only", "openpyxl_merge.py"),
    ])
}
