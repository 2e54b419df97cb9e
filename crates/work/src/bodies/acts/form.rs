//! Reading the form of an act: what it asks for, or what is wrong with it, field by field.

use std::collections::HashSet;

use domain::access::Target;
use domain::{
    ActKind, Action, BodyChange, BodyHistory, Organisation, OrganisationId, OrganisationKind, text,
};
use jiff::civil::Date;

use super::super::alias::without_repeats;
use super::super::aliases;
use super::ActForm;
use crate::access::Access;
use crate::{Error, FieldError, Work, typed_day};

/// The longest name that is taken.
const LONGEST_NAME: usize = 200;

/// An act that can be worked out.
pub(super) struct Typed {
    pub on: Date,
    pub change: BodyChange,
}

impl Typed {
    pub(super) fn of(
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
