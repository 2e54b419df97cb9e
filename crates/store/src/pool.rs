//! The two databases: the only place that knows there are two.
//!
//! Everything above speaks one SQL text with `$1`, hands in [`Value`]s and gets [`Row`]s.

use std::ops::{Deref, DerefMut};
use std::str::FromStr;
use std::time::Duration;

use sqlx::error::DatabaseError;
use sqlx::postgres::{PgArguments, PgConnectOptions, PgPoolOptions, PgRow};
use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow, SqliteSynchronous,
};
use sqlx::{
    Arguments, Decode, Executor, IntoArguments, PgPool, Postgres, Row as _, SqlStr, Sqlite, SqlitePool,
    Transaction, Type,
};

use crate::cell::Value;
use crate::{Error, Result, audit};

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!();

/// How a store is opened.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// How many connections may read at once (and write, on PostgreSQL).
    pub connections: u32,
    /// How long a reader or writer waits for its turn before [`Error::Busy`].
    pub patience: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self { connections: 8, patience: Duration::from_secs(30) }
    }
}

/// The database; cheap to clone.
#[derive(Debug, Clone)]
pub struct Store(Pools);

#[derive(Debug, Clone)]
enum Pools {
    /// SQLite has one writer at a time; queueing here is fair and never meets "database is locked".
    Sqlite {
        writer: SqlitePool,
        readers: SqlitePool,
    },
    Postgres(PgPool),
}

impl Store {
    /// Opens `sqlite:PATH` (made when missing) or `postgres://…` and brings its tables up to date.
    pub async fn open(url: &str, options: Options) -> Result<Self> {
        let pools = match url.split_once(':') {
            Some(("sqlite", path)) => open_sqlite(path.strip_prefix("//").unwrap_or(path), options).await?,
            Some(("postgres" | "postgresql", _)) => open_postgres(url, options).await?,
            _ => return Err(Error::Address(url.to_owned())),
        };
        Ok(Self(pools))
    }

    /// Begins to read: every query until it is dropped sees the same state.
    pub async fn read(&self) -> Result<Read> {
        Ok(Read(match &self.0 {
            Pools::Sqlite { readers, .. } => Tx::Sqlite(readers.begin_with("BEGIN").await?),
            Pools::Postgres(pool) => {
                Tx::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
            }
        }))
    }

    /// Begins to write; nothing is kept unless [`Write::commit`] is called.
    ///
    /// On SQLite this waits for every other writer, so a verb asks once and passes it on.
    pub async fn write(&self) -> Result<Write> {
        Ok(Write(Read(match &self.0 {
            Pools::Sqlite { writer, .. } => Tx::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?),
            Pools::Postgres(pool) => Tx::Postgres(pool.begin_with("BEGIN").await?),
        })))
    }

    /// Waits for readers and writers to end and closes every connection.
    pub async fn close(&self) {
        match &self.0 {
            Pools::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
}

async fn open_sqlite(path: &str, options: Options) -> Result<Pools> {
    let file = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        // What was answered with "kept" survives a power cut, too.
        .synchronous(SqliteSynchronous::Full)
        // Another process, such as an import from the command line, may be writing.
        .busy_timeout(options.patience)
        .optimize_on_close(true, None);
    let pool = |connections| {
        let pool = SqlitePoolOptions::new().max_connections(connections).acquire_timeout(options.patience);
        // A file does not hang up, so no connection is asked whether it is still there.
        pool.test_before_acquire(false)
    };
    let writer = pool(1).connect_with(file.clone()).await?;
    // One transaction, so that of two processes that open a new file the second waits.
    let mut tx = writer.begin_with("BEGIN IMMEDIATE").await?;
    MIGRATIONS.run_direct(None, &mut *tx, false).await?;
    tx.commit().await?;
    let read_only = file.pragma("query_only", "ON").optimize_on_close(false, None);
    let readers = pool(options.connections).connect_lazy_with(read_only);
    Ok(Pools::Sqlite { writer, readers })
}

async fn open_postgres(url: &str, options: Options) -> Result<Pools> {
    let server = PgConnectOptions::from_str(url).map_err(|_| Error::Address(without_password(url)))?;
    let pool = PgPoolOptions::new().max_connections(options.connections).acquire_timeout(options.patience);
    let pool = pool.connect_with(server).await?;
    MIGRATIONS.run(&pool).await?;
    Ok(Pools::Postgres(pool))
}

/// The address as it may be shown: what stands before `@` can hold a password.
fn without_password(url: &str) -> String {
    match url.rsplit_once('@') {
        Some((_, rest)) => format!("postgres://…@{rest}"),
        None => url.to_owned(),
    }
}

/// Whether trying again later may help: locked on SQLite; deadlock, lock timeout or
/// serialisation failure on PostgreSQL.
pub(crate) fn is_busy(said: &dyn DatabaseError) -> bool {
    let code = said.code().unwrap_or_default();
    match code.parse::<i32>() {
        // SQLite's extended codes keep SQLITE_BUSY (5) and SQLITE_LOCKED (6) in the low byte.
        Ok(number) if code.len() < 5 => matches!(number & 0xff, 5 | 6),
        _ => matches!(&*code, "40001" | "40P01" | "55P03"),
    }
}

/// A state of the database to read from; see [`Store::read`].
#[derive(Debug)]
pub struct Read(Tx);

/// A transaction that changes the database; see [`Store::write`].
#[derive(Debug)]
pub struct Write(Read);

#[derive(Debug)]
enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Deref for Write {
    type Target = Read;
    fn deref(&self) -> &Read {
        &self.0
    }
}

impl DerefMut for Write {
    fn deref_mut(&mut self) -> &mut Read {
        &mut self.0
    }
}

/// Runs the same lines on whichever database it is.
macro_rules! on {
    ($tx:expr, |$open:ident| $body:expr) => {
        match $tx {
            Tx::Sqlite($open) => $body,
            Tx::Postgres($open) => $body,
        }
    };
}

impl Read {
    /// Every row of a query.
    pub(crate) async fn rows(&mut self, sql: SqlStr, values: Vec<Value>, keep: Keep) -> Result<Vec<Row>> {
        on!(&mut self.0, |tx| {
            let query = sqlx::query_with(sql, Values(values)).persistent(keep == Keep::Prepared);
            Ok(tx.fetch_all(query).await?.into_iter().map(Row::from).collect())
        })
    }
}

impl Write {
    /// Runs a change and counts the rows it touched.
    pub(crate) async fn run(&mut self, sql: SqlStr, values: Vec<Value>, keep: Keep) -> Result<u64> {
        on!(&mut self.0.0, |tx| {
            let query = sqlx::query_with(sql, Values(values)).persistent(keep == Keep::Prepared);
            Ok(tx.execute(query).await?.rows_affected())
        })
    }

    /// Keeps what was changed, and enters in the audit chain who did it: no change without an entry.
    pub async fn commit(mut self, records: Vec<audit::Record>) -> Result<()> {
        audit::append(&mut self, records).await?;
        self.commit_unrecorded().await
    }

    /// Keeps what nobody did, such as the clearing away of what is too old.
    pub async fn commit_unrecorded(self) -> Result<()> {
        on!(self.0.0, |tx| Ok(tx.commit().await?))
    }
}

/// Whether a statement stays prepared on its connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    Prepared,
    Once,
}

struct Values(Vec<Value>);

macro_rules! values_become {
    ($Database:ident, $Arguments:ident) => {
        impl IntoArguments<$Database> for Values {
            fn into_arguments(self) -> $Arguments {
                let mut arguments = $Arguments::default();
                for value in self.0 {
                    match value {
                        Value::Text(text) => arguments.add(text),
                        Value::Int(number) => arguments.add(number),
                        Value::Real(number) => arguments.add(number),
                        Value::Bool(flag) => arguments.add(flag),
                        Value::Id(id) => arguments.add(id),
                    }
                    .expect("texts, numbers, flags and ids are written as they are");
                }
                arguments
            }
        }
    };
}

values_become!(Sqlite, SqliteArguments);
values_become!(Postgres, PgArguments);

/// A row of either database.
pub(crate) enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

impl From<SqliteRow> for Row {
    fn from(row: SqliteRow) -> Self {
        Row::Sqlite(row)
    }
}

impl From<PgRow> for Row {
    fn from(row: PgRow) -> Self {
        Row::Postgres(row)
    }
}

/// A type that both databases decode.
pub(crate) trait Raw:
    for<'r> Decode<'r, Sqlite> + Type<Sqlite> + for<'r> Decode<'r, Postgres> + Type<Postgres>
{
}

impl<T> Raw for T where
    T: for<'r> Decode<'r, Sqlite> + Type<Sqlite> + for<'r> Decode<'r, Postgres> + Type<Postgres>
{
}

impl Row {
    /// What the column holds; `None` for NULL.
    pub(crate) fn raw<T: Raw>(&self, column: &str) -> Result<Option<T>> {
        Ok(match self {
            Row::Sqlite(row) => row.try_get(column)?,
            Row::Postgres(row) => row.try_get(column)?,
        })
    }
}
