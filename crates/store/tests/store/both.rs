//! Runs a test on both databases, each time on an empty store of its own.

use std::future::Future;

use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use store::{Options, Store};

/// Names a test and gives it an empty store, once on SQLite and once on PostgreSQL.
///
/// A body must be `Send`, and so every verb: a server moves its work between threads.
macro_rules! on_both {
    ($name:ident, |$store:ident| async $body:block) => {
        mod $name {
            use super::*;

            async fn check($store: store::Store) $body

            #[tokio::test]
            async fn sqlite() {
                $crate::both::on_sqlite(check).await;
            }

            #[tokio::test]
            async fn postgresql() {
                $crate::both::on_postgresql(module_path!(), check).await;
            }
        }
    };
}
pub(crate) use on_both;

pub async fn on_sqlite<F: Future<Output = ()> + Send>(check: impl FnOnce(Store) -> F) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("store.db").display());
    let store = Store::open(&url, Options::default()).await.unwrap();
    check(store.clone()).await;
    store.close().await;
}

pub async fn on_postgresql<F: Future<Output = ()> + Send>(test: &str, check: impl FnOnce(Store) -> F) {
    let Some(url) = a_schema(test).await else { return };
    let store = Store::open(&url, Options::default()).await.unwrap();
    check(store.clone()).await;
    store.close().await;
}

/// The address of an empty schema; `test` names it, so that tests that run at the same time do not meet.
pub async fn a_schema(test: &str) -> Option<String> {
    let server = server()?;
    let schema = test.replace("::", "_").to_lowercase();
    let mut connection = PgConnection::connect(&server).await.unwrap();
    let anew = format!("DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}");
    connection.execute(sqlx::raw_sql(AssertSqlSafe(anew))).await.unwrap();
    connection.close().await.unwrap();
    Some(format!("{server}&options[search_path]={schema}"))
}

/// The server of `cargo xtask test`; without one only a person's own run may go on.
fn server() -> Option<String> {
    let server = std::env::var("COTMOC_TEST_POSTGRES").ok();
    if server.is_none() {
        assert!(std::env::var_os("CI").is_none(), "COTMOC_TEST_POSTGRES names no server to test on");
        eprintln!("NOT TESTED ON POSTGRESQL: set COTMOC_TEST_POSTGRES, or run `cargo xtask test`");
    }
    server
}
