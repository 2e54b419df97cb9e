//! What the office adds to a report: number, day, issuer, signer, recipients, and the narrative it edited.

use std::collections::BTreeMap;

use domain::snapshot::{PlanPart, Snapshot};
use domain::{PlanLevel, Regime};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What the office adds to the report of a period; kept beside the snapshot, never in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportHead {
    /// Number and symbol, such as `05-BC/TU`; with a gap before it while there is no number.
    pub number: String,
    /// Where it is issued.
    pub place: String,
    /// When; `None` until it is signed.
    pub issued_on: Option<Date>,
    /// The body above the issuer.
    pub higher: String,
    /// The issuing body.
    pub issuer: String,
    /// On whose behalf it is signed, such as `T/M BAN CHỈ ĐẠO`.
    pub authority: String,
    /// The signer's post.
    pub post: String,
    /// The signer's name.
    pub signer: String,
    /// Who receives it, a line each.
    pub recipients: Vec<String>,
    /// What the office wrote instead of what was merged, by the template's slot.
    pub narratives: BTreeMap<String, String>,
}

impl ReportHead {
    /// What a snapshot suggests, for the office to go on from.
    pub fn suggested(snapshot: &Snapshot) -> Self {
        let issuer = issuer(snapshot);
        let sign = if snapshot.period.regime == Regime::Party { "T/M" } else { "TM." };
        Self {
            number: suggested_symbol(snapshot),
            place: snapshot.plan.place.clone(),
            issuer: issuer.to_uppercase(),
            authority: format!("{sign} {}", issuer.to_uppercase()),
            recipients: suggested_recipients(snapshot),
            ..Self::default()
        }
    }
}

/// Who reports: the body that issued the plan, as its symbol says; else whose plan it is.
pub(super) fn issuer(snapshot: &Snapshot) -> &str {
    let PlanPart { issuer, owner, .. } = &snapshot.plan;
    if issuer.is_empty() { owner } else { issuer }
}

/// The report's symbol after that of the plan: `238-KH/TU` gives `-BC/TU`, `145/KH-UBND` gives `/BC-UBND`.
fn suggested_symbol(snapshot: &Snapshot) -> String {
    let symbol = &snapshot.plan.symbol;
    let issuer = symbol.rsplit(['-', '/']).next().unwrap_or_default();
    match (issuer.is_empty(), snapshot.period.regime) {
        (true, _) => String::new(),
        (false, Regime::Party) => format!("-BC/{issuer}"),
        (false, Regime::State) => format!("/BC-{issuer}"),
    }
}

fn suggested_recipients(snapshot: &Snapshot) -> Vec<String> {
    let (to, file) = match (snapshot.period.regime, snapshot.plan.level) {
        (Regime::Party, PlanLevel::Province) => ("để báo cáo", "Lưu Văn phòng Tỉnh ủy"),
        (Regime::Party, _) => ("để báo cáo", "Lưu Văn phòng"),
        (Regime::State, _) => ("để b/c", "Lưu: VT"),
    };
    let receiver = Some(&snapshot.period.receiver).filter(|receiver| !receiver.is_empty());
    let first = receiver.map(|receiver| format!("{receiver} ({to})"));
    first.into_iter().chain(["Các cơ quan, đơn vị báo cáo".to_owned(), file.to_owned()]).collect()
}
