//! A paper as HTML: the preview that looks like the sheet, without styles of its own.
//!
//! Class names: `paper` with `paper-party` or `paper-state`, `paper-head`, `paper-rule`, `paper-kind`,
//! `paper-subject`, `paper-annex`, `paper-closing`, `paper-table`, `paper-chart`, `draft`.

use std::fmt::Write as _;

use domain::Lang;

use super::paper::{Align, Block, Paper, Row, Run, Table};
use crate::chart::{Size, status_bars};
use crate::markup::escaped;

/// Writes the element of the whole paper.
pub fn html(paper: &Paper) -> String {
    let mut out = String::with_capacity(32 * 1024);
    let regime = if paper.layout.is_party() { "party" } else { "state" };
    // Writing to a string cannot fail.
    let _ = write!(out, "<article class=\"paper paper-{regime}\" lang=\"vi\">");
    head(&mut out, paper);
    let _ = write!(
        out,
        "<p class=\"paper-kind\">{}</p><p class=\"paper-subject\">{}</p>",
        escaped(&paper.kind),
        escaped(&paper.subject)
    );
    out.push_str(if paper.layout.is_party() {
        "<p class=\"paper-middle\">-----</p>"
    } else {
        "<p class=\"paper-rule\"></p>"
    });
    let mut charts = 0;
    blocks(&mut out, &paper.blocks, &mut charts);
    closing(&mut out, paper);
    for annex in &paper.annexes {
        let _ = write!(
            out,
            "<section class=\"paper-annex\"><p class=\"paper-kind\">{}</p><p class=\"paper-subject\">{}</p><p class=\"paper-middle\"><i>{}</i></p>",
            escaped(&annex.label),
            escaped(&annex.title),
            escaped(&annex.note)
        );
        blocks(&mut out, &annex.blocks, &mut charts);
        out.push_str("</section>");
    }
    out.push_str("</article>");
    out
}

fn head(out: &mut String, paper: &Paper) {
    let head = &paper.head;
    let draft = if paper.is_draft { "<p class=\"draft\">DỰ THẢO</p>" } else { "" };
    let (star, country) = if paper.layout.is_party() {
        ("<p>*</p>", "<p><b class=\"large\">ĐẢNG CỘNG SẢN VIỆT NAM</b></p>")
    } else {
        (
            "<p class=\"paper-rule\"></p>",
            "<p><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b></p><p><b>Độc lập - Tự do - Hạnh phúc</b></p>",
        )
    };
    let _ = write!(
        out,
        "<div class=\"paper-head\"><div><p>{}</p><p><b>{}</b></p>{star}<p>{}</p>{draft}</div><div>{country}<p class=\"paper-rule\"></p><p><i>{}</i></p></div></div>",
        escaped(&head.higher),
        escaped(&head.issuer),
        escaped(&head.number),
        escaped(&head.place_and_day)
    );
}

fn blocks(out: &mut String, blocks: &[Block], charts: &mut usize) {
    for block in blocks {
        match block {
            Block::Heading { level, text } => {
                // The page has its own first heading.
                let level = level + 1;
                let _ = write!(out, "<h{level}>{}</h{level}>", escaped(text));
            }
            Block::Paragraph(runs) => {
                out.push_str("<p>");
                for run in Run::unbroken(runs) {
                    out.push_str(&marked(&run));
                }
                out.push_str("</p>");
            }
            Block::Table(part) => table(out, part),
            Block::Chart(chart) => {
                *charts += 1;
                let drawn = status_bars(
                    &format!("paper-chart-{charts}"),
                    &chart.title,
                    &chart.rows,
                    Size::Wide,
                    Lang::Vi,
                );
                let _ = write!(
                    out,
                    "<figure class=\"paper-chart\"><figcaption>{}</figcaption>{}</figure>",
                    escaped(&chart.title),
                    drawn.svg
                );
            }
        }
    }
}

/// Paragraphs alone, to be copied elsewhere.
pub(super) fn paragraphs(of: &[Block]) -> String {
    let mut out = String::new();
    blocks(&mut out, of, &mut 0);
    out
}

/// A run with its face.
fn marked(run: &Run) -> String {
    let mut text = escaped(&run.text);
    if run.is_italic {
        text = format!("<i>{text}</i>");
    }
    if run.is_bold {
        text = format!("<b>{text}</b>");
    }
    text
}

fn table(out: &mut String, table: &Table) {
    let caption = escaped(&table.caption);
    let _ = write!(
        out,
        "<div class=\"table-wrap\" role=\"region\" aria-label=\"{caption}\" tabindex=\"0\"><table class=\"paper-table\"><caption class=\"visually-hidden\">{caption}</caption><thead><tr>"
    );
    for column in &table.columns {
        let _ = write!(out, "<th scope=\"col\">{}</th>", escaped(&column.heading));
    }
    out.push_str("</tr></thead><tbody>");
    for row in &table.rows {
        match row {
            Row::Group(name) => {
                let _ = write!(
                    out,
                    "<tr><th scope=\"rowgroup\" colspan=\"{}\">{}</th></tr>",
                    table.columns.len(),
                    escaped(name)
                );
            }
            Row::Cells(cells) => {
                out.push_str("<tr>");
                for (column, text) in table.columns.iter().zip(cells) {
                    let class = match column.align {
                        Align::Left => "",
                        Align::Center => " class=\"middle\"",
                        Align::Right => " class=\"right\"",
                    };
                    let _ = write!(out, "<td{class}>{}</td>", escaped(text));
                }
                out.push_str("</tr>");
            }
        }
    }
    out.push_str("</tbody></table></div>");
}

fn closing(out: &mut String, paper: &Paper) {
    let closing = &paper.closing;
    let heading = if paper.layout.is_party() { "<u>Nơi nhận</u>" } else { "<b><i>Nơi nhận:</i></b>" };
    let _ = write!(out, "<div class=\"paper-closing\"><div><p>{heading}</p>");
    for recipient in &closing.recipients {
        let _ = write!(out, "<p>- {}</p>", escaped(recipient));
    }
    let _ = write!(
        out,
        "</div><div><p><b>{}</b></p><p>{}</p><p class=\"paper-sign\"></p><p><b>{}</b></p></div></div>",
        escaped(&closing.authority),
        escaped(&closing.post),
        escaped(&closing.signer)
    );
}
