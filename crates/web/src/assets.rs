//! The style sheet, script, fonts and icon that `build.rs` bundled, served from the program itself.
//!
//! Each file carries a hash of its content in its name, so browsers may keep it for ever and a new build
//! is picked up at once.

use std::collections::HashMap;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use rust_embed::EmbeddedFile;

// Declares `Bundle`, see `build.rs`.
include!(concat!(env!("OUT_DIR"), "/bundle.rs"));

const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Plain names (`app.css`) to addresses (`/assets/app-4XKQ2B7A.css`).
static ADDRESSES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    Bundle::iter().filter_map(|hashed| Some((plain_name(&hashed)?, format!("/assets/{hashed}")))).collect()
});

/// The address of a bundled file, named without its hash: `asset("app.css")`.
///
/// # Panics
/// When the bundle has no such file: a template names what the build does not make.
pub fn asset(name: &str) -> &'static str {
    ADDRESSES.get(name).unwrap_or_else(|| panic!("`{name}` is not in the bundle of crates/web/assets"))
}

/// Answers `GET /assets/{name}`.
pub async fn show(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some(file) = Bundle::get(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let etag = etag(&file);
    let headers_out = [(CACHE_CONTROL, FOR_EVER.to_owned()), (ETAG, etag.clone())];
    if headers.get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == etag.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, headers_out).into_response();
    }
    let content_type = [(CONTENT_TYPE, file.metadata.mimetype().to_owned())];
    (headers_out, content_type, file.data).into_response()
}

fn etag(file: &EmbeddedFile) -> String {
    format!("\"{}\"", domain::text::hex(&file.metadata.sha256_hash()))
}

/// `app-4XKQ2B7A.css` without its hash.
fn plain_name(hashed: &str) -> Option<String> {
    let (stem, extension) = hashed.rsplit_once('.')?;
    let (name, _hash) = stem.rsplit_once('-')?;
    Some(format!("{name}.{extension}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    async fn get(address: &str, known: Option<HeaderValue>) -> Response {
        let name = address.trim_start_matches("/assets/").to_owned();
        let headers = known.into_iter().map(|tag| (IF_NONE_MATCH, tag)).collect();
        show(Path(name), headers).await
    }

    #[tokio::test]
    async fn every_asset_has_a_type_and_is_kept_for_ever() {
        for (name, content_type) in [
            ("app.css", "text/css"),
            ("app.js", "text/javascript"),
            ("favicon.svg", "image/svg+xml"),
            ("licences.txt", "text/plain"),
        ] {
            let answer = get(asset(name), None).await;
            assert_eq!(answer.status(), StatusCode::OK, "{name}");
            assert_eq!(answer.headers()[CONTENT_TYPE], content_type, "{name}");
            assert_eq!(answer.headers()[CACHE_CONTROL], FOR_EVER, "{name}");
        }
    }

    #[tokio::test]
    async fn a_known_etag_saves_the_transfer() {
        let first = get(asset("app.css"), None).await;
        let again = get(asset("app.css"), Some(first.headers()[ETAG].clone())).await;
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    }

    #[tokio::test]
    async fn an_unknown_or_climbing_name_is_not_found() {
        for name in ["app.css", "../Cargo.toml", ""] {
            assert_eq!(get(name, None).await.status(), StatusCode::NOT_FOUND, "{name}");
        }
    }

    #[test]
    fn the_fonts_are_our_own_and_hold_vietnamese() {
        let fonts: Vec<_> = Bundle::iter().filter(|name| name.ends_with(".woff2")).collect();
        for weight in [400, 500, 600, 700] {
            let wanted = format!("be-vietnam-pro-vietnamese-{weight}-normal-");
            assert!(fonts.iter().any(|name| name.starts_with(&wanted)), "{wanted}: {fonts:?}");
        }
    }

    #[test]
    fn the_style_sheet_names_no_other_origin() {
        let file =
            Bundle::get(asset("app.css").trim_start_matches("/assets/")).expect("the style sheet is bundled");
        let css = String::from_utf8_lossy(&file.data);
        let foreign: Vec<_> = css.match_indices("url(http").map(|(at, _)| &css[at..at + 40]).collect();
        assert!(foreign.is_empty(), "{foreign:?}");
    }
}
