//! Mail on its way (thư điện tử): written once, sent when the server takes it, tried again for days.

use jiff::{SignedDuration, Timestamp};

use serde::{Deserialize, Serialize};

use crate::MailId;
use crate::indicator::codes;

codes! {
    /// How far a mail has come (tình trạng thư).
    MailState {
        /// Chờ gửi.
        Waiting "waiting",
        /// Đã gửi.
        Sent "sent",
        /// Không gửi được: tried for days, or refused for good.
        Failed "failed",
    }
}

/// A mail (thư).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Its id; also what tells the receiving side that a mail came twice.
    pub id: MailId,
    /// What makes it the only one of its kind, such as `digest/<person>/2026-11-23`.
    pub key: String,
    /// The address it goes to.
    pub recipient: String,
    /// The subject.
    pub subject: String,
    /// The words, as plain text.
    pub plain: String,
    /// The same as HTML; empty where there is none.
    pub html: String,
    /// How far it has come.
    pub state: MailState,
    /// How often it was tried.
    pub attempts: u32,
    /// When it is tried, or tried again.
    pub next_at: Timestamp,
    /// When it was written.
    pub created_at: Timestamp,
    /// When the server took it.
    pub sent_at: Option<Timestamp>,
    /// Why it could not be sent last; empty where it was.
    pub last_error: String,
}

/// How long to wait after so many failed attempts: 5 minutes, 15 minutes, an hour, then every 4 hours; `None`
/// after some five days.
pub fn pause(attempts: u32) -> Option<SignedDuration> {
    match attempts {
        0 => Some(SignedDuration::ZERO),
        1 => Some(SignedDuration::from_mins(5)),
        2 => Some(SignedDuration::from_mins(15)),
        3 => Some(SignedDuration::from_hours(1)),
        4..=33 => Some(SignedDuration::from_hours(4)),
        _ => None,
    }
}

/// The address in a work contact, if there is one: `Phòng 12, an@tinh.gov.vn` has `an@tinh.gov.vn`.
pub fn address(contact: &str) -> Option<&str> {
    let words = contact.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>' | '(' | ')'));
    words.map(|word| word.trim_matches([':', '.'])).find(|word| is_address(word))
}

fn is_address(word: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    let Some((name, host)) = word.split_once('@') else { return false };
    let is_host = host
        .split('.')
        .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'));
    !name.is_empty() && name.chars().all(is_plain) && host.contains('.') && is_host
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_mail_is_tried_for_days_and_then_given_up() {
        let pauses: Vec<_> = (0..).map_while(pause).collect();
        let whole: SignedDuration = pauses.iter().fold(SignedDuration::ZERO, |sum, pause| sum + *pause);
        assert!(whole > SignedDuration::from_hours(24 * 4), "{whole:?}");
        assert!(whole < SignedDuration::from_hours(24 * 7), "{whole:?}");
        assert!(pauses.windows(2).all(|pair| pair[0] <= pair[1]), "no pause is shorter than the one before");
    }

    #[test]
    fn a_work_contact_may_hold_an_address() {
        let check = |contact, expected| assert_eq!(address(contact), expected, "{contact}");
        check("an@tinh.gov.vn", Some("an@tinh.gov.vn"));
        check(
            "Phòng 12; email: tran.van-an@sokhcn.tinh.gov.vn, máy lẻ 24",
            Some("tran.van-an@sokhcn.tinh.gov.vn"),
        );
        check("Trần Văn An <an@tinh.gov.vn>", Some("an@tinh.gov.vn"));
        check("0203 3 825 000", None);
        check("an@tinh", None);
        check("@tinh.vn", None);
        check("", None);
        check("an@tinh.gov.vn.", Some("an@tinh.gov.vn"));
        check("an@tinh.vn\nBcc: all@tinh.vn", Some("an@tinh.vn"));
    }

    proptest! {
        #[test]
        fn no_address_holds_what_ends_a_header(contact in any::<String>()) {
            if let Some(address) = address(&contact) {
                let is_safe = address.chars().all(|c| c.is_ascii_graphic() && !"<>,;:\"".contains(c));
                prop_assert!(is_safe);
                prop_assert!(contact.contains(address));
            }
        }
    }
}
