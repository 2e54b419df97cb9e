//! By what a workbook is known again, whatever its file is called.

use std::fmt::Write as _;
use std::str::FromStr;

use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::SheetKind;
use crate::text::hex;
use crate::{CellEntry, CellKey, OrganisationId, PlanId, ReportingPeriodId, SubmissionId};

/// The first line of every identity.
const OPENING: &str = "cotmoc.workbook/1";

/// Which report a workbook is of, and which rows were written into it (danh tính của biểu).
///
/// It is signed as a whole: whoever changes a line changes the signature that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The layout's version.
    pub template: u32,
    /// What is reported on.
    pub plan: PlanId,
    /// For when.
    pub period: ReportingPeriodId,
    /// Who reports.
    pub organisation: OrganisationId,
    /// The report.
    pub submission: SubmissionId,
    /// Which approval the report was on the way to.
    pub revision: u32,
    /// This one workbook: two taken on the same day are two.
    pub serial: Uuid,
    /// Its rows, in the order they were written.
    pub rows: Vec<IdentityRow>,
}

/// A row of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentityRow {
    /// What stands in the row's hidden column.
    pub token: String,
    /// What the row is about.
    pub key: CellKey,
    /// The version of the cell that was written; 0 where nothing was kept yet.
    pub version: i64,
    /// Digest of what was written for it to be filled in.
    pub written: String,
    /// Digest of the label and name beside it.
    pub words: String,
}

impl Identity {
    /// The token of a row, different in every workbook.
    pub fn token(serial: Uuid, key: &CellKey) -> String {
        digest(&[&serial.to_string(), key.noun(), &key.item()])
    }

    /// What stands in the key column of a sheet's code row: whose sheet it is.
    pub fn stamp(&self, sheet: SheetKind) -> String {
        format!("{}:{}:{}:{}", sheet.code(), self.submission, self.revision, self.serial)
    }

    /// The text that is signed, one line for each fact.
    pub fn to_text(&self) -> String {
        let Self { template, plan, period, organisation, submission, revision, serial, rows } = self;
        let mut text = format!(
            "{OPENING}\ntemplate {template}\nplan {plan}\nperiod {period}\norganisation {organisation}\n\
             submission {submission}\nrevision {revision}\nserial {serial}"
        );
        for row in rows {
            let IdentityRow { token, key, version, written, words } = row;
            let _ = write!(text, "\nrow {token} {} {} {version} {written} {words}", key.noun(), key.item());
        }
        text
    }

    /// Reads the text back; `None` when it is not one.
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        if lines.next()? != OPENING {
            return None;
        }
        let template = fact(lines.next()?, "template")?;
        let (plan, period) = (id(lines.next()?, "plan")?, id(lines.next()?, "period")?);
        let (organisation, submission) =
            (id(lines.next()?, "organisation")?, id(lines.next()?, "submission")?);
        let revision = fact(lines.next()?, "revision")?;
        let serial = fact(lines.next()?, "serial")?;
        let rows = lines.map(IdentityRow::parse).collect::<Option<_>>()?;
        Some(Self {
            template,
            plan: plan.into(),
            period: period.into(),
            organisation: organisation.into(),
            submission: submission.into(),
            revision,
            serial,
            rows,
        })
    }
}

impl IdentityRow {
    /// A row about a cell, with what is written into it.
    pub fn new(serial: Uuid, key: CellKey, version: i64, entry: &CellEntry, words: [&str; 2]) -> Self {
        let token = Identity::token(serial, &key);
        Self { token, key, version, written: Self::entry_digest(entry), words: Self::words_digest(words) }
    }

    /// The digest of an entry, blind to how its numbers are written.
    pub fn entry_digest(entry: &CellEntry) -> String {
        let entry = super::plain(entry);
        digest(&super::Column::ALL.iter().map(|column| column.of(&entry)).collect::<Vec<_>>())
    }

    /// The digest of a row's label and name, blind to blanks.
    pub fn words_digest(words: [&str; 2]) -> String {
        digest(&words.map(crate::text::squeeze).each_ref().map(String::as_str))
    }

    fn parse(line: &str) -> Option<Self> {
        let mut words = line.strip_prefix("row ")?.split(' ');
        let token = words.next()?.to_owned();
        let key = CellKey::parse(words.next()?, words.next()?)?;
        let version = words.next()?.parse().ok()?;
        let (written, label) = (words.next()?.to_owned(), words.next()?.to_owned());
        words.next().is_none().then_some(Self { token, key, version, written, words: label })
    }
}

/// The first 16 figures of the SHA-256 of some texts.
pub fn digest(texts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text);
    }
    hex(&hash.finalize()[..8])
}

fn fact<T: FromStr>(line: &str, name: &str) -> Option<T> {
    line.strip_prefix(name)?.strip_prefix(' ')?.parse().ok()
}

fn id(line: &str, name: &str) -> Option<Uuid> {
    fact(line, name)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn identity(rows: u32) -> Identity {
        let id = Uuid::from_u128;
        let row = |place| {
            let key = if place % 2 == 0 {
                CellKey::Section(place)
            } else {
                CellKey::Indicator(id(place.into()).into())
            };
            IdentityRow::new(id(9), key, 3, &CellEntry::default(), ["I.1", "Tên"])
        };
        Identity {
            template: 1,
            plan: id(1).into(),
            period: id(2).into(),
            organisation: id(3).into(),
            submission: id(4).into(),
            revision: 2,
            serial: id(9),
            rows: (0..rows).map(row).collect(),
        }
    }

    #[test]
    fn an_identity_is_read_back_as_it_was_written() {
        let written = identity(5);
        assert_eq!(Identity::parse(&written.to_text()), Some(written));
    }

    #[test]
    fn another_text_is_no_identity() {
        let text = identity(2).to_text();
        for wrong in ["", "cotmoc.workbook/1", &text.replace("serial", "number"), &format!("{text} x")] {
            assert_eq!(Identity::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn digests_part_texts_that_only_join_alike() {
        assert_ne!(digest(&["ab", "c"]), digest(&["a", "bc"]));
        assert_eq!(IdentityRow::words_digest(["I.1 ", "a  b"]), IdentityRow::words_digest(["I.1", "a b"]));
    }

    proptest! {
        #[test]
        fn any_text_is_parsed_without_a_panic(text in "\\PC{0,80}") {
            let _ = Identity::parse(&text);
        }

        #[test]
        fn a_broken_line_is_never_another_identity(cut in 0usize..200) {
            let text = identity(1).to_text();
            let cut = cut.min(text.len());
            prop_assert!(Identity::parse(&text[..cut]).is_none_or(|read| read.rows.len() < 2));
        }
    }
}
