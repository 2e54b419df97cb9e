//! Raising a difficulty or a proposal, from inside a submission or at any time.

use domain::access::Target;
use domain::{
    Action, CellKey, Difficulty, DifficultyId, DifficultyKind, DifficultySource, DifficultyState,
    OrganisationId, PlanId, Role, Submission, SubmissionId, WorkingDays, difficulty,
};
use jiff::civil::Date;
use serde::Deserialize;
use store::Read;

use super::{Names, event, holder, invalid};
use crate::access::{Access, Subject, submitted};
use crate::{Actor, Error, FieldError, Work, settings, silence, typed_day};

/// What was typed into the form, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Raising {
    /// The kind's code.
    pub kind: String,
    /// The source's code.
    pub source: String,
    /// Who outside raises it: name and work contact.
    pub sender: String,
    /// The id of the body that raises it, or takes it down.
    pub organisation: String,
    /// The id of the submission that it belongs to; empty for none.
    pub submission: String,
    /// What stands in the way, or what is proposed.
    pub text: String,
    /// What it threatens, each as `indicator:id` or `task:id`.
    pub threatens: Vec<String>,
    /// The id of the body competent to decide; empty to let the program find it.
    pub competent: String,
    /// By when it is to be answered; empty for the usual time.
    pub due_on: String,
}

impl Raising {
    /// Whether an item is ticked.
    pub fn is_ticked(&self, key: &CellKey) -> bool {
        self.threatens.iter().any(|ticked| parse(ticked).as_ref() == Some(key))
    }

    /// The first item that is ticked.
    pub fn first_threat(&self) -> Option<CellKey> {
        self.threatens.iter().find_map(|ticked| parse(ticked))
    }
}

/// What the form offers.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    /// The bodies that the reader raises something for, the usual one first.
    pub raisers: Vec<(OrganisationId, String)>,
    /// The bodies that may be competent: named in the plan, or its owner.
    pub deciders: Vec<(OrganisationId, String)>,
    /// The indicators that the reader sees: key, label and name.
    pub indicators: Vec<(CellKey, String, String)>,
    /// The tasks that the reader sees.
    pub tasks: Vec<(CellKey, String, String)>,
}

/// The plan of an indicator or a task that somebody sees.
pub fn plan_of(access: &Access, key: &CellKey) -> Option<PlanId> {
    let (subject, item) = match key {
        CellKey::Indicator(id) => (Subject::Indicator(*id), access.directory().indicator(*id)),
        CellKey::Task(id) => (Subject::Task(*id), access.directory().task(*id)),
        CellKey::Section(_) => return None,
    };
    item.map(|item| item.plan).filter(|_| access.sees_item(subject))
}

/// A submission, for whoever may raise something in it.
pub async fn open_submission(
    work: &Work,
    access: &Access,
    id: SubmissionId,
) -> Result<Option<Submission>, Error> {
    let found = store::submission::find(&mut work.store.read().await?, id).await?;
    let may = |of: &Submission| access.may(Action::RaiseDifficulty, &submitted(of.organisation, of.plan));
    Ok(found.filter(may))
}

/// What the form of a plan offers to somebody; of a submission, the body that reports stands first.
pub async fn choices(
    work: &Work,
    access: &Access,
    plan: PlanId,
    of: Option<&Submission>,
) -> Result<Choices, Error> {
    let mut read = work.store.read().await?;
    let mut names = Names::default();
    let mut choices = Choices::default();
    let usual = of.map(|submission| submission.organisation);
    for body in usual.into_iter().chain(access.bodies_for(Action::RaiseDifficulty, plan)) {
        if !choices.raisers.iter().any(|(known, _)| *known == body) {
            choices.raisers.push((body, names.of(&mut read, body).await?));
        }
    }
    choices.deciders = deciders(&mut read, access, plan).await?;
    for indicator in store::indicator::list(&mut read, plan).await? {
        if access.sees(plan, indicator.field, &indicator.responsibilities) {
            choices.indicators.push((CellKey::Indicator(indicator.id), indicator.label, indicator.name));
        }
    }
    for task in store::task::list_of_plan(&mut read, plan).await? {
        if access.sees(plan, None, &task.responsibilities) {
            choices.tasks.push((CellKey::Task(task.id), task.label, task.text));
        }
    }
    Ok(choices)
}

/// The bodies that an item of the plan names, and the plan's owner, by name.
pub(super) async fn deciders(
    read: &mut Read,
    access: &Access,
    plan: PlanId,
) -> Result<Vec<(OrganisationId, String)>, Error> {
    let mut names = Names::default();
    let mut all = Vec::new();
    for body in access.directory().named_in(plan) {
        all.push((body, names.of(read, body).await?));
    }
    all.sort_by_cached_key(|(_, name)| domain::text::fold(name));
    Ok(all)
}

/// Raises a difficulty of a plan and sends it to the body competent to decide.
pub async fn raise(
    work: &Work,
    actor: &Actor,
    access: &Access,
    plan: PlanId,
    typed: &Raising,
) -> Result<DifficultyId, Error> {
    let submission = submission(work, typed).await?;
    let plan = submission.as_ref().map_or(plan, |submission| submission.plan);
    let checked = check(access, plan, submission.as_ref(), typed).map_err(Error::Invalid)?;
    let competent = match checked.competent {
        Some(body) => Some(body),
        None => suggested(work, access, plan, checked.organisation, &checked.threatens).await?,
    };
    let due_on = match typed_day(&typed.due_on) {
        Some(day) => day,
        None => usual_due(work).await?,
    };
    let difficulty = Difficulty {
        id: work.clock.id(),
        kind: checked.kind,
        source: checked.source,
        organisation: checked.organisation,
        sender: typed.sender.trim().to_owned(),
        plan,
        submission: submission.map(|submission| submission.id),
        text: typed.text.trim().to_owned(),
        threatens: checked.threatens,
        competent,
        holder: match competent {
            Some(body) => holder(work, body).await?,
            None => None,
        },
        due_on: Some(due_on),
        state: if competent.is_some() { DifficultyState::Open } else { DifficultyState::Unrouted },
        answer: String::new(),
        decision: String::new(),
        task: None,
        raised_at: work.clock.now(),
        raised_by: actor.post.clone(),
        ended_at: None,
        version: 1,
    };
    let mut tx = work.store.write().await?;
    store::difficulty::add(&mut tx, &difficulty).await?;
    silence::ask_of_difficulty(work, &mut tx, difficulty.id, difficulty.version).await?;
    work.keep(tx, actor, [event("difficulty.raised", &difficulty).added(&difficulty)]).await?;
    Ok(difficulty.id)
}

async fn submission(work: &Work, typed: &Raising) -> Result<Option<Submission>, Error> {
    let Ok(id) = typed.submission.parse::<SubmissionId>() else { return Ok(None) };
    Ok(Some(store::submission::get(&mut work.store.read().await?, id).await?))
}

/// The day by which an answer is usually given.
pub(super) async fn usual_due(work: &Work) -> Result<Date, Error> {
    let today = work.clock.today();
    let rules = settings::reporting_rules(work, today).await?;
    let special = store::special_day::list(&mut work.store.read().await?).await?;
    Ok(WorkingDays::new(&special).after(today, rules.answer_working_days))
}

/// The first body that leads what is threatened, or else the plan's owner.
async fn suggested(
    work: &Work,
    access: &Access,
    plan: PlanId,
    raiser: OrganisationId,
    threatens: &[CellKey],
) -> Result<Option<OrganisationId>, Error> {
    let mut read = work.store.read().await?;
    let mut leads = Vec::new();
    for key in threatens {
        let said = match key {
            CellKey::Indicator(id) => store::indicator::get(&mut read, *id).await?.responsibilities,
            CellKey::Task(id) => store::task::get(&mut read, *id).await?.responsibilities,
            CellKey::Section(_) => Vec::new(),
        };
        leads.extend(said.iter().filter(|said| said.role == Role::Lead).filter_map(|said| said.organisation));
    }
    Ok(difficulty::competent(&leads, raiser, access.directory().owner(plan)))
}

/// What can be kept of what was typed.
struct Checked {
    kind: DifficultyKind,
    source: DifficultySource,
    organisation: OrganisationId,
    threatens: Vec<CellKey>,
    competent: Option<OrganisationId>,
}

fn check(
    access: &Access,
    plan: PlanId,
    submission: Option<&Submission>,
    typed: &Raising,
) -> Result<Checked, Vec<FieldError>> {
    let mut errors = Vec::new();
    let kind = DifficultyKind::from_code(&typed.kind);
    let source = DifficultySource::from_code(&typed.source);
    if kind.is_none() {
        errors.push(invalid("kind", "Chọn khó khăn hoặc kiến nghị.", "Choose difficulty or proposal."));
    }
    if source.is_none() {
        errors.push(invalid("source", "Chọn nơi gửi.", "Choose who raises it."));
    }
    if typed.text.trim().is_empty() {
        errors.push(invalid("text", "Ghi nội dung khó khăn, kiến nghị.", "Write what it is about."));
    }
    if source.is_some_and(|source| source != DifficultySource::Body) && typed.sender.trim().is_empty() {
        errors.push(invalid(
            "sender",
            "Ghi tên và địa chỉ liên hệ công việc của bên gửi.",
            "Write the sender's name and work contact.",
        ));
    }
    let organisation = typed.organisation.parse().ok().filter(|body| may_raise(access, plan, *body));
    if organisation.is_none_or(|body| submission.is_some_and(|of| of.organisation != body)) {
        errors.push(invalid("organisation", "Chọn đơn vị nêu.", "Choose the body that raises it."));
    }
    let threatens: Vec<_> = typed.threatens.iter().filter_map(|ticked| parse(ticked)).collect();
    if threatens.len() != typed.threatens.len()
        || !threatens.iter().all(|key| plan_of(access, key) == Some(plan))
    {
        errors.push(invalid(
            "threatens",
            "Chỉ chọn chỉ tiêu, nhiệm vụ của kế hoạch này.",
            "Choose indicators and tasks of this plan only.",
        ));
    }
    let competent: Option<OrganisationId> = typed.competent.parse().ok();
    if competent.is_some_and(|body| access.directory().body(body).is_none()) {
        errors.push(invalid("competent", "Chọn đơn vị có thẩm quyền.", "Choose the body that decides."));
    }
    if !typed.due_on.trim().is_empty() && typed_day(&typed.due_on).is_none() {
        errors.push(invalid("due_on", "Ngày không hợp lệ.", "Not a valid day."));
    }
    match (kind, source, organisation) {
        (Some(kind), Some(source), Some(organisation)) if errors.is_empty() => {
            Ok(Checked { kind, source, organisation, threatens, competent })
        }
        _ => Err(errors),
    }
}

fn may_raise(access: &Access, plan: PlanId, body: OrganisationId) -> bool {
    let target: Target = submitted(body, plan);
    access.directory().body(body).is_some() && access.may(Action::RaiseDifficulty, &target)
}

/// `indicator:id` or `task:id`.
fn parse(ticked: &str) -> Option<CellKey> {
    let (noun, item) = ticked.split_once(':')?;
    CellKey::parse(noun, item)
}
