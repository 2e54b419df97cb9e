//! The form of a calendar, as it is typed and as it is understood.

use std::collections::BTreeMap;

use domain::{BodyGroupId, Cadence, Calendar, CalendarId, OrganisationId, PlanId, Regime, Senders, text};
use jiff::civil::Date;
use serde::Deserialize;
use store::Read;

use crate::access::Access;
use crate::{Error, FieldError, typed_day};

/// What was typed into the form of a calendar, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct CalendarForm {
    /// The version that the form was shown for.
    pub version: i64,
    /// Its name.
    pub name: String,
    /// The id of the body that receives the reports.
    pub receiver: String,
    /// `named`, `owner`, or the id of a group of bodies.
    pub senders: String,
    /// The code of the regime.
    pub regime: String,
    /// The first day on which a period may open.
    pub from: String,
    /// The last such day; empty while no end is known.
    pub to: String,
    /// The first year of the term; empty without reviews.
    pub term_from: String,
    /// The last year of the term.
    pub term_to: String,
    /// The sections of narrative, one a line; empty for the usual outline.
    pub sections: String,
    /// `preview` to see the periods first.
    pub action: String,
    /// Checked boxes: `cadence-` and a code.
    #[serde(flatten)]
    pub checked: BTreeMap<String, String>,
}

/// No outline has more sections.
const MOST_SECTIONS: usize = 20;

impl CalendarForm {
    /// A calendar as a form shows it.
    pub fn of(calendar: &Calendar) -> Self {
        let year = |year: Option<i16>| year.map(|year| year.to_string()).unwrap_or_default();
        let checked = calendar.cadences.iter().map(|cadence| (box_of(*cadence), "yes".to_owned())).collect();
        Self {
            version: calendar.version,
            name: calendar.name.clone(),
            receiver: calendar.receiver.to_string(),
            senders: match &calendar.senders {
                Senders::Named => "named".into(),
                Senders::Owner => "owner".into(),
                Senders::Group { group } => group.to_string(),
            },
            regime: calendar.regime.code().into(),
            from: calendar.from.to_string(),
            to: calendar.to.map(|to| to.to_string()).unwrap_or_default(),
            term_from: year(calendar.term.map(|(from, _)| from)),
            term_to: year(calendar.term.map(|(_, to)| to)),
            sections: calendar.sections.join("\n"),
            action: String::new(),
            checked,
        }
    }

    /// A new calendar as a form first shows it.
    pub fn new(today: Date, receiver: Option<OrganisationId>) -> Self {
        Self {
            receiver: receiver.map(|id| id.to_string()).unwrap_or_default(),
            senders: "named".into(),
            regime: Regime::Party.code().into(),
            from: today.to_string(),
            checked: BTreeMap::from([(box_of(Cadence::Monthly), "yes".to_owned())]),
            ..Self::default()
        }
    }

    /// Whether a cadence is checked.
    pub fn has(&self, cadence: &Cadence) -> bool {
        self.checked.contains_key(&box_of(*cadence))
    }

    /// Whether the periods are to be shown before anything is kept.
    pub fn is_preview(&self) -> bool {
        self.action == "preview"
    }

    /// The calendar that these fields describe; every fault is named at once.
    pub(super) async fn read(
        &self,
        read: &mut Read,
        access: &Access,
        id: CalendarId,
        plan: PlanId,
    ) -> Result<Calendar, Error> {
        let mut faults = Faults::default();
        let name = text::nfc(&text::squeeze(&self.name));
        if name.is_empty() || name.chars().count() > 200 {
            faults.add(
                "name",
                "Ghi tên lịch báo cáo, không quá 200 ký tự.",
                "Name the calendar, in at most 200 letters.",
            );
        }
        let receiver = self.receiver.parse().ok().filter(|id| access.sees_body(*id));
        if receiver.is_none() {
            faults.add("receiver", "Chọn nơi nhận báo cáo.", "Choose who receives the reports.");
        }
        let senders = self.senders(read).await?;
        if senders.is_none() {
            faults.add("senders", "Chọn đơn vị báo cáo.", "Choose who reports.");
        }
        let regime = Regime::from_code(&self.regime);
        if regime.is_none() {
            faults.add("regime", "Chọn chế độ báo cáo.", "Choose by whose rules.");
        }
        let cadences: Vec<_> = Cadence::ALL.iter().filter(|cadence| self.has(cadence)).copied().collect();
        if cadences.is_empty() {
            faults.add("cadences", "Chọn ít nhất một loại báo cáo.", "Choose at least one kind of report.");
        }
        let (from, to) = self.validity(&mut faults);
        let term = self.term(&cadences, &mut faults);
        let sections: Vec<_> = self
            .sections
            .lines()
            .map(|line| text::nfc(&text::squeeze(line)))
            .filter(|line| !line.is_empty())
            .collect();
        if sections.len() > MOST_SECTIONS {
            faults.add("sections", "Không quá 20 mục.", "No more than 20 sections.");
        }
        match (receiver, senders, regime) {
            (Some(receiver), Some(senders), Some(regime)) if faults.0.is_empty() => Ok(Calendar {
                id,
                plan,
                name,
                receiver,
                senders,
                regime,
                cadences,
                sections,
                term,
                from: from.unwrap_or_default(),
                to,
                version: self.version,
            }),
            _ => Err(Error::Invalid(faults.0)),
        }
    }

    async fn senders(&self, read: &mut Read) -> Result<Option<Senders>, Error> {
        Ok(match self.senders.as_str() {
            "named" => Some(Senders::Named),
            "owner" => Some(Senders::Owner),
            group => match group.parse::<BodyGroupId>() {
                Ok(group) => store::body_group::find(read, group)
                    .await?
                    .map(|found| Senders::Group { group: found.id }),
                Err(_) => None,
            },
        })
    }

    fn validity(&self, faults: &mut Faults) -> (Option<Date>, Option<Date>) {
        let from = typed_day(&self.from);
        let to = typed_day(&self.to);
        if from.is_none() {
            faults.add("from", "Ghi ngày dạng 01/07/2026.", "Write the day as 01/07/2026 or 2026-07-01.");
        }
        if to.is_none() && !self.to.trim().is_empty() {
            faults.add("to", "Ghi ngày dạng 01/07/2026.", "Write the day as 01/07/2026 or 2026-07-01.");
        }
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            faults.add(
                "to",
                "Ngày kết thúc phải sau ngày bắt đầu.",
                "The last day must not lie before the first.",
            );
        }
        (from, to)
    }

    fn term(&self, cadences: &[Cadence], faults: &mut Faults) -> Option<(i16, i16)> {
        let year = |typed: &str| typed.trim().parse().ok().filter(|year| (2000..=2100).contains(year));
        let is_asked =
            cadences.iter().any(|cadence| matches!(cadence, Cadence::MidTerm | Cadence::EndOfTerm));
        let is_blank = self.term_from.trim().is_empty() && self.term_to.trim().is_empty();
        let term = year(&self.term_from).zip(year(&self.term_to)).filter(|(first, last)| first < last);
        if term.is_none() && (is_asked || !is_blank) {
            faults.add(
                "term_from",
                "Ghi năm đầu và năm cuối của nhiệm kỳ hoặc giai đoạn, ví dụ 2025 và 2030.",
                "Write the first and last year of the term, such as 2025 and 2030.",
            );
        }
        term
    }
}

fn box_of(cadence: Cadence) -> String {
    format!("cadence-{}", cadence.code())
}

#[derive(Default)]
struct Faults(Vec<FieldError>);

impl Faults {
    fn add(&mut self, field: &str, vi: &str, en: &str) {
        self.0.push(FieldError::new(field, vi, en));
    }
}
