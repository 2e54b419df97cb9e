//! A document's lines with the items marked that were read from them.

use std::collections::HashSet;

use domain::Anchor;

/// One line of a document as it is shown.
pub struct MarkedLine {
    /// Counted from 1.
    pub number: usize,
    /// The words.
    pub text: String,
    /// The item read from it, and whether this is the item's first line.
    pub mark: Option<Mark>,
}

/// The item that a line belongs to.
#[derive(Clone)]
pub struct Mark {
    /// The item's id on the page.
    pub item: String,
    /// Where the item is shown.
    pub href: String,
    /// Whether this is the first line of the item, which may stand in several places.
    pub begins: bool,
}

/// Something that was read from the document.
pub struct Marked<'a> {
    /// The item's id on the page.
    pub item: String,
    /// Where the item is shown.
    pub href: String,
    /// Where it stands.
    pub anchor: &'a Anchor,
}

/// Joins lines and items; where several items share a line, the first one is marked.
pub fn marked(lines: &[String], items: &[Marked<'_>]) -> Vec<MarkedLine> {
    let mut marks: Vec<Option<Mark>> = vec![None; lines.len()];
    let mut begun: HashSet<&str> = HashSet::new();
    for Marked { item, href, anchor } in items {
        for number in anchor.line_start..=anchor.line_end.min(lines.len()) {
            let index = number.saturating_sub(1);
            if lines[index].trim().is_empty() {
                continue;
            }
            marks[index].get_or_insert_with(|| Mark {
                item: item.clone(),
                href: href.clone(),
                begins: begun.insert(item.as_str()),
            });
        }
    }
    let line = |((index, text), mark): ((usize, &String), Option<Mark>)| MarkedLine {
        number: index + 1,
        text: text.trim_end().to_owned(),
        mark,
    };
    lines.iter().enumerate().zip(marks).map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_marks_its_lines_and_the_first_one_wins() {
        let lines: Vec<String> = ["a", "b", "c"].map(String::from).to_vec();
        let (first, second) = (Anchor::lines(2, 3, ""), Anchor::lines(3, 9, ""));
        let item = |id: &str, anchor| Marked { item: id.into(), href: String::new(), anchor };
        let shown = marked(&lines, &[item("i1", &first), item("i2", &second)]);
        let marks: Vec<Option<(&str, bool)>> =
            shown.iter().map(|l| l.mark.as_ref().map(|m| (m.item.as_str(), m.begins))).collect();
        assert_eq!(marks, [None, Some(("i1", true)), Some(("i1", false))]);
    }

    #[test]
    fn an_item_in_several_places_begins_once() {
        let lines: Vec<String> = ["a", "b"].map(String::from).to_vec();
        let places = [Anchor::lines(1, 1, ""), Anchor::lines(2, 2, "")];
        let items = places.each_ref().map(|anchor| Marked { item: "i1".into(), href: String::new(), anchor });
        let begins: Vec<_> =
            marked(&lines, &items).iter().filter_map(|l| Some(l.mark.as_ref()?.begins)).collect();
        assert_eq!(begins, [true, false]);
    }
}
