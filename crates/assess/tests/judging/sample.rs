//! Builds indicators with targets and observations in few words.

use assess::{Judgement, Rules, judge};
use domain::{
    Absence, Aggregate, Anchor, Baseline, Comparator, Direction, Goal, Indicator, Limits, Maturity, Measure,
    Observation, Path, PathShape, Period, Quantity, Reading, Subject, Target, ValueStage,
};
use jiff::Timestamp;
use jiff::civil::Date;

const ID: &str = "00000000-0000-7000-8000-000000000001";

/// An indicator with everything it is judged by.
#[derive(Debug, Clone)]
pub struct Sample {
    pub indicator: Indicator,
    pub targets: Vec<Target>,
    pub observations: Vec<Observation>,
}

pub fn quantity(value: f64) -> Quantity {
    Quantity::new(value).unwrap()
}

pub fn an_indicator(unit: &str) -> Sample {
    let indicator = Indicator {
        id: ID.parse().unwrap(),
        plan: ID.parse().unwrap(),
        group: ID.parse().unwrap(),
        position: 0,
        label: "IV.4".into(),
        name: "Tỷ lệ doanh nghiệp có đổi mới".into(),
        unit: unit.into(),
        measure: Measure::Stock,
        direction: Direction::Up,
        across_units: Aggregate::Authoritative,
        limits: (unit == "%").then(Limits::share),
        subjects: Vec::new(),
        path: Path::default(),
        document: ID.parse().unwrap(),
        anchor: an_anchor(),
        field: None,
        responsibilities: Vec::new(),
        version: 1,
    };
    Sample { indicator, targets: Vec::new(), observations: Vec::new() }
}

pub fn an_anchor() -> Anchor {
    serde_json::from_value(serde_json::json!({
        "line_start": 1, "line_end": 1, "cell": null, "quote": ""
    }))
    .unwrap()
}

impl Sample {
    pub fn shape(mut self, shape: PathShape) -> Self {
        self.indicator.path.shape = shape;
        self
    }

    pub fn baseline(mut self, on: Date, value: f64) -> Self {
        self.indicator.path.baseline = Some(Baseline { on, value: quantity(value) });
        self
    }

    pub fn direction(mut self, direction: Direction) -> Self {
        self.indicator.direction = direction;
        self
    }

    pub fn measure(mut self, measure: Measure) -> Self {
        self.indicator.measure = measure;
        self
    }

    pub fn subject(mut self, from: Option<Date>, name: &str) -> Self {
        self.indicator.subjects.push(Subject { from, name: name.into() });
        self
    }

    pub fn goal(mut self, year: i16, comparator: Comparator, value: Option<f64>, upper: Option<f64>) -> Self {
        let goal = Goal::new(comparator, value.map(quantity), upper.map(quantity)).unwrap();
        self.targets.push(Target {
            indicator: self.indicator.id,
            version: ID.parse().unwrap(),
            year,
            goal,
            text: "X".into(),
            anchor: an_anchor(),
        });
        self
    }

    pub fn at_least(self, year: i16, value: f64) -> Self {
        self.goal(year, Comparator::AtLeast, Some(value), None)
    }

    pub fn reading(mut self, period: Period, stage: ValueStage, revision: u32, reading: Reading) -> Self {
        self.observations.push(Observation {
            indicator: self.indicator.id,
            organisation: ID.parse().unwrap(),
            period,
            stage,
            revision,
            reading,
            maturity: Maturity::Official,
            note: String::new(),
            recorded_at: recorded(period.ends_on()),
            recorded_by: "đầu mối".into(),
        });
        self
    }

    pub fn value(self, period: Period, stage: ValueStage, value: f64) -> Self {
        self.reading(period, stage, 1, Reading::Value(quantity(value)))
    }

    pub fn absent(self, period: Period, absence: Absence) -> Self {
        self.reading(period, ValueStage::Reported, 1, Reading::Absent(absence))
    }

    /// Consecutive values from a period on, all verified but the last `reported`.
    pub fn series(self, first: &str, values: &[f64], reported: usize) -> Self {
        let mut period: Period = first.parse().unwrap();
        let mut sample = self;
        for (i, value) in values.iter().enumerate() {
            let is_reported = i + reported >= values.len();
            let stage = if is_reported { ValueStage::Reported } else { ValueStage::Verified };
            sample = sample.value(period, stage, *value);
            period = period.next();
        }
        sample
    }

    pub fn judge(&self, on: Date) -> Judgement {
        judge(&self.indicator, &self.targets, &self.observations, on, &Rules::default())
    }
}

/// Noon in Việt Nam on a day.
pub fn recorded(day: Date) -> Timestamp {
    format!("{day}T12:00:00+07:00").parse().unwrap()
}
