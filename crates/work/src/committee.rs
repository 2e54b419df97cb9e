//! The committee: members in official order, with what hangs on them.

use domain::{Committee, Member, MemberId, Plan, Post};

use crate::{Error, Work};

/// A member with the title of the post.
#[derive(Debug, Clone)]
pub struct MemberWithPost {
    /// The member.
    pub member: Member,
    /// The title of the post.
    pub post: String,
}

/// The members of the committee that belongs to a plan; empty where none was set up.
///
/// A plan's committee is the latest one set up for the plan's owner.
pub async fn list(work: &Work, plan: &Plan) -> Result<Vec<MemberWithPost>, Error> {
    let mut read = work.store.read().await?;
    let Some(committee) = of_plan(&mut read, plan).await? else {
        return Ok(Vec::new());
    };
    let members = store::member::list_with_posts(&mut read, committee.id).await?;
    Ok(members.into_iter().map(|(member, post)| MemberWithPost { member, post }).collect())
}

/// The latest committee set up for the plan's owner.
pub(crate) async fn of_plan(read: &mut store::Read, plan: &Plan) -> Result<Option<Committee>, Error> {
    let owners = store::organisation::list_by_name(read, &plan.owner).await?;
    let is_owner = |c: &Committee| c.organisation.is_some_and(|id| owners.iter().any(|owner| owner.id == id));
    Ok(store::committee::list(read).await?.into_iter().rfind(is_owner))
}

/// One member with the post.
pub async fn get(work: &Work, id: MemberId) -> Result<(Member, Post), Error> {
    let mut read = work.store.read().await?;
    let member = store::member::get(&mut read, id).await?;
    let post = store::post::get(&mut read, member.post).await?;
    Ok((member, post))
}
