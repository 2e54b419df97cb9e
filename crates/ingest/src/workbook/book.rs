//! The parts of a workbook that its sheets refer to: names, shared strings, formats, properties.

use domain::workbook::{SIGNATURE_PROPERTY, SUBMISSION_PROPERTY};

use super::scan::{Piece, Scan};
use crate::Refusal;
use crate::source::package::Package;
use crate::source::xml::Xml;

/// An opened workbook.
pub(super) struct Book<'a> {
    pub(super) sheets: Vec<Sheet<'a>>,
    pub(super) strings: Vec<String>,
    /// How the numbers of each cell format are shown.
    pub(super) formats: Vec<NumberFormat>,
    /// Whether days count from 1904.
    pub(super) counts_from_1904: bool,
    pub(super) submission_property: Option<String>,
    pub(super) signature_property: Option<String>,
}

/// A sheet by its name.
pub(super) struct Sheet<'a> {
    pub(super) name: String,
    pub(super) xml: &'a str,
}

/// What a number format makes of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberFormat {
    /// A number.
    Plain,
    /// A hundred times the number, with a sign.
    Percent,
    /// A day or a time.
    Day,
}

impl<'a> Book<'a> {
    pub(super) fn open(package: &'a Package) -> Result<Self, Refusal> {
        let main = package.part(&package.main).ok_or(Refusal::Truncated)?;
        let file = package.main.rsplit('/').next().unwrap_or_default();
        let rels = package.beside_main(&format!("_rels/{file}.rels")).ok_or(Refusal::Truncated)?;
        let targets = targets(rels)?;
        let mut sheets = Vec::new();
        let mut counts_from_1904 = false;
        let mut xml = Xml::new(main);
        while let Some(tag) = xml.next_tag()? {
            if tag.is("workbookPr") {
                counts_from_1904 = matches!(tag.attr("date1904").as_deref(), Some("1" | "true"));
            } else if tag.is("sheet") {
                let id = tag.attr("id").unwrap_or_default();
                let target = targets.iter().find(|(known, _)| *known == id).map(|(_, target)| target);
                let part = target.and_then(|target| match target.strip_prefix('/') {
                    Some(absolute) => package.part(absolute),
                    None => package.beside_main(target),
                });
                let xml = part.ok_or(Refusal::Truncated)?;
                sheets.push(Sheet { name: tag.attr("name").unwrap_or_default(), xml });
            }
        }
        let strings = package.beside_main("sharedStrings.xml").map_or(Ok(Vec::new()), shared_strings)?;
        let formats = package.beside_main("styles.xml").map_or(Ok(Vec::new()), formats)?;
        let properties = package.part("docProps/custom.xml").map_or(Ok(Vec::new()), properties)?;
        let property =
            |name: &str| properties.iter().find(|(of, _)| of == name).map(|(_, text)| text.clone());
        Ok(Self {
            sheets,
            strings,
            formats,
            counts_from_1904,
            submission_property: property(SUBMISSION_PROPERTY),
            signature_property: property(SIGNATURE_PROPERTY),
        })
    }

    /// How the numbers of a cell format are shown.
    pub(super) fn format(&self, style: usize) -> NumberFormat {
        self.formats.get(style).copied().unwrap_or(NumberFormat::Plain)
    }
}

fn targets(rels: &str) -> Result<Vec<(String, String)>, Refusal> {
    let mut targets = Vec::new();
    let mut xml = Xml::new(rels);
    while let Some(tag) = xml.next_tag()? {
        if let (true, Some(id), Some(target)) = (tag.is("Relationship"), tag.attr("Id"), tag.attr("Target")) {
            targets.push((id, target));
        }
    }
    Ok(targets)
}

/// The strings that cells refer to by number; readings for East Asian scripts are left out.
fn shared_strings(part: &str) -> Result<Vec<String>, Refusal> {
    let mut scan = Scan::new(part);
    let mut strings = Vec::new();
    let mut text = String::new();
    let mut in_text = false;
    loop {
        match scan.next()? {
            Piece::Start(tag) => match (tag.name, tag.is_empty) {
                ("si", true) => strings.push(String::new()),
                ("si", false) => text.clear(),
                ("t", is_empty) => in_text = !is_empty,
                ("rPh", false) => scan.skip()?,
                _ => (),
            },
            Piece::End("si") => strings.push(std::mem::take(&mut text)),
            Piece::End("t") => in_text = false,
            Piece::Text(part) if in_text && text.is_empty() => text = part.into_owned(),
            Piece::Text(part) if in_text => text.push_str(&part),
            Piece::End(_) | Piece::Text(_) => (),
            Piece::Eof => return Ok(strings),
        }
    }
}

fn formats(styles: &str) -> Result<Vec<NumberFormat>, Refusal> {
    let mut own = Vec::new();
    let mut formats = Vec::new();
    let mut is_cell_format = false;
    let mut xml = Xml::new(styles);
    while let Some(tag) = xml.next_tag()? {
        let id = || tag.attr("numFmtId").and_then(|id| id.parse::<u32>().ok()).unwrap_or(0);
        match tag.name() {
            "numFmt" => own.push((id(), tag.attr("formatCode").unwrap_or_default())),
            "cellXfs" => is_cell_format = true,
            "cellStyles" | "dxfs" => is_cell_format = false,
            "xf" if is_cell_format => formats.push(format(id(), &own)),
            _ => (),
        }
    }
    Ok(formats)
}

/// The numbered formats are those of ECMA-376 part 1, §18.8.30.
fn format(id: u32, own: &[(u32, String)]) -> NumberFormat {
    if let Some((_, code)) = own.iter().find(|(own, _)| *own == id) {
        return format_of(code);
    }
    match id {
        9 | 10 => NumberFormat::Percent,
        14..=22 | 27..=36 | 45..=47 | 50..=58 => NumberFormat::Day,
        _ => NumberFormat::Plain,
    }
}

fn format_of(code: &str) -> NumberFormat {
    let mut chars = code.chars();
    let mut found = NumberFormat::Plain;
    while let Some(c) = chars.next() {
        match c {
            '"' => drop(chars.by_ref().find(|c| *c == '"')),
            '\\' | '_' | '*' => drop(chars.next()),
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                if matches!(inside.to_lowercase().as_str(), "h" | "hh" | "m" | "mm" | "s" | "ss") {
                    return NumberFormat::Day;
                }
            }
            '%' => found = NumberFormat::Percent,
            'y' | 'Y' | 'd' | 'D' | 'h' | 'H' | 'm' | 'M' | 's' | 'S' => return NumberFormat::Day,
            'E' | 'e' if found == NumberFormat::Plain => drop(chars.next()),
            'G' | 'g' => drop(chars.nth(5)),
            _ => (),
        }
    }
    found
}

fn properties(part: &str) -> Result<Vec<(String, String)>, Refusal> {
    let mut properties = Vec::new();
    let mut xml = Xml::new(part);
    while let Some(tag) = xml.next_tag()? {
        if tag.is("property") {
            properties.push((tag.attr("name").unwrap_or_default(), xml.text()?.trim().to_owned()));
        }
    }
    Ok(properties)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_tell_percent_and_days_from_numbers() {
        for (code, expected) in [
            ("0.0%", NumberFormat::Percent),
            ("0\"%\"", NumberFormat::Plain),
            ("dd/mm/yyyy", NumberFormat::Day),
            ("[$-42A]d mmmm", NumberFormat::Day),
            ("[Red]#,##0", NumberFormat::Plain),
            ("[h]:mm", NumberFormat::Day),
            ("General", NumberFormat::Plain),
            ("0.00E+00", NumberFormat::Plain),
            ("#,##0 \"đồng\"", NumberFormat::Plain),
        ] {
            assert_eq!(format_of(code), expected, "{code}");
        }
    }

    #[test]
    fn strings_keep_their_runs_and_leave_out_readings() {
        let part = "<sst><si><t>a&amp;b</t></si><si><r><t>c</t></r><r><t xml:space=\"preserve\"> d</t></r>\
                    <rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si><si/></sst>";
        assert_eq!(shared_strings(part).unwrap(), ["a&b", "c d", ""]);
    }
}
