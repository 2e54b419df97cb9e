//! Bodies over time: official lists, departments, dated acts, the tree of a day, and groups of bodies.

pub mod acts;
mod alias;
pub mod expand;
pub mod groups;
mod list;
mod load;
mod template;
pub mod tree;

use std::collections::HashMap;

use domain::audit::Event;
use domain::body_history::ActOutcome;
use domain::{ActKind, BodyHistory, Organisation, OrganisationAct, OrganisationId};
use store::Read;

use crate::Error;

pub use alias::aliases;
pub use list::{OfficialList, Unit, built_in};
pub use load::{Load, Loaded, check, load};
pub use template::{Department, departments};

/// Whether words of a plan name several bodies at once ("các sở, ban, ngành").
pub fn is_group(words: &str) -> bool {
    ingest::is_group_of_bodies(words)
}

/// Every body with all that it ever was.
async fn history(read: &mut Read) -> Result<BodyHistory, Error> {
    let bodies = store::organisation::list(read).await?;
    Ok(BodyHistory::new(bodies, store::organisation_past::list(read).await?))
}

/// What the audit chain is told of an act, body by body.
fn events(history: &BodyHistory, act: &OrganisationAct, outcome: &ActOutcome) -> Vec<Event> {
    let because =
        if act.note.is_empty() { act.document.clone() } else { format!("{}. {}", act.document, act.note) };
    let about = |what, id: OrganisationId| Event::done(what, id).of_body(id).because(because.clone());
    let founded =
        outcome.added.iter().map(|body| about("organisation.founded", body.id).added(&body.state()));
    let later: HashMap<OrganisationId, &Organisation> =
        outcome.updated.iter().map(|body| (body.id, body)).collect();
    let changed = outcome.updated.iter().filter_map(|body| {
        let before = history.find(body.id)?;
        let what = if outcome.ended.contains(&body.id) || act.before.contains(&body.id) {
            done(act.kind)
        } else {
            "organisation.moved"
        };
        Some(about(what, body.id).changed(before, body))
    });
    // A body that takes in another, or gives a part away, is the same as before.
    let unchanged = act.before.iter().filter(|id| !later.contains_key(id));
    let unchanged = unchanged.map(|id| about(done(act.kind), *id).added(act));
    founded.chain(changed).chain(unchanged).collect()
}

fn done(kind: ActKind) -> &'static str {
    match kind {
        ActKind::Found => "organisation.founded",
        ActKind::Rename => "organisation.renamed",
        ActKind::Move => "organisation.moved",
        ActKind::Merge => "organisation.merged",
        ActKind::Split => "organisation.split",
        ActKind::Dissolve => "organisation.dissolved",
    }
}
