//! An empty store of either kind.

use std::future::Future;

use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use store::{Options, Store};

pub async fn on_sqlite<F: Future<Output = ()>>(check: impl FnOnce(Store) -> F) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("cotmoc.db").display());
    check(Store::open(&url, Options::default()).await.unwrap()).await;
}

/// `schema` keeps tests that run at the same time apart.
pub async fn on_postgresql<F: Future<Output = ()>>(schema: &str, check: impl FnOnce(Store) -> F) {
    let Some(server) = server() else { return };
    let mut connection = PgConnection::connect(&server).await.unwrap();
    let anew = format!("DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}");
    connection.execute(sqlx::raw_sql(AssertSqlSafe(anew))).await.unwrap();
    connection.close().await.unwrap();
    let url = format!("{server}&options[search_path]={schema}");
    check(Store::open(&url, Options::default()).await.unwrap()).await;
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
