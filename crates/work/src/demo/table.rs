//! Reads the demonstration's tables, which are part of the program.

use serde::de::DeserializeOwned;

/// The rows of a table with a line of column names.
///
/// # Panics
/// When a table is broken; every table is compiled in and read by a test.
pub fn rows<T: DeserializeOwned>(table: &str) -> Vec<T> {
    csv::Reader::from_reader(table.as_bytes())
        .into_deserialize()
        .collect::<Result<_, _>>()
        .expect("the tables are compiled in, and a test reads each of them")
}
