//! Tasks of a new plan version; a task known by its words keeps its id and history.

use std::collections::{HashMap, HashSet};

use domain::{Group, GroupId, Responsibility, Role, Task, text};
use store::Write;

use super::Publication;
use crate::Error;
use crate::import::DraftTask;

/// The group of tasks that stand under no heading.
const UNGROUPED: &str = "Nhiệm vụ";

impl<'a> Publication<'a> {
    /// Takes in the kept tasks.
    pub(super) async fn tasks(&mut self, tx: &mut Write) -> Result<(), Error> {
        let known = store::task::list_of_plan(tx, self.version.plan).await?;
        let kept = self.new_tasks(&known);
        let headings = self.headings(&kept);
        let groups = self.groups_under(tx, &headings).await?;
        let mut added = Vec::new();
        for ((draft, heading), position) in kept.into_iter().zip(&headings).zip(known.len()..) {
            let group = groups[heading];
            let responsibilities = self.who(tx, draft).await?;
            added.push(Task {
                id: self.clock.id(),
                plan: self.version.plan,
                group,
                position: u32::try_from(position).unwrap_or(u32::MAX),
                label: draft.label.clone(),
                text: draft.text.clone(),
                deadline: draft.deadline.clone(),
                product: draft.product.clone().unwrap_or_default(),
                document: self.document.id,
                anchor: draft.anchor.clone(),
                responsibilities,
                version: 1,
            });
        }
        Ok(store::task::add_all(tx, &added).await?)
    }

    /// The kept tasks that the plan does not have yet.
    fn new_tasks(&self, known: &[Task]) -> Vec<&'a DraftTask> {
        let review = &self.import.review;
        let texts: HashSet<String> = known.iter().map(|task| text::spelling_key(&task.text)).collect();
        let is_new =
            |task: &&DraftTask| review.keeps(&task.id) && !texts.contains(&text::spelling_key(&task.text));
        review.draft.tasks.iter().filter(is_new).collect()
    }

    fn headings(&self, tasks: &[&DraftTask]) -> Vec<(String, String)> {
        tasks.iter().map(|task| self.heading(task)).collect()
    }

    /// The heading a task is grouped under: the one below the chapter (`IV` → `1`), or the chapter itself.
    fn heading(&self, task: &DraftTask) -> (String, String) {
        let sections = &self.import.review.draft.sections;
        let find = |id: &Option<String>| id.as_ref().and_then(|id| sections.iter().find(|s| &s.id == id));
        let mut chain = Vec::new();
        let mut section = find(&task.section);
        while let Some(here) = section {
            chain.push(here);
            section = find(&here.parent).filter(|_| chain.len() <= sections.len());
        }
        let heading = if chain.len() >= 2 { chain.get(chain.len() - 2) } else { chain.last() };
        heading.map_or_else(
            || (String::new(), UNGROUPED.to_owned()),
            |s| (s.label.trim_end_matches(['.', '-']).to_owned(), s.title.clone()),
        )
    }

    async fn groups_under(
        &self,
        tx: &mut Write,
        headings: &[(String, String)],
    ) -> Result<HashMap<(String, String), GroupId>, Error> {
        let known = store::group::list(tx, self.version.plan).await?;
        let mut by_heading: HashMap<(String, String), GroupId> =
            known.iter().map(|g| ((g.label.clone(), g.name.clone()), g.id)).collect();
        let mut added = Vec::new();
        for (label, name) in headings {
            let heading = (label.clone(), name.clone());
            if by_heading.contains_key(&heading) {
                continue;
            }
            let id = self.clock.id();
            by_heading.insert(heading, id);
            added.push(Group {
                id,
                plan: self.version.plan,
                position: u32::try_from(known.len() + added.len()).unwrap_or(u32::MAX),
                label: label.clone(),
                name: name.clone(),
            });
        }
        store::group::add_all(tx, &added).await?;
        Ok(by_heading)
    }

    /// The first lead is accountable; further ones coordinate, since exactly one answers.
    async fn who(&mut self, tx: &mut Write, draft: &DraftTask) -> Result<Vec<Responsibility>, Error> {
        let mut all = Vec::new();
        for (index, words) in draft.lead.iter().chain(&draft.coordinating).enumerate() {
            let role = if index == 0 && !draft.lead.is_empty() { Role::Lead } else { Role::Coordinating };
            let organisation = self.bodies.meant(tx, words).await?;
            all.push(Responsibility { role, text: words.clone(), organisation, member: None });
        }
        Ok(all)
    }
}
