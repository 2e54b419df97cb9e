//! The styles of a DOCX file: whoever edits the report changes them in one place.

use super::text::dxa;
use crate::official::{Layout, LineHeight};

/// The styles of a layout.
pub(super) fn styles(layout: &Layout) -> String {
    let size = layout.body_pt * 2;
    let line = line(layout.line);
    let before = layout.before_pt * 20;
    let first = dxa(layout.first_line_mm);
    let body = format!(
        "<w:spacing w:before=\"{before}\" w:after=\"0\" {line}/><w:ind w:firstLine=\"{first}\"/><w:jc w:val=\"both\"/>"
    );
    let heading = |level: u8, letters: &str| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"Heading{level}\"><w:name w:val=\"heading {level}\"/>\
             <w:basedOn w:val=\"Normal\"/><w:next w:val=\"BodyText\"/><w:qFormat/>\
             <w:pPr><w:keepNext/><w:keepLines/>{body}<w:outlineLvl w:val=\"{}\"/></w:pPr><w:rPr>{letters}</w:rPr></w:style>",
            level - 1
        )
    };
    let style = |id: &str, name: &str, paragraph: &str, letters: &str| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/>\
             <w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
        )
    };
    let centre = "<w:jc w:val=\"center\"/>";
    let table_size = "<w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/>";
    let recipients = if layout.is_party() { 24 } else { 22 };
    let parts = [
        style("BodyText", "Body Text", &body, ""),
        heading(1, "<w:b/>"),
        heading(2, "<w:b/>"),
        heading(3, "<w:b/><w:i/>"),
        style(
            "Title",
            "Title",
            &format!("<w:keepNext/><w:spacing w:before=\"360\" w:after=\"0\"/>{centre}"),
            &format!("<w:b/><w:sz w:val=\"{0}\"/><w:szCs w:val=\"{0}\"/>", size + 4),
        ),
        style(
            "Subtitle",
            "Subtitle",
            &format!(
                "<w:spacing w:before=\"0\" w:after=\"0\"/><w:ind w:left=\"567\" w:right=\"567\"/>{centre}"
            ),
            "<w:b/>",
        ),
        style("Centred", "Giữa dòng", &format!("<w:spacing w:before=\"0\" w:after=\"0\"/>{centre}"), ""),
        style(
            "Rule",
            "Đường kẻ",
            "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"40\" w:lineRule=\"exact\"/>",
            "<w:sz w:val=\"4\"/>",
        ),
        style(
            "Recipients",
            "Nơi nhận",
            "<w:spacing w:before=\"0\" w:after=\"0\"/>",
            &format!("<w:sz w:val=\"{recipients}\"/><w:szCs w:val=\"{recipients}\"/>"),
        ),
        style(
            "TableHead",
            "Đầu bảng",
            &format!("<w:keepNext/><w:spacing w:before=\"40\" w:after=\"40\"/>{centre}"),
            &format!("<w:b/>{table_size}"),
        ),
        style("TableText", "Ô trong bảng", "<w:spacing w:before=\"20\" w:after=\"20\"/>", table_size),
        style(
            "Caption",
            "caption",
            &format!("<w:keepNext/><w:spacing w:before=\"120\" w:after=\"60\"/>{centre}"),
            "<w:i/>",
        ),
        style("Header", "header", centre, ""),
    ];
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"Times New Roman\" w:cs=\"Times New Roman\"/>\
         <w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/><w:lang w:val=\"vi-VN\" w:eastAsia=\"vi-VN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault/></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>\
         <w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/>\
         <w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"85\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"85\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>\
         <w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/><w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>{}</w:tblBorders></w:tblPr></w:style>\
         {}</w:styles>",
        ["top", "left", "bottom", "right", "insideH", "insideV"]
            .map(|side| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>"))
            .concat(),
        parts.concat()
    )
}

fn line(height: LineHeight) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "a line is a few points high")]
    let twentieths = |value: f64| libm::round(value) as i64;
    match height {
        LineHeight::Exactly(points) => {
            format!("w:line=\"{}\" w:lineRule=\"exact\"", twentieths(points * 20.0))
        }
        LineHeight::Times(times) => format!("w:line=\"{}\" w:lineRule=\"auto\"", twentieths(times * 240.0)),
    }
}
