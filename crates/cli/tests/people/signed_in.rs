//! Sessions of people who signed in before a test begins.

use domain::{Means, UserId};
use jiff::SignedDuration;
use store::session::Session;
use work::Work;

/// Opens a session of an account, and gives what its cookie holds.
///
/// As in a demonstration, nobody must set a password first.
pub async fn session(work: &Work, account: UserId) -> String {
    let (now, secret) = (work.clock.now(), work.clock.secret());
    let session = Session {
        id_sha256: domain::audit::sha256_hex(secret.as_bytes()),
        account,
        means: Means::Totp,
        address: String::new(),
        agent: String::new(),
        created_at: now,
        seen_at: now,
        expires_at: now + SignedDuration::from_hours(1),
    };
    let mut tx = work.store.write().await.unwrap();
    store::setting::set(&mut tx, "demo.seed", "1").await.unwrap();
    store::session::add(&mut tx, &session).await.unwrap();
    tx.commit_unrecorded().await.unwrap();
    secret
}
