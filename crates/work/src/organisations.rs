//! Organisations: the tree, and one with what it carries out.

use domain::{Organisation, OrganisationId};
use jiff::civil::Date;

use crate::{Error, Work};

/// The bodies that exist on a day and match the words, by name.
pub async fn list(work: &Work, words: &str, on: Date) -> Result<Vec<Organisation>, Error> {
    let mut read = work.store.read().await?;
    let all = store::organisation::list(&mut read).await?;
    let keys: Vec<String> = domain::text::fold(words).split_whitespace().map(str::to_owned).collect();
    let matches = |organisation: &Organisation| {
        let names = std::iter::once(&organisation.name).chain(&organisation.aliases);
        let folded = domain::text::fold(&names.map(String::as_str).collect::<Vec<_>>().join(" "));
        keys.iter().all(|key| folded.contains(key.as_str()))
    };
    Ok(all.into_iter().filter(|o| o.exists_on(on) && matches(o)).collect())
}

/// One body, the body above, and those that came before or after it.
#[derive(Debug, Clone)]
pub struct OrganisationPage {
    /// The body.
    pub organisation: Organisation,
    /// The body above.
    pub parent: Option<Organisation>,
    /// The bodies directly below.
    pub children: Vec<Organisation>,
    /// Who followed it.
    pub successors: Vec<Organisation>,
    /// Which dissolved bodies it follows.
    pub predecessors: Vec<Organisation>,
}

/// Loads one body with its neighbours.
pub async fn page(work: &Work, id: OrganisationId) -> Result<OrganisationPage, Error> {
    let mut read = work.store.read().await?;
    let organisation = store::organisation::get(&mut read, id).await?;
    let parent = match organisation.parent {
        Some(parent) => store::organisation::find(&mut read, parent).await?,
        None => None,
    };
    let children = store::organisation::list_children(&mut read, Some(id)).await?;
    let all = store::organisation::list(&mut read).await?;
    let successors = all.iter().filter(|o| organisation.successors.contains(&o.id)).cloned().collect();
    let predecessors = all.into_iter().filter(|o| o.successors.contains(&id)).collect();
    Ok(OrganisationPage { organisation, parent, children, successors, predecessors })
}
