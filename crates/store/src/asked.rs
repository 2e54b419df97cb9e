//! A question put together of what a filter names, so that an index serves it.
//!
//! `$1 IS NULL OR column = $1` would be one text for every filter, but no database reads it by an index.

use sqlx::{AssertSqlSafe, SqlSafeStr, SqlStr};

use crate::cell::{Bind, Value};

/// Conditions that all have to hold, with their values.
#[derive(Default)]
pub(crate) struct Asked {
    conditions: Vec<String>,
    values: Vec<Value>,
}

impl Asked {
    /// The place of a value.
    pub(crate) fn value(&mut self, value: &impl Bind) -> String {
        self.plain_value(value.bind())
    }

    /// The place of a value that is written already.
    pub(crate) fn plain_value(&mut self, value: Value) -> String {
        self.values.push(value);
        format!("${}", self.values.len())
    }

    /// Adds a condition in the program's own words.
    pub(crate) fn that(&mut self, condition: impl Into<String>) {
        self.conditions.push(condition.into());
    }

    /// A column stands in such a relation to a value, where one is asked for.
    pub(crate) fn column(&mut self, column: &str, relation: &str, value: Option<&impl Bind>) {
        if let Some(value) = value {
            let value = self.value(value);
            self.that(format!("{column} {relation} {value}"));
        }
    }

    /// The text of the query with its values; `end` is its order and limit.
    pub(crate) fn into_query(self, columns: &str, table: &str, end: &str) -> (String, Vec<Value>) {
        let Self { conditions, values } = self;
        let all = if conditions.is_empty() { "1 = 1".to_owned() } else { conditions.join(" AND ") };
        (format!("SELECT {columns} FROM {table} WHERE {all} {end}"), values)
    }
}

/// A text that holds nothing but the program's own words and the places of values.
pub(crate) fn safe(text: String) -> SqlStr {
    AssertSqlSafe(text).into_sql_str()
}
