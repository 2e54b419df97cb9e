//! The figures of a field that were reported and wait to be verified.

use askama::Template;
use work::home::{self, ToVerify};

use super::HomeLink;
use crate::ctx::Ctx;
use crate::pages::{Page, show as render};

#[derive(Template)]
#[template(path = "home/verification.html")]
struct Verification {
    ctx: Ctx,
    links: Vec<HomeLink>,
    waiting: Vec<ToVerify>,
}

/// The page of whoever verifies.
pub async fn show(ctx: Ctx, links: Vec<HomeLink>) -> Page {
    let access = ctx.access()?;
    let tracked = super::tracked(&ctx).await?;
    let waiting = match tracked {
        Some(tracked) => home::to_verify(ctx.work(), access, &tracked).await?,
        None => Vec::new(),
    };
    render(&Verification { links, waiting, ctx })
}
