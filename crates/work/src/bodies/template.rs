//! The departments and Party bodies that a province has, from a table that is part of the program.

use std::collections::{HashMap, HashSet};

use domain::{BodyHistory, Organisation, OrganisationId, OrganisationKind, text};
use jiff::civil::Date;
use serde::Deserialize;

use super::alias::{aliases, without_repeats};
use crate::Clock;

/// A body of the table; its names have `{level}`, `{place}` and `{committee}` to be filled in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Department {
    /// What ties the rows of the table together.
    pub key: String,
    parent: Option<String>,
    /// What it is.
    pub kind: OrganisationKind,
    optional: String,
    /// Its name.
    pub name: String,
    #[serde(rename = "aliases")]
    joined_aliases: String,
}

impl Department {
    /// Whether only some provinces have it.
    pub fn is_optional(&self) -> bool {
        self.optional == "yes"
    }

    /// Its name without the place: `Công an`, `Văn phòng UBND`.
    pub fn plain_name(&self) -> String {
        let name = self.name.replace(" {level}", "").replace(" {place}", "");
        name.replace("{committee}", "Tỉnh ủy")
    }
}

/// Every body of the table; those above come before those below.
///
/// # Panics
/// When the table is broken; it is compiled in and read by a test.
pub fn departments() -> Vec<Department> {
    let table = include_str!("../../bodies/template.csv");
    let rows = csv::Reader::from_reader(table.as_bytes()).into_deserialize().collect::<Result<_, _>>();
    rows.expect("the table is compiled in, and a test reads it")
}

/// What of the table is not on file below a province, and which body on file stands for each key.
pub(super) struct Missing {
    /// The new bodies, those above first.
    pub bodies: Vec<Organisation>,
    /// The body of each key, on file or new.
    pub by_key: HashMap<String, OrganisationId>,
}

/// Compares the table with what is below a province; optional bodies come only when chosen.
pub(super) fn missing(
    clock: Clock,
    history: &BodyHistory,
    province: &Organisation,
    chosen: &[String],
    on: Date,
) -> Missing {
    let mut names = names_below(history, province.id, on);
    let mut taken: HashSet<String> = names.keys().cloned().collect();
    let mut missing = Missing { bodies: Vec::new(), by_key: HashMap::new() };
    for row in departments().into_iter().filter(|row| !row.is_optional() || chosen.contains(&row.key)) {
        let name = filled(&row.name, &province.name);
        let mut others: Vec<String> =
            row.joined_aliases.split('|').map(|alias| filled(alias, &province.name)).collect();
        let on_file = std::iter::once(&name).chain(&others).find_map(|name| names.get(&text::fold(name)));
        if let Some(id) = on_file {
            missing.by_key.insert(row.key, *id);
            continue;
        }
        others.extend(aliases(row.kind, &name));
        others = without_repeats(&name, others);
        others.retain(|alias| !taken.contains(&text::fold(alias)));
        taken.extend(others.iter().chain([&name]).map(|name| text::fold(name)));
        let above = row.parent.as_ref().and_then(|key| missing.by_key.get(key));
        let body = Organisation {
            id: clock.id(),
            code: None,
            parent: Some(above.copied().unwrap_or(province.id)),
            kind: row.kind,
            aliases: others,
            valid_from: None,
            valid_to: None,
            successors: Vec::new(),
            version: 1,
            name,
        };
        names.insert(text::fold(&body.name), body.id);
        missing.by_key.insert(row.key, body.id);
        missing.bodies.push(body);
    }
    missing
}

/// The bodies below a province on a day, by every writing of their names.
fn names_below(history: &BodyHistory, province: OrganisationId, on: Date) -> HashMap<String, OrganisationId> {
    let mut names = HashMap::new();
    let mut rest = vec![province];
    while let Some(above) = rest.pop() {
        for state in history.children_on(above, on) {
            rest.push(state.id);
            let others = history.find(state.id).map(|body| body.aliases.as_slice()).unwrap_or_default();
            for name in std::iter::once(&state.name).chain(others) {
                names.entry(text::fold(name)).or_insert(state.id);
            }
        }
    }
    names
}

fn filled(pattern: &str, province: &str) -> String {
    let (level, committee) = if province.starts_with("Thành phố ") {
        ("thành phố", "Thành ủy")
    } else {
        ("tỉnh", "Tỉnh ủy")
    };
    let place = province.strip_prefix("Thành phố ").or(province.strip_prefix("Tỉnh ")).unwrap_or(province);
    pattern.replace("{level}", level).replace("{place}", place).replace("{committee}", committee)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn a_province(name: &str) -> Organisation {
        Organisation {
            id: Clock::system().id(),
            code: Some("15".into()),
            name: name.into(),
            kind: OrganisationKind::Province,
            parent: None,
            aliases: Vec::new(),
            valid_from: None,
            valid_to: None,
            successors: Vec::new(),
            version: 1,
        }
    }

    fn made(name: &str, chosen: &[String]) -> Vec<Organisation> {
        let province = a_province(name);
        let history = BodyHistory::new(vec![province.clone()], Vec::new());
        missing(Clock::system(), &history, &province, chosen, date(2025, 7, 1)).bodies
    }

    #[test]
    fn a_province_gets_departments_with_all_writings_of_their_names() {
        let bodies = made("Tỉnh Lào Cai", &[]);
        let named = |name: &str| bodies.iter().find(|body| body.name == name).unwrap();
        let science = named("Sở Khoa học và Công nghệ");
        assert!(["Sở KH&CN", "SKHCN", "Sở KHCN"].iter().all(|a| science.aliases.iter().any(|b| b == a)));
        assert_eq!(science.parent, Some(named("Ủy ban nhân dân tỉnh Lào Cai").id));
        assert_eq!(named("Văn phòng Tỉnh ủy").parent, Some(named("Tỉnh ủy Lào Cai").id));
        assert!(!bodies.iter().any(|body| body.name == "Sở Ngoại vụ" || body.name.contains('{')));
        let city = made("Thành phố Huế", &[]);
        assert!(city.iter().any(|body| body.name == "Văn phòng Thành ủy"));
        assert!(city.iter().any(|body| body.name == "Công an thành phố"));
    }

    #[test]
    fn no_writing_means_two_bodies() {
        let all: Vec<String> = departments().into_iter().map(|row| row.key).collect();
        let bodies = made("Tỉnh Lào Cai", &all);
        let mut keys = HashSet::new();
        for body in &bodies {
            for name in std::iter::once(&body.name).chain(&body.aliases) {
                assert!(keys.insert(text::fold(name)), "{name}");
            }
        }
        let abroad = bodies.iter().find(|body| body.name == "Sở Ngoại vụ").unwrap();
        assert!(abroad.aliases.contains(&"SNgV".to_owned()) && !abroad.aliases.contains(&"SNV".to_owned()));
    }
}
