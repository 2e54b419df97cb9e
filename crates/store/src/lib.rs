//! SQLite and PostgreSQL; the only crate with SQL.
