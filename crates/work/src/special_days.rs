//! Days off and swapped working days (ngày nghỉ, ngày làm bù): the table that due days are reckoned by.
//!
//! Those known when the program was made come with it, in `rules/special-days.csv`; [`load`] takes in each
//! year once, and from then on the table is the office's own.

use domain::audit::Event;
use domain::{SpecialDay, WorkingDays, text};
use jiff::civil::Date;
use serde::Deserialize;
use store::{Read, Write};

use crate::{Actor, Error, FieldError, Work, typed_day};

const BUILT_IN: &str = include_str!("../rules/special-days.csv");

/// The days that come with the program, the first first.
#[expect(clippy::missing_panics_doc, reason = "a test reads the file that comes with us")]
pub fn built_in() -> Vec<SpecialDay> {
    let mut rows = csv::Reader::from_reader(BUILT_IN.as_bytes());
    let rows = rows.deserialize::<Row>().map(|row| row.expect("a test reads the file that comes with us"));
    rows.map(SpecialDay::from).collect()
}

#[derive(Deserialize)]
struct Row {
    day: Date,
    is_working: String,
    name: String,
    is_announced: String,
    source: String,
}

impl From<Row> for SpecialDay {
    fn from(row: Row) -> Self {
        Self {
            day: row.day,
            is_working: row.is_working == "yes",
            name: row.name,
            source: row.source,
            is_announced: row.is_announced == "yes",
            version: 1,
        }
    }
}

/// Takes in the days of each year that was not taken in before; gives how many days were added.
///
/// A year in which the office has days of its own already keeps them as they are.
pub async fn load(work: &Work) -> Result<usize, Error> {
    let days = built_in();
    let mut years: Vec<_> = days.iter().map(|special| special.day.year()).collect();
    years.dedup();
    let missing = missing_years(&mut work.store.read().await?, &years).await?;
    if missing.is_empty() {
        return Ok(0);
    }
    let mut tx = work.store.write().await?;
    let kept = store::special_day::list(&mut tx).await?;
    let mut added = Vec::new();
    for year in missing_years(&mut tx, &years).await? {
        store::setting::set(&mut tx, &loaded_key(year), "yes").await?;
        if kept.iter().any(|special| special.day.year() == year) {
            continue;
        }
        for special in days.iter().filter(|special| special.day.year() == year) {
            store::special_day::add(&mut tx, special).await?;
            added.push(special.clone());
        }
    }
    let event = Event::done("special_day.loaded", "").added(&added);
    work.keep(tx, &Actor::program("cotmoc"), [event]).await?;
    Ok(added.len())
}

async fn missing_years(read: &mut Read, years: &[i16]) -> Result<Vec<i16>, Error> {
    let mut missing = Vec::new();
    for year in years {
        if store::setting::find(read, &loaded_key(*year)).await?.is_none() {
            missing.push(*year);
        }
    }
    Ok(missing)
}

fn loaded_key(year: i16) -> String {
    format!("special_days.{year}")
}

/// The working days, as the table has them now.
pub async fn working_days(read: &mut Read) -> Result<WorkingDays, Error> {
    Ok(WorkingDays::new(&store::special_day::list(read).await?))
}

/// Every day of the table, the first first.
pub async fn list(work: &Work) -> Result<Vec<SpecialDay>, Error> {
    Ok(store::special_day::list(&mut work.store.read().await?).await?)
}

/// The day, which must be in the table.
pub async fn get(work: &Work, day: Date) -> Result<SpecialDay, Error> {
    get_in(&mut work.store.read().await?, day).await
}

async fn get_in(read: &mut Read, day: Date) -> Result<SpecialDay, Error> {
    let found = store::special_day::find(read, day).await?;
    found.ok_or_else(|| store::Error::NotFound { noun: "special_day", id: day.to_string() }.into())
}

/// What the form of a day sends, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// The day.
    pub day: String,
    /// `work` for a day worked in exchange; off otherwise.
    pub kind: String,
    /// What day it is.
    pub name: String,
    /// What it rests on.
    pub source: String,
    /// Checked where it was announced.
    pub announced: String,
    /// Why it is changed.
    pub reason: String,
    /// The version that the form was shown for.
    pub version: i64,
}

impl Typed {
    /// A day as a form shows it.
    pub fn of(special: &SpecialDay) -> Self {
        Self {
            day: special.day.to_string(),
            kind: if special.is_working { "work" } else { "off" }.into(),
            name: special.name.clone(),
            source: special.source.clone(),
            announced: if special.is_announced { "yes" } else { "" }.into(),
            reason: String::new(),
            version: special.version,
        }
    }

    /// The day that these fields describe; `day` where it is known already.
    fn read(&self, day: Option<Date>) -> Result<SpecialDay, Error> {
        let mut errors = Vec::new();
        let day = day.or_else(|| typed_day(&self.day));
        if day.is_none() {
            errors.push(FieldError::new(
                "day",
                "Ghi ngày dạng 02/09/2026.",
                "Write the day as 02/09/2026 or 2026-09-02.",
            ));
        }
        let words = |typed: &str| text::nfc(&text::squeeze(typed));
        let (name, source) = (words(&self.name), words(&self.source));
        for (field, words, vi, en) in [
            ("name", &name, "Ghi tên ngày nghỉ hoặc ngày làm bù.", "Say what day it is."),
            ("source", &source, "Ghi căn cứ: số, ký hiệu văn bản.", "Name the document that it rests on."),
        ] {
            if words.is_empty() || words.chars().count() > 300 {
                errors.push(FieldError::new(field, vi, en));
            }
        }
        match day {
            Some(day) if errors.is_empty() => Ok(SpecialDay {
                day,
                is_working: self.kind == "work",
                name,
                source,
                is_announced: !self.announced.is_empty(),
                version: self.version,
            }),
            _ => Err(Error::Invalid(errors)),
        }
    }

    fn reason(&self) -> Result<&str, Error> {
        let reason = self.reason.trim();
        if reason.is_empty() {
            return Err(Error::Invalid(vec![FieldError::new(
                "reason",
                "Ghi lý do thay đổi.",
                "Say why it is changed.",
            )]));
        }
        Ok(reason)
    }
}

/// Adds a day.
pub async fn add(work: &Work, actor: &Actor, typed: &Typed) -> Result<Date, Error> {
    let special = SpecialDay { version: 1, ..typed.read(None)? };
    let mut tx = work.store.write().await?;
    if !store::special_day::add(&mut tx, &special).await? {
        return Err(Error::Invalid(vec![FieldError::new(
            "day",
            "Ngày này đã có trong bảng; hãy sửa dòng đó.",
            "This day is in the table already; change that row.",
        )]));
    }
    keep(work, actor, tx, Event::done("special_day.added", special.day).added(&special)).await?;
    Ok(special.day)
}

/// Changes a day that still has the version it was shown with.
pub async fn update(work: &Work, actor: &Actor, day: Date, typed: &Typed) -> Result<(), Error> {
    let special = typed.read(Some(day))?;
    let reason = typed.reason()?;
    let mut tx = work.store.write().await?;
    let before = get_in(&mut tx, day).await?;
    store::special_day::update(&mut tx, &special).await?;
    let event = Event::done("special_day.changed", day).changed(&before, &special).because(reason);
    keep(work, actor, tx, event).await
}

/// Removes a day that still has the version it was shown with: it is again what its weekday says.
pub async fn remove(work: &Work, actor: &Actor, day: Date, typed: &Typed) -> Result<(), Error> {
    let reason = typed.reason()?;
    let mut tx = work.store.write().await?;
    let before = get_in(&mut tx, day).await?;
    store::special_day::remove(&mut tx, &SpecialDay { version: typed.version, ..before.clone() }).await?;
    keep(work, actor, tx, Event::done("special_day.removed", day).removed(&before).because(reason)).await
}

/// Keeps a change and asks for the days of coming periods to be reckoned anew.
async fn keep(work: &Work, actor: &Actor, mut tx: Write, event: Event) -> Result<(), Error> {
    crate::periods::ask_for_all(work, &mut tx).await?;
    work.keep(tx, actor, [event]).await
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Weekday, date};

    use super::*;

    #[test]
    fn the_days_that_come_with_the_program_are_in_order_and_sourced() {
        let days = built_in();
        assert!(days.windows(2).all(|pair| pair[0].day < pair[1].day));
        assert!(days.iter().all(|one| !one.name.is_empty() && !one.source.is_empty()));
        let is_weekend = |day: Date| matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        for special in &days {
            assert_eq!(special.is_working, is_weekend(special.day), "{} changes nothing", special.day);
        }
        for year in 2025..=2027 {
            let off = days.iter().filter(|one| one.day.year() == year && !one.is_working).count();
            assert!(off >= 11, "Article 112 gives eleven days: {year} has {off}");
        }
    }

    /// Announced for 2025 and 2026; of 2027 what follows from the Labour Code.
    #[test]
    fn the_working_days_around_holidays_are_those_announced() {
        let days = WorkingDays::new(&built_in());
        let next = |day: Date, expected: Date| assert_eq!(days.after(day, 1), expected, "after {day}");
        next(date(2025, 1, 24), date(2025, 2, 3));
        next(date(2025, 4, 25), date(2025, 4, 26));
        next(date(2025, 4, 29), date(2025, 5, 5));
        next(date(2025, 8, 29), date(2025, 9, 3));
        next(date(2025, 12, 31), date(2026, 1, 5));
        next(date(2026, 1, 9), date(2026, 1, 10));
        next(date(2026, 2, 13), date(2026, 2, 23));
        next(date(2026, 4, 24), date(2026, 4, 28));
        next(date(2026, 8, 28), date(2026, 9, 3));
        next(date(2026, 11, 23), date(2026, 11, 25));
        next(date(2027, 2, 4), date(2027, 2, 12));
        next(date(2027, 4, 29), date(2027, 5, 4));
        next(date(2027, 9, 1), date(2027, 9, 6));
        assert!(built_in().iter().all(|one| one.is_announced == (one.day < date(2026, 11, 1))));
    }
}
