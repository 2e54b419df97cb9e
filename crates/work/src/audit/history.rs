//! The log as somebody may see it, and the history of one item.

use domain::access::{Relation, Target, reach};
use domain::audit::{Outcome, Sealed};
use domain::{Action, UserId};
use jiff::civil::Date;
use store::audit::Filter;

use super::line::{Line, Names};
use crate::access::Access;
use crate::clock::end_of_day_in_vietnam;
use crate::{Error, Work, typed_day};

/// How many entries a page shows.
const SHOWN: usize = 50;
/// How many entries are looked at for a page at most, where most of them are not for the reader.
const LOOKED_AT: usize = 5_000;
const AT_ONCE: u32 = 200;

/// What is asked of the log, as it was typed; what is empty is not narrowed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// The name that somebody signs in with.
    pub who: String,
    /// The event's code.
    pub event: String,
    /// The noun of the item.
    pub noun: String,
    /// The item's id.
    pub item: String,
    /// A body's name.
    pub body: String,
    /// The outcome's code.
    pub outcome: String,
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
}

impl Asked {
    /// What narrows the log, by the names that the address of a page uses.
    pub fn pairs(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let Self { who, event, noun, item, body, outcome, from, to } = self;
        let all = [
            ("who", who),
            ("event", event),
            ("noun", noun),
            ("item", item),
            ("body", body),
            ("outcome", outcome),
            ("from", from),
            ("to", to),
        ];
        all.into_iter().filter(|(_, typed)| !typed.is_empty()).map(|(name, typed)| (name, typed.as_str()))
    }
}

/// Entries, the latest first.
#[derive(Debug, Clone, Default)]
pub struct Listed {
    /// The entries.
    pub lines: Vec<Line>,
    /// Before which place the next ones lie; `None` at the beginning of the chain.
    pub earlier: Option<i64>,
    /// The names behind ids among the values.
    pub names: Names,
}

/// The entries asked for that somebody may see, before a place in the chain.
pub async fn list(
    work: &Work,
    access: &Access,
    action: Action,
    asked: &Asked,
    before: Option<i64>,
) -> Result<Listed, Error> {
    let Some(filter) = filter(work, asked).await? else { return Ok(Listed::default()) };
    let (found, earlier) = visible(work, access, action, &filter, before.unwrap_or(i64::MAX), SHOWN).await?;
    lines(work, found, earlier).await
}

/// The entries about one item, before a place in the chain.
pub async fn history(work: &Work, noun: &str, item: &str, before: Option<i64>) -> Result<Listed, Error> {
    let filter = Filter { noun: Some(noun.to_owned()), item: Some(item.to_owned()), ..Filter::default() };
    let limit = u32::try_from(SHOWN).unwrap_or(AT_ONCE);
    let mut read = work.store.read().await?;
    let found = store::audit::list(&mut read, &filter, before.unwrap_or(i64::MAX), limit).await?;
    drop(read);
    let earlier = found.last().map(|last| last.entry.seq).filter(|_| found.len() == SHOWN);
    lines(work, found, earlier).await
}

/// The codes of all events that are entered, in order.
pub async fn events(work: &Work) -> Result<Vec<String>, Error> {
    Ok(store::audit::list_events(&mut work.store.read().await?).await?)
}

/// The account that signs in by a name.
pub async fn whom(work: &Work, sign_in_name: &str) -> Result<Option<UserId>, Error> {
    let name = sign_in_name.trim().to_lowercase();
    let found = store::account::find_by_name(&mut work.store.read().await?, &name).await?;
    Ok(found.map(|account| account.id))
}

/// What the store is asked; `None` when a name is typed that nobody bears.
pub(super) async fn filter(work: &Work, asked: &Asked) -> Result<Option<Filter>, Error> {
    let text = |typed: &str| Some(typed.trim().to_owned()).filter(|typed| !typed.is_empty());
    let mut filter = Filter {
        event: text(&asked.event),
        noun: text(&asked.noun),
        item: text(&asked.item),
        outcome: Outcome::from_code(&asked.outcome),
        from: typed_day(&asked.from).and_then(begin_of_day),
        to: typed_day(&asked.to).map(end_of_day_in_vietnam),
        ..Filter::default()
    };
    if text(&asked.who).is_some() {
        filter.account = whom(work, &asked.who).await?;
        if filter.account.is_none() {
            return Ok(None);
        }
    }
    if let Some(name) = text(&asked.body) {
        let found = store::organisation::list_by_name(&mut work.store.read().await?, &name).await?;
        filter.organisation = found.first().map(|body| body.id);
        if filter.organisation.is_none() {
            return Ok(None);
        }
    }
    Ok(Some(filter))
}

fn begin_of_day(day: Date) -> Option<jiff::Timestamp> {
    Some(end_of_day_in_vietnam(day.yesterday().ok()?) + jiff::SignedDuration::from_millis(1))
}

/// The entries that somebody may see, and where to go on; few may be found among many.
pub(super) async fn visible(
    work: &Work,
    access: &Access,
    action: Action,
    filter: &Filter,
    mut before: i64,
    wanted: usize,
) -> Result<(Vec<Sealed>, Option<i64>), Error> {
    let mut found = Vec::new();
    for _ in 0..LOOKED_AT / AT_ONCE as usize {
        let page = store::audit::list(&mut work.store.read().await?, filter, before, AT_ONCE).await?;
        let is_last = page.len() < AT_ONCE as usize;
        for sealed in page {
            if found.len() == wanted {
                return Ok((found, Some(before)));
            }
            before = sealed.entry.seq;
            if sees(access, action, &sealed) {
                found.push(sealed);
            }
        }
        if is_last {
            return Ok((found, None));
        }
    }
    Ok((found, Some(before)))
}

/// Whether an entry lies within reach: by a role that may see the log there, and that may see such a noun.
fn sees(access: &Access, action: Action, sealed: &Sealed) -> bool {
    let entry = &sealed.entry;
    // What names no body but a plan is the plan's owner's.
    let target = match (entry.organisation, entry.plan) {
        (None, Some(plan)) => access.directory().plan_target(plan),
        (body, plan) => Target { bodies: body.into_iter().collect(), plan, ..Target::default() },
    };
    let parent_of = |id| access.directory().parent(id);
    let of_noun = seen_by(&entry.noun);
    access.grants().iter().any(|grant| {
        reach(grant.role, action).covers(grant.scope.relation(&target, parent_of))
            && reach(grant.role, of_noun).covers(Relation::Own)
    })
}

/// What one must be allowed to see, to see what happened to a noun: an administrator sees no figures in the
/// log either.
fn seen_by(noun: &str) -> Action {
    match noun {
        "indicator" | "task" | "observation" | "target" => Action::SeeItem,
        "plan" | "committee" | "member" => Action::SeePlan,
        "document" | "import" => Action::SeeDocument,
        "inspection" => Action::SeeInspection,
        "submission" => Action::SeeSubmission,
        "period" => Action::SeePeriod,
        "difficulty" => Action::SeeDifficulty,
        _ => Action::SeeLog,
    }
}

async fn lines(work: &Work, found: Vec<Sealed>, earlier: Option<i64>) -> Result<Listed, Error> {
    let mut read = work.store.read().await?;
    let mut listed = Listed { earlier, ..Listed::default() };
    for sealed in found {
        let line = Line::of(&mut read, &mut listed.names, sealed).await?;
        listed.lines.push(line);
    }
    Ok(listed)
}
