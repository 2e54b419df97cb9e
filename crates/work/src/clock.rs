//! Time and ids: the only place that reads the system clock or draws random numbers.

use jiff::civil::Date;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};
use rand::RngCore;
use uuid::{Builder, Uuid};

/// Gives the time, new ids and secret tokens to every verb.
#[derive(Debug, Clone, Copy, Default)]
pub struct Clock {
    fixed: Option<Timestamp>,
}

impl Clock {
    /// The system's clock.
    pub fn system() -> Self {
        Self { fixed: None }
    }

    /// A clock that stands still, for tests and for loading past data.
    pub fn fixed(at: Timestamp) -> Self {
        Self { fixed: Some(at) }
    }

    /// The present instant.
    #[expect(clippy::disallowed_methods, reason = "this is the one clock of the program")]
    pub fn now(&self) -> Timestamp {
        self.fixed.unwrap_or_else(Timestamp::now)
    }

    /// Today in Vietnam (UTC+7, no daylight saving).
    pub fn today(&self) -> Date {
        day_in_vietnam(self.now())
    }

    /// A new id (UUID version 7).
    pub fn id<T: From<Uuid>>(&self) -> T {
        let mut random = [0; 10];
        rand::rng().fill_bytes(&mut random);
        let millis = u64::try_from(self.now().as_millisecond()).unwrap_or(0);
        T::from(Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }

    /// A secret of 256 random bits, written for a URL.
    pub fn secret(&self) -> String {
        use base64::Engine as _;
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(self.random::<32>())
    }

    /// Random bytes, such as a key.
    pub fn random<const BYTES: usize>(&self) -> [u8; BYTES] {
        let mut random = [0; BYTES];
        rand::rng().fill_bytes(&mut random);
        random
    }
}

/// The calendar day of an instant in Vietnam.
pub fn day_in_vietnam(at: Timestamp) -> Date {
    Offset::constant(7).to_datetime(at).date()
}

/// The last instant of a day in Vietnam: what was known "at the end of" it.
pub fn end_of_day_in_vietnam(day: Date) -> Timestamp {
    let midnight = Offset::constant(7).to_timestamp(day.at(23, 59, 59, 999_000_000));
    midnight.unwrap_or(Timestamp::MAX - SignedDuration::from_secs(1))
}
