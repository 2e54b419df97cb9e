//! `cargo xtask test`: every check of the repository, in the order in which they fail fastest.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::postgres::Cluster;
use crate::step::{self, cargo};
use crate::system;

/// What `cargo xtask test` takes.
#[derive(Args)]
pub struct Options {
    /// Run just this step
    #[arg(long)]
    only: Option<Step>,
    /// Words for the test runner, after `--`: names of tests, `-p cotmoc-store`, …; they imply `--only unit`
    #[arg(last = true)]
    filter: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Step {
    /// Layout of the source
    Fmt,
    /// Lints, with warnings as errors
    Clippy,
    /// Licences and sources of dependencies, where cargo-deny is installed
    Deny,
    /// Documentation: links and examples
    Doc,
    /// Unit, store (SQLite and PostgreSQL) and browser tests
    Unit,
}

/// Runs all steps, or the one that was asked for.
pub fn run(options: &Options) -> Result<()> {
    let begun = Instant::now();
    let only = options.only.or((!options.filter.is_empty()).then_some(Step::Unit));
    let steps = Step::value_variants().iter().filter(|step| only.is_none_or(|only| only == **step));
    for step in steps {
        match step {
            Step::Fmt => plain("fmt", &["fmt", "--all", "--check"])?,
            Step::Clippy => clippy()?,
            Step::Deny => deny()?,
            Step::Doc => doc()?,
            Step::Unit => unit(&options.filter)?,
        }
    }
    println!("\nxtask: all passed in {:.0} s", begun.elapsed().as_secs_f64());
    Ok(())
}

fn plain(step: &str, words: &[&str]) -> Result<()> {
    step::run(step, &mut cargo(words), &format!("cargo xtask test --only {step}"))
}

fn clippy() -> Result<()> {
    system::ensure_node()?;
    plain("clippy", &["clippy", "--workspace", "--all-features", "--all-targets", "--", "-D", "warnings"])
}

fn deny() -> Result<()> {
    if !has_subcommand("deny") {
        println!("\n── deny: left out, cargo-deny is not installed");
        return Ok(());
    }
    plain("deny", &["deny", "--offline", "check", "licenses", "bans", "sources"])
}

fn doc() -> Result<()> {
    let mut doc = cargo(["doc", "--workspace", "--all-features", "--no-deps"]);
    let repeat = "cargo xtask test --only doc";
    step::run("doc", doc.env("RUSTDOCFLAGS", "-D warnings"), repeat)?;
    if !has_doc_tests(Path::new("crates"))? {
        return Ok(());
    }
    step::run("doc examples", &mut cargo(["test", "--workspace", "--all-features", "--doc"]), repeat)
}

fn unit(filter: &[String]) -> Result<()> {
    system::ensure_node()?;
    let browser = system::ensure_browser()?;
    let office = system::ensure_office()?;
    let cluster = Cluster::start()?;
    let mut tests = test_runner(filter);
    tests.env("COTMOC_TEST_POSTGRES", cluster.url());
    tests.env("COTMOC_CHROMIUM", browser.chromium).env("COTMOC_CHROMEDRIVER", browser.driver);
    tests.env("COTMOC_SOFFICE", office);
    step::run("unit", &mut tests, &repeat_unit(filter))
}

/// One run over the whole workspace, as building it package by package would compile shared crates twice;
/// or over the packages named by `filter`, which cargo would overlook beside `--workspace`.
fn test_runner(filter: &[String]) -> Command {
    let words: &[&str] = if has_subcommand("nextest") { &["nextest", "run"] } else { &["test"] };
    let mut runner = cargo(words);
    runner.arg("--no-fail-fast");
    if !filter.iter().any(|word| word == "-p" || word.starts_with("--package")) {
        // With everything on: reports are set as PDF, too.
        runner.args(["--workspace", "--all-features"]);
    }
    runner.args(filter);
    runner
}

fn has_subcommand(name: &str) -> bool {
    let mut command = cargo([name, "--version"]);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

fn repeat_unit(filter: &[String]) -> String {
    if filter.is_empty() {
        return "cargo xtask test --only unit".to_owned();
    }
    format!("cargo xtask test -- {}", filter.join(" "))
}

/// True when some doc comment below `folder` holds a code block; running rustdoc for none would only cost time.
fn has_doc_tests(folder: &Path) -> Result<bool> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let found = match path.extension() {
            _ if path.is_dir() => {
                path.file_name().is_some_and(|name| name != "node_modules") && has_doc_tests(&path)?
            }
            Some(extension) if extension == "rs" => has_doc_code(&fs::read_to_string(&path)?),
            _ => false,
        };
        if found {
            return Ok(true);
        }
    }
    Ok(false)
}

fn has_doc_code(source: &str) -> bool {
    let comments = source.lines().filter_map(|line| {
        let line = line.trim_start();
        line.strip_prefix("///").or_else(|| line.strip_prefix("//!"))
    });
    let mut fences = comments.filter_map(|text| text.trim().strip_prefix("```"));
    // Every second fence closes a block; one that opens with a language other than Rust is prose.
    let mut opening = std::iter::from_fn(|| {
        let language = fences.next()?;
        fences.next();
        Some(language)
    });
    opening.any(|language| !["text", "json", "sql", "ignore", "sh", "toml"].contains(&language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_examples_from_prose() {
        assert!(has_doc_code("/// ```\n/// f();\n/// ```\nfn f() {}"));
        assert!(has_doc_code("//! ```text\n//! a\n//! ```\n//! ```rust\n//! ```"));
        assert!(!has_doc_code("/// ```json\n/// {}\n/// ```\nfn f() {}"));
        assert!(!has_doc_code("/// Plain words.\nfn f() { let s = \"```\"; }"));
    }

    #[test]
    fn names_how_to_repeat_a_filtered_run() {
        assert_eq!(repeat_unit(&[]), "cargo xtask test --only unit");
        assert_eq!(repeat_unit(&["-p".into(), "cotmoc-store".into()]), "cargo xtask test -- -p cotmoc-store");
    }
}
