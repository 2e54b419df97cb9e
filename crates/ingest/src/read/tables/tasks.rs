//! Tasks from tables: what, who leads, who coordinates, by when, with what product.

use domain::{Anchor, Finding, Severity};

use super::bodies::{self, Bodies};
use super::columns::Column;
use super::grid::{self, Grid, Row};
use crate::draft::DraftTask;
use crate::read::deadlines;
use crate::read::findings::{Doubt, finding};
use crate::read::indicators::keyed::Keyed;
use crate::read::outline::Outline;
use crate::source::Source;

/// Reads the tasks of every table; their ids only tell them apart from each other.
pub(crate) fn read(source: &Source, outline: &Outline) -> (Vec<DraftTask>, Vec<Finding>) {
    let mut tasks = Vec::new();
    let mut findings = Vec::new();
    for grid in grid::grids(source).iter().filter(|grid| grid.lists_tasks()) {
        let found =
            Reader { grid, section: section(outline, *grid.lines.start()), group: String::new() }.read();
        findings.extend(without_lead(grid, &found));
        tasks.extend(found);
    }
    for (index, task) in tasks.iter_mut().enumerate() {
        task.id = format!("table-task-{index}");
    }
    (tasks, findings)
}

struct Reader<'a> {
    grid: &'a Grid,
    section: Option<String>,
    /// The label of the group of rows.
    group: String,
}

impl Reader<'_> {
    fn read(mut self) -> Vec<DraftTask> {
        let mut tasks: Vec<DraftTask> = Vec::new();
        for row in &self.grid.rows {
            let text = self.grid.text(row, Column::Task);
            let label = self.grid.text(row, Column::Label).trim_matches(['.', ' ', ')']).to_owned();
            if text.is_empty() || grid::counts_columns(row) {
                continue;
            }
            if self.is_group(row) {
                self.group = label;
                continue;
            }
            let task = self.task(row, &label, text);
            match tasks.last_mut() {
                // A task merged over several rows has one product in each.
                Some(last) if last.text == task.text && last.label == task.label => add_product(last, task),
                _ => tasks.push(task),
            }
        }
        tasks
    }

    /// A row with words in the task's column only heads those below.
    fn is_group(&self, row: &Row) -> bool {
        let cells = self.grid.columns.iter().zip(&row.cells);
        cells
            .filter(|(c, _)| !matches!(c, Column::Task | Column::Label))
            .all(|(_, cell)| cell.text.is_empty())
    }

    fn task(&self, row: &Row, label: &str, text: &str) -> DraftTask {
        let (lead, coordinating) = self.responsible(row);
        let col = self.grid.column(Column::Task).unwrap_or_default();
        let cell = self.grid.anchor(row, col);
        let product = self.grid.text(row, Column::Product);
        DraftTask {
            id: String::new(),
            section: self.section.clone(),
            label: match self.group.as_str() {
                "" => label.to_owned(),
                group if label.starts_with(&format!("{group}.")) => label.to_owned(),
                group => format!("{group}.{label}"),
            },
            text: text.to_owned(),
            lead,
            coordinating,
            deadline: deadlines::read(self.grid.text(row, Column::Deadline)),
            product: (!product.is_empty()).then(|| product.to_owned()),
            anchor: Anchor { line_start: *row.lines.start(), line_end: *row.lines.end(), ..cell },
        }
    }

    /// Who leads and who coordinates; where one column holds both, its own words tell.
    fn responsible(&self, row: &Row) -> (Vec<String>, Vec<String>) {
        let (lead, named) = both(self.grid.text(row, Column::Lead));
        let (mut lead, mut coordinating) = (lead.names, named.names);
        coordinating.extend(bodies::split(self.grid.text(row, Column::Coordinating)).names);
        let (leads, coordinate) = both(self.grid.text(row, Column::Implementer));
        if lead.is_empty() {
            lead = leads.names;
        } else {
            coordinating.extend(leads.names.into_iter().filter(|name| !lead.contains(name)));
        }
        coordinating.extend(coordinate.names);
        (lead, coordinating)
    }
}

/// Splits `Chủ trì: …; phối hợp: …`; without these words all lead.
fn both(cell: &str) -> (Bodies, Bodies) {
    let text = Keyed::new(cell);
    let (key, end) = (text.key(), text.key().len());
    let lead_from = key.find("chu tri").map_or(0, |at| at + "chu tri".len());
    let other = key.find("phoi hop").filter(|at| *at >= lead_from);
    let words = |from: usize, to: usize| {
        let words = text.printed(from..to).trim_start_matches([':', ' ', '-']);
        bodies::split(words.trim_end_matches([';', ',', '.', '(', '-', ' ']))
    };
    match other {
        Some(at) => (words(lead_from, at), words(at + "phoi hop".len(), end)),
        None => (words(lead_from, end), Bodies::default()),
    }
}

fn add_product(task: &mut DraftTask, more: DraftTask) {
    task.anchor.line_end = task.anchor.line_end.max(more.anchor.line_end);
    match (&mut task.product, more.product) {
        (Some(product), Some(more)) if *product != more => {
            product.push_str("; ");
            product.push_str(&more);
        }
        (product @ None, more) => *product = more,
        _ => {}
    }
}

/// The section that a line stands in.
fn section(outline: &Outline, line: usize) -> Option<String> {
    outline.sections.iter().rev().find(|s| s.line_start <= line).map(|s| s.id.clone())
}

/// Tasks of a table that names leads, yet not theirs, in one finding.
fn without_lead(grid: &Grid, tasks: &[DraftTask]) -> Option<Finding> {
    let has_leads = grid.columns.iter().any(|c| matches!(c, Column::Lead | Column::Implementer));
    let missing: Vec<&DraftTask> = tasks.iter().filter(|task| task.lead.is_empty()).collect();
    let first = missing.first().filter(|_| has_leads)?;
    let labels: Vec<&str> = missing.iter().map(|task| task.label.as_str()).take(12).collect();
    let (count, labels) = (missing.len(), labels.join(", "));
    Some(
        finding(
            "table.lead_missing",
            Severity::Warning,
            format!("{count} nhiệm vụ trong bảng để trống cơ quan chủ trì ({labels})."),
            "Bổ sung cơ quan chủ trì khi duyệt.",
        )
        .english(format!("{count} tasks of the table name no lead ({labels})."), "Name the lead on review.")
        .at(first.anchor.clone()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_column_may_hold_leads_and_others() {
        let names = |cell: &str| {
            let (lead, others) = both(cell);
            (lead.names.join("|"), others.names.join("|"))
        };
        assert_eq!(
            names("Chủ trì: Sở Y tế; phối hợp: Sở Nội vụ, Tài chính"),
            ("Sở Y tế".into(), "Sở Nội vụ|Sở Tài chính".into())
        );
        assert_eq!(names("Sở Y tế"), ("Sở Y tế".into(), String::new()));
    }
}
