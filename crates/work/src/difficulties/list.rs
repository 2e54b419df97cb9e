//! Lists of difficulties: filtered, in pages, as far as somebody sees them.

use domain::{Action, CellKey, Difficulty, OrganisationId, PlanId, SubmissionId};
use jiff::Timestamp;
use store::difficulty::{After, Filter};

use super::Names;
use crate::access::{Access, raised, submitted};
use crate::{Error, Work};

/// How many rows a page has.
const PAGE: u32 = 50;
/// Up to how many are counted; beyond that the number only says "more".
const COUNTED: u32 = 1000;

/// Which difficulties are asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Whose {
    /// All that still wait for an answer.
    #[default]
    Open,
    /// Those that the reader's bodies are to answer.
    Mine,
    /// Those that the reader's bodies raised, answered ones too.
    Ours,
    /// Those whose day has passed.
    Overdue,
    /// All, answered ones too.
    All,
}

impl Whose {
    /// Every choice, in the order of the tabs.
    pub const ALL: [Whose; 5] = [Whose::Open, Whose::Mine, Whose::Ours, Whose::Overdue, Whose::All];

    /// The word in the address.
    pub fn code(self) -> &'static str {
        match self {
            Whose::Open => "open",
            Whose::Mine => "mine",
            Whose::Ours => "ours",
            Whose::Overdue => "overdue",
            Whose::All => "all",
        }
    }

    /// The choice with this word; the open ones where there is none.
    pub fn from_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|whose| whose.code() == code).unwrap_or_default()
    }
}

/// What a list is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// Which ones.
    pub whose: Whose,
    /// Words that must all occur.
    pub words: String,
    /// After which one the page begins: when it was raised, and its id.
    pub after: Option<After>,
}

impl Asked {
    /// The place in a list as an address writes it.
    pub fn place(after: After) -> String {
        format!("{}-{}", after.raised_at.as_millisecond(), after.id)
    }

    /// The place that an address names.
    pub fn at(place: &str) -> Option<After> {
        let (millis, id) = place.split_once('-')?;
        let raised_at = Timestamp::from_millisecond(millis.parse().ok()?).ok()?;
        Some(After { raised_at, id: id.parse().ok()? })
    }
}

/// A difficulty with the names of its bodies.
#[derive(Debug, Clone)]
pub struct Row {
    /// The difficulty.
    pub difficulty: Difficulty,
    /// Who raised it.
    pub body: String,
    /// Who is to decide; empty while nobody is known.
    pub competent: String,
    /// For how many days it has waited.
    pub age_days: i32,
    /// By how many days the answer is late.
    pub days_overdue: i32,
}

/// A page of a list.
#[derive(Debug, Clone, Default)]
pub struct Listed {
    /// The rows.
    pub rows: Vec<Row>,
    /// How many there are under each choice, in the order of [`Whose::ALL`].
    pub counts: [Count; 5],
    /// Where the next page begins; `None` on the last.
    pub next: Option<After>,
}

/// A number that was counted up to a limit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// The number.
    pub number: usize,
    /// Whether there are more.
    pub is_more: bool,
}

impl std::fmt::Display for Count {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.number, if self.is_more { "+" } else { "" })
    }
}

/// One page of the difficulties of a plan that somebody sees.
pub async fn list(work: &Work, access: &Access, plan: PlanId, asked: &Asked) -> Result<Listed, Error> {
    let today = work.clock.today();
    let concerning = access.bodies_where(Action::SeeDifficulty, plan);
    let mut read = work.store.read().await?;
    let mut listed = Listed::default();
    let filter = |whose, words: &str| Filter {
        plan: Some(plan),
        concerning: concerning.clone(),
        is_open: matches!(whose, Whose::Open | Whose::Mine | Whose::Overdue).then_some(true),
        decided_by: (whose == Whose::Mine).then(|| access.bodies_for(Action::AnswerDifficulty, plan)),
        raised_by: (whose == Whose::Ours).then(|| access.bodies_for(Action::RaiseDifficulty, plan)),
        due_before: (whose == Whose::Overdue).then_some(today),
        words: words.to_owned(),
    };
    for (count, whose) in listed.counts.iter_mut().zip(Whose::ALL) {
        let number = store::difficulty::count(&mut read, &filter(whose, ""), COUNTED + 1).await?;
        *count = Count { number: number.min(COUNTED) as usize, is_more: number > COUNTED };
    }
    let wanted = filter(asked.whose, &asked.words);
    let mut found = store::difficulty::list(&mut read, &wanted, asked.after, PAGE + 1).await?;
    if found.len() > PAGE as usize {
        found.truncate(PAGE as usize);
        listed.next = found.last().map(After::from);
    }
    let mut names = Names::default();
    for difficulty in found {
        listed.rows.push(Row {
            body: names.of(&mut read, difficulty.organisation).await?,
            competent: match difficulty.competent {
                Some(body) => names.of(&mut read, body).await?,
                None => String::new(),
            },
            age_days: difficulty.age_days(today),
            days_overdue: difficulty.days_overdue(today),
            difficulty,
        });
    }
    Ok(listed)
}

/// What still threatens an indicator or a task, as far as somebody sees it.
pub async fn of_item(work: &Work, access: &Access, key: &CellKey) -> Result<Vec<Difficulty>, Error> {
    let mut all = store::difficulty::list_open_of_item(&mut work.store.read().await?, key).await?;
    all.retain(|one| {
        access.may(Action::SeeDifficulty, &raised(access.directory(), one, Action::SeeDifficulty))
    });
    Ok(all)
}

/// What was raised in a submission, the first raised first, for whoever sees the submission.
pub async fn of_submission(work: &Work, id: SubmissionId) -> Result<Vec<Difficulty>, Error> {
    Ok(store::difficulty::list_of_submission(&mut work.store.read().await?, id).await?)
}

impl Access {
    /// The bodies that an action is done for as a rule: those of the roles that allow it; the plan's owner for
    /// a role that reaches everything.
    pub fn bodies_for(&self, action: Action, plan: PlanId) -> Vec<OrganisationId> {
        let mut bodies = Vec::new();
        for grant in self.grants() {
            let allows = domain::access::reach(grant.role, action).covers(domain::access::Relation::Own);
            let in_plan = grant.scope.plan.is_none_or(|own| own == plan);
            let body = grant.scope.organisation.or(self.directory().owner(plan));
            bodies.extend(body.filter(|body| allows && in_plan && !bodies.contains(body)));
        }
        bodies
    }

    /// The bodies for which an action is allowed on a plan; `None` where it is for all of them.
    pub fn bodies_where(&self, action: Action, plan: PlanId) -> Option<Vec<OrganisationId>> {
        if self.may(action, &domain::access::Target { bodies: Vec::new(), plan: Some(plan), field: None }) {
            return None;
        }
        let may = |body: &OrganisationId| self.may(action, &submitted(*body, plan));
        Some(self.directory().bodies().filter(may).collect())
    }
}
