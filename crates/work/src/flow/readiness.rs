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
    /// What was filled in without the evidence that is asked for; it is handed in so, but does not count as filled.
    pub unproven: Vec<(CellKey, String)>,
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
            let lacks_evidence =
                form.rules.figures_need_evidence && row.is_filled(false) && !row.is_filled(true);
            readiness.look_at(key.clone(), &row.indicator.label, row.cell.as_ref(), &row.faults);
            readiness.prove(key, &row.indicator.label, lacks_evidence);
        }
        for row in &form.tasks {
            let key = CellKey::Task(row.task.id);
            let lacks_evidence = row.is_finished() && row.faults.is_empty() && row.evidence.is_empty();
            readiness.look_at(key.clone(), &row.task.label, row.cell.as_ref(), &row.faults);
            readiness.prove(key, &row.task.label, lacks_evidence);
        }
        for row in &form.sections {
            readiness.look_at(CellKey::Section(row.place), &row.heading, row.cell.as_ref(), &[]);
        }
        readiness
    }

    /// Whether all that is asked for is there, right, and with its evidence.
    pub fn is_whole(&self) -> bool {
        self.faults.is_empty() && self.missing.is_empty() && self.unproven.is_empty()
    }

    /// The labels of what is missing, in the order of the form.
    pub fn missing_labels(&self) -> String {
        labels(&self.missing)
    }

    /// The labels of what lacks evidence, in the order of the form.
    pub fn unproven_labels(&self) -> String {
        labels(&self.unproven)
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

    fn prove(&mut self, key: CellKey, label: &str, lacks_evidence: bool) {
        if lacks_evidence {
            self.unproven.push((key, label.to_owned()));
        }
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

fn labels(cells: &[(CellKey, String)]) -> String {
    cells.iter().map(|(_, label)| label.as_str()).collect::<Vec<_>>().join("; ")
}
