//! The page of a sign-in that came to nothing: what happened, what to do, and the way back.

use askama::Template;

use super::{Page, show_again};
use crate::ctx::Ctx;

#[derive(Template)]
#[template(path = "refused.html")]
struct Refused {
    ctx: Ctx,
    title: String,
    message: String,
    again: String,
}

/// Shows it; `again` is the address to try anew from.
pub fn refuse(ctx: Ctx, title: String, message: String, again: String) -> Page {
    show_again(&Refused { ctx, title, message, again })
}
