//! Whether a form can be handed in: what is wrong in it, and what is missing.

use domain::{CellKey, FieldError, SubmissionCell};

use crate::submissions::Form;

/// What stands between a form and its approval.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Readiness {
    /// What was typed and cannot be kept; nothing is handed in while there is any.
    pub faults: Vec<CellFault>,
    /// What is asked for and was left blank; it is handed in so with a reason.
    pub missing: Vec<(CellKey, String)>,
}

/// What is wrong in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellFault {
    /// Which cell.
    pub key: CellKey,
    /// Its label in the plan.
    pub label: String,
    /// What is wrong.
    pub error: FieldError,
}

impl Readiness {
    /// What is wrong and missing in a form.
    pub fn of(form: &Form) -> Self {
        let mut readiness = Self::default();
        for row in &form.figures {
            let key = CellKey::Indicator(row.indicator.id);
            readiness.look_at(key, &row.indicator.label, row.cell.as_ref(), &row.faults);
        }
        for row in &form.tasks {
            let key = CellKey::Task(row.task.id);
            readiness.look_at(key, &row.task.label, row.cell.as_ref(), &row.faults);
        }
        for row in &form.sections {
            readiness.look_at(CellKey::Section(row.place), &row.heading, row.cell.as_ref(), &[]);
        }
        readiness
    }

    /// Whether all that is asked for is there, and right.
    pub fn is_complete(&self) -> bool {
        self.faults.is_empty() && self.missing.is_empty()
    }

    /// The labels of what is missing, in the order of the form.
    pub fn missing_labels(&self) -> String {
        self.missing.iter().map(|(_, label)| label.as_str()).collect::<Vec<_>>().join("; ")
    }

    /// The faults as fields of a form, each named by its cell and told with its label.
    pub fn errors(&self) -> Vec<FieldError> {
        let error = |fault: &CellFault| {
            let CellFault { key, label, error } = fault;
            let field = format!("{}-{}", key.noun(), key.item());
            FieldError::new(field, format!("{label}: {}", error.vi), format!("{label}: {}", error.en))
        };
        self.faults.iter().map(error).collect()
    }

    fn look_at(&mut self, key: CellKey, label: &str, cell: Option<&SubmissionCell>, faults: &[FieldError]) {
        if cell.is_none_or(|cell| cell.entry.is_blank()) {
            self.missing.push((key, label.to_owned()));
            return;
        }
        let named = faults.iter().map(|error| CellFault {
            key: key.clone(),
            label: label.to_owned(),
            error: error.clone(),
        });
        self.faults.extend(named);
    }
}
