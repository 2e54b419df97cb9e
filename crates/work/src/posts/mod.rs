//! Posts: whose they are, who fills them and when, and what they are trusted with.

mod change;
mod fill;

use std::collections::HashMap;

use domain::access::Target;
use domain::{AccessGrant, Action, Organisation, OrganisationId, Person, PersonId, Post, PostId, Tenure};
use store::Read;

use crate::access::Access;
use crate::{Error, Work};

pub use change::{PostForm, add, edit};
pub use fill::{Ending, Filling, end, fill};

/// A tenure with the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// The tenure.
    pub tenure: Tenure,
    /// Who fills the post.
    pub person: Person,
}

/// A post with its body and those who fill it today.
#[derive(Debug, Clone)]
pub struct PostLine {
    /// The post.
    pub post: Post,
    /// The body's name; empty where the post belongs to none.
    pub body: String,
    /// Who fills it today.
    pub today: Vec<Filled>,
}

/// The posts within reach whose title or body match the words, those of one body together.
pub async fn list(work: &Work, access: &Access, words: &str) -> Result<Vec<PostLine>, Error> {
    let keys: Vec<String> = domain::text::fold(words).split_whitespace().map(str::to_owned).collect();
    let mut read = work.store.read().await?;
    let names = body_names(&mut read).await?;
    let mut filled = filled_today(work, &mut read).await?;
    let mut lines = Vec::new();
    for post in store::post::list(&mut read).await? {
        let body = post.organisation.and_then(|id| names.get(&id).cloned()).unwrap_or_default();
        let folded = domain::text::fold(&format!("{} {body}", post.title));
        let is_reached = access.may(Action::SeePeople, &target(&post));
        if is_reached && keys.iter().all(|key| folded.contains(key.as_str())) {
            let today = filled.remove(&post.id).unwrap_or_default();
            lines.push(PostLine { post, body, today });
        }
    }
    lines.sort_by_cached_key(|line| domain::text::fold(&line.body));
    Ok(lines)
}

/// The posts of a body that exist today or later, by title.
pub async fn list_of_body(work: &Work, body: OrganisationId) -> Result<Vec<PostLine>, Error> {
    let today = work.clock.today();
    let mut read = work.store.read().await?;
    let name = store::organisation::get(&mut read, body).await?.name;
    let mut lines = Vec::new();
    for post in store::post::list_of_body(&mut read, body).await? {
        if post.abolished_on.is_some_and(|last| last < today) {
            continue;
        }
        let all = filled(&mut read, post.id).await?;
        let today = all.into_iter().filter(|filled| filled.tenure.covers(today)).collect();
        lines.push(PostLine { post, body: name.clone(), today });
    }
    Ok(lines)
}

/// A post with all that hangs on it.
#[derive(Debug, Clone)]
pub struct PostPage {
    /// The post.
    pub post: Post,
    /// Its body.
    pub body: Option<Organisation>,
    /// Who filled it over time, the latest first.
    pub tenures: Vec<Filled>,
    /// What it is trusted with, those that have ended too.
    pub grants: Vec<AccessGrant>,
}

/// Loads a post with all that hangs on it.
pub async fn page(work: &Work, id: PostId) -> Result<PostPage, Error> {
    let mut read = work.store.read().await?;
    let post = store::post::get(&mut read, id).await?;
    let body = match post.organisation {
        Some(body) => store::organisation::find(&mut read, body).await?,
        None => None,
    };
    let mut tenures = filled(&mut read, id).await?;
    tenures.reverse();
    let grants = store::access_grant::list_of_post(&mut read, id).await?;
    Ok(PostPage { post, body, tenures, grants })
}

/// What a post belongs to.
pub fn target(post: &Post) -> Target {
    Target { bodies: post.organisation.into_iter().collect(), ..Target::default() }
}

async fn filled(read: &mut Read, post: PostId) -> Result<Vec<Filled>, Error> {
    let mut all = Vec::new();
    for tenure in store::tenure::list(read, post).await? {
        let person = store::person::get(read, tenure.person).await?;
        all.push(Filled { tenure, person });
    }
    Ok(all)
}

/// Who fills which post today.
pub(crate) async fn filled_today(
    work: &Work,
    read: &mut Read,
) -> Result<HashMap<PostId, Vec<Filled>>, Error> {
    let persons: HashMap<PersonId, Person> =
        store::person::list(read).await?.into_iter().map(|person| (person.id, person)).collect();
    let mut filled: HashMap<_, Vec<_>> = HashMap::new();
    for tenure in store::tenure::list_on(read, work.clock.today()).await? {
        if let Some(person) = persons.get(&tenure.person) {
            filled.entry(tenure.post).or_default().push(Filled { tenure, person: person.clone() });
        }
    }
    Ok(filled)
}

pub(crate) async fn body_names(read: &mut Read) -> Result<HashMap<OrganisationId, String>, Error> {
    let bodies = store::organisation::list(read).await?;
    Ok(bodies.into_iter().map(|body| (body.id, body.name)).collect())
}
