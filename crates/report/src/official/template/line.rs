//! Reading one line: words, `{{ names }}`, bold between `**` and italic between `__`.

use super::names::{NameKind, Place, find};
use super::{Fault, Line, Piece, What};

/// Reads the words of a line; mistakes go into `faults`.
pub(super) fn line(text: &str, number: usize, place: Place, faults: &mut Vec<Fault>) -> Line {
    let mut reader = Reader { line: Vec::new(), is_bold: false, is_italic: false };
    let mut rest = text;
    while !rest.is_empty() {
        let Some(at) = next_sign(rest) else {
            reader.words(rest);
            break;
        };
        reader.words(&rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix("**") {
            reader.is_bold = !reader.is_bold;
            rest = after;
        } else if let Some(after) = rest.strip_prefix("__") {
            reader.is_italic = !reader.is_italic;
            rest = after;
        } else {
            rest = reader.name(&rest[2..], number, place, faults);
        }
    }
    if reader.is_bold || reader.is_italic {
        let sign = if reader.is_bold { "**" } else { "__" };
        faults.push(Fault::new(
            number,
            format!("Dấu {sign} mở mà không đóng trong dòng."),
            format!("{sign} is opened but not closed on this line."),
        ));
    }
    reader.line
}

fn next_sign(text: &str) -> Option<usize> {
    ["**", "__", "{{"].into_iter().filter_map(|sign| text.find(sign)).min()
}

struct Reader {
    line: Line,
    is_bold: bool,
    is_italic: bool,
}

impl Reader {
    fn words(&mut self, words: &str) {
        if !words.is_empty() {
            self.push(What::Words(words.to_owned()));
        }
    }

    fn push(&mut self, what: What) {
        self.line.push(Piece { what, is_bold: self.is_bold, is_italic: self.is_italic });
    }

    /// Reads a name after `{{` and gives what follows `}}`.
    fn name<'a>(&mut self, text: &'a str, number: usize, place: Place, faults: &mut Vec<Fault>) -> &'a str {
        let Some((name, rest)) = text.split_once("}}") else {
            faults.push(Fault::new(
                number,
                "Thiếu dấu }} đóng tên.",
                "The sign }} that closes a name is missing.",
            ));
            return "";
        };
        let name = name.trim();
        match find(name, place) {
            None => faults.push(Fault::unknown(number, name, place)),
            Some(known) if matches!(known.kind, NameKind::List(_)) => faults.push(Fault::new(
                number,
                format!("“{name}” là danh sách: dùng @lap {name} … @het."),
                format!("“{name}” is a list: use @lap {name} … @het."),
            )),
            Some(known) => self.push(What::Named(known.name)),
        }
        rest
    }
}
