//! Why the store could not do what was asked.

use sqlx::error::ErrorKind;
use sqlx::migrate::MigrateError;

use crate::pool;

/// The store's result.
pub type Result<T> = std::result::Result<T, Error>;

/// Why the store could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// What must exist does not.
    #[error("there is no {noun} {id}")]
    NotFound {
        /// The table asked.
        noun: &'static str,
        /// Which row.
        id: String,
    },
    /// Someone else changed it meanwhile: look at the present state, then try again.
    #[error("changed meanwhile: the stored version is {current}")]
    Stale {
        /// The version or revision stored now.
        current: i64,
    },
    /// It breaks a rule of what is stored: a key taken, a reference to nothing, an impossible value.
    #[error("contradicts what is stored")]
    Conflict(#[source] Failure),
    /// No connection became free in time; trying again later may help.
    #[error("the database is busy")]
    Busy(#[source] Failure),
    /// The address names no database.
    #[error("not a database address (sqlite:PATH or postgres://…): {0}")]
    Address(String),
    /// A stored value is not what its column may hold.
    #[error("the stored value of {column} cannot be read")]
    Damaged {
        /// The column.
        column: String,
    },
    /// Its tables are not those that this version of the program leads to.
    #[error("the database was made by another version of the program")]
    OtherVersion(#[source] Failure),
    /// The database failed.
    #[error("the database failed")]
    Database(#[source] Failure),
}

/// What the database said, for the log only.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Failure(#[from] Cause);

#[derive(Debug, thiserror::Error)]
enum Cause {
    #[error(transparent)]
    Query(sqlx::Error),
    #[error(transparent)]
    Migration(MigrateError),
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        let make = match &error {
            sqlx::Error::PoolTimedOut => Error::Busy,
            sqlx::Error::Database(said) if pool::is_busy(said.as_ref()) => Error::Busy,
            sqlx::Error::Database(said) if said.kind() != ErrorKind::Other => Error::Conflict,
            _ => Error::Database,
        };
        make(Failure(Cause::Query(error)))
    }
}

impl From<MigrateError> for Error {
    fn from(error: MigrateError) -> Self {
        let make = match &error {
            MigrateError::VersionMissing(_) | MigrateError::VersionMismatch(_) => Error::OtherVersion,
            _ => Error::Database,
        };
        make(Failure(Cause::Migration(error)))
    }
}
