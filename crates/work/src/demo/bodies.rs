//! The province's bodies and posts, read from `organisations.csv` and `posts.csv`.
//!
//! Provinces and communes carry their official codes. Codes with a hyphen are
//! the demonstration's own, because the other bodies have none in the official
//! list; `YB` stands for the old province Yên Bái, whose number 15 its
//! successor now carries.

use domain::OrganisationKind;
use jiff::civil::Date;
use serde::Deserialize;

use super::table;

/// One row of `organisations.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct DemoOrganisation {
    /// Its code.
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
    /// Other writings of its name.
    pub fn aliases(&self) -> Vec<String> {
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
