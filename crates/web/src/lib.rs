//! Server-rendered pages; the only crate that knows HTTP and HTML.
//!
//! `router.rs` is the table of contents. A page's handler and template lie
//! together in `pages/`; what all pages share stands in `ctx.rs`.

#![expect(
    clippy::unused_self,
    clippy::trivially_copy_pass_by_ref,
    clippy::ref_option_ref,
    reason = "templates reach values through methods of their page, and pass fields by reference"
)]
#![expect(
    clippy::inconsistent_struct_constructor,
    reason = "a page's `ctx` stands first, but is moved in last"
)]

mod address;
mod app;
pub mod assets;
mod ctx;
pub mod door;
mod error;
mod i18n;
pub mod oidc;
mod pages;
mod router;
mod security;
mod words;

pub use app::{App, Site};
pub use door::{About, Door, Route};
pub use pages::policy::as_markdown as policy_as_markdown;
pub use router::{router, routes};

use std::future::Future;
use std::io;
use std::net::SocketAddr;

use tokio::net::TcpListener;

/// Serves the site until `stop` completes; open requests are finished first.
pub async fn serve(
    app: App,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stop).await
}
