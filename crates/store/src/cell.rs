//! What a column holds: how each type of the domain is written and read back.

use domain::audit::Outcome;
use domain::{
    AccessRole, ActId, ActKind, Aggregate, BodyGroupId, Cadence, CalendarId, CheckOutcome, CommitteeId,
    CommitteeRole, Comparator, DifficultyId, DifficultyKind, DifficultySource, DifficultyState, Direction,
    DocumentId, DocumentKind, EvidenceId, FieldId, GrantId, GroupId, ImportId, IndicatorId, InspectedNoun,
    InspectionId, JobId, JobKind, JobState, MailId, MailState, Maturity, Means, Measure, MemberId,
    MessageKind, NoticeId, NoticeKind, OrganisationId, OrganisationKind, Period, PeriodState, PersonId,
    PlanId, PlanLevel, PlanVersionId, PostId, Quantity, Regime, Relation, ReportingPeriodId, Role, RuleKind,
    SnapshotId, SubmissionId, SubmissionState, Symbol, TaskId, TaskState, TenureKind, UserId, ValueStage,
};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::pool::{Raw, Row};
use crate::{Error, Result};

/// A value handed to a query; NULL keeps its type, which PostgreSQL asks for.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Text(Option<String>),
    Int(Option<i64>),
    Real(Option<f64>),
    Bool(Option<bool>),
    Id(Option<Uuid>),
}

/// The values of a query, in the order of `$1`, `$2` …
macro_rules! values {
    () => { Vec::new() };
    ($($value:expr),* $(,)?) => {{
        use $crate::cell::Bind as _;
        vec![$(($value).bind()),*]
    }};
}
pub(crate) use values;

/// A type that fits into one column.
pub(crate) trait Cell: Sized {
    /// The type both databases know.
    type Plain: Plain;
    fn to_plain(&self) -> Self::Plain;
    /// `None` when the column holds what this type cannot be.
    fn from_plain(plain: Self::Plain) -> Option<Self>;
}

/// One of the five types both databases know.
pub(crate) trait Plain: Raw {
    fn value(plain: Option<Self>) -> Value
    where
        Self: Sized;
}

macro_rules! plains {
    ($($Plain:ty => $variant:ident),*) => {$(
        impl Plain for $Plain {
            fn value(plain: Option<Self>) -> Value {
                Value::$variant(plain)
            }
        }

        impl Cell for $Plain {
            type Plain = Self;
            fn to_plain(&self) -> Self {
                *self
            }
            fn from_plain(plain: Self) -> Option<Self> {
                Some(plain)
            }
        }
    )*};
}

plains!(i64 => Int, f64 => Real, bool => Bool, Uuid => Id);

impl Plain for String {
    /// PostgreSQL cannot keep U+0000, which no word contains.
    fn value(plain: Option<Self>) -> Value {
        Value::Text(plain.map(|text| if text.contains('\0') { text.replace('\0', "") } else { text }))
    }
}

/// What can be handed to a query, by reference or not.
pub(crate) trait Bind {
    fn bind(&self) -> Value;
}

impl<T: Cell> Bind for T {
    fn bind(&self) -> Value {
        T::Plain::value(Some(self.to_plain()))
    }
}

impl<T: Cell> Bind for Option<T> {
    fn bind(&self) -> Value {
        T::Plain::value(self.as_ref().map(Cell::to_plain))
    }
}

impl Bind for str {
    fn bind(&self) -> Value {
        String::value(Some(self.to_owned()))
    }
}

macro_rules! cells {
    ($Plain:ty, |$cell:ident| $to:expr, |$plain:ident| $from:expr; $($Cell:ty),* $(,)?) => {$(
        impl Cell for $Cell {
            type Plain = $Plain;
            fn to_plain(&self) -> $Plain {
                let $cell = self;
                $to
            }
            fn from_plain($plain: $Plain) -> Option<Self> {
                $from
            }
        }
    )*};
}

cells!(String, |text| text.clone(), |plain| Some(plain); String);
cells!(Uuid, |id| id.0, |plain| Some(Self(plain));
    CommitteeId, DocumentId, GroupId, ImportId, IndicatorId, MemberId, OrganisationId, PersonId, PlanId,
    PlanVersionId, PostId, TaskId, UserId, GrantId, FieldId, ActId, BodyGroupId, InspectionId,
    CalendarId, ReportingPeriodId, SubmissionId, EvidenceId, DifficultyId, SnapshotId, JobId, NoticeId, MailId);
cells!(String, |code| code.code().to_owned(), |plain| Self::from_code(&plain);
    AccessRole, ActKind, InspectedNoun, Means, Outcome, RuleKind, TenureKind,
    Aggregate, CommitteeRole, Comparator, Direction, DocumentKind, Maturity, Measure, OrganisationKind, PlanLevel,
    Relation, Role, TaskState, ValueStage, crate::import::ImportState,
    Cadence, Regime, PeriodState, SubmissionState, MessageKind, CheckOutcome,
    DifficultyKind, DifficultySource, DifficultyState, MailState, NoticeKind, JobKind, JobState);
cells!(String, |text| text.to_string(), |plain| plain.parse().ok(); Date, Period);
cells!(String, |symbol| symbol.to_string(), |plain| Symbol::parse(&plain).ok(); Symbol);
cells!(i64, |number| i64::from(*number), |plain| plain.try_into().ok(); u32, i16);
cells!(i64, |instant| instant.as_millisecond(), |plain| Timestamp::from_millisecond(plain).ok(); Timestamp);
cells!(f64, |value| value.get(), |plain| Quantity::new(plain).ok(); Quantity);

/// A part of a noun that is only ever read whole, as JSON.
pub(crate) fn json(part: &impl Serialize) -> String {
    serde_json::to_string(part).expect("the domain's types have only texts as keys")
}

impl Row {
    /// What the column must hold.
    pub(crate) fn get<T: Cell>(&self, column: &str) -> Result<T> {
        self.find(column)?.ok_or_else(|| damaged(column))
    }

    /// What the column may hold.
    pub(crate) fn find<T: Cell>(&self, column: &str) -> Result<Option<T>> {
        let plain = self.raw::<T::Plain>(column)?;
        plain.map(|plain| T::from_plain(plain).ok_or_else(|| damaged(column))).transpose()
    }

    /// What the column must hold as JSON.
    pub(crate) fn get_json<T: DeserializeOwned>(&self, column: &str) -> Result<T> {
        self.find_json(column)?.ok_or_else(|| damaged(column))
    }

    /// What the column may hold as JSON.
    pub(crate) fn find_json<T: DeserializeOwned>(&self, column: &str) -> Result<Option<T>> {
        let text = self.raw::<String>(column)?;
        text.map(|text| serde_json::from_str(&text).map_err(|_| damaged(column))).transpose()
    }
}

pub(crate) fn damaged(column: &str) -> Error {
    Error::Damaged { column: column.to_owned() }
}
