//! The committee of a plan: members are posts, and followers are found among them.

use std::collections::HashMap;

use domain::{Committee, Duty, Member, MemberId, OrganisationId, Post, text};
use store::Write;

use super::Publication;
use crate::Error;
use crate::import::{DraftMember, member_item};

/// Members by the folded title of their post, and of each post where one holds several.
pub(super) struct Members(HashMap<String, MemberId>);

impl Members {
    /// The member whose post these words name.
    pub(super) fn find(&self, words: &str) -> Option<MemberId> {
        self.0.get(&text::fold(words)).copied()
    }
}

impl<'a> Publication<'a> {
    /// Takes in the committee that the document sets up, if it does, and knows the members on file.
    pub(super) async fn committee(&mut self, tx: &mut Write) -> Result<Members, Error> {
        let kept = self.kept_members();
        if !kept.is_empty() {
            self.add_committee(tx, &kept).await?;
        }
        members_on_file(tx, self.bodies.owner()).await
    }

    fn kept_members(&self) -> Vec<&'a DraftMember> {
        let review = &self.import.review;
        review.draft.members.iter().filter(|m| review.keeps(&member_item(m))).collect()
    }

    async fn add_committee(&mut self, tx: &mut Write, kept: &[&DraftMember]) -> Result<(), Error> {
        let owner = store::plan::get(tx, self.version.plan).await?.owner;
        let committee = Committee {
            id: self.clock.id(),
            organisation: Some(self.bodies.owner()),
            name: format!("Ban Chỉ đạo · {owner}"),
        };
        store::committee::add(tx, &committee).await?;
        for (position, draft) in (0..).zip(kept) {
            let body = self.body_of_post(&draft.post);
            let post = Post::new(self.clock.id(), body, draft.post.clone());
            store::post::add(tx, &post).await?;
            let member = Member {
                id: self.clock.id(),
                committee: committee.id,
                post: post.id,
                role: draft.rank,
                label: draft.label.trim_end_matches('.').to_owned(),
                position,
                duties: duties(draft),
            };
            store::member::add(tx, &member).await?;
        }
        Ok(())
    }

    /// `Giám đốc Sở Tài chính` belongs to `Sở Tài chính`: the longest ending that names a body.
    fn body_of_post(&self, title: &str) -> Option<OrganisationId> {
        let words: Vec<&str> = title.split_whitespace().collect();
        (1..words.len()).find_map(|start| self.bodies.find(&words[start..].join(" ")))
    }
}

fn duties(draft: &DraftMember) -> Vec<Duty> {
    draft
        .duty_anchors
        .iter()
        .map(|anchor| Duty {
            text: anchor.quote.trim_start_matches(['-', '+', '•', ' ']).to_owned(),
            covers_indicators: draft.covers_other_indicators,
            anchor: Some(anchor.clone()),
        })
        .collect()
}

/// The members of the owner's committees; a later assignment wins over an earlier one.
async fn members_on_file(tx: &mut Write, owner: OrganisationId) -> Result<Members, Error> {
    let mut by_post = HashMap::new();
    for committee in store::committee::list(tx).await? {
        if committee.organisation != Some(owner) {
            continue;
        }
        for (member, title) in store::member::list_with_posts(tx, committee.id).await? {
            for part in title.split(',') {
                by_post.insert(text::fold(part), member.id);
            }
            by_post.insert(text::fold(&title), member.id);
        }
    }
    Ok(Members(by_post))
}
