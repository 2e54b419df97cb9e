//! The statements every table needs, written once: read rows, insert records, update under a version.

use std::collections::HashMap;

use sqlx::{AssertSqlSafe, SqlSafeStr};
use uuid::Uuid;

use crate::cell::{Bind, Value, values};
use crate::pool::{Keep, Row};
use crate::{Error, Read, Result, Write};

/// A row to write: each column with its value. Column names are the program's own words.
pub(crate) type Record = Vec<(&'static str, Value)>;

/// Names the columns of a [`Record`] with their values.
macro_rules! record {
    ($($column:ident: $value:expr),* $(,)?) => {{
        use $crate::cell::Bind as _;
        vec![$((stringify!($column), ($value).bind())),*]
    }};
}
pub(crate) use record;

/// Both databases take more (SQLite 32,766, PostgreSQL 65,535), but SQLite compares each `$1` by name
/// with all before it, so that a statement's time grows with the square.
const PARAMETERS_AT_ONCE: usize = 1_000;

impl Read {
    /// Every row of a query, read by `from_row`.
    pub(crate) async fn list<T>(
        &mut self,
        sql: &'static str,
        values: Vec<Value>,
        from_row: impl FnMut(&Row) -> Result<T>,
    ) -> Result<Vec<T>> {
        self.rows(sql.into_sql_str(), values, Keep::Prepared).await?.iter().map(from_row).collect()
    }

    /// Every row of `sql` with `IN (…)` in the place of `IN $ids`, several ids in one statement.
    pub(crate) async fn list_in<T>(
        &mut self,
        sql: &'static str,
        ids: &[Uuid],
        mut from_row: impl FnMut(&Row) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut all = Vec::new();
        for ids in ids.chunks(PARAMETERS_AT_ONCE) {
            let places = join((1..=ids.len()).map(|place| format!("${place}")));
            let sql = AssertSqlSafe(sql.replace("IN $ids", &format!("IN ({places})"))).into_sql_str();
            let rows = self.rows(sql, ids.iter().map(Bind::bind).collect(), Keep::Once).await?;
            for row in &rows {
                all.push(from_row(row)?);
            }
        }
        Ok(all)
    }

    /// The first row of a query, read by `from_row`.
    pub(crate) async fn first<T>(
        &mut self,
        sql: &'static str,
        values: Vec<Value>,
        from_row: impl FnMut(&Row) -> Result<T>,
    ) -> Result<Option<T>> {
        self.rows(sql.into_sql_str(), values, Keep::Prepared).await?.first().map(from_row).transpose()
    }
}

impl Write {
    /// Runs one change and counts the rows it touched.
    pub(crate) async fn execute(&mut self, sql: &'static str, values: Vec<Value>) -> Result<u64> {
        self.run(sql.into_sql_str(), values, Keep::Prepared).await
    }

    /// Adds one row.
    pub(crate) async fn insert(&mut self, table: &'static str, record: Record) -> Result<()> {
        let (columns, values) = unzip(record);
        let sql = insert_text(table, &columns, 1);
        self.run(AssertSqlSafe(sql).into_sql_str(), values, Keep::Prepared).await?;
        Ok(())
    }

    /// Adds many rows that name the same columns, several in one statement.
    pub(crate) async fn insert_all(&mut self, table: &'static str, records: Vec<Record>) -> Result<()> {
        self.insert_or(table, records, "").await.map(drop)
    }

    /// Adds many rows likewise; `conflict` says what becomes of those that are there already. Counts the
    /// rows that were written.
    pub(crate) async fn insert_or(
        &mut self,
        table: &'static str,
        records: Vec<Record>,
        conflict: &'static str,
    ) -> Result<u64> {
        let Some(first) = records.first() else { return Ok(0) };
        let columns: Vec<_> = first.iter().map(|(column, _)| *column).collect();
        let mut written = 0;
        for values in batches(records, PARAMETERS_AT_ONCE / columns.len()) {
            let sql = insert_text(table, &columns, values.len() / columns.len());
            let sql = AssertSqlSafe(format!("{sql} {conflict}")).into_sql_str();
            written += self.run(sql, values, Keep::Once).await?;
        }
        Ok(written)
    }

    /// Changes the row `id` if it still has the version, and returns the next version.
    pub(crate) async fn update(
        &mut self,
        table: &'static str,
        id: Uuid,
        version: i64,
        record: Record,
    ) -> Result<i64> {
        let (columns, mut values) = unzip(record);
        let sql = update_text(table, &columns);
        values.extend(values![version + 1, id, version]);
        match self.run(AssertSqlSafe(sql).into_sql_str(), values, Keep::Prepared).await? {
            0 => Err(self.why_not_updated(table, id).await?),
            _ => Ok(version + 1),
        }
    }

    async fn why_not_updated(&mut self, table: &'static str, id: Uuid) -> Result<Error> {
        let sql = AssertSqlSafe(format!("SELECT version FROM {table} WHERE id = $1")).into_sql_str();
        match self.rows(sql, values![id], Keep::Prepared).await?.first() {
            Some(row) => Ok(Error::Stale { current: row.get("version")? }),
            None => Ok(not_found(table, &id)),
        }
    }
}

/// Parts of several nouns, by the noun's id.
pub(crate) type Grouped<T> = HashMap<Uuid, Vec<T>>;

/// Gathers parts by the id they came with, keeping their order.
pub(crate) fn grouped<T>(parts: Vec<(Uuid, T)>) -> Grouped<T> {
    let mut groups = Grouped::new();
    for (id, part) in parts {
        groups.entry(id).or_insert_with(Vec::new).push(part);
    }
    groups
}

/// What must exist does not.
pub(crate) fn not_found(noun: &'static str, id: &impl ToString) -> Error {
    Error::NotFound { noun, id: id.to_string() }
}

fn unzip(record: Record) -> (Vec<&'static str>, Vec<Value>) {
    record.into_iter().unzip()
}

/// The values of so many rows at a time. All are gathered before the first statement: a future that
/// holds an iterator over records is not `Send`.
fn batches(records: Vec<Record>, rows: usize) -> Vec<Vec<Value>> {
    let mut records = records.into_iter();
    let batch = || {
        let values: Vec<_> = records.by_ref().take(rows).flat_map(|record| unzip(record).1).collect();
        (!values.is_empty()).then_some(values)
    };
    std::iter::from_fn(batch).collect()
}

fn insert_text(table: &str, columns: &[&str], rows: usize) -> String {
    let rows = (0..rows).map(|row| {
        let places = (1..=columns.len()).map(|column| format!("${}", row * columns.len() + column));
        format!("({})", join(places))
    });
    format!("INSERT INTO {table} ({}) VALUES {}", columns.join(", "), join(rows))
}

/// The columns come first, then the next version, the id and the version expected.
fn update_text(table: &str, columns: &[&str]) -> String {
    let sets = columns.iter().zip(1..).map(|(column, place)| format!("{column} = ${place}"));
    let n = columns.len();
    format!(
        "UPDATE {table} SET {}, version = ${} WHERE id = ${} AND version = ${}",
        join(sets),
        n + 1,
        n + 2,
        n + 3
    )
}

fn join(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_number_their_places() {
        assert_eq!(
            insert_text("plan", &["id", "title"], 2),
            "INSERT INTO plan (id, title) VALUES ($1, $2), ($3, $4)"
        );
        assert_eq!(
            update_text("task", &["label", "text"]),
            "UPDATE task SET label = $1, text = $2, version = $3 WHERE id = $4 AND version = $5"
        );
    }
}
