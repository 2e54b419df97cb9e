//! Organisations: the tree, and one with what it carries out.

use domain::{BodyState, Organisation, OrganisationId};
use jiff::civil::Date;

use crate::bodies::acts::{ActLine, lines};
use crate::{Error, Work};

/// The bodies that exist on a day and match the words, by name.
pub async fn list(work: &Work, words: &str, on: Date) -> Result<Vec<Organisation>, Error> {
    let mut read = work.store.read().await?;
    let all = store::organisation::list_on(&mut read, on).await?;
    let keys: Vec<String> = domain::text::fold(words).split_whitespace().map(str::to_owned).collect();
    let matches = |organisation: &Organisation| {
        let names = std::iter::once(&organisation.name).chain(&organisation.aliases);
        let folded = domain::text::fold(&names.map(String::as_str).collect::<Vec<_>>().join(" "));
        keys.iter().all(|key| folded.contains(key.as_str()))
    };
    Ok(all.into_iter().filter(matches).collect())
}

/// One body as it was on a day, the body above, and those that came before or after it.
#[derive(Debug, Clone)]
pub struct OrganisationPage {
    /// The body.
    pub organisation: Organisation,
    /// The body above.
    pub parent: Option<Organisation>,
    /// The bodies directly below.
    pub children: Vec<BodyState>,
    /// Who followed it.
    pub successors: Vec<Organisation>,
    /// Which ended bodies it follows.
    pub predecessors: Vec<Organisation>,
    /// The acts on it, the latest first.
    pub acts: Vec<ActLine>,
}

/// Loads one body with its neighbours as of a day.
pub async fn page(work: &Work, id: OrganisationId, on: Date) -> Result<OrganisationPage, Error> {
    let mut read = work.store.read().await?;
    let organisation = store::organisation::get_on(&mut read, id, on).await?;
    let parent = match organisation.parent {
        Some(parent) => Some(store::organisation::get_on(&mut read, parent, on).await?),
        None => None,
    };
    let states = store::organisation::list_states(&mut read, on).await?;
    let children = states.into_iter().filter(|state| state.parent == Some(id)).collect();
    let mut successors = Vec::new();
    for successor in &organisation.successors {
        successors.push(store::organisation::get(&mut read, *successor).await?);
    }
    let mut predecessors = store::organisation::list_predecessors(&mut read, id).await?;
    predecessors.retain(|earlier| earlier.successors.contains(&id));
    let acts = lines(&mut read, id).await?;
    Ok(OrganisationPage { organisation, parent, children, successors, predecessors, acts })
}
