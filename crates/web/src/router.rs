//! The table of contents of the site.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use tower_http::compression::CompressionLayer;
use tower_http::trace::TraceLayer;

use crate::app::App;
use crate::error::Error;
use crate::pages::{
    committee, documents, imports, indicators, language, observations, organisations, overview, plans,
    sign_in, tasks,
};
use crate::{assets, error, pages, security};

/// Every address of the site.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/", get(overview::show))
        .route("/indicators", get(indicators::list))
        .route("/indicators/{id}", get(indicators::show))
        .route("/indicators/{id}/observations", get(observations::new).post(observations::create))
        .route("/tasks", get(tasks::list))
        .route("/tasks/{id}", get(tasks::show).post(tasks::update))
        .route("/committee", get(committee::list))
        .route("/committee/{id}", get(committee::show))
        .route("/organisations", get(organisations::list))
        .route("/organisations/{id}", get(organisations::show))
        .route("/documents", get(documents::list))
        .route("/documents/{id}", get(documents::show))
        .route("/plans", get(plans::list))
        .route("/plans/{id}", get(plans::choose))
        .merge(importing())
        .route("/sign-in", get(sign_in::ask))
        .route("/sign-in/{token}", get(sign_in::accept).post(sign_in::create))
        .route("/sign-out", post(sign_in::delete))
        .route("/language/{lang}", get(language::choose))
        .fallback(|| async { Error::NotFound })
        .method_not_allowed_fallback(|| async { Error::NotFound })
        .layer(from_fn(pages::take_back_notice))
        .layer(from_fn_with_state(app.clone(), error::pages))
        .route("/assets/{name}", get(assets::show))
        .layer(from_fn_with_state(app.clone(), security::guard))
        .layer(CompressionLayer::new())
        .layer(TraceLayer::new_for_http())
        .with_state(app)
}

/// Uploads may be larger than forms; the reader itself refuses what is too large.
fn importing() -> Router<App> {
    let upload_limit = usize::try_from(work::import::limits().max_bytes).unwrap_or(usize::MAX) + 1024 * 1024;
    Router::new()
        .route("/imports", get(imports::list).post(imports::create))
        .route("/imports/{id}", get(imports::show).post(imports::update))
        .route("/imports/{id}/items/{item}", get(imports::edit).post(imports::correct))
        .route("/imports/{id}/publish", get(imports::confirm).post(imports::publish))
        .route("/imports/{id}/draft.json", get(imports::json))
        .layer(DefaultBodyLimit::max(upload_limit))
}
