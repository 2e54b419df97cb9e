//! Who may depend on whom, and which crate alone may use which library.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::{assert_none, metadata, read};

/// Each crate with the crates that it depends on.
type Arrows = BTreeMap<String, BTreeSet<String>>;

/// Libraries that belong to certain crates; whoever else needs one, other than for its tests, asks its owner.
const OWNED: [(&str, &[&str]); 14] = [
    ("sqlx", &["store"]),
    ("axum", &["web"]),
    ("axum-extra", &["web"]),
    ("askama", &["web"]),
    ("tower-http", &["web"]),
    ("calamine", &["ingest"]),
    ("encoding_rs", &["ingest"]),
    ("quick-xml", &["ingest"]),
    ("zip", &["ingest", "report", "work"]),
    ("rust_xlsxwriter", &["report"]),
    ("typst", &["pdf"]),
    ("anyhow", &["cli"]),
    ("clap", &["cli"]),
    ("rand", &["work"]),
];

#[test]
fn the_map_draws_the_arrows_that_cargo_sees() {
    assert_none(&differences(&drawn(&read("ARCHITECTURE.md")), &built(&metadata())));
}

#[test]
fn libraries_stay_with_their_crate() {
    assert_none(&strays(&metadata()));
}

/// The lines `crate → crate, crate` of the block under the heading "Arrows".
fn drawn(map: &str) -> Arrows {
    let section = map.split("\n## ").find(|section| section.starts_with("Arrows")).unwrap_or_default();
    let block = section.split("```").nth(1).unwrap_or_default();
    let lines = block.lines().filter_map(|line| line.split_once('→'));
    lines.map(|(from, to)| (from.trim().to_owned(), names(to))).collect()
}

fn names(list: &str) -> BTreeSet<String> {
    list.split(',').map(|name| name.trim().to_owned()).filter(|name| name != "nothing").collect()
}

/// The same from the packages below `crates/`, each called by its folder.
fn built(metadata: &Value) -> Arrows {
    let arrows = |package: &Value| {
        let used = dependencies(package).filter(|dependency| dependency["kind"] != "dev");
        let own = used.filter_map(|dependency| folder(dependency["path"].as_str()?));
        Some((package_folder(package)?, own.collect()))
    };
    packages(metadata).filter_map(arrows).collect()
}

fn differences(drawn: &Arrows, built: &Arrows) -> Vec<String> {
    let edges = |arrows: &Arrows| -> BTreeSet<String> {
        let crates = arrows.keys().map(|name| format!("crate {name}"));
        let edge = |(from, to): (&String, &BTreeSet<String>)| {
            to.iter().map(|to| format!("{from} → {to}")).collect::<Vec<_>>()
        };
        crates.chain(arrows.iter().flat_map(edge)).collect()
    };
    let (drawn, built) = (edges(drawn), edges(built));
    let only_drawn =
        drawn.difference(&built).map(|edge| format!("{edge}: on the map, not in cargo's metadata"));
    let only_built =
        built.difference(&drawn).map(|edge| format!("{edge}: in cargo's metadata, not on the map"));
    only_drawn.chain(only_built).collect()
}

fn strays(metadata: &Value) -> Vec<String> {
    let mut strays = Vec::new();
    for package in packages(metadata) {
        let Some(name) = package_folder(package) else { continue };
        for dependency in dependencies(package).filter(|dependency| dependency["kind"] != "dev") {
            let owned = OWNED.iter().find(|(library, _)| dependency["name"] == *library);
            if let Some((library, owners)) = owned.filter(|(_, owners)| !owners.contains(&name.as_str())) {
                strays.push(format!("{name} uses {library}, which only {} may", owners.join(", ")));
            }
        }
    }
    strays
}

fn packages(metadata: &Value) -> impl Iterator<Item = &Value> {
    metadata["packages"].as_array().into_iter().flatten()
}

fn dependencies(package: &Value) -> impl Iterator<Item = &Value> {
    package["dependencies"].as_array().into_iter().flatten()
}

fn package_folder(package: &Value) -> Option<String> {
    folder(package["manifest_path"].as_str()?.strip_suffix("/Cargo.toml")?)
}

/// `domain` of `…/crates/domain`.
fn folder(path: &str) -> Option<String> {
    let (parent, name) = path.rsplit_once('/')?;
    parent.ends_with("/crates").then(|| name.to_owned())
}

const MAP: &str =
    "# A map\n\n## Arrows\n\nWords.\n\n```\na → nothing\nb → a\n```\n\n## Next\n\n```\nc → a\n```\n";

fn sample(dependency_of_b: &Value) -> Value {
    json!({"packages": [
        {"manifest_path": "/w/crates/a/Cargo.toml", "dependencies": []},
        {"manifest_path": "/w/crates/b/Cargo.toml", "dependencies": [dependency_of_b]},
        {"manifest_path": "/w/xtask/Cargo.toml", "dependencies": [{"name": "clap"}]},
    ]})
}

#[test]
fn an_agreeing_sample_has_no_faults() {
    let metadata = sample(&json!({"name": "own-a", "path": "/w/crates/a"}));
    assert_eq!(differences(&drawn(MAP), &built(&metadata)), [""; 0]);
    assert_eq!(strays(&metadata), [""; 0]);
}

#[test]
fn a_missing_and_an_extra_arrow_are_found() {
    let metadata = sample(&json!({"name": "own-b", "path": "/w/crates/b"}));
    let found = differences(&drawn(MAP), &built(&metadata));
    assert_eq!(
        found,
        ["b → a: on the map, not in cargo's metadata", "b → b: in cargo's metadata, not on the map"]
    );
}

#[test]
fn a_crate_that_the_map_forgets_is_found() {
    let metadata = sample(&json!({"name": "own-a", "path": "/w/crates/a"}));
    let found = differences(&drawn(&MAP.replace("a → nothing\n", "")), &built(&metadata));
    assert_eq!(found, ["crate a: in cargo's metadata, not on the map"]);
}

#[test]
fn a_library_outside_its_crate_is_found() {
    assert_eq!(strays(&sample(&json!({"name": "sqlx"}))), ["b uses sqlx, which only store may"]);
    assert_eq!(strays(&sample(&json!({"name": "sqlx", "kind": "dev"}))), [""; 0]);
}
