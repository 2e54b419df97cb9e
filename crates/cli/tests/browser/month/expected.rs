//! What the bodies say, and what it comes to by a pocket calculator.

use std::collections::HashMap;

use domain::{Aggregate, CellEntry, CellKey, Indicator, Regime};
use work::demo::large::entry;
use work::submissions::Form;

/// The entries of each body, in the order of its form.
pub struct Entries {
    keys: Vec<CellKey>,
    said: Vec<HashMap<CellKey, CellEntry>>,
}

impl Entries {
    pub fn of_forms(forms: &[Form]) -> Self {
        let keys: Vec<CellKey> =
            super::workbook::places(&forms[0]).into_iter().map(|(key, ..)| key).collect();
        let of_form = |form: &Form| keys.iter().map(|key| (key.clone(), entry(form, key))).collect();
        let said = forms.iter().map(of_form).collect();
        Self { keys, said }
    }

    pub fn at(&self, n: usize, key: &CellKey) -> CellEntry {
        self.said[n][key].clone()
    }

    pub fn put(&mut self, n: usize, key: CellKey, entry: CellEntry) {
        self.said[n].insert(key, entry);
    }

    /// All of a body's cells.
    pub fn of(&self, n: usize) -> Vec<(CellKey, CellEntry)> {
        self.keys.iter().map(|key| (key.clone(), self.at(n, key))).collect()
    }

    /// The body's narrative.
    pub fn sections(&self, n: usize) -> Vec<(CellKey, CellEntry)> {
        self.of(n).into_iter().filter(|(key, _)| matches!(key, CellKey::Section(_))).collect()
    }

    /// The figures as a spreadsheet copies them, in the columns of the page.
    pub fn figure_lines(&self, n: usize) -> Vec<String> {
        let line = |entry: CellEntry| {
            let CellEntry { value, numerator, denominator, maturity, note, .. } = entry;
            [value, numerator, denominator, maturity, String::new(), note].join("\t")
        };
        let is_figure = |key: &CellKey| matches!(key, CellKey::Indicator(_));
        self.of(n).into_iter().filter(|(key, _)| is_figure(key)).map(|(_, entry)| line(entry)).collect()
    }

    /// The tasks, in the same way.
    pub fn task_lines(&self, n: usize) -> Vec<String> {
        let line = |entry: CellEntry| [entry.state, entry.done_on, entry.note].join("\t");
        let is_task = |key: &CellKey| matches!(key, CellKey::Task(_));
        self.of(n).into_iter().filter(|(key, _)| is_task(key)).map(|(_, entry)| line(entry)).collect()
    }

    /// An indicator's total, written out without the program's own arithmetic.
    pub fn total(&self, indicator: &Indicator) -> f64 {
        let key = CellKey::Indicator(indicator.id);
        let column = |part: fn(&CellEntry) -> &String| -> Vec<f64> {
            self.said.iter().map(|said| part(&said[&key]).parse().unwrap()).collect()
        };
        let sum = |values: Vec<f64>| values.into_iter().sum::<f64>();
        match indicator.across_units {
            Aggregate::Ratio => {
                100.0 * sum(column(|entry| &entry.numerator)) / sum(column(|entry| &entry.denominator))
            }
            Aggregate::Mean => sum(column(|entry| &entry.value)) / self.said.len() as f64,
            Aggregate::Max => column(|entry| &entry.value).into_iter().fold(f64::MIN, f64::max),
            _ => sum(column(|entry| &entry.value)),
        }
    }
}

/// What the layout of a regime writes before a report's number.
pub fn number_word(regime: Regime) -> &'static str {
    if regime == Regime::Party { "Số" } else { "Số:" }
}
