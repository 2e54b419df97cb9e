//! Server-rendered pages; the only crate that knows HTTP and HTML.

pub mod assets;
