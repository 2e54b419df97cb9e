//! Charts of a DOCX file: bars that Word itself draws, with their figures as an embedded workbook.

use std::fmt::Write as _;

use assess::IndicatorStatus;
use domain::Lang;
use jiff::Timestamp;

use crate::chart::mark;
use crate::markup::escaped;
use crate::official::paper::{Block, Chart, Paper};
use crate::official::xlsx;

/// The charts of a paper, in order.
pub(super) fn of(paper: &Paper) -> Vec<&Chart> {
    paper.all_blocks().filter_map(chart).collect()
}

fn chart(block: &Block) -> Option<&Chart> {
    match block {
        Block::Chart(chart) => Some(chart),
        _ => None,
    }
}

/// One English Metric Unit is 1/36,000 mm.
const EMU_PER_MM: u32 = 36_000;

/// The drawing as it stands in the text, with its words for those who cannot see it.
pub(super) fn drawing(chart: &Chart, number: usize) -> String {
    let rows = u32::try_from(chart.rows.len()).unwrap_or(20).min(20);
    let (width, height) = (160 * EMU_PER_MM, (28 + 11 * rows).min(200) * EMU_PER_MM);
    let described = escaped(&chart.described());
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Centred\"/></w:pPr><w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
         <wp:extent cx=\"{width}\" cy=\"{height}\"/><wp:docPr id=\"{number}\" name=\"Biểu đồ {number}\" descr=\"{described}\"/>\
         <wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\">\
         <c:chart r:id=\"chart{number}\"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
}

fn occurring(chart: &Chart) -> impl Iterator<Item = IndicatorStatus> + '_ {
    IndicatorStatus::ALL.into_iter().filter(|status| chart.rows.iter().any(|row| row.counts.get(*status) > 0))
}

/// `word/charts/chartN.xml`: bars made of segments, the first group on top.
pub(super) fn xml(chart: &Chart) -> String {
    let series: String =
        (0..).zip(occurring(chart)).map(|(place, status)| series(chart, place, status)).collect();
    let text = "<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz=\"1000\"><a:latin typeface=\"Times New Roman\"/></a:defRPr></a:pPr><a:endParaRPr lang=\"vi-VN\"/></a:p></c:txPr>";
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><c:lang val=\"vi-VN\"/><c:roundedCorners val=\"0\"/><c:chart><c:autoTitleDeleted val=\"1\"/>\
         <c:plotArea><c:layout/><c:barChart><c:barDir val=\"bar\"/><c:grouping val=\"stacked\"/><c:varyColors val=\"0\"/>{series}\
         <c:gapWidth val=\"60\"/><c:overlap val=\"100\"/><c:axId val=\"1\"/><c:axId val=\"2\"/></c:barChart>\
         <c:catAx><c:axId val=\"1\"/><c:scaling><c:orientation val=\"maxMin\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"l\"/>\
         <c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/><c:crossAx val=\"2\"/></c:catAx>\
         <c:valAx><c:axId val=\"2\"/><c:scaling><c:orientation val=\"minMax\"/></c:scaling><c:delete val=\"1\"/><c:axPos val=\"t\"/>\
         <c:numFmt formatCode=\"0\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/><c:crossAx val=\"1\"/></c:valAx></c:plotArea>\
         <c:legend><c:legendPos val=\"b\"/><c:overlay val=\"0\"/></c:legend><c:plotVisOnly val=\"1\"/></c:chart>{text}\
         <c:externalData r:id=\"rId1\"><c:autoUpdate val=\"0\"/></c:externalData></c:chartSpace>"
    )
}

fn series(chart: &Chart, place: usize, status: IndicatorStatus) -> String {
    let column = column(place + 1);
    let last = chart.rows.len() + 1;
    let mut groups = String::new();
    let mut values = String::new();
    for (at, row) in chart.rows.iter().enumerate() {
        // Writing to a string cannot fail.
        let _ = write!(groups, "<c:pt idx=\"{at}\"><c:v>{}</c:v></c:pt>", escaped(&row.label));
        let count = row.counts.get(status);
        if count > 0 {
            let _ = write!(values, "<c:pt idx=\"{at}\"><c:v>{count}</c:v></c:pt>");
        }
    }
    let count = chart.rows.len();
    let name = status.label(Lang::Vi);
    let (fill, ink) = filled(status);
    format!(
        "<c:ser><c:idx val=\"{place}\"/><c:order val=\"{place}\"/><c:tx><c:strRef><c:f>Sheet1!${column}$1</c:f><c:strCache><c:ptCount val=\"1\"/>\
         <c:pt idx=\"0\"><c:v>{name}</c:v></c:pt></c:strCache></c:strRef></c:tx><c:spPr>{fill}<a:ln w=\"6350\"><a:solidFill><a:srgbClr val=\"1C2733\"/></a:solidFill></a:ln></c:spPr>\
         <c:invertIfNegative val=\"0\"/><c:dLbls><c:numFmt formatCode=\"0;;;\" sourceLinked=\"0\"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz=\"1000\" b=\"1\"><a:solidFill><a:srgbClr val=\"{ink}\"/></a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang=\"vi-VN\"/></a:p></c:txPr>\
         <c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/></c:dLbls>\
         <c:cat><c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f><c:strCache><c:ptCount val=\"{count}\"/>{groups}</c:strCache></c:strRef></c:cat>\
         <c:val><c:numRef><c:f>Sheet1!${column}$2:${column}${last}</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val=\"{count}\"/>{values}</c:numCache></c:numRef></c:val></c:ser>"
    )
}

/// The fill and the colour of the number on it: hatched where the page hatches it, so that it prints in black and white.
fn filled(status: IndicatorStatus) -> (String, String) {
    let look = mark::look(status);
    let (fill, line, ink) = (hex(look.fill, "FFFFFF"), hex(look.line, "1C2733"), hex(look.ink, "1C2733"));
    let (pattern, line) = match status {
        IndicatorStatus::Behind => ("ltUpDiag", line),
        IndicatorStatus::AtRisk => ("ltVert", "F6C9B2".to_owned()),
        IndicatorStatus::Missed => ("smGrid", "C9827E".to_owned()),
        _ => return (format!("<a:solidFill><a:srgbClr val=\"{fill}\"/></a:solidFill>"), ink),
    };
    let pattern = format!(
        "<a:pattFill prst=\"{pattern}\"><a:fgClr><a:srgbClr val=\"{line}\"/></a:fgClr><a:bgClr><a:srgbClr val=\"{fill}\"/></a:bgClr></a:pattFill>"
    );
    (pattern, ink)
}

/// A colour of the page's drawings as the format has it; what the page leaves to its style sheet is `otherwise`.
fn hex(colour: &str, otherwise: &str) -> String {
    match colour.strip_prefix('#') {
        Some(short) if short.len() == 3 => {
            short.chars().flat_map(|digit| [digit, digit]).collect::<String>().to_uppercase()
        }
        Some(long) => long.to_uppercase(),
        None => otherwise.to_owned(),
    }
}

/// The letter of a column; there are ten statuses at most.
fn column(place: usize) -> char {
    char::from(b'A' + u8::try_from(place).unwrap_or(25).min(25))
}

/// The figures as a workbook, for whoever edits the chart.
pub(super) fn workbook(chart: &Chart, at: Timestamp) -> Vec<u8> {
    let mut rows = vec![
        std::iter::once(String::new())
            .chain(occurring(chart).map(|s| s.label(Lang::Vi).to_owned()))
            .collect(),
    ];
    for row in &chart.rows {
        let counts = occurring(chart).map(|status| row.counts.get(status).to_string());
        rows.push(std::iter::once(row.label.clone()).chain(counts).collect::<Vec<_>>());
    }
    xlsx::plain(&rows, at)
}
