//! Paragraphs and runs of a DOCX file.

use crate::markup::escaped;
use crate::official::Run;

/// How a paragraph differs from its style.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look<'a> {
    /// Further properties of the paragraph, in the order that the format wants.
    pub paragraph: &'a str,
    /// Properties of its letters.
    pub letters: &'a str,
}

/// A paragraph in a style.
pub(super) fn paragraph(style: &str, look: Look<'_>, runs: &[Run]) -> String {
    let runs: String = runs.iter().map(|run| letters(run, look.letters)).collect();
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{}</w:pPr>{runs}</w:p>", look.paragraph)
}

/// A paragraph of plain words in a style.
pub(super) fn words(style: &str, text: &str) -> String {
    paragraph(style, Look::default(), &[Run::plain(text)])
}

/// A paragraph of words with properties of letters, such as `<w:b/>`.
pub(super) fn formed(style: &str, letters: &str, text: &str) -> String {
    paragraph(style, Look { letters, ..Look::default() }, &[Run::plain(text)])
}

fn letters(run: &Run, more: &str) -> String {
    let bold = if run.is_bold { "<w:b/>" } else { "" };
    let italic = if run.is_italic { "<w:i/>" } else { "" };
    let text = escaped(&run.text);
    let properties = format!("{bold}{italic}{more}");
    let properties = if properties.is_empty() { properties } else { format!("<w:rPr>{properties}</w:rPr>") };
    format!("<w:r>{properties}<w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// Millimetres in twentieths of a point.
pub(super) fn dxa(mm: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "pages are less than a metre wide")]
    let twentieths = libm::round(mm / 25.4 * 1440.0) as i64;
    twentieths
}
