//! The text of a DOCX file: head, title, body, closing, annexes, each section with its page.

use std::fmt::Write as _;

use super::chart;
use super::text::{Look, dxa, formed, paragraph, words};
use crate::markup::escaped;
use crate::official::paper::{Align, Annex, Block, Paper, Row, Run, Table};
use crate::official::{Layout, Margins};

const PAGE_MM: (f64, f64) = (210.0, 297.0);
const LEFT_MM: f64 = 66.0;

/// `word/document.xml`.
pub(super) fn document(paper: &Paper) -> String {
    let mut writer = Writer {
        out: String::with_capacity(64 * 1024),
        charts: 0,
        width: text_width(paper.layout.margins, PAGE_MM.0),
    };
    writer.head(paper);
    writer.title(paper);
    for block in &paper.blocks {
        writer.block(block);
    }
    writer.closing(paper);
    if paper.annexes.is_empty() {
        writer.out.push_str(&upright(&paper.layout));
    } else {
        // The section ends with the paragraph that holds its properties.
        let last = format!("<w:p><w:pPr><w:pStyle w:val=\"Rule\"/>{}</w:pPr></w:p>", upright(&paper.layout));
        writer.out.push_str(&last);
        writer.width = text_width(paper.layout.margins.turned(), PAGE_MM.1);
        for (place, annex) in paper.annexes.iter().enumerate() {
            writer.annex(annex, place > 0);
        }
        writer.out.push_str(&lying(&paper.layout));
    }
    whole(&writer.out)
}

/// The document around its text.
fn whole(text: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
         xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><w:body>{text}</w:body></w:document>"
    )
}

/// The same with nothing but title and text.
pub(super) fn bare(paper: &Paper) -> String {
    let width = text_width(paper.layout.margins, PAGE_MM.0);
    let mut writer = Writer { out: String::new(), charts: 0, width };
    writer.title(paper);
    for block in &paper.blocks {
        writer.block(block);
    }
    writer.out.push_str(&upright(&paper.layout));
    whole(&writer.out)
}

fn text_width(margins: Margins, page: f64) -> f64 {
    page - margins.left - margins.right
}

/// The properties of the upright section: the first page has no number.
fn upright(layout: &Layout) -> String {
    section(layout.margins, PAGE_MM, "", "<w:titlePg/>")
}

fn lying(layout: &Layout) -> String {
    section(layout.margins.turned(), (PAGE_MM.1, PAGE_MM.0), " w:orient=\"landscape\"", "")
}

fn section(margins: Margins, (width, height): (f64, f64), orient: &str, more: &str) -> String {
    let Margins { top, bottom, left, right } = margins;
    format!(
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId3\"/><w:pgSz w:w=\"{}\" w:h=\"{}\"{orient}/>\
         <w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" w:left=\"{}\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>{more}</w:sectPr>",
        dxa(width),
        dxa(height),
        dxa(top),
        dxa(right),
        dxa(bottom),
        dxa(left)
    )
}

struct Writer {
    out: String,
    charts: usize,
    /// Of the text, in millimetres.
    width: f64,
}

impl Writer {
    /// Issuer on the left, country or Party on the right.
    fn head(&mut self, paper: &Paper) {
        let head = &paper.head;
        let right_mm = self.width - LEFT_MM;
        let draft = if paper.is_draft { formed("Centred", "<w:b/>", "DỰ THẢO") } else { String::new() };
        let higher = if head.higher.is_empty() { String::new() } else { words("Centred", &head.higher) };
        let issuer = formed("Centred", "<w:b/>", &head.issuer);
        let number = words("Centred", &head.number);
        let day = formed("Centred", "<w:i/>", &head.place_and_day);
        let (left, right) = if paper.layout.is_party() {
            let party = formed(
                "Centred",
                "<w:b/><w:sz w:val=\"30\"/><w:szCs w:val=\"30\"/>",
                "ĐẢNG CỘNG SẢN VIỆT NAM",
            );
            let left = format!("{higher}{issuer}{}{number}{draft}", words("Centred", "*"));
            (left, format!("{party}{}{}{day}", rule(right_mm, 72.0), gap()))
        } else {
            let country = formed(
                "Centred",
                "<w:b/><w:sz w:val=\"26\"/><w:szCs w:val=\"26\"/>",
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            );
            let motto = formed("Centred", "<w:b/>", "Độc lập - Tự do - Hạnh phúc");
            let left = format!("{higher}{issuer}{}{}{number}{draft}", rule(LEFT_MM, 24.0), gap());
            (left, format!("{country}{motto}{}{}{day}", rule(right_mm, 64.0), gap()))
        };
        self.side_by_side(LEFT_MM, &left, &right);
    }

    fn title(&mut self, paper: &Paper) {
        self.out.push_str(&words("Title", &paper.kind));
        self.out.push_str(&words("Subtitle", &paper.subject));
        let below = if paper.layout.is_party() { words("Centred", "-----") } else { rule(self.width, 30.0) };
        self.out.push_str(&below);
        self.out.push_str(&gap());
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, text } => self.out.push_str(&words(&format!("Heading{level}"), text)),
            Block::Paragraph(runs) => {
                self.out.push_str(&paragraph("BodyText", Look::default(), &Run::unbroken(runs)));
            }
            Block::Table(table) => self.table(table),
            Block::Chart(chart) => {
                self.charts += 1;
                self.out.push_str(&words("Caption", &chart.title));
                self.out.push_str(&chart::drawing(chart, self.charts));
            }
        }
    }

    /// Recipients on the left, signature on the right; they stay on one page.
    fn closing(&mut self, paper: &Paper) {
        let closing = &paper.closing;
        let heading = if paper.layout.is_party() {
            "<w:u w:val=\"single\"/><w:sz w:val=\"28\"/>"
        } else {
            "<w:b/><w:i/><w:sz w:val=\"24\"/>"
        };
        let mut left =
            formed("Recipients", heading, if paper.layout.is_party() { "Nơi nhận" } else { "Nơi nhận:" });
        let last = closing.recipients.len().saturating_sub(1);
        for (place, recipient) in closing.recipients.iter().enumerate() {
            let sign = if place == last {
                '.'
            } else if paper.layout.is_party() {
                ','
            } else {
                ';'
            };
            left.push_str(&words("Recipients", &format!("- {recipient}{sign}")));
        }
        let post = if paper.layout.is_party() && !closing.authority.is_empty() { "" } else { "<w:b/>" };
        let mut right = String::new();
        for (letters, text) in [("<w:b/>", &closing.authority), (post, &closing.post)] {
            if !text.is_empty() {
                right.push_str(&formed("Centred", letters, text));
            }
        }
        for _ in 0..4 {
            right.push_str(&words("Centred", ""));
        }
        right.push_str(&formed("Centred", "<w:b/>", &closing.signer));
        self.out.push_str(&gap());
        self.side_by_side(self.width / 2.0, &left, &right);
    }

    fn annex(&mut self, annex: &Annex, is_on_new_page: bool) {
        let paragraph_look = if is_on_new_page { "<w:pageBreakBefore/>" } else { "" };
        let look = Look { paragraph: paragraph_look, letters: "" };
        self.out.push_str(&paragraph("Subtitle", look, &[Run::plain(annex.label.as_str())]));
        self.out.push_str(&words("Subtitle", &annex.title));
        self.out.push_str(&formed("Centred", "<w:i/>", &annex.note));
        self.out.push_str(&gap());
        for block in &annex.blocks {
            self.block(block);
        }
    }

    /// Two columns without lines.
    fn side_by_side(&mut self, left_mm: f64, left: &str, right: &str) {
        let widths = [dxa(left_mm), dxa(self.width - left_mm)];
        let cell = |width: i64, inner: &str| {
            format!(
                "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/><w:tcMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tcMar></w:tcPr>{inner}</w:tc>"
            )
        };
        let table = format!(
            "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr>\
             <w:tblGrid><w:gridCol w:w=\"{}\"/><w:gridCol w:w=\"{}\"/></w:tblGrid>\
             <w:tr><w:trPr><w:cantSplit/></w:trPr>{}{}</w:tr></w:tbl>",
            widths[0] + widths[1],
            widths[0],
            widths[1],
            cell(widths[0], left),
            cell(widths[1], right)
        );
        self.out.push_str(&table);
    }

    /// A ruled table: its head is repeated on every page, no row is split.
    fn table(&mut self, table: &Table) {
        let total = dxa(self.width);
        let shares: u32 = table.columns.iter().map(|column| column.share).sum::<u32>().max(1);
        let widths: Vec<i64> =
            table.columns.iter().map(|column| total * i64::from(column.share) / i64::from(shares)).collect();
        let grid =
            widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect::<Vec<_>>().concat();
        let head: String = table
            .columns
            .iter()
            .zip(&widths)
            .map(|(column, width)| cell(*width, 1, &words("TableHead", &column.heading)))
            .collect();
        // Writing to a string cannot fail.
        let _ = write!(
            self.out,
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"{total}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>\
             <w:tblLook w:val=\"0020\" w:firstRow=\"1\"/><w:tblCaption w:val=\"{}\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>\
             <w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>",
            escaped(&table.caption)
        );
        for row in &table.rows {
            let cells = row_cells(table, row, &widths);
            let _ = write!(self.out, "<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>");
        }
        // Word needs a paragraph between a table and whatever follows.
        self.out.push_str("</w:tbl>");
        self.out.push_str(&words("Rule", ""));
    }
}

fn row_cells(table: &Table, row: &Row, widths: &[i64]) -> String {
    match row {
        Row::Group(name) => {
            let look = Look { paragraph: "<w:keepNext/>", letters: "<w:b/>" };
            cell(
                widths.iter().sum(),
                widths.len(),
                &paragraph("TableText", look, &[Run::plain(name.as_str())]),
            )
        }
        Row::Cells(cells) => {
            let columns = table.columns.iter().zip(widths);
            let written = cells.iter().zip(columns).map(|(text, (column, width))| {
                let look = Look { paragraph: aligned(column.align), letters: "" };
                cell(*width, 1, &paragraph("TableText", look, &[Run::plain(text.as_str())]))
            });
            written.collect()
        }
    }
}

fn aligned(align: Align) -> &'static str {
    match align {
        Align::Left => "<w:jc w:val=\"left\"/>",
        Align::Center => "<w:jc w:val=\"center\"/>",
        Align::Right => "<w:jc w:val=\"right\"/>",
    }
}

fn cell(width: i64, span: usize, inner: &str) -> String {
    let span = if span > 1 { format!("<w:gridSpan w:val=\"{span}\"/>") } else { String::new() };
    format!(
        "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{span}<w:vAlign w:val=\"center\"/></w:tcPr>{inner}</w:tc>"
    )
}

/// A line of some millimetres in the middle of a column.
fn rule(column_mm: f64, rule_mm: f64) -> String {
    let side = dxa((column_mm - rule_mm) / 2.0);
    let look = Look {
        paragraph: &format!(
            "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"auto\"/></w:pBdr><w:ind w:left=\"{side}\" w:right=\"{side}\"/>"
        ),
        letters: "",
    };
    paragraph("Rule", look, &[])
}

/// A little room below a rule.
fn gap() -> String {
    let look = Look {
        paragraph: "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"120\" w:lineRule=\"exact\"/>",
        letters: "",
    };
    paragraph("Rule", look, &[])
}
