//! What a reporting period is called.

use domain::{Cadence, Lang, Period, ReportingPeriod};
use jiff::civil::Date;

use crate::ctx::Ctx;

impl Ctx {
    /// The name of a period: `Báo cáo tháng 10/2026`, `Báo cáo tuần đến 30/10/2026`, or the topic asked for.
    pub fn period_title(&self, cadence: &Cadence, figures: &Period, window_to: &Date, topic: &str) -> String {
        let key = format!("period-title-{}", cadence.code().replace('_', "-"));
        let named =
            [("period", self.period(figures)), ("day", self.date(window_to)), ("topic", topic.to_owned())];
        self.tw(&key, &named)
    }

    /// The Vietnamese words of a period as the page's language has them.
    pub fn period_words(&self, vi: &str, period: &ReportingPeriod) -> String {
        match self.lang {
            Lang::Vi => vi.to_owned(),
            Lang::En => self.period_name(period),
        }
    }

    /// The same of a period that was made.
    pub fn period_name(&self, period: &ReportingPeriod) -> String {
        self.period_title(&period.cadence, &period.figures, &period.window_to, &period.topic)
    }
}
