//! Signing in: who may come in and by what, and the sessions that begin then.
//!
//! Secrets are 256 random bits; only their SHA-256 is kept. Whatever the means (a link that works once, a
//! password with or without a second factor, a passkey, a provider), it ends in one place, which begins the
//! session, and everything stands in the audit chain.

pub mod failure;
pub(crate) mod hashing;
pub mod identity;
pub mod link;
pub mod passkey;
pub mod password;
pub mod second_factor;
pub mod second_step;
pub mod session;
mod step;
pub mod strength;

use domain::rules::SignInRules;
use domain::{AccessRole, PostId, UserId, text};
use store::session::Session;

use crate::access::Access;
use crate::{Actor, Error, FieldError, Work};

pub use link::{accept, invite, invited};
pub use second_step::Entered;
pub use session::{Duty, leave, session};

/// A seat that is there from the start: an account with a post that holds one role everywhere.
#[derive(Debug, Clone, Copy)]
pub struct Seat {
    /// The name that signs in.
    pub sign_in_name: &'static str,
    /// The name shown.
    pub name: &'static str,
    /// The post's title.
    pub post: &'static str,
    /// The role that the post holds.
    pub role: AccessRole,
}

/// Whom the link of a new installation signs in.
pub const ADMINISTRATOR: Seat = Seat {
    sign_in_name: "quantri",
    name: "Quản trị hệ thống",
    post: "Quản trị hệ thống",
    role: AccessRole::Administrator,
};

/// Whom the link of the demonstration signs in.
pub const STANDING_OFFICE: Seat = Seat {
    sign_in_name: "vanphong",
    name: "Cơ quan Thường trực Ban Chỉ đạo",
    post: "Văn phòng Tỉnh ủy",
    role: AccessRole::StandingOffice,
};

/// Who is signed in, by what, and what they may do.
#[derive(Debug, Clone)]
pub struct Visit {
    /// Who acts.
    pub actor: Actor,
    /// What they may do.
    pub access: Access,
    /// The session.
    pub session: Session,
    /// What must be done before anything else.
    pub duty: Option<Duty>,
    /// Whether a second factor is enrolled.
    pub has_second_factor: bool,
}

impl Visit {
    /// The same, acting by another of the posts filled.
    #[must_use]
    pub fn acting_by(&self, post: PostId) -> Self {
        let mut visit = self.clone();
        if let Some(post) = self.access.directory().post(post) {
            visit.actor.post.clone_from(&post.title);
            visit.actor.post_id = Some(post.id);
        }
        visit
    }
}

/// The rules of signing in that hold now.
pub async fn rules(work: &Work) -> Result<SignInRules, Error> {
    crate::settings::sign_in_rules(work).await
}

/// A sign-in name as it is kept: in lower case, without spaces around it.
pub fn sign_in_name(typed: &str) -> String {
    text::nfc(typed.trim()).to_lowercase()
}

/// Refuses a change that would leave an account without any way to sign in.
async fn must_have_a_way_in(tx: &mut store::Write, account: UserId, field: &str) -> Result<(), Error> {
    let has_password = store::account::get(tx, account).await?.password.is_some();
    let has_other = !store::passkey::list(tx, account).await?.is_empty()
        || !store::identity::list(tx, account).await?.is_empty();
    if has_password || has_other {
        return Ok(());
    }
    Err(Error::Invalid(vec![FieldError::new(
        field,
        "Đây là cách đăng nhập duy nhất còn lại. Đề nghị đặt mật khẩu hoặc thêm cách khác trước.",
        "This is the only way left to sign in. Set a password or add another way first.",
    )]))
}

fn digest(secret: &str) -> String {
    domain::audit::sha256_hex(secret.as_bytes())
}
