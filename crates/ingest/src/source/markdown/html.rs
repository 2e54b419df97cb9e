//! HTML inside Markdown, cut into tags and text: programs that read scans write tables this way.

/// A piece of HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text with its references resolved.
    Text(String),
    /// A tag's name in small letters, with `/` before that of an end tag.
    Tag { name: String, row_span: usize, col_span: usize },
}

/// Cuts HTML at its tags.
pub(super) fn pieces(html: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while let Some((text, tail)) = rest.split_once('<') {
        pieces.push(Piece::Text(resolved(text)));
        let (tag, after) = tail.split_once('>').unwrap_or((tail, ""));
        pieces.push(tag_of(tag));
        rest = after;
    }
    pieces.push(Piece::Text(resolved(rest)));
    pieces
}

fn tag_of(tag: &str) -> Piece {
    let end =
        tag.char_indices().skip(1).find(|(_, c)| !c.is_ascii_alphanumeric()).map_or(tag.len(), |(at, _)| at);
    let number = |name: &str| {
        let (_, after) = tag.split_once(name)?;
        let digits: String =
            after.chars().skip_while(|c| "= \"'".contains(*c)).take_while(char::is_ascii_digit).collect();
        digits.parse().ok()
    };
    Piece::Tag {
        name: tag[..end].to_lowercase(),
        row_span: number("rowspan").unwrap_or(1),
        col_span: number("colspan").unwrap_or(1),
    }
}

fn resolved(text: &str) -> String {
    let plain = text.replace("&nbsp;", " ").replace("&ge;", "≥").replace("&le;", "≤");
    plain.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}
