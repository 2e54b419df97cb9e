//! Server-rendered pages; the only crate that knows HTTP and HTML.
//!
//! `router.rs` is the table of contents. A page's handler and template lie
//! together in `pages/`; what all pages share stands in [`ctx`].

mod address;
mod app;
pub mod assets;
mod ctx;
mod error;
mod i18n;
mod pages;
mod router;
mod security;
mod words;

pub use app::{App, Site};
pub use router::router;

use std::future::Future;
use std::io;

use tokio::net::TcpListener;

/// Serves the site until `stop` completes; open requests are finished first.
pub async fn serve(app: App, listener: TcpListener, stop: impl Future<Output = ()> + Send + 'static) -> io::Result<()> {
    axum::serve(listener, router(app)).with_graceful_shutdown(stop).await
}
