//! Somebody who is signed in, and what comes back.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use domain::{Means, UserId};
use jiff::SignedDuration;
use store::session::Session;
use tower::ServiceExt;

use crate::route::Address;
use crate::world::World;

/// A visitor signs in anew for each round of requests.
#[derive(Debug, Clone, Copy)]
pub struct Visitor {
    pub account: UserId,
}

/// The cookie of somebody signed in; empty for a stranger.
#[derive(Debug, Clone, Default)]
pub struct Cookie(String);

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Visitor {
    pub fn new(account: UserId) -> Self {
        Self { account }
    }

    /// Begins a session, as any means of signing in does in the end.
    pub async fn sign_in(self, world: &World) -> Cookie {
        let (secret, now) = (world.work.clock.secret(), world.work.clock.now());
        let session = Session {
            id_sha256: domain::audit::sha256_hex(secret.as_bytes()),
            account: self.account,
            means: Means::Totp,
            address: String::new(),
            agent: String::new(),
            created_at: now,
            seen_at: now,
            expires_at: now + SignedDuration::from_hours(12),
        };
        let mut tx = world.work.store.write().await.unwrap();
        store::session::add(&mut tx, &session).await.unwrap();
        tx.commit_unrecorded().await.unwrap();
        Cookie(format!("cotmoc_session={secret}"))
    }
}

impl World {
    /// Asks for an address; a form is sent empty, so that nothing can come of it but a refusal.
    pub async fn ask(&self, cookie: &Cookie, address: &Address) -> Answer {
        let request = Request::builder()
            .method(address.method.clone())
            .uri(&address.path)
            .header(header::HOST, "127.0.0.1:5757")
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, &cookie.0)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let response = self.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        Answer { status, headers, body: String::from_utf8_lossy(&bytes).into_owned() }
    }
}

impl Answer {
    /// Where the browser is sent on to; empty where it is not.
    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |to| to.to_str().unwrap())
    }
}
