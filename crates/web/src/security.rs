//! What guards every request: known hosts, same-origin forms, strict headers.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use axum_extra::extract::CookieJar;

use crate::app::App;
use crate::error::{Error, page_for_stranger};

const HEADERS: [(HeaderName, &str); 5] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"),
];

/// Refuses foreign hosts and cross-site changes, and adds the security headers.
pub async fn guard(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut response = match check(&app, request.method(), request.headers()) {
        Ok(()) => next.run(request).await,
        Err(error) => page_for_stranger(app, &CookieJar::from_headers(request.headers()), &error),
    };
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    // Pages show what one person may see; only the bundled files may be kept by caches.
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

fn check(app: &App, method: &Method, headers: &HeaderMap) -> Result<(), Error> {
    let host = text(headers, header::HOST).ok_or(Error::ForeignHost)?;
    if !app.site().hosts.iter().any(|known| known == host) {
        return Err(Error::ForeignHost);
    }
    if method.is_safe() || is_same_origin(headers, host) { Ok(()) } else { Err(Error::CrossSite) }
}

/// Browsers say where a form was sent from: by `Sec-Fetch-Site`, older ones by `Origin`.
/// A change that says neither is refused.
fn is_same_origin(headers: &HeaderMap, host: &str) -> bool {
    match (text(headers, HeaderName::from_static("sec-fetch-site")), text(headers, header::ORIGIN)) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => origin.split_once("://").is_some_and(|(_, rest)| rest == host),
        (None, None) => false,
    }
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}
