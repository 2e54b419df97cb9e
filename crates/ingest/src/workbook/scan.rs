//! The tags and texts of a sheet in the order in which they stand, without a copy.
//!
//! A sheet is nearly all tags, and short ones: this reads them three times as fast as a reader for any XML. What
//! is not well formed is refused all the same, and so is what declares anything of its own.

use std::borrow::Cow;

use memchr::{memchr, memchr3, memmem};

use crate::Refusal;

/// What comes next in a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// An element begins; one that is empty also ends with this.
    Start(Tag<'a>),
    /// An element ends that was not empty: its local name.
    End(&'a str),
    /// Text with its references resolved.
    Text(Cow<'a, str>),
    /// The end of the part.
    Eof,
}

/// A start tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// Its name without its prefix.
    pub(super) name: &'a str,
    /// Whether it has no content and no end tag.
    pub(super) is_empty: bool,
    attributes: &'a str,
}

/// Reads one part.
pub(super) struct Scan<'a> {
    text: &'a str,
    at: usize,
    /// The elements that are open, by their full names.
    open: Vec<&'a str>,
}

impl<'a> Scan<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text: text.strip_prefix('\u{feff}').unwrap_or(text), at: 0, open: Vec::new() }
    }

    /// The next piece; comments and instructions are passed over.
    pub(super) fn next(&mut self) -> Result<Piece<'a>, Refusal> {
        loop {
            let rest = &self.text[self.at..];
            let Some(length) = memchr(b'<', rest.as_bytes()) else {
                self.at = self.text.len();
                return match (self.open.is_empty(), rest.trim().is_empty()) {
                    (true, true) => Ok(Piece::Eof),
                    _ => Err(Refusal::Truncated),
                };
            };
            if length > 0 {
                self.at += length;
                return Ok(Piece::Text(content(&rest[..length])?));
            }
            match rest.as_bytes().get(1) {
                Some(b'/') => return self.end(rest),
                Some(b'?') => self.pass(rest, "?>")?,
                Some(b'!') if rest.starts_with("<!--") => self.pass(rest, "-->")?,
                Some(b'!') if rest.starts_with("<![CDATA[") => {
                    self.pass(rest, "]]>")?;
                    let length = self.at - (self.text.len() - rest.len());
                    return Ok(Piece::Text(lines(&rest["<![CDATA[".len()..length - "]]>".len()])));
                }
                Some(b'!') => return Err(Refusal::XmlEntities),
                Some(_) => return self.start(rest),
                None => return Err(Refusal::Truncated),
            }
        }
    }

    /// Passes over what an open element still holds, its end included.
    pub(super) fn skip(&mut self) -> Result<(), Refusal> {
        let depth = self.open.len();
        while self.open.len() >= depth {
            if self.next()? == Piece::Eof {
                return Err(Refusal::Truncated);
            }
        }
        Ok(())
    }

    fn start(&mut self, rest: &'a str) -> Result<Piece<'a>, Refusal> {
        let length = tag_length(rest.as_bytes()).ok_or(Refusal::Truncated)?;
        self.at += length;
        let inside = &rest[1..length - 1];
        let (inside, is_empty) = match inside.strip_suffix('/') {
            Some(inside) => (inside, true),
            None => (inside, false),
        };
        let end = inside.bytes().position(|byte| byte.is_ascii_whitespace()).unwrap_or(inside.len());
        let (full, attributes) = inside.split_at(end);
        if full.is_empty() || memchr(b'<', inside.as_bytes()).is_some() {
            return Err(Refusal::Truncated);
        }
        if !is_empty {
            self.open.push(full);
        }
        Ok(Piece::Start(Tag { name: local(full), is_empty, attributes }))
    }

    fn end(&mut self, rest: &'a str) -> Result<Piece<'a>, Refusal> {
        let length = memchr(b'>', rest.as_bytes()).ok_or(Refusal::Truncated)?;
        self.at += length + 1;
        let name = rest[2..length].trim_ascii_end();
        match self.open.pop() {
            Some(open) if open == name => Ok(Piece::End(local(name))),
            _ => Err(Refusal::Truncated),
        }
    }

    fn pass(&mut self, rest: &str, end: &str) -> Result<(), Refusal> {
        let length = memmem::find(rest.as_bytes(), end.as_bytes()).ok_or(Refusal::Truncated)?;
        self.at += length + end.len();
        Ok(())
    }
}

impl<'a> Tag<'a> {
    /// The attributes with their values as they stand; what has no value in quotes ends them.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        let text = self.attributes;
        let mut at = 0;
        std::iter::from_fn(move || {
            let bytes = text.as_bytes();
            let begin = at + bytes[at..].iter().position(|byte| !byte.is_ascii_whitespace())?;
            let equals = begin + bytes[begin..].iter().position(|byte| *byte == b'=')?;
            let opening =
                equals + 1 + bytes[equals + 1..].iter().position(|byte| !byte.is_ascii_whitespace())?;
            let quote = Some(bytes[opening]).filter(|byte| matches!(byte, b'"' | b'\''))?;
            let closing = opening + 1 + bytes[opening + 1..].iter().position(|byte| *byte == quote)?;
            at = closing + 1;
            Some((text[begin..equals].trim_ascii_end(), &text[opening + 1..closing]))
        })
    }
}

/// How long a tag is up to its `>`, which may also stand within quotes.
fn tag_length(bytes: &[u8]) -> Option<usize> {
    let mut at = 1;
    loop {
        at += memchr3(b'>', b'"', b'\'', &bytes[at..])?;
        if bytes[at] == b'>' {
            return Some(at + 1);
        }
        at += 1 + memchr(bytes[at], &bytes[at + 1..])? + 1;
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Text with its references resolved and its line ends as one character each.
fn content(text: &str) -> Result<Cow<'_, str>, Refusal> {
    if memchr(b'&', text.as_bytes()).is_none() {
        return Ok(lines(text));
    }
    let mut out = String::with_capacity(text.len());
    let mut parts = text.split('&');
    out.push_str(&lines(parts.next().unwrap_or_default()));
    for part in parts {
        let (name, rest) = part.split_once(';').ok_or(Refusal::Truncated)?;
        resolve(name, &mut out)?;
        out.push_str(&lines(rest));
    }
    Ok(Cow::Owned(out))
}

fn lines(text: &str) -> Cow<'_, str> {
    if memchr(b'\r', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// Only the five entities of XML itself and character numbers mean something here.
fn resolve(name: &str, into: &mut String) -> Result<(), Refusal> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix('x') {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        let c = code.ok().filter(|code| *code != 0).and_then(char::from_u32);
        into.push(c.ok_or(Refusal::Truncated)?);
        return Ok(());
    }
    into.push_str(quick_xml::escape::resolve_predefined_entity(name).ok_or(Refusal::XmlEntities)?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str) -> Result<String, Refusal> {
        let mut scan = Scan::new(text);
        let mut out = String::new();
        loop {
            match scan.next()? {
                Piece::Start(tag) => {
                    let attributes: Vec<_> =
                        tag.attributes().map(|(name, value)| format!(" {name}:{value}")).collect();
                    let end = if tag.is_empty { ")" } else { "" };
                    out.extend(["(", tag.name, &attributes.concat(), end]);
                }
                Piece::End(_) => out.push(')'),
                Piece::Text(text) => out.extend(["[", &text, "]"]),
                Piece::Eof => return Ok(out),
            }
        }
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(shown(text).unwrap(), expected);
    }

    #[test]
    fn pieces_come_in_their_order() {
        check("<?xml version=\"1.0\"?><a><b/>x</a>\n", "(a(b)[x])");
        check("\u{feff}<x:a r=\"1\" s = '2'><y:b  t=\"a>b\" /></x:a >", "(a r:1 s:2(b t:a>b))");
        check("<a><!-- <b> --><![CDATA[<&\r\n]]></a>", "(a[<&\n])");
        check("<a>a&amp;b&lt;&#13;&#x1EA1;\r\nc</a>", "(a[a&b<\r\u{1ea1}\nc])");
    }

    #[test]
    fn what_is_not_well_formed_is_refused() {
        for text in [
            "<a",
            "<a>",
            "<a></b>",
            "</a>",
            "<a><b></a></b>",
            "<a>&amp</a>",
            "<a b=\"",
            "<>",
            "<a/>x",
            "<!--",
            "<a &#0;<",
        ] {
            assert!(shown(text).is_err(), "{text}");
        }
        for text in ["<!DOCTYPE a><a/>", "<a>&own;</a>"] {
            assert_eq!(shown(text), Err(Refusal::XmlEntities), "{text}");
        }
    }

    #[test]
    fn an_element_is_passed_over_with_all_in_it() {
        let mut scan = Scan::new("<a><b><b>x</b></b>y</a>");
        scan.next().unwrap();
        scan.next().unwrap();
        scan.skip().unwrap();
        assert_eq!(scan.next().unwrap(), Piece::Text("y".into()));
    }

    proptest! {
        #[test]
        fn any_text_is_read_to_its_end_or_refused(text in "[<>/a&;#x1\"'= !?\\-\\[\\]C]{0,60}") {
            let _ = shown(&text);
        }

        #[test]
        fn it_reads_what_the_other_reader_reads(text in "(<[ab]( [rs]=\"[0-9]\")?>|</[ab]>|<[ab]/>|x&amp;|y){0,12}") {
            let mut reader = quick_xml::reader::Reader::from_str(&text);
            let mut theirs = Ok(0);
            loop {
                match reader.read_event() {
                    Ok(quick_xml::events::Event::Eof) => break,
                    Ok(quick_xml::events::Event::Start(_) | quick_xml::events::Event::Empty(_)) => {
                        theirs = theirs.map(|n| n + 1);
                    }
                    Ok(_) => (),
                    Err(_) => {
                        theirs = Err(());
                        break;
                    }
                }
            }
            // This one also refuses what is cut off, and text outside all elements at the end.
            if let Ok(ours) = shown(&text) {
                prop_assert_eq!(Ok(ours.matches('(').count()), theirs);
            }
        }
    }
}
