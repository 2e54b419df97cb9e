//! Loading lists of bodies: compared by code with what is on file; every difference becomes a dated act.

mod findings;

use std::collections::{HashMap, HashSet};

use domain::audit::Event;
use domain::body_history::ActOutcome;
use domain::{
    ActRefusal, BodyChange, BodyHistory, BodyState, Finding, Organisation, OrganisationAct, OrganisationId,
    OrganisationKind, text,
};
use jiff::civil::{Date, date};
use store::Write;

use super::acts::refused;
use super::list::{OfficialList, Unit};
use super::{aliases, events, groups, history, template};
use crate::{Actor, Error, Work};
use findings::{gap, later_on_file, no_longer_listed, no_province, not_dissolved, not_done};

/// What is to be loaded.
#[derive(Debug, Clone, Default)]
pub struct Load {
    /// Lists of units, the oldest first.
    pub lists: Vec<OfficialList>,
    /// The departments of the lists' provinces as well: the keys of those that only some provinces have.
    pub departments: Option<Vec<String>>,
}

/// What came of loading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Loaded {
    /// Units that are new.
    pub founded: usize,
    /// Units that have a new name or code.
    pub renamed: usize,
    /// Units that lie elsewhere.
    pub moved: usize,
    /// Units that are no longer there.
    pub dissolved: usize,
    /// Units that are as they were.
    pub unchanged: usize,
    /// Departments and Party bodies that are new.
    pub departments: usize,
    /// Groups of bodies that are new.
    pub groups: usize,
    /// What somebody has to look at.
    pub findings: Vec<Finding>,
}

impl Loaded {
    /// Whether anything was changed.
    pub fn has_changes(&self) -> bool {
        self.founded + self.renamed + self.moved + self.dissolved + self.departments + self.groups > 0
    }
}

/// Says what loading would do, and does nothing.
pub async fn check(work: &Work, load: &Load) -> Result<Loaded, Error> {
    let mut tx = work.store.write().await?;
    Ok(Loading::run(work, &mut tx, load).await?.loaded)
}

/// Loads lists and departments in one transaction; what is on file already is left as it is.
pub async fn load(work: &Work, actor: &Actor, load: &Load) -> Result<Loaded, Error> {
    let mut tx = work.store.write().await?;
    let loading = Loading::run(work, &mut tx, load).await?;
    if loading.loaded.has_changes() {
        work.keep(tx, actor, loading.events).await?;
    }
    Ok(loading.loaded)
}

/// Loading under way.
struct Loading<'a> {
    work: &'a Work,
    history: BodyHistory,
    acts: Vec<(OrganisationAct, ActOutcome)>,
    events: Vec<Event>,
    loaded: Loaded,
}

impl<'a> Loading<'a> {
    async fn run(work: &'a Work, tx: &mut Write, load: &Load) -> Result<Self, Error> {
        let history = history(tx).await?;
        let mut loading =
            Self { work, history, acts: Vec::new(), events: Vec::new(), loaded: Loaded::default() };
        for list in &load.lists {
            loading.list(list)?;
        }
        if let Some(chosen) = &load.departments {
            for province in load.lists.iter().flat_map(OfficialList::provinces).map(|unit| &unit.code) {
                loading.departments(province, chosen)?;
            }
        }
        for (act, outcome) in std::mem::take(&mut loading.acts) {
            store::organisation_act::add(tx, &act, &outcome).await?;
        }
        if load.departments.is_some() {
            loading.groups(tx, load).await?;
        }
        loading.tell_gap(load);
        Ok(loading)
    }

    fn list(&mut self, list: &OfficialList) -> Result<(), Error> {
        let on = list.valid_from;
        let states: Vec<BodyState> = self.history.states_on(on).collect();
        let on_file: HashMap<&str, &BodyState> =
            states.iter().filter_map(|state| Some((state.code.as_deref()?, state))).collect();
        let without_code = Uncoded::of(&self.history, &states);
        let mut ids: HashMap<&str, OrganisationId> = on_file.iter().map(|(code, s)| (*code, s.id)).collect();
        let mut founded = Vec::new();
        for unit in &list.units {
            let parent = unit.parent.as_deref().map(|code| ids.get(code).copied());
            if parent == Some(None) {
                self.tell(no_province(unit));
                continue;
            }
            let parent = parent.flatten();
            if let Some(state) = on_file.get(unit.code.as_str()) {
                self.compare(list, unit, state, parent);
            } else if let Some(id) = without_code.find(unit, parent) {
                ids.insert(&unit.code, id);
                self.rename(list, unit, id);
            } else if let Some(later) = self.holder(&unit.code) {
                self.tell(later_on_file(unit, &later));
            } else {
                let body = a_unit(self.work.clock.id(), unit, parent);
                ids.insert(&unit.code, body.id);
                founded.push(body);
            }
        }
        if !founded.is_empty() {
            let count = founded.len();
            self.act(list, BodyChange::Found(founded)).map_err(|refusal| refused(&refusal, "file"))?;
            self.loaded.founded += count;
        }
        if list.is_whole {
            self.dissolve_others(list, &states);
        }
        Ok(())
    }

    /// The body that has a code and begins only after a list's day.
    fn holder(&self, code: &str) -> Option<Organisation> {
        self.history
            .bodies()
            .find(|body| body.code.as_deref() == Some(code) && body.valid_to.is_none())
            .cloned()
    }

    fn compare(
        &mut self,
        list: &OfficialList,
        unit: &Unit,
        state: &BodyState,
        parent: Option<OrganisationId>,
    ) {
        let is_named_so = text::nfc(&state.name) == unit.name;
        let lies_there = unit.parent.is_none() || state.parent == parent;
        if is_named_so && lies_there {
            self.loaded.unchanged += 1;
            return;
        }
        if !is_named_so {
            self.rename(list, unit, state.id);
        }
        if !lies_there {
            match self.act(list, BodyChange::Move { body: state.id, parent }) {
                Ok(()) => self.loaded.moved += 1,
                Err(refusal) => self.tell(not_done(unit, &refusal)),
            }
        }
    }

    fn rename(&mut self, list: &OfficialList, unit: &Unit, body: OrganisationId) {
        let change = BodyChange::Rename { body, name: unit.name.clone(), code: Some(unit.code.clone()) };
        match self.act(list, change) {
            Ok(()) => self.loaded.renamed += 1,
            Err(refusal) => self.tell(not_done(unit, &refusal)),
        }
    }

    /// Ends the communes of the list's provinces that the list does not name.
    fn dissolve_others(&mut self, list: &OfficialList, states: &[BodyState]) {
        let named: HashSet<&str> = list.units.iter().map(|unit| unit.code.as_str()).collect();
        let ids = states.iter().filter(|state| state.code.as_deref().is_some_and(|c| named.contains(c)));
        let provinces: HashSet<OrganisationId> = ids.map(|state| state.id).collect();
        let is_other = |state: &&BodyState| {
            state.kind == OrganisationKind::Commune
                && state.parent.is_some_and(|parent| provinces.contains(&parent))
                && state.code.as_deref().is_some_and(|code| !named.contains(code))
        };
        let mut gone = Vec::new();
        for state in states.iter().filter(is_other) {
            match self.act(list, BodyChange::Dissolve { body: state.id }) {
                Ok(()) => gone.push(state.name.as_str()),
                Err(refusal) => self.tell(not_dissolved(state, &refusal)),
            }
        }
        self.loaded.dissolved += gone.len();
        if !gone.is_empty() {
            self.tell(no_longer_listed(list, &gone));
        }
    }

    /// Works an act of a list out; it is written once everything was compared.
    fn act(&mut self, list: &OfficialList, change: BodyChange) -> Result<(), ActRefusal> {
        let (id, kind) = (self.work.clock.id(), change.kind());
        let outcome = self.history.plan(change, list.valid_from, id)?;
        let act = OrganisationAct {
            id,
            kind,
            effective_on: list.valid_from,
            document: list.document.clone(),
            note: String::new(),
            recorded_at: self.work.clock.now(),
            before: outcome.before.clone(),
            after: outcome.after.clone(),
        };
        self.events.extend(events(&self.history, &act, &outcome));
        self.history.apply(&outcome);
        self.acts.push((act, outcome));
        Ok(())
    }

    fn departments(&mut self, code: &str, chosen: &[String]) -> Result<(), Error> {
        let Some(province) = self.holder(code) else { return Ok(()) };
        let on = self.history.latest_act(province.id).unwrap_or(FIRST_DAY);
        let missing = template::missing(self.work.clock, &self.history, &province, chosen, on);
        if missing.bodies.is_empty() {
            return Ok(());
        }
        let list = OfficialList {
            document: "Danh mục cơ quan cấp tỉnh của chương trình".to_owned(),
            valid_from: on,
            units: Vec::new(),
            is_whole: false,
        };
        let count = missing.bodies.len();
        self.act(&list, BodyChange::Found(missing.bodies))
            .map_err(|refusal| refused(&refusal, "province"))?;
        self.loaded.departments += count;
        Ok(())
    }

    async fn groups(&mut self, tx: &mut Write, load: &Load) -> Result<(), Error> {
        let chosen = load.departments.clone().unwrap_or_default();
        for unit in load.lists.iter().flat_map(OfficialList::provinces) {
            let Some(province) = self.holder(&unit.code) else { continue };
            let on = self.history.latest_act(province.id).unwrap_or(FIRST_DAY);
            let known = template::missing(self.work.clock, &self.history, &province, &chosen, on);
            let added = groups::add_built_in(self.work, tx, &self.history, &province, &known.by_key).await?;
            self.loaded.groups += added.len();
            self.events.extend(added);
        }
        Ok(())
    }

    fn tell(&mut self, finding: Finding) {
        self.loaded.findings.push(finding);
    }

    /// Says how the communes on file differ from the numbers that are known for a later day.
    fn tell_gap(&mut self, load: &Load) {
        let is_built_in = load.lists.iter().any(|list| list.is_whole && list.valid_from == FIRST_DAY);
        if !is_built_in {
            return;
        }
        let mut counts = [0_usize; 2];
        let mut provinces = 0;
        for state in self.history.states_on(COUNTED_ON) {
            match state.kind {
                OrganisationKind::Province => provinces += 1,
                OrganisationKind::Commune if state.name.starts_with("Xã ") => counts[0] += 1,
                OrganisationKind::Commune if state.name.starts_with("Phường ") => counts[1] += 1,
                _ => (),
            }
        }
        if provinces >= PROVINCES && counts == COUNTED {
            return;
        }
        let seen = (provinces >= PROVINCES).then_some(counts);
        self.tell(gap(seen));
    }
}

/// The day of the list that is part of the program.
const FIRST_DAY: Date = date(2025, 7, 1);
/// The day for which only the numbers are known.
const COUNTED_ON: Date = date(2026, 4, 30);
/// So many communes (xã) and wards (phường) there are from that day.
const COUNTED: [usize; 2] = [2611, 697];
/// So many provinces and cities there are.
const PROVINCES: usize = 34;

fn a_unit(id: OrganisationId, unit: &Unit, parent: Option<OrganisationId>) -> Organisation {
    Organisation {
        id,
        code: Some(unit.code.clone()),
        kind: unit.kind(),
        aliases: aliases(unit.kind(), &unit.name),
        name: unit.name.clone(),
        parent,
        valid_from: None,
        valid_to: None,
        successors: Vec::new(),
        version: 1,
    }
}

/// Bodies without a code, such as those that a plan named, by the body they lie below.
struct Uncoded {
    by_place: HashMap<(Option<OrganisationId>, String), OrganisationId>,
}

impl Uncoded {
    fn of(history: &BodyHistory, states: &[BodyState]) -> Self {
        let mut by_place = HashMap::new();
        for state in states.iter().filter(|state| state.code.is_none()) {
            let others = history.find(state.id).map(|body| body.aliases.as_slice()).unwrap_or_default();
            for name in std::iter::once(&state.name).chain(others) {
                by_place.entry((state.parent, text::fold(name))).or_insert(state.id);
            }
        }
        Self { by_place }
    }

    /// The body that a unit of a list is, by any writing of its name.
    fn find(&self, unit: &Unit, parent: Option<OrganisationId>) -> Option<OrganisationId> {
        if self.by_place.is_empty() {
            return None;
        }
        let others = aliases(unit.kind(), &unit.name);
        let mut names = std::iter::once(&unit.name).chain(&others);
        names.find_map(|name| self.by_place.get(&(parent, text::fold(name))).copied())
    }
}
