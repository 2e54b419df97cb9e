//! Loading the units and departments of a province, or of the whole country.

use std::collections::BTreeMap;

use askama::Template;
use axum::Form;
use axum::response::IntoResponse as _;
use serde::Deserialize;
use work::FieldError;
use work::bodies::{self, Department, Load, Loaded, OfficialList, Unit};

use crate::ctx::Ctx;
use crate::error::Error;
use crate::pages::{FormErrors, Page, show, show_again};

/// What the form sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// A province's code, or `all`.
    province: String,
    /// `yes` once the preview was seen.
    consent: String,
    /// Checked boxes of departments: `department-` and the key.
    #[serde(flatten)]
    departments: BTreeMap<String, String>,
}

impl Typed {
    fn chosen(&self) -> Vec<String> {
        self.departments.keys().filter_map(|key| key.strip_prefix("department-")).map(str::to_owned).collect()
    }

    fn load(&self) -> Option<Load> {
        let mut lists = bodies::built_in();
        if self.province == "all" {
            return Some(Load { lists, departments: None });
        }
        lists = lists.into_iter().map(|list| list.only(&self.province)).collect();
        lists.retain(|list| !list.units.is_empty());
        (!lists.is_empty()).then(|| Load { lists, departments: Some(self.chosen()) })
    }
}

#[derive(Template)]
#[template(path = "organisations/load.html")]
struct LoadPage {
    ctx: Ctx,
    provinces: Vec<Unit>,
    departments: Vec<Department>,
    typed: Typed,
    errors: FormErrors,
    /// What would change, or did.
    loaded: Option<Loaded>,
    is_done: bool,
}

impl LoadPage {
    fn new(ctx: Ctx, typed: Typed) -> Self {
        let provinces =
            bodies::built_in().iter().take(1).flat_map(OfficialList::provinces).cloned().collect();
        let departments = bodies::departments().into_iter().filter(Department::is_optional).collect();
        let errors = FormErrors::default();
        Self { ctx, provinces, departments, typed, errors, loaded: None, is_done: false }
    }

    fn heading(&self) -> String {
        self.ctx.t(if self.is_done { "load-done" } else { "load-preview" })
    }

    fn is_chosen(&self, department: &Department) -> bool {
        self.typed.chosen().contains(&department.key)
    }

    fn counts(&self, loaded: &Loaded) -> Vec<(String, usize)> {
        [
            ("loaded-founded", loaded.founded),
            ("loaded-renamed", loaded.renamed),
            ("loaded-moved", loaded.moved),
            ("loaded-dissolved", loaded.dissolved),
            ("loaded-unchanged", loaded.unchanged),
            ("loaded-departments", loaded.departments),
            ("loaded-groups", loaded.groups),
        ]
        .map(|(key, count)| (self.ctx.t(key), count))
        .into()
    }

    fn message<'a>(&self, finding: &'a domain::Finding) -> &'a str {
        self.ctx.lang.pick(&finding.message, &finding.message_en)
    }

    fn hint<'a>(&self, finding: &'a domain::Finding) -> &'a str {
        self.ctx.lang.pick(&finding.hint, &finding.hint_en)
    }
}

/// `GET /organisations/load`.
pub async fn ask(ctx: Ctx) -> Page {
    show(&LoadPage::new(ctx, Typed::default()))
}

/// `POST /organisations/load`: shows what would change, and does it once that was seen.
pub async fn load(ctx: Ctx, Form(typed): Form<Typed>) -> Page {
    let Some(what) = typed.load() else {
        let missing = FieldError::new(
            "province",
            "Chọn tỉnh, thành phố để nạp.",
            "Choose the province or city to load.",
        );
        let errors = FormErrors::new(&ctx, &[missing]);
        return show_again(&LoadPage { errors, ..LoadPage::new(ctx, typed) });
    };
    let is_done = typed.consent == "yes";
    let loaded = if is_done {
        bodies::load(ctx.work(), ctx.actor()?, &what).await
    } else {
        bodies::check(ctx.work(), &what).await
    };
    match loaded {
        Ok(loaded) => show(&LoadPage { loaded: Some(loaded), is_done, ..LoadPage::new(ctx, typed) }),
        Err(work::Error::Invalid(invalid)) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&LoadPage { errors, ..LoadPage::new(ctx, typed) })
        }
        Err(error) => Ok(Error::from(error).into_response()),
    }
}
