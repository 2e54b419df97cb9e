//! Recording a dated act on bodies, and telling what became of a body.

use std::collections::{BTreeMap, HashSet};

use domain::access::Target;
use domain::{
    ActKind, ActRefusal, Action, BodyChange, BodyHistory, BodyState, Organisation, OrganisationAct,
    OrganisationId, OrganisationKind, text,
};
use jiff::civil::Date;
use serde::Deserialize;
use store::Read;

use super::alias::without_repeats;
use super::{aliases, events, history};
use crate::access::Access;
use crate::{Actor, Error, FieldError, Work, typed_day};

/// The longest name that is taken.
const LONGEST_NAME: usize = 200;

/// What was typed into the form of an act, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ActForm {
    /// The version of the body that the form was shown for.
    pub version: i64,
    /// Which act: a code of [`ActKind`].
    pub kind: String,
    /// The first day on which it holds.
    pub effective_on: String,
    /// The document it rests on.
    pub document: String,
    /// A remark.
    pub note: String,
    /// The new name.
    pub name: String,
    /// The new official code; may be empty.
    pub code: String,
    /// What a new body is: a code of [`OrganisationKind`].
    pub body_kind: String,
    /// Other writings of a new body's name, one a line.
    pub aliases: String,
    /// The id of the new body above; empty for the top.
    pub parent: String,
    /// Whether merged bodies become a new one (`new`) or part of this one (`this`).
    pub into: String,
    /// The names of the bodies after a split, one a line.
    pub parts: String,
    /// Whether a split body goes on (`yes`).
    pub goes_on: String,
    /// Why bodies end in the past although there are later figures of theirs.
    pub reason: String,
    /// The bodies merged with this one: `with-` and the id.
    #[serde(flatten)]
    pub others: BTreeMap<String, String>,
}

impl ActForm {
    /// Which act is meant; to found a body when nothing is said.
    pub fn act_kind(&self) -> ActKind {
        ActKind::from_code(&self.kind).unwrap_or(ActKind::Found)
    }

    /// Whether a body is chosen to be merged.
    pub fn is_with(&self, id: &OrganisationId) -> bool {
        self.others.contains_key(&format!("with-{id}"))
    }

    fn with(&self) -> impl Iterator<Item = OrganisationId> + '_ {
        self.others.keys().filter_map(|key| key.strip_prefix("with-")?.parse().ok())
    }
}

/// Records an act about a body (or about the top of the tree), and gives the body to go on with.
///
/// Every invalid field is named at once. Bodies that a form names must lie within the actor's reach.
pub async fn record(
    work: &Work,
    actor: &Actor,
    access: &Access,
    about: Option<OrganisationId>,
    form: &ActForm,
) -> Result<OrganisationId, Error> {
    let mut tx = work.store.write().await?;
    let history = history(&mut tx).await?;
    let body = about.map(|id| {
        history.find(id).ok_or(store::Error::NotFound { noun: "organisation", id: id.to_string() })
    });
    let body = body.transpose()?;
    if let Some(body) = body.filter(|body| body.version != form.version) {
        return Err(store::Error::Stale { current: body.version }.into());
    }
    let typed = Typed::of(work, access, &history, body, form)?;
    let id = work.clock.id();
    let kind = typed.change.kind();
    let outcome = history.plan(typed.change, typed.on, id);
    let outcome = outcome.map_err(|refusal| refused(&refusal, field_of(&refusal, kind)))?;
    let figures = late_figures(&mut tx, &history, &outcome.ended, typed.on).await?;
    let note = noted(form, figures)?;
    let act = OrganisationAct {
        id,
        kind,
        effective_on: typed.on,
        document: text::squeeze(&form.document),
        note,
        recorded_at: work.clock.now(),
        before: outcome.before.clone(),
        after: outcome.after.clone(),
    };
    store::organisation_act::add(&mut tx, &act, &outcome).await?;
    work.keep(tx, actor, events(&history, &act, &outcome)).await?;
    let next = outcome.added.first().map(|body| body.id).or(about);
    next.ok_or(Error::Incomplete)
}

/// The remark that is kept; figures that would fall behind an end need a reason.
fn noted(form: &ActForm, figures: Vec<LateFigures>) -> Result<String, Error> {
    let note = form.note.trim();
    if figures.is_empty() {
        return Ok(note.to_owned());
    }
    let reason = form.reason.trim();
    if !reason.is_empty() {
        return Ok([note, reason].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" "));
    }
    Err(Error::Invalid(figures.into_iter().map(LateFigures::needs_reason).collect()))
}

/// Figures of a body for periods after its end.
struct LateFigures {
    body: String,
    on: Date,
    /// Each indicator's name with how many cells it has.
    cells: Vec<(String, u32)>,
}

impl LateFigures {
    fn needs_reason(self) -> FieldError {
        let count: u32 = self.cells.iter().map(|(_, count)| count).sum();
        let names: Vec<String> = self.cells.iter().map(|(name, count)| format!("{name} ({count})")).collect();
        let (body, names, day) = (self.body, names.join("; "), self.on.strftime("%d/%m/%Y"));
        FieldError::new(
            "reason",
            format!(
                "{body} đã có {count} số liệu của các kỳ kết thúc từ ngày {day}: {names}. Số liệu được giữ nguyên và tính cho đơn vị kế tiếp; đề nghị nêu lý do."
            ),
            format!(
                "{body} has {count} figures for periods that end on {day} or later: {names}. They are kept and count for the successor; please give the reason."
            ),
        )
    }
}

async fn late_figures(
    read: &mut Read,
    history: &BodyHistory,
    ended: &[OrganisationId],
    on: Date,
) -> Result<Vec<LateFigures>, Error> {
    let mut all = Vec::new();
    for id in ended {
        let mut cells = Vec::new();
        for (indicator, count) in store::observation::count_from(read, *id, on).await? {
            cells.push((store::indicator::get(read, indicator).await?.name, count));
        }
        if !cells.is_empty() {
            let body = history.find(*id).map(|body| body.name.clone()).unwrap_or_default();
            all.push(LateFigures { body, on, cells });
        }
    }
    Ok(all)
}

/// An act that can be worked out.
struct Typed {
    on: Date,
    change: BodyChange,
}

impl Typed {
    fn of(
        work: &Work,
        access: &Access,
        history: &BodyHistory,
        body: Option<&Organisation>,
        form: &ActForm,
    ) -> Result<Self, Error> {
        let mut errors = Vec::new();
        let on = typed_day(&form.effective_on);
        if on.is_none() {
            errors.push(FieldError::new(
                "effective_on",
                "Đề nghị nhập ngày có hiệu lực, ví dụ 01/7/2026.",
                "Please enter the day on which it takes effect, such as 01/7/2026.",
            ));
        }
        if form.document.trim().is_empty() {
            errors.push(FieldError::new(
                "document",
                "Đề nghị ghi số, ký hiệu và ngày của văn bản.",
                "Please cite the document by symbol and date.",
            ));
        }
        let change = Reader { work, access, history, body, form, errors: &mut errors }.change();
        match (on, change) {
            (Some(on), Some(change)) if errors.is_empty() => Ok(Self { on, change }),
            _ => Err(Error::Invalid(errors)),
        }
    }
}

/// Reads what a form asks for, noting what is wrong.
struct Reader<'a> {
    work: &'a Work,
    access: &'a Access,
    history: &'a BodyHistory,
    body: Option<&'a Organisation>,
    form: &'a ActForm,
    errors: &'a mut Vec<FieldError>,
}

impl Reader<'_> {
    fn change(mut self) -> Option<BodyChange> {
        let Some(body) = self.body else {
            let founded = self.new_body(None, OrganisationKind::Agency)?;
            return self.reaches(None).then(|| BodyChange::Found(vec![founded]));
        };
        match self.form.act_kind() {
            ActKind::Found => {
                let founded = self.new_body(Some(body.id), OrganisationKind::Agency)?;
                Some(BodyChange::Found(vec![founded]))
            }
            ActKind::Rename => {
                let name = self.name("name", &self.form.name)?;
                Some(BodyChange::Rename { body: body.id, name, code: self.code() })
            }
            ActKind::Move => {
                let parent = self.parent()?;
                Some(BodyChange::Move { body: body.id, parent })
            }
            ActKind::Merge => self.merge(body),
            ActKind::Split => self.split(body),
            ActKind::Dissolve => Some(BodyChange::Dissolve { body: body.id }),
        }
    }

    fn merge(&mut self, body: &Organisation) -> Option<BodyChange> {
        let others: Vec<OrganisationId> = self.form.with().filter(|id| *id != body.id).collect();
        if others.is_empty() {
            self.errors.push(FieldError::new(
                "bodies",
                "Chọn ít nhất một đơn vị khác để sáp nhập.",
                "Choose at least one other body to merge with.",
            ));
            return None;
        }
        if !others.iter().all(|id| self.reaches(Some(*id))) {
            self.errors.push(out_of_reach("bodies"));
            return None;
        }
        if self.form.into == "this" {
            return Some(BodyChange::Absorb { bodies: others, into: body.id });
        }
        let into = self.new_body(body.parent, body.kind)?;
        let bodies = std::iter::once(body.id).chain(others).collect();
        Some(BodyChange::Merge { bodies, into })
    }

    fn split(&mut self, body: &Organisation) -> Option<BodyChange> {
        let names: Vec<&str> = self.form.parts.lines().filter(|line| !line.trim().is_empty()).collect();
        if names.is_empty() {
            self.errors.push(FieldError::new(
                "parts",
                "Đề nghị ghi tên các đơn vị mới, mỗi dòng một tên.",
                "Please enter the names of the new bodies, one a line.",
            ));
            return None;
        }
        let mut parts = Vec::new();
        for name in names {
            let name = self.name("parts", name)?;
            parts.push(self.body_of(name, None, body.parent, body.kind, Vec::new()));
        }
        Some(BodyChange::Split { body: body.id, parts, goes_on: self.form.goes_on == "yes" })
    }

    fn new_body(&mut self, parent: Option<OrganisationId>, kind: OrganisationKind) -> Option<Organisation> {
        let name = self.name("name", &self.form.name)?;
        let kind = OrganisationKind::from_code(&self.form.body_kind).unwrap_or(kind);
        let typed = self.form.aliases.lines().map(text::squeeze).collect();
        Some(self.body_of(name, self.code(), parent, kind, typed))
    }

    fn body_of(
        &self,
        name: String,
        code: Option<String>,
        parent: Option<OrganisationId>,
        kind: OrganisationKind,
        typed: Vec<String>,
    ) -> Organisation {
        let mut made = aliases(kind, &name);
        let beside = self.history.bodies().filter(|body| body.parent == parent);
        let taken: HashSet<String> =
            beside.flat_map(|body| &body.aliases).map(|name| text::fold(name)).collect();
        made.retain(|alias| !taken.contains(&text::fold(alias)));
        Organisation {
            id: self.work.clock.id(),
            code,
            kind,
            parent,
            aliases: without_repeats(&name, typed.into_iter().chain(made)),
            valid_from: None,
            valid_to: None,
            successors: Vec::new(),
            version: 1,
            name,
        }
    }

    fn name(&mut self, field: &str, typed: &str) -> Option<String> {
        let name = text::nfc(&text::squeeze(typed));
        if name.is_empty() || name.chars().count() > LONGEST_NAME {
            self.errors.push(FieldError::new(
                field,
                format!("Đề nghị nhập tên đơn vị, không quá {LONGEST_NAME} ký tự."),
                format!("Please enter the body's name, of at most {LONGEST_NAME} letters."),
            ));
            return None;
        }
        Some(name)
    }

    fn code(&self) -> Option<String> {
        let code = self.form.code.trim();
        (!code.is_empty()).then(|| code.to_owned())
    }

    #[expect(clippy::option_option, reason = "no body above is a choice, too; no choice is an error")]
    fn parent(&mut self) -> Option<Option<OrganisationId>> {
        let typed = self.form.parent.trim();
        let parent = if typed.is_empty() { Some(None) } else { typed.parse().ok().map(Some) };
        let parent = parent.filter(|parent| self.reaches(*parent));
        if parent.is_none() {
            self.errors.push(out_of_reach("parent"));
        }
        parent
    }

    /// Whether the actor manages a body, or the top of the tree.
    fn reaches(&self, body: Option<OrganisationId>) -> bool {
        let target = body.map_or_else(Target::default, Target::of_body);
        self.access.may(Action::ManageBodies, &target)
    }
}

/// The same words for what is unknown and what is out of reach: ids cannot be tried out.
fn out_of_reach(field: &str) -> FieldError {
    FieldError::new(
        field,
        "Không có đơn vị này trong phạm vi được giao.",
        "There is no such body within your reach.",
    )
}

/// The form again, with why an act cannot be.
pub(super) fn refused(refusal: &ActRefusal, field: &str) -> Error {
    let (vi, en) = words(refusal);
    Error::Invalid(vec![FieldError::new(field, vi, en)])
}

fn field_of(refusal: &ActRefusal, kind: ActKind) -> &'static str {
    match (refusal, kind) {
        (
            ActRefusal::Circle { .. }
            | ActRefusal::NoParent { .. }
            | ActRefusal::Unknown
            | ActRefusal::NothingChanges,
            ActKind::Move,
        ) => "parent",
        (ActRefusal::NameTaken { .. }, ActKind::Split) | (ActRefusal::NotSplit, _) => "parts",
        (ActRefusal::NotTwo | ActRefusal::Circle { .. }, _) => "bodies",
        (ActRefusal::NameTaken { .. }, ActKind::Found | ActKind::Rename | ActKind::Merge)
        | (ActRefusal::NothingChanges, _) => "name",
        (ActRefusal::CodeTaken { .. }, _) => "code",
        _ => "effective_on",
    }
}

/// Why an act cannot be, in Vietnamese and English.
pub(super) fn words(refusal: &ActRefusal) -> (String, String) {
    let day = |day: &Date| day.strftime("%d/%m/%Y").to_string();
    let text = |vi: &str, en: &str| (vi.to_owned(), en.to_owned());
    match refusal {
        ActRefusal::Unknown => text("Không có đơn vị này.", "There is no such body."),
        ActRefusal::TooEarly { name, from } => (
            format!("{name} chỉ có từ ngày {}; đề nghị chọn ngày sau đó.", day(from)),
            format!("{name} exists only from {}; please choose a later day.", day(from)),
        ),
        ActRefusal::TooLate { name, to } => {
            (format!("{name} đã kết thúc ngày {}.", day(to)), format!("{name} ended on {}.", day(to)))
        }
        ActRefusal::LaterAct { name, last } => (
            format!(
                "{name} đã có quyết định có hiệu lực ngày {}; các quyết định được ghi theo thứ tự ngày.",
                day(last)
            ),
            format!(
                "An act on {name} of {} is on file; acts are recorded in the order of their days.",
                day(last)
            ),
        ),
        ActRefusal::Circle { name } => (
            format!("{name} sẽ trực thuộc chính mình; đề nghị chọn đơn vị khác."),
            format!("{name} would lie below itself; please choose another body."),
        ),
        ActRefusal::NoParent { name, on } => (
            format!("Ngày {} không có đơn vị cấp trên của {name}.", day(on)),
            format!("The body above {name} does not exist on {}.", day(on)),
        ),
        ActRefusal::NameTaken { name, on } => (
            format!("Ngày {} đã có đơn vị cùng cấp tên “{name}”.", day(on)),
            format!("On {} a body named “{name}” lies there already.", day(on)),
        ),
        ActRefusal::CodeTaken { code, name } => {
            (format!("Mã {code} đang là của {name}."), format!("The code {code} belongs to {name}."))
        }
        ActRefusal::NotTwo => text(
            "Sáp nhập cần ít nhất hai đơn vị khác nhau.",
            "A merger needs at least two different bodies.",
        ),
        ActRefusal::NotSplit => {
            text("Sau khi chia, tách phải có ít nhất hai đơn vị.", "A split leaves at least two bodies.")
        }
        ActRefusal::BodiesBelow { name, below } => (
            format!(
                "{name} còn {} đơn vị trực thuộc: {}. Đề nghị chuyển hoặc giải thể trước.",
                below.len(),
                below.join(", ")
            ),
            format!(
                "{} bodies lie below {name}: {}. Please move or dissolve them first.",
                below.len(),
                below.join(", ")
            ),
        ),
        ActRefusal::NothingChanges => text("Chưa có thay đổi nào.", "Nothing would change."),
    }
}

/// What the form of an act is filled from.
#[derive(Debug, Clone)]
pub struct ActPage {
    /// The body as it stands since its latest act.
    pub body: Organisation,
    /// The bodies that it can be merged with: those below the same body.
    pub siblings: Vec<BodyState>,
    /// The bodies that it can be put below.
    pub parents: Vec<BodyState>,
    /// The latest act on it.
    pub latest: Option<ActLine>,
}

/// Loads what the form of an act about a body is filled from.
pub async fn page(work: &Work, access: &Access, id: OrganisationId) -> Result<ActPage, Error> {
    let mut read = work.store.read().await?;
    let body = store::organisation::get(&mut read, id).await?;
    let mut states = store::organisation::list_states(&mut read, work.clock.today()).await?;
    states.retain(|state| state.id != id && access.may(Action::ManageBodies, &Target::of_body(state.id)));
    let siblings = states.iter().filter(|state| state.parent == body.parent).cloned().collect();
    let is_near =
        |state: &BodyState| state.kind != OrganisationKind::Commune || body.parent == Some(state.id);
    states.retain(is_near);
    let latest = lines(&mut read, id).await?.into_iter().next();
    Ok(ActPage { body, siblings, parents: states, latest })
}

/// An act as it is told: the bodies before and after it by the names they bore.
#[derive(Debug, Clone)]
pub struct ActLine {
    /// The act.
    pub act: OrganisationAct,
    /// What it was done to.
    pub before: Vec<(OrganisationId, String)>,
    /// What was there after it.
    pub after: Vec<(OrganisationId, String)>,
}

/// The acts on a body, the latest first.
pub(crate) async fn lines(read: &mut Read, id: OrganisationId) -> Result<Vec<ActLine>, Error> {
    let mut lines = Vec::new();
    for act in store::organisation_act::list_of(read, id).await? {
        let eve = act.effective_on.yesterday().unwrap_or(act.effective_on);
        let before = names(read, &act.before, eve).await?;
        let after = names(read, &act.after, act.effective_on).await?;
        lines.push(ActLine { act, before, after });
    }
    Ok(lines)
}

async fn names(
    read: &mut Read,
    ids: &[OrganisationId],
    on: Date,
) -> Result<Vec<(OrganisationId, String)>, Error> {
    let mut names = Vec::new();
    for id in ids {
        names.push((*id, store::organisation::get_on(read, *id, on).await?.name));
    }
    Ok(names)
}
