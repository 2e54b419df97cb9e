//! The office's templates: which one counts, what a changed one would look like, and keeping it.

use domain::audit::Event;
use domain::{FieldError, Regime};
use report::official::template::built_in;
pub use report::official::template::{Fault, NAMES, Name};
use report::official::{self, ReportHead, Source, Template, compose};
use serde::Deserialize;
use store::report_template::SavedTemplate;

use crate::{Actor, Error, Work};

/// A template as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct TemplateForm {
    /// What was changed, or what the office calls it.
    pub name: String,
    /// Its text.
    pub text: String,
    /// The id of the template that the form was shown for; empty for the program's own.
    pub base: String,
}

/// The template of a regime as its page shows it.
#[derive(Debug, Clone)]
pub struct TemplatePage {
    /// For which layout.
    pub regime: Regime,
    /// The form.
    pub typed: TemplateForm,
    /// Those saved before, the last first.
    pub saved: Vec<SavedTemplate>,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
    /// What it would look like, on invented figures; empty while something is wrong.
    pub html: String,
}

/// The page of a regime's template; `typed` is what a form that was not accepted, or a preview, holds.
pub async fn page(work: &Work, regime: Regime, typed: Option<TemplateForm>) -> Result<TemplatePage, Error> {
    let saved = store::report_template::list(&mut work.store.read().await?, regime).await?;
    let typed = typed.unwrap_or_else(|| in_use(regime, saved.first()));
    let (faults, html) = match Template::parse(&typed.text) {
        Ok(template) => (Vec::new(), preview(regime, &template)),
        Err(faults) => (faults, String::new()),
    };
    Ok(TemplatePage { regime, typed, saved, faults, html })
}

fn in_use(regime: Regime, last: Option<&SavedTemplate>) -> TemplateForm {
    TemplateForm {
        name: String::new(),
        text: last.map_or_else(|| built_in(regime).to_owned(), |last| last.text.clone()),
        base: last.map_or(String::new(), |last| last.id.to_string()),
    }
}

/// A template on the figures of a province that does not exist.
fn preview(regime: Regime, template: &Template) -> String {
    let snapshot = official::sample(regime);
    let head = ReportHead::suggested(&snapshot);
    let source = Source { snapshot: &snapshot, digest: "", is_draft: true, head: &head, template };
    official::html(&compose(source))
}

/// Keeps a template, which counts from now on; one with a mistake is not kept.
pub async fn save(work: &Work, actor: &Actor, regime: Regime, typed: &TemplateForm) -> Result<(), Error> {
    let text = typed.text.replace("\r\n", "\n");
    if let Err(faults) = Template::parse(&text) {
        return Err(Error::Invalid(faults.iter().map(told).collect()));
    }
    let mut tx = work.store.write().await?;
    let last = store::report_template::find_last(&mut tx, regime).await?;
    if last.as_ref().map_or(String::new(), |last| last.id.to_string()) != typed.base {
        return Err(store::Error::Stale { current: 0 }.into());
    }
    let template = SavedTemplate {
        id: work.clock.id(),
        regime,
        name: typed.name.trim().to_owned(),
        text,
        saved_at: work.clock.now(),
        saved_by: actor.post.clone(),
    };
    store::report_template::add(&mut tx, &template).await?;
    let said = |text: &str| domain::audit::fields([("regime", regime.code().into()), ("text", text.into())]);
    let before = last.map_or_else(|| built_in(regime).to_owned(), |last| last.text);
    let event =
        Event::done("report_template.saved", template.id).changed(&said(&before), &said(&template.text));
    work.keep(tx, actor, [event]).await
}

/// A mistake as a message of the form's field, with its line and what could stand there.
fn told(fault: &Fault) -> FieldError {
    let known = fault.known.join(", ");
    let (vi, en) = if known.is_empty() {
        (String::new(), String::new())
    } else {
        (format!(" Có thể dùng: {known}."), format!(" There is: {known}."))
    };
    FieldError::new(
        "text",
        format!("Dòng {}: {}{vi}", fault.line, fault.vi),
        format!("Line {}: {}{en}", fault.line, fault.en),
    )
}
