//! Document symbols (số và ký hiệu): `238-KH/TU`, `145/KH-UBND`, `30/2020/NĐ-CP`.
//!
//! Party bodies write dash then slash, state bodies slash then dash; laws and
//! decrees carry the year; official letters name the issuer and its unit.

use serde::{Deserialize, Serialize};

use crate::DocumentKind;

/// Which grammar a symbol follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SymbolStyle {
    /// Party: `57-NQ/TW`.
    Party,
    /// State: `71/NQ-CP`.
    State,
    /// Legislative, with the year: `193/2025/QH15`, `30/2020/NĐ-CP`.
    Legislative,
    /// Official letter: `1075/UBND-KGVX`.
    Letter,
}

/// A valid symbol in its canonical writing, without blanks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Symbol(String);

/// The text is not a symbol.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a document symbol: {0}")]
pub struct NotASymbol(pub String);

impl Symbol {
    /// Reads a symbol; blanks, line breaks and escapes inside are dropped.
    ///
    /// Dates (`22/12/2024`), spans (`2021-2025`) and names such as `4G/5G` are refused.
    pub fn parse(text: &str) -> Result<Self, NotASymbol> {
        let compact: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '\\')
            .map(|c| if matches!(c, '–' | '—' | '−') { '-' } else { c })
            .collect();
        match style_of(&compact) {
            Some(_) => Ok(Self(compact)),
            None => Err(NotASymbol(text.to_owned())),
        }
    }

    /// The canonical writing.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Which grammar it follows.
    ///
    /// # Panics
    /// Never: the grammar is checked when a symbol is built.
    pub fn style(&self) -> SymbolStyle {
        style_of(&self.0).expect("a symbol is checked when it is built")
    }

    /// The kind of document its letters name, where they name one.
    pub fn kind(&self) -> Option<DocumentKind> {
        let letters = match self.style() {
            SymbolStyle::Party => between(&self.0, '-', '/'),
            SymbolStyle::State => between(&self.0, '/', '-'),
            SymbolStyle::Legislative => {
                let tail = self.0.rsplit('/').next().unwrap_or_default();
                tail.split('-').next().unwrap_or_default()
            }
            SymbolStyle::Letter => "CV",
        };
        DocumentKind::from_code(letters)
    }
}

fn between(text: &str, open: char, close: char) -> &str {
    let rest = text.split_once(open).map_or("", |(_, rest)| rest);
    rest.split_once(close).map_or(rest, |(head, _)| head)
}

fn style_of(text: &str) -> Option<SymbolStyle> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == '.'))?;
    let (number, rest) = text.split_at(end);
    if !is_number(number) {
        return None;
    }
    if let Some(rest) = rest.strip_prefix('-') {
        let (kind, issuer) = rest.split_once('/')?;
        return (is_letters(kind) && is_issuer(issuer)).then_some(SymbolStyle::Party);
    }
    let rest = rest.strip_prefix('/')?;
    if let Some((year, tail)) = rest.split_once('/') {
        let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
        return (is_year && is_issuer(tail)).then_some(SymbolStyle::Legislative);
    }
    let (head, tail) = rest.split_once('-')?;
    if !is_issuer(head) || !is_issuer(tail) {
        return None;
    }
    let is_kind = DocumentKind::from_code(head).is_some();
    Some(if is_kind { SymbolStyle::State } else { SymbolStyle::Letter })
}

/// `57`, `08`, or `66.7` as in the special resolutions of 2025.
fn is_number(text: &str) -> bool {
    let mut parts = text.split('.');
    let is_part = |p: &str| !p.is_empty() && p.len() <= 6;
    parts.next().is_some_and(is_part) && parts.next().is_none_or(is_part) && parts.next().is_none()
}

fn is_letters(text: &str) -> bool {
    (1..=6).contains(&text.chars().count()) && text.chars().all(char::is_alphabetic)
}

/// Letters, digits after a letter, inner dashes or ampersands: `TW`, `ĐĐQH15`, `UBND-KGVX`.
fn is_issuer(text: &str) -> bool {
    text.starts_with(char::is_uppercase)
        && text.chars().count() <= 24
        && !text.ends_with('-')
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '&' | '.'))
        // `4G/5G` and the like have one letter and end there.
        && text.chars().filter(|c| c.is_alphabetic()).count() >= 2
}

impl TryFrom<String> for Symbol {
    type Error = NotASymbol;
    fn try_from(text: String) -> Result<Self, NotASymbol> {
        Self::parse(&text)
    }
}

impl From<Symbol> for String {
    fn from(symbol: Symbol) -> String {
        symbol.0
    }
}

impl std::fmt::Display for Symbol {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use SymbolStyle::{Legislative, Letter, Party, State};

    #[test]
    fn symbols_follow_their_grammar() {
        let check = |text: &str, style, kind: Option<&str>| {
            let symbol = Symbol::parse(text).unwrap_or_else(|e| panic!("{e}"));
            assert_eq!(symbol.style(), style, "{text}");
            assert_eq!(symbol.kind().map(DocumentKind::code), kind, "{text}");
        };
        check("238-KH/TU", Party, Some("KH"));
        check("57-\nNQ/TW", Party, Some("NQ"));
        check("57\\-NQ/TW", Party, Some("NQ"));
        check("08-QC/BCĐ", Party, Some("QC"));
        check("3260-KH/ĐĐQH15", Party, Some("KH"));
        check("145/KH-UBND", State, Some("KH"));
        check("1365/NQ-UBTVQH15", State, Some("NQ"));
        check("99/KH-TTr", State, Some("KH"));
        check("30/2020/NĐ-CP", Legislative, Some("NĐ"));
        check("66.7/2025/NQ-CP", Legislative, Some("NQ"));
        check("193/2025/QH15", Legislative, None);
        check("1075/UBND-KGVX", Letter, Some("CV"));
    }

    #[test]
    fn what_looks_like_a_symbol_is_refused() {
        for text in ["22/12/2024", "24/7", "2021-2025", "4G/5G", "01/7/2025", "-TB/BCĐ", "57-NQ", ""] {
            assert!(Symbol::parse(text).is_err(), "{text}");
        }
    }
}
