//! The committee: who follows what, and one member's indicators, tasks and duties.

use askama::Template;
use axum::extract::Path;
use domain::{Member, MemberId, Post, Role};
use work::committee::{self, MemberWithPost};
use work::overview::Counts;
use work::tracked::{Tracked, TrackedIndicator, TrackedTask, named};

use super::{Page, show as render};
use crate::ctx::Ctx;

#[derive(Template)]
#[template(path = "committee/list.html")]
struct List {
    ctx: Ctx,
    members: Vec<(MemberWithPost, Counts)>,
    unfollowed: usize,
}

/// `GET /committee`.
pub async fn list(ctx: Ctx) -> Page {
    let (plan, _) = ctx.plan()?;
    let tracked = ctx.tracked().await?;
    let mut members = committee::list(ctx.work(), plan).await?;
    members.retain(|member| ctx.sees_member(&member.member.id));
    let has_no_follower =
        |t: &&TrackedIndicator| named(&t.indicator.responsibilities, Role::Follower).next().is_none();
    let unfollowed = tracked.indicators.iter().filter(has_no_follower).count();
    let counted = |member: MemberWithPost| {
        let counts = Counts::of(tracked.followed_by(member.member.id).map(|t| t.judgement.status));
        (member, counts)
    };
    let members = members.into_iter().map(counted).collect();
    render(&List { unfollowed, members, ctx })
}

#[derive(Template)]
#[template(path = "committee/show.html")]
struct Show {
    ctx: Ctx,
    member: Member,
    post: Post,
    tracked: Tracked,
}

impl Show {
    fn indicators(&self) -> Vec<&TrackedIndicator> {
        self.tracked.followed_by(self.member.id).collect()
    }

    fn counts(&self) -> Counts {
        Counts::of(self.indicators().iter().map(|t| t.judgement.status))
    }

    /// Tasks of the body that the member's post belongs to.
    fn tasks(&self) -> Vec<&TrackedTask> {
        self.post.organisation.map_or_else(Vec::new, |body| self.tracked.tasks_of(body).collect())
    }
}

/// `GET /committee/{id}`.
pub async fn show(ctx: Ctx, Path(id): Path<MemberId>) -> Page {
    let (member, post) = committee::get(ctx.work(), id).await?;
    let tracked = ctx.tracked().await?;
    render(&Show { member, post, tracked, ctx })
}
