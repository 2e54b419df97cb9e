//! Bodies over time: what each was on any day, and whether an act can be.
//!
//! A body's row says what it is since its latest act, its past what it was before. An act is checked
//! on its own day and on every later day on which something changes, so that the tree is whole on each.

use std::collections::{BTreeSet, HashMap, HashSet};

use jiff::civil::Date;

use crate::text::spelling_key;
use crate::{ActId, ActRefusal, BodyChange, BodyPast, BodyState, Organisation, OrganisationId};

/// No state is sixteen levels deep.
const DEEPEST: usize = 16;

/// Every body with all that it ever was.
#[derive(Debug, Clone, Default)]
pub struct BodyHistory {
    bodies: HashMap<OrganisationId, Organisation>,
    pasts: HashMap<OrganisationId, Vec<BodyPast>>,
}

/// What an act writes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ActOutcome {
    /// New bodies; those above stand before those below.
    pub added: Vec<Organisation>,
    /// Bodies that change, with the version they were read with.
    pub updated: Vec<Organisation>,
    /// What those were until the day before.
    pub past: Vec<BodyPast>,
    /// The bodies that the act was done to.
    pub before: Vec<OrganisationId>,
    /// The bodies that are there after it.
    pub after: Vec<OrganisationId>,
    /// The bodies that end by it.
    pub ended: Vec<OrganisationId>,
}

impl BodyHistory {
    /// Joins bodies with their pasts.
    pub fn new(bodies: Vec<Organisation>, pasts: Vec<BodyPast>) -> Self {
        let mut history = Self::default();
        history.add(bodies, pasts);
        history
    }

    fn add(&mut self, bodies: Vec<Organisation>, pasts: Vec<BodyPast>) {
        self.bodies.extend(bodies.into_iter().map(|body| (body.id, body)));
        for past in pasts {
            self.pasts.entry(past.state.id).or_default().push(past);
        }
    }

    /// Goes on as after an act that was written.
    pub fn apply(&mut self, outcome: &ActOutcome) {
        let written =
            outcome.updated.iter().cloned().map(|body| Organisation { version: body.version + 1, ..body });
        self.add(written.chain(outcome.added.iter().cloned()).collect(), outcome.past.clone());
    }

    /// Every body with what it is since its latest act.
    pub fn bodies(&self) -> impl Iterator<Item = &Organisation> {
        self.bodies.values()
    }

    /// A body with what it is since its latest act.
    pub fn find(&self, id: OrganisationId) -> Option<&Organisation> {
        self.bodies.get(&id)
    }

    /// What a body was on a day; `None` when it did not exist.
    pub fn state_on(&self, id: OrganisationId, on: Date) -> Option<BodyState> {
        let body = self.bodies.get(&id).filter(|body| body.exists_on(on))?;
        Some(self.past_on(id, on).map_or_else(|| body.state(), |past| past.state.clone()))
    }

    fn past_on(&self, id: OrganisationId, on: Date) -> Option<&BodyPast> {
        let later = self.pasts.get(&id)?.iter().filter(|past| on <= past.until);
        later.min_by_key(|past| past.until)
    }

    /// Every body of a day.
    pub fn states_on(&self, on: Date) -> impl Iterator<Item = BodyState> + '_ {
        self.bodies.keys().filter_map(move |id| self.state_on(*id, on))
    }

    /// The bodies directly below another on a day.
    pub fn children_on(&self, id: OrganisationId, on: Date) -> Vec<BodyState> {
        let parent = |body: &&Organisation| {
            let past = self.past_on(body.id, on);
            past.map_or(body.parent, |past| past.state.parent) == Some(id)
        };
        self.bodies.values().filter(parent).filter_map(|body| self.state_on(body.id, on)).collect()
    }

    /// The day of the latest act on a body, where one is known.
    pub fn latest_act(&self, id: OrganisationId) -> Option<Date> {
        let body = self.bodies.get(&id)?;
        let changes = self.pasts.get(&id).into_iter().flatten().map(|past| past.until);
        let day_after = changes.chain(body.valid_to).filter_map(|day| day.tomorrow().ok()).max();
        day_after.max(body.valid_from)
    }

    /// What an act writes when it takes effect on a day, or why it cannot be.
    pub fn plan(&self, change: BodyChange, on: Date, act: ActId) -> Result<ActOutcome, ActRefusal> {
        let codes = self.bodies.values().filter_map(|body| Some((body.code.as_deref()?, body.id))).collect();
        let mut draft = Draft { history: self, on, act, codes, made: ActOutcome::default() };
        draft.make(change)?;
        let made = draft.made;
        let mut after = self.clone();
        after.add([made.updated.clone(), made.added.clone()].concat(), made.past.clone());
        let touched: HashSet<OrganisationId> =
            made.updated.iter().chain(&made.added).map(|body| body.id).collect();
        for day in after.days_from(on) {
            after.check(&touched, day)?;
        }
        Ok(made)
    }

    /// A day and every later one on which something changes.
    fn days_from(&self, on: Date) -> BTreeSet<Date> {
        let ends = self.bodies.values().filter_map(|body| body.valid_to);
        let ends = ends.chain(self.pasts.values().flatten().map(|past| past.until));
        let ends = ends.filter_map(|day| day.tomorrow().ok());
        let begins = self.bodies.values().filter_map(|body| body.valid_from);
        std::iter::once(on).chain(ends.chain(begins).filter(|day| on < *day)).collect()
    }

    /// Whether the touched bodies, and those below them, stand well on a day.
    fn check(&self, touched: &HashSet<OrganisationId>, on: Date) -> Result<(), ActRefusal> {
        let states: HashMap<OrganisationId, BodyState> =
            self.states_on(on).map(|state| (state.id, state)).collect();
        let concerned = |state: &&BodyState| {
            touched.contains(&state.id) || state.parent.is_some_and(|parent| touched.contains(&parent))
        };
        let concerned: Vec<&BodyState> = states.values().filter(concerned).collect();
        for state in &concerned {
            let name = || state.name.clone();
            let Some(parent) = state.parent else { continue };
            if !states.contains_key(&parent) {
                return Err(ActRefusal::NoParent { name: name(), on });
            }
            let above = |id: &OrganisationId| states.get(id).and_then(|state| state.parent);
            let mut climb = std::iter::successors(Some(parent), above).take(DEEPEST + 1);
            if climb.any(|id| id == state.id) {
                return Err(ActRefusal::Circle { name: name() });
            }
        }
        let crowded: HashSet<_> = concerned.iter().map(|state| state.parent).collect();
        let mut seen: HashMap<(Option<OrganisationId>, String), OrganisationId> = HashMap::new();
        for state in states.values().filter(|state| crowded.contains(&state.parent)) {
            let twin = seen.insert((state.parent, spelling_key(&state.name)), state.id);
            let is_new = |id: &OrganisationId| touched.contains(id);
            if twin.is_some_and(|twin| is_new(&twin) || is_new(&state.id)) {
                return Err(ActRefusal::NameTaken { name: state.name.clone(), on });
            }
        }
        Ok(())
    }
}

/// An act being worked out.
struct Draft<'a> {
    history: &'a BodyHistory,
    on: Date,
    act: ActId,
    codes: HashMap<&'a str, OrganisationId>,
    made: ActOutcome,
}

impl Draft<'_> {
    fn make(&mut self, change: BodyChange) -> Result<(), ActRefusal> {
        match change {
            BodyChange::Found(bodies) => bodies.into_iter().try_for_each(|body| self.found(body)),
            BodyChange::Rename { body, name, code } => self.rename(body, name, code),
            BodyChange::Move { body, parent } => self.put_below(body, parent),
            BodyChange::Merge { bodies, into } => {
                different(&bodies, 2)?;
                let successor = into.id;
                self.end(&bodies, &[successor])?;
                self.found(into)?;
                self.bring(&bodies, successor)
            }
            BodyChange::Absorb { bodies, into } => {
                different(&[bodies.as_slice(), &[into]].concat(), 2)?;
                self.get(into)?;
                self.end(&bodies, &[into])?;
                self.made.before.push(into);
                self.made.after.push(into);
                self.bring(&bodies, into)
            }
            BodyChange::Split { body, parts, goes_on } => self.split(body, parts, goes_on),
            BodyChange::Dissolve { body } => self.dissolve(body),
        }
    }

    /// The body as it stands, if an act of this day can be done to it.
    fn get(&self, id: OrganisationId) -> Result<Organisation, ActRefusal> {
        let body = self.history.find(id).ok_or(ActRefusal::Unknown)?;
        let name = body.name.clone();
        if let Some(from) = body.valid_from.filter(|from| self.on < *from) {
            return Err(ActRefusal::TooEarly { name, from });
        }
        if let Some(last) = self.history.latest_act(id).filter(|last| self.on < *last) {
            return Err(ActRefusal::LaterAct { name, last });
        }
        if let Some(to) = body.valid_to.filter(|to| *to < self.on) {
            return Err(ActRefusal::TooLate { name, to });
        }
        Ok(body.clone())
    }

    fn day_before(&self) -> Date {
        self.on.yesterday().unwrap_or(self.on)
    }

    /// Keeps what a body was up to a day, unless that is kept already.
    fn keep_until(&mut self, state: BodyState, until: Date) {
        let pasts = self.history.pasts.get(&state.id).into_iter().flatten().chain(&self.made.past);
        if !{ pasts }.any(|past| past.state.id == state.id && past.until == until) {
            self.made.past.push(BodyPast { state, until, act: self.act });
        }
    }

    /// Keeps what a body was until the day before, unless an act of the same day did so.
    fn keep_past(&mut self, body: &Organisation) {
        let until = self.day_before();
        if body.valid_from.is_none_or(|from| from <= until) {
            self.keep_until(body.state(), until);
        }
    }

    fn found(&mut self, body: Organisation) -> Result<(), ActRefusal> {
        if let Some(code) = &body.code {
            self.free_code(code, body.id)?;
        }
        self.made.after.push(body.id);
        self.made.added.push(Organisation { valid_from: Some(self.on), ..body });
        Ok(())
    }

    /// A code goes over to another body once the one that had it has ended; its past keeps it.
    fn free_code(&mut self, code: &str, for_body: OrganisationId) -> Result<(), ActRefusal> {
        if let Some(ended) = self.made.updated.iter_mut().find(|body| body.code.as_deref() == Some(code)) {
            let (state, until) = (ended.state(), ended.valid_to);
            ended.code = None;
            let taken = || ActRefusal::CodeTaken { code: code.to_owned(), name: state.name.clone() };
            let until = until.ok_or_else(taken)?;
            self.keep_until(state, until);
            return Ok(());
        }
        let holder = self.codes.get(code).filter(|holder| **holder != for_body);
        let Some(holder) = holder.and_then(|id| self.history.find(*id)) else { return Ok(()) };
        let Some(until) = holder.valid_to.filter(|to| *to < self.on) else {
            return Err(ActRefusal::CodeTaken { code: code.to_owned(), name: holder.name.clone() });
        };
        self.keep_until(holder.state(), until);
        self.made.updated.push(Organisation { code: None, ..holder.clone() });
        Ok(())
    }

    fn rename(&mut self, id: OrganisationId, name: String, code: Option<String>) -> Result<(), ActRefusal> {
        let body = self.get(id)?;
        if body.name == name && body.code == code {
            return Err(ActRefusal::NothingChanges);
        }
        if let Some(code) = code.as_deref().filter(|code| body.code.as_deref() != Some(*code)) {
            self.free_code(code, id)?;
        }
        self.keep_past(&body);
        let mut aliases = body.aliases.clone();
        if body.name != name && !aliases.contains(&body.name) {
            // Plans signed under the old name go on naming this body.
            aliases.push(body.name.clone());
        }
        self.made.updated.push(Organisation { code, name, aliases, ..body });
        self.done_to(id);
        Ok(())
    }

    fn put_below(&mut self, id: OrganisationId, parent: Option<OrganisationId>) -> Result<(), ActRefusal> {
        let body = self.get(id)?;
        if parent == Some(id) {
            return Err(ActRefusal::Circle { name: body.name });
        }
        if body.parent == parent {
            return Err(ActRefusal::NothingChanges);
        }
        if parent.is_some_and(|parent| self.history.find(parent).is_none()) {
            return Err(ActRefusal::Unknown);
        }
        self.keep_past(&body);
        self.made.updated.push(Organisation { parent, ..body });
        self.done_to(id);
        Ok(())
    }

    fn done_to(&mut self, id: OrganisationId) {
        self.made.before.push(id);
        self.made.after.push(id);
    }

    /// Ends bodies on the day before.
    fn end(&mut self, ids: &[OrganisationId], successors: &[OrganisationId]) -> Result<(), ActRefusal> {
        for id in ids {
            let body = self.get(*id)?;
            if let Some(from) = body.valid_from.filter(|from| *from == self.on) {
                return Err(ActRefusal::TooEarly { name: body.name, from });
            }
            let valid_to = Some(self.day_before());
            self.made.updated.push(Organisation { valid_to, successors: successors.to_vec(), ..body });
            self.made.before.push(*id);
            self.made.ended.push(*id);
        }
        Ok(())
    }

    /// Puts what lies below ended bodies below another one.
    fn bring(&mut self, ended: &[OrganisationId], to: OrganisationId) -> Result<(), ActRefusal> {
        let history = self.history;
        for below in ended.iter().flat_map(|id| history.children_on(*id, self.on)).collect::<Vec<_>>() {
            if below.id == to || ended.contains(&below.id) {
                return Err(ActRefusal::Circle { name: below.name });
            }
            let body = self.get(below.id)?;
            self.keep_past(&body);
            self.made.updated.push(Organisation { parent: Some(to), ..body });
        }
        Ok(())
    }

    fn split(
        &mut self,
        id: OrganisationId,
        parts: Vec<Organisation>,
        goes_on: bool,
    ) -> Result<(), ActRefusal> {
        let ids: Vec<OrganisationId> = parts.iter().map(|part| part.id).collect();
        if ids.len() + usize::from(goes_on) < 2 {
            return Err(ActRefusal::NotSplit);
        }
        if goes_on {
            self.get(id)?;
            self.done_to(id);
            return parts.into_iter().try_for_each(|part| self.found(part));
        }
        self.end(&[id], &ids)?;
        parts.into_iter().try_for_each(|part| self.found(part))?;
        self.bring(&[id], ids[0])
    }

    fn dissolve(&mut self, id: OrganisationId) -> Result<(), ActRefusal> {
        self.end(&[id], &[])?;
        let mut below: Vec<String> =
            self.history.children_on(id, self.on).into_iter().map(|state| state.name).collect();
        below.sort();
        let name = self.history.find(id).map(|body| body.name.clone()).unwrap_or_default();
        if below.is_empty() { Ok(()) } else { Err(ActRefusal::BodiesBelow { name, below }) }
    }
}

fn different(ids: &[OrganisationId], at_least: usize) -> Result<(), ActRefusal> {
    let set: HashSet<&OrganisationId> = ids.iter().collect();
    if set.len() == ids.len() && set.len() >= at_least { Ok(()) } else { Err(ActRefusal::NotTwo) }
}

#[cfg(test)]
mod tests;
