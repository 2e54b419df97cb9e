//! Wrapped lines become paragraphs, each with the marker it began with.
//!
//! Neither empty lines nor page breaks can be trusted to part paragraphs: converters put an empty line
//! after every line, or none at all. What counts is how a line begins, how the one before it ended, and
//! whether the first word would still have fitted there.

use domain::text::fold;

use super::lines::{Line, Prose};
use super::markers;

/// A paragraph: wrapped lines joined, with the marker it began with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Paragraph {
    /// First line, from 1.
    pub line_start: usize,
    /// Last line.
    pub line_end: usize,
    /// What it began with.
    pub marker: Option<Marker>,
    /// The words after the marker, single spaces.
    pub text: String,
    /// Index into `Outline::sections` of the innermost heading above; a heading points at itself.
    pub section: Option<usize>,
    /// Whether it is the heading of `section`.
    pub is_heading: bool,
}

/// A marker as printed and as understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Marker {
    /// What it means.
    pub kind: MarkerKind,
    /// As printed, without blanks around it (`I-`, `1.1.`, `đ)`, `-`).
    pub label: String,
    /// Whether the meaning is a guess at a label damaged by OCR (`11-` for `II-`).
    pub is_damaged: bool,
}

impl Marker {
    fn unlabelled_annex() -> Self {
        Self { kind: MarkerKind::Annex(0), label: String::new(), is_damaged: false }
    }
}

/// What a marker means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum MarkerKind {
    /// `Phụ lục I`, `Biểu 2`; the number is 0 where none is printed.
    Annex(u32),
    /// `Phần thứ nhất`, `Chương II`, `A.`.
    Part(u32),
    /// `I-`, `II.`.
    Roman(u32),
    /// `Điều 3.`.
    Article(u32),
    /// `1.`, `1.1.`, `3.2.1`.
    Number(Vec<u32>),
    /// `a)` … `đ)`, `e)`; the letter in lower case.
    Letter(char),
    /// `(1)`.
    Paren(u32),
    /// `-`, or a bullet that OCR made of it (`■`, `•`).
    Dash,
    /// `+`.
    Plus,
    /// `*`.
    Star,
}

impl MarkerKind {
    /// Whether it only sets an item off from the next, without a place in a sequence.
    pub(crate) fn is_bullet(&self) -> bool {
        matches!(self, MarkerKind::Dash | MarkerKind::Plus | MarkerKind::Star)
    }
}

impl Paragraph {
    /// The printed label; empty where there is none.
    pub(crate) fn label(&self) -> &str {
        self.marker.as_ref().map_or("", |marker| marker.label.as_str())
    }

    /// Whether it closes a document rather than belonging to the item before it.
    pub(crate) fn is_closing(&self) -> bool {
        let head: String = self.text.chars().take(60).collect();
        let key = fold(&head);
        self.marker.is_none()
            && (self.text.ends_with("./.")
                || key.contains(" nay thay the ")
                || key.starts_with("tren day la")
                || key.starts_with("trong qua trinh"))
    }

    /// Whether it has run over two lines without being a heading: then only a clear break ends it.
    fn is_running_text(&self) -> bool {
        let is_listed = self.marker.as_ref().is_some_and(|m| !m.kind.is_bullet());
        self.line_end > self.line_start + 1 && !is_listed
    }

    fn begin(line: &Line, marker: Option<Marker>, text: &str) -> Self {
        Self {
            line_start: line.number,
            line_end: line.number,
            marker,
            text: text.to_owned(),
            section: None,
            is_heading: false,
        }
    }

    fn append(&mut self, line: &Line) {
        self.line_end = line.number;
        if !ends_in_hyphen(&self.text) && !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(&line.text);
    }
}

/// Joins the lines of a document, without its addressees and signatures, into paragraphs.
///
/// A paragraph ends before each line number of `breaks`.
pub(super) fn join(prose: &Prose, breaks: &[usize]) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut before: Option<&Line> = None;
    let mut is_annex = false;
    for line in &prose.lines {
        if line.is_end_matter {
            before = None;
            is_annex = true;
            continue;
        }
        let found = markers::parse(&line.text).or_else(|| markers::damaged_roman(&line.text));
        let is_running = paragraphs.last().is_some_and(Paragraph::is_running_text);
        let is_break =
            before.is_some_and(|above| breaks.iter().any(|b| above.number < *b && *b <= line.number));
        let goes_on = prose.is_wrapped
            && !is_break
            && before.is_some_and(|above| match found {
                Some(_) => prose.only_looks_marked(above, line),
                None => prose.goes_on(above, line, is_running),
            });
        if let Some(paragraph) = paragraphs.last_mut().filter(|_| goes_on) {
            paragraph.append(line);
        } else {
            // What comes first after the signatures heads an annex, whether it says so or not.
            let found = found.or_else(|| is_annex.then(|| (Marker::unlabelled_annex(), line.text.as_str())));
            is_annex = false;
            let (marker, text) = found.map_or((None, line.text.as_str()), |(m, rest)| (Some(m), rest));
            paragraphs.push(Paragraph::begin(line, marker, text));
        }
        before = Some(line);
    }
    paragraphs
}

impl Prose {
    /// Whether `line` carries on the paragraph of the line above it.
    fn goes_on(&self, above: &Line, line: &Line, is_running: bool) -> bool {
        let (last, next) = (above.text.as_str(), line.text.as_str());
        if line.follows_rule {
            return false;
        }
        if ends_in_hyphen(last) || last.ends_with(',') || ends_in_link_word(last) {
            return true;
        }
        if next.starts_with(char::is_lowercase) {
            return !markers::is_capitals(last) || !line.follows_blank && self.is_tight;
        }
        if !next.starts_with(char::is_uppercase) && !starts_a_quote(next) {
            return !ends_a_sentence(last) || !self.breaks_here(above, next, 0);
        }
        match (markers::is_capitals(last), markers::is_capitals(next)) {
            (true, true) => return !ends_a_sentence(last) && line.number - above.number <= 2,
            (true, false) => return false,
            _ => {}
        }
        if self.is_tight && line.follows_blank && ends_a_sentence(last) {
            return false;
        }
        if next.starts_with('(') && ends_a_sentence(last) {
            return false;
        }
        if is_running && !ends_a_sentence(last) && self.is_tight && !line.follows_blank {
            return true;
        }
        let slack = match ends_a_sentence(last) {
            true if last.ends_with(':') && starts_with_a_name(next) => self.width / 4,
            true => 3,
            false if is_running || starts_with_a_name(next) => self.width / 4,
            false => 1,
        };
        !self.breaks_here(above, next, slack)
    }

    /// Whether what looks like a marker is a word of the sentence above: "kinh tế" / "- xã hội", "Điều" / "5. …".
    fn only_looks_marked(&self, above: &Line, line: &Line) -> bool {
        let (last, next) = (above.text.as_str(), line.text.as_str());
        if ends_a_sentence(last) || line.follows_rule {
            return false;
        }
        let is_full = !self.breaks_here(above, next, self.width / 10);
        let Some((marker, rest)) = markers::parse(next) else {
            return false;
        };
        if marker.kind.is_bullet() {
            return is_full
                && !rest.starts_with(char::is_uppercase)
                && !rest.starts_with(|c: char| c.is_ascii_digit())
                || is_full && (last.ends_with(',') || ends_in_link_word(last));
        }
        is_full && ends_in_link_word(last)
    }

    /// Whether the first word of `next` would have fitted on the line above with `slack` letters to spare.
    fn breaks_here(&self, above: &Line, next: &str, slack: usize) -> bool {
        let word = next.split(' ').next().unwrap_or_default().chars().count();
        above.width + 1 + word + slack <= self.width
    }
}

/// A hyphen glued to a letter or digit: a symbol broken over lines (`57-` / `NQ/TW`).
pub(super) fn ends_in_hyphen(text: &str) -> bool {
    let mut chars = text.chars().rev();
    chars.next() == Some('-') && chars.next().is_some_and(char::is_alphanumeric)
}

/// Words written with a capital inside a sentence: bodies, posts, documents, and names of two capitals.
fn starts_with_a_name(text: &str) -> bool {
    // Folded, and `pang` as OCR reads `Đảng`.
    const NAMES: [&str; 42] = [
        "dang", "pang", "nha", "nhan", "mat", "to", "trung", "ban", "bo", "so", "tinh", "thanh", "chinh",
        "uy", "hoi", "van", "cong", "phong", "quoc", "chu", "bi", "thu", "nghi", "quyet", "ke", "chi", "de",
        "chuong", "co", "khoa", "viet", "ubnd", "hdnd", "thuong", "truong", "doan", "vien", "quy", "pho",
        "hdqt", "vneid", "nq/tw",
    ];
    let mut words = text.split([' ', ',', ';']);
    let first = words.next().unwrap_or_default();
    let is_name = |word: &str| {
        word.chars().nth(1).is_some_and(char::is_lowercase) && word.starts_with(char::is_uppercase)
    };
    let is_listed = |word: &str| NAMES.contains(&fold(word).as_str());
    is_listed(first)
        || is_name(first) && words.next().is_some_and(|second| is_name(second) && !is_listed(second))
}

fn starts_a_quote(text: &str) -> bool {
    let mut chars = text.chars();
    matches!(chars.next(), Some('“' | '"' | '(' | '[')) && chars.next().is_some_and(char::is_uppercase)
}

/// Whether the words could end there: a stop, or the bracket or quotation mark after it.
pub(super) fn ends_a_sentence(text: &str) -> bool {
    let inner = text.trim_end_matches(['”', '"', '’', '\'', '•', '■', '*', ' ']);
    inner.ends_with(['.', ';', ':', '!', '?', '…', ')'])
}

/// Words that never end a paragraph.
fn ends_in_link_word(text: &str) -> bool {
    const LINKS: [&str; 24] = [
        "và", "của", "về", "số", "ngày", "các", "với", "cho", "tại", "là", "để", "trong", "theo", "bởi",
        "những", "hoặc", "từ", "đến", "Điều", "khoản", "mục", "điểm", "do", "bằng",
    ];
    text.rsplit(' ').next().is_some_and(|word| LINKS.contains(&word))
}
