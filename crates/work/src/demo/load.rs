//! Loads the demonstration through the same verbs as anyone's data.

use std::collections::HashMap;

use domain::audit::Event;
use domain::{IndicatorId, Observation, Organisation, OrganisationId, PlanId, PlanLevel, TaskId, TaskUpdate};
use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::office_hours::{moment, working_day};
use super::{ACTION_PLAN, DemoDocument, NOTICE, SEED, accounts, reporting};
use crate::import::{self, Edit, Review};
use crate::publish::{PublishAs, publish};
use crate::{Actor, Clock, Error, Work, observe, plans};

/// The setting that tells that everything is loaded, with the seed it was made from.
const LOADED: &str = "demo.seed";

/// The body whose plan it is.
const PROVINCE: &str = "Tỉnh Lào Cai";

/// Who took the documents in.
const REVIEWER: &str = "Văn phòng Tỉnh ủy";

/// How many observations are written between two signs of life.
const BATCH: usize = 250;

/// How far loading has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Which step, from 1 to [`Progress::STEPS`].
    pub step: usize,
    /// How much of the step is done.
    pub done: usize,
    /// How much the step has to do.
    pub total: usize,
    /// What is being done, in Vietnamese.
    pub label_vi: &'static str,
    /// What is being done, in English.
    pub label_en: &'static str,
}

impl Progress {
    /// How many steps there are.
    pub const STEPS: usize = 6;
}

/// A step that tells how far it has come.
struct Step<'a, F> {
    tell: &'a mut F,
    progress: Progress,
}

impl<'a, F: FnMut(Progress)> Step<'a, F> {
    fn begin(
        tell: &'a mut F,
        step: usize,
        total: usize,
        (label_vi, label_en): (&'static str, &'static str),
    ) -> Self {
        let progress = Progress { step, done: 0, total, label_vi, label_en };
        tell(progress);
        Self { tell, progress }
    }

    fn add(&mut self, more: usize) {
        self.progress.done += more;
        (self.tell)(self.progress);
    }
}

/// Whether the whole demonstration is in the store.
pub async fn is_loaded(work: &Work) -> Result<bool, Error> {
    is_loaded_in(&mut work.store.read().await?).await
}

/// The same, asked within a transaction.
pub(crate) async fn is_loaded_in(read: &mut store::Read) -> Result<bool, Error> {
    Ok(store::setting::find(read, LOADED).await?.is_some())
}

/// Whether anything is in the store: a load that was interrupted, or somebody's own data.
pub async fn is_begun(work: &Work) -> Result<bool, Error> {
    let mut read = work.store.read().await?;
    let is_empty = store::plan::list(&mut read).await?.is_empty()
        && store::import::list(&mut read).await?.is_empty()
        && store::organisation::list(&mut read).await?.is_empty();
    Ok(!is_empty)
}

/// Loads the province, its two documents and the invented figures into an empty store.
pub async fn load(work: &Work, mut tell: impl FnMut(Progress)) -> Result<(), Error> {
    let bodies = organisations(work, &mut tell).await?;
    let plan = documents(work, &mut tell).await?;
    let labels = indicators(work, plan, &mut tell).await?;
    observations(work, plan, &labels, &mut tell).await?;
    tasks(work, plan, &mut tell).await?;
    reports(work, plan, &bodies, &mut tell).await?;
    let mut tx = work.store.write().await?;
    accounts::open(work, &mut tx, plan, &bodies).await?;
    let last_day = crate::clock::day_in_vietnam(super::last_moment());
    store::setting::set(&mut tx, plans::ILLUSTRATION_AS_OF, &last_day.to_string()).await?;
    store::setting::set(&mut tx, LOADED, &SEED.to_string()).await?;
    work.keep(tx, &Actor::program("cotmoc demo"), [Event::done("demonstration.loaded", "")]).await
}

/// Loads the bodies; gives their ids by the codes of the table.
async fn organisations(
    work: &Work,
    tell: &mut impl FnMut(Progress),
) -> Result<HashMap<String, OrganisationId>, Error> {
    let rows = super::organisations();
    let mut step = Step::begin(tell, 1, rows.len(), ("Nạp cơ quan, đơn vị", "Loading organisations"));
    let ids: HashMap<String, OrganisationId> =
        rows.iter().map(|row| (row.code.clone(), work.clock.id())).collect();
    let id_of = |code: &String| ids.get(code).copied();
    let organisations: Vec<Organisation> = rows
        .iter()
        .map(|row| Organisation {
            id: ids[&row.code],
            code: row.official_code(),
            name: row.name.clone(),
            kind: row.kind,
            parent: row.parent.as_ref().and_then(id_of),
            aliases: row.aliases(),
            valid_from: row.valid_from,
            valid_to: row.valid_to,
            successors: row.successor.as_ref().and_then(id_of).into_iter().collect(),
            version: 1,
        })
        .collect();
    let mut tx = work.store.write().await?;
    store::organisation::add_all(&mut tx, &organisations).await?;
    tx.commit_unrecorded().await?;
    step.add(organisations.len());
    Ok(ids)
}

async fn documents(work: &Work, tell: &mut impl FnMut(Progress)) -> Result<PlanId, Error> {
    let mut step = Step::begin(tell, 2, 2, ("Đọc và công bố văn bản", "Reading and publishing documents"));
    let plan = publish_document(work, NOTICE, None, date(2025, 7, 25)).await?;
    step.add(1);
    publish_document(work, ACTION_PLAN, Some(plan), date(2025, 8, 20)).await?;
    step.add(1);
    Ok(plan)
}

/// Takes a document in as its reviewer would have on the third day after it was signed.
async fn publish_document(
    work: &Work,
    document: DemoDocument,
    plan: Option<PlanId>,
    signed_on: Date,
) -> Result<PlanId, Error> {
    let received_at = moment(working_day(signed_on.saturating_add(3.days())), 9);
    let then = Work::new(work.store.clone(), Clock::fixed(received_at));
    let reviewer = Actor::program(REVIEWER);
    let id = import::receive(&then, &reviewer, None, document.file_name, document.bytes).await?;
    let mut import = import::open(&then, id).await?;
    for edit in review(&import.review, plan.is_none()) {
        import::edit(&then, &reviewer, id, import.version, edit).await?;
        import = import::open(&then, id).await?;
    }
    let publish_as = PublishAs {
        plan,
        title: "Kế hoạch hành động thực hiện Nghị quyết số 57-NQ/TW của tỉnh Lào Cai".to_owned(),
        owner: PROVINCE.to_owned(),
        level: PlanLevel::Province,
        in_force_from: signed_on,
        is_illustration: true,
    };
    publish(&then, &reviewer, id, import.version, &publish_as).await
}

/// What the reviewer decides: every doubt is seen, targets that fall back stay as signed.
///
/// The notice assigns members, so what reads like a task in it is left out.
fn review(review: &Review, is_notice: bool) -> Vec<Edit> {
    let duties = review.draft.tasks.iter().filter(|_| is_notice).map(|task| Edit::Drop(task.id.clone()));
    let doubts = review.open_findings().map(|(index, _)| Edit::Settle(index));
    duties.chain(doubts).chain([Edit::AcceptRest]).collect()
}

/// Completes the indicators with what no document says: where they start and what limits them.
async fn indicators(
    work: &Work,
    plan: PlanId,
    tell: &mut impl FnMut(Progress),
) -> Result<HashMap<String, IndicatorId>, Error> {
    let figures: HashMap<String, _> = super::figures().into_iter().map(|f| (f.label.clone(), f)).collect();
    let mut tx = work.store.write().await?;
    let indicators = store::indicator::list(&mut tx, plan).await?;
    let labels = ("Bổ sung số liệu gốc", "Adding baselines");
    let mut step = Step::begin(tell, 3, indicators.len(), labels);
    let mut ids = HashMap::with_capacity(indicators.len());
    for mut indicator in indicators {
        let figure = figures.get(&indicator.label).ok_or(Error::Incomplete)?;
        indicator.unit.clone_from(&figure.unit);
        indicator.measure = figure.measure;
        indicator.limits = Some(figure.limits());
        indicator.path.baseline = figure.baseline();
        store::indicator::update(&mut tx, &indicator).await?;
        ids.insert(indicator.label, indicator.id);
        step.add(1);
    }
    tx.commit_unrecorded().await?;
    Ok(ids)
}

async fn observations(
    work: &Work,
    plan: PlanId,
    indicators: &HashMap<String, IndicatorId>,
    tell: &mut impl FnMut(Progress),
) -> Result<(), Error> {
    let given = super::observations();
    let mut step =
        Step::begin(tell, 4, given.len(), ("Nạp số liệu minh họa", "Loading illustrative figures"));
    let mut tx = work.store.write().await?;
    let plan = store::plan::get(&mut tx, plan).await?;
    let organisation = observe::owner(&mut tx, &plan).await?;
    let mut revisions: HashMap<_, u32> = HashMap::new();
    let mut stored = Vec::with_capacity(given.len());
    for demo in given {
        let indicator = *indicators.get(&demo.label).ok_or(Error::Incomplete)?;
        let revision = revisions.entry((indicator, demo.period, demo.stage)).or_default();
        *revision += 1;
        stored.push(Observation {
            indicator,
            organisation,
            period: demo.period,
            stage: demo.stage,
            revision: *revision,
            reading: demo.reading,
            maturity: demo.maturity,
            note: demo.note,
            recorded_at: demo.recorded_at,
            recorded_by: demo.recorded_by,
        });
    }
    for batch in stored.chunks(BATCH) {
        store::observation::add_all(&mut tx, batch).await?;
        step.add(batch.len());
    }
    Ok(tx.commit_unrecorded().await?)
}

async fn tasks(work: &Work, plan: PlanId, tell: &mut impl FnMut(Progress)) -> Result<(), Error> {
    let given = super::task_updates();
    let mut step = Step::begin(tell, 5, given.len(), ("Nạp tiến độ nhiệm vụ", "Loading task progress"));
    let mut tx = work.store.write().await?;
    let tasks: HashMap<String, TaskId> = store::task::list_of_plan(&mut tx, plan)
        .await?
        .into_iter()
        .map(|task| (task.label.trim_end_matches('.').to_owned(), task.id))
        .collect();
    let mut revisions: HashMap<TaskId, u32> = HashMap::new();
    let mut updates = Vec::with_capacity(given.len());
    for demo in given {
        let task = *tasks.get(&demo.label).ok_or(Error::Incomplete)?;
        let revision = revisions.entry(task).or_default();
        *revision += 1;
        updates.push(TaskUpdate {
            task,
            revision: *revision,
            state: demo.state,
            done_on: demo.done_on,
            extended_to: demo.extended_to,
            recorded_at: demo.recorded_at(),
            note: demo.note,
            recorded_by: demo.recorded_by,
        });
    }
    store::task_update::add_all(&mut tx, &updates).await?;
    step.add(updates.len());
    Ok(tx.commit_unrecorded().await?)
}

async fn reports(
    work: &Work,
    plan: PlanId,
    bodies: &HashMap<String, OrganisationId>,
    tell: &mut impl FnMut(Progress),
) -> Result<(), Error> {
    let months = reporting::open(work, plan, bodies).await?;
    let labels = ("Nạp báo cáo minh họa", "Loading illustrative reports");
    let mut step = Step::begin(tell, 6, months.count(), labels);
    months.report(|| step.add(1)).await
}
