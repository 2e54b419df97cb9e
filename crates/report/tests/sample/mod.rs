//! Builds indicators with targets, observations and their judgement in few words.

use assess::{Judgement, Rules, judge};
use domain::{
    Aggregate, Anchor, Baseline, Comparator, Direction, Goal, Indicator, Limits, Maturity, Measure,
    Observation, Path, PathShape, Period, Quantity, Reading, Subject, Target, ValueStage,
};
use jiff::civil::Date;

const ID: &str = "00000000-0000-7000-8000-000000000001";

/// An indicator with everything it is judged by.
#[derive(Debug, Clone)]
pub struct Sample {
    pub indicator: Indicator,
    pub targets: Vec<Target>,
    pub observations: Vec<Observation>,
}

pub fn an_indicator(name: &str, unit: &str) -> Sample {
    let indicator = Indicator {
        id: ID.parse().unwrap(),
        plan: ID.parse().unwrap(),
        group: ID.parse().unwrap(),
        position: 0,
        label: "IV.4".into(),
        name: name.into(),
        unit: unit.into(),
        measure: Measure::Stock,
        direction: Direction::Up,
        across_units: Aggregate::Authoritative,
        limits: (unit == "%").then(Limits::share),
        subjects: Vec::new(),
        path: Path::default(),
        document: ID.parse().unwrap(),
        anchor: Anchor::lines(1, 1, ""),
        field: None,
        responsibilities: Vec::new(),
        version: 1,
    };
    Sample { indicator, targets: Vec::new(), observations: Vec::new() }
}

impl Sample {
    pub fn shape(mut self, shape: PathShape) -> Self {
        self.indicator.path.shape = shape;
        self
    }

    pub fn baseline(mut self, on: Date, value: f64) -> Self {
        self.indicator.path.baseline = Some(Baseline { on, value: Quantity::new(value).unwrap() });
        self
    }

    pub fn direction(mut self, direction: Direction) -> Self {
        self.indicator.direction = direction;
        self
    }

    pub fn subject(mut self, from: Option<Date>, name: &str) -> Self {
        self.indicator.subjects.push(Subject { from, name: name.into() });
        self
    }

    pub fn goal(mut self, year: i16, comparator: Comparator, value: Option<f64>, upper: Option<f64>) -> Self {
        let quantity = |v| Quantity::new(v).unwrap();
        self.targets.push(Target {
            indicator: self.indicator.id,
            version: ID.parse().unwrap(),
            year,
            goal: Goal::new(comparator, value.map(quantity), upper.map(quantity)).unwrap(),
            text: "X".into(),
            anchor: Anchor::lines(1, 1, ""),
        });
        self
    }

    pub fn at_least(self, year: i16, value: f64) -> Self {
        self.goal(year, Comparator::AtLeast, Some(value), None)
    }

    pub fn reading(mut self, period: Period, stage: ValueStage, reading: Reading) -> Self {
        self.observations.push(Observation {
            indicator: self.indicator.id,
            organisation: ID.parse().unwrap(),
            period,
            stage,
            revision: 1,
            reading,
            maturity: Maturity::Official,
            note: String::new(),
            recorded_at: format!("{}T12:00:00+07:00", period.ends_on()).parse().unwrap(),
            recorded_by: "đầu mối".into(),
        });
        self
    }

    pub fn value(self, period: &str, stage: ValueStage, value: f64) -> Self {
        self.reading(period.parse().unwrap(), stage, Reading::Value(Quantity::new(value).unwrap()))
    }

    /// Consecutive values from a period on, all verified but the last `reported`.
    pub fn series(self, first: &str, values: &[f64], reported: usize) -> Self {
        let mut period: Period = first.parse().unwrap();
        let mut sample = self;
        for (i, value) in values.iter().enumerate() {
            let is_reported = i + reported >= values.len();
            let stage = if is_reported { ValueStage::Reported } else { ValueStage::Verified };
            sample = sample.reading(period, stage, Reading::Value(Quantity::new(*value).unwrap()));
            period = period.next();
        }
        sample
    }

    pub fn judge(&self, on: Date) -> Judgement {
        judge(&self.indicator, &self.targets, &self.observations, on, &Rules::default())
    }
}
