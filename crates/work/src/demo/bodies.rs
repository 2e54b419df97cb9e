//! The province's bodies and posts, read from `organisations.csv` and `posts.csv`.
//!
//! Provinces and communes carry their official codes, in digits. All other codes
//! only tie the rows together and are not kept: the official list has none for
//! departments, and the old province Yên Bái (`YB`) had the number 15, which its
//! successor now carries.

use domain::OrganisationKind;
use jiff::civil::Date;
use serde::Deserialize;

use super::table;
use crate::bodies::aliases;

/// One row of `organisations.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct DemoOrganisation {
    /// Its code in the table.
    pub code: String,
    /// Its full name.
    pub name: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// The code of the body above.
    pub parent: Option<String>,
    #[serde(rename = "aliases")]
    joined_aliases: String,
    /// The first day it exists.
    pub valid_from: Option<Date>,
    /// The last day it exists.
    pub valid_to: Option<Date>,
    /// The code of the body that follows it.
    pub successor: Option<String>,
}

impl DemoOrganisation {
    /// Its code in the official list, where it has one.
    pub fn official_code(&self) -> Option<String> {
        self.code.bytes().all(|b| b.is_ascii_digit()).then(|| self.code.clone())
    }

    /// Other writings of its name: those of a commune are made by rule.
    pub fn aliases(&self) -> Vec<String> {
        if self.kind == OrganisationKind::Commune {
            return aliases(self.kind, &self.name);
        }
        self.joined_aliases.split('|').filter(|alias| !alias.is_empty()).map(str::to_owned).collect()
    }
}

/// Every body; those above come before those below.
pub fn organisations() -> Vec<DemoOrganisation> {
    table::rows(include_str!("../../demo/organisations.csv"))
}

/// One row of `posts.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct DemoPost {
    /// The title.
    pub title: String,
    /// The code of the body it belongs to.
    pub organisation: String,
}

/// Every post of the committee's members.
pub fn posts() -> Vec<DemoPost> {
    table::rows(include_str!("../../demo/posts.csv"))
}
