//! Heads kept outside the database: one line each, number, time and seal.

use std::fmt;
use std::str::FromStr;

use domain::audit::Head;
use jiff::Timestamp;

use crate::{Error, FieldError, Work};

/// A head with the time it was taken: `17 2026-10-31T02:30:00Z 9f2c…`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadLine {
    /// The head.
    pub head: Head,
    /// When it was taken.
    pub at: Timestamp,
}

impl fmt::Display for HeadLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:.0} {}", self.head.seq, self.at, self.head.hash)
    }
}

impl FromStr for HeadLine {
    type Err = ();

    fn from_str(line: &str) -> Result<Self, ()> {
        let mut parts = line.split_whitespace();
        let (Some(seq), Some(at), Some(hash), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(());
        };
        let is_seal = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        let head = Head { seq: seq.parse().map_err(drop)?, hash: hash.to_lowercase() };
        let at = at.parse().map_err(drop)?;
        if is_seal { Ok(Self { head, at }) } else { Err(()) }
    }
}

/// The head of the chain as it is now.
pub async fn head(work: &Work) -> Result<HeadLine, Error> {
    let head = store::audit::head(&mut work.store.read().await?).await?;
    Ok(HeadLine { head, at: work.clock.now() })
}

/// Whether the entry that a head kept outside names still has that seal.
pub async fn fits(work: &Work, kept: &Head) -> Result<bool, Error> {
    let mut read = work.store.read().await?;
    let found = store::audit::list_between(&mut read, kept.seq - 1, kept.seq, 1).await?;
    Ok(kept.seq == 0 || found.first().is_some_and(|sealed| sealed.hash == kept.hash))
}

/// Reads a file of heads; a line that is none is named.
pub fn read_heads(text: &str) -> Result<Vec<HeadLine>, Error> {
    let lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
    lines
        .map(|(line, number)| {
            line.parse().map_err(|()| {
                Error::Invalid(vec![FieldError::new(
                    "heads",
                    format!("Dòng {number} không phải đầu chuỗi (số, thời gian, dấu niêm)."),
                    format!("Line {number} is no head (number, time, seal)."),
                )])
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_it_is_written() {
        let head = Head { seq: 17, hash: "ab".repeat(32) };
        let line = HeadLine { head, at: "2026-10-31T02:30:00.750Z".parse().unwrap() };
        let text = line.to_string();
        assert_eq!(text, format!("17 2026-10-31T02:30:00Z {}", "ab".repeat(32)));
        assert_eq!(read_heads(&format!("{text}\n\n")).unwrap()[0].head, line.head);
        for other in ["17", "17 today ab", "x 2026-10-31T02:30:00Z ab", "1 2026-10-31T02:30:00Z zz"] {
            assert!(read_heads(other).is_err(), "{other}");
        }
    }
}
