//! Small office files put together part by part, so that a test shows exactly what it reads.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const WORD: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml""#;
const SHEET: &str = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;

/// A zip file of the given parts.
pub fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A package whose root points to `main` and declares its content type.
pub fn package(main: &str, content_type: &str, parts: &[(&str, &[u8])]) -> Vec<u8> {
    let types = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/{main}" ContentType="{content_type}"/></Types>"#
    );
    let rels = format!(
        r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="{main}"/></Relationships>"#
    );
    let mut all: Vec<(&str, &[u8])> =
        vec![("[Content_Types].xml", types.as_bytes()), ("_rels/.rels", rels.as_bytes())];
    all.extend_from_slice(parts);
    zip(&all)
}

pub const DOCUMENT_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
pub const WORKBOOK_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

/// A Word file with a body and further parts (`styles.xml`, `numbering.xml`, …) given without their roots.
pub fn docx_with(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let document =
        format!("<?xml version=\"1.0\"?><w:document {WORD}><w:body>{body}<w:sectPr/></w:body></w:document>");
    let others: Vec<(String, String)> = others
        .iter()
        .map(|(name, content)| {
            (format!("word/{name}"), format!("<w:{0} {WORD}>{content}</w:{0}>", root(name)))
        })
        .collect();
    let mut parts: Vec<(&str, &[u8])> = vec![("word/document.xml", document.as_bytes())];
    parts.extend(others.iter().map(|(name, content)| (name.as_str(), content.as_bytes())));
    package("word/document.xml", DOCUMENT_TYPE, &parts)
}

fn root(name: &str) -> &str {
    match name.split(|c: char| c.is_ascii_digit() || c == '.').next().unwrap_or_default() {
        "header" => "hdr",
        "footer" => "ftr",
        other => other,
    }
}

/// A Word file with a body alone.
pub fn docx(body: &str) -> Vec<u8> {
    docx_with(body, &[])
}

/// A paragraph of one run.
pub fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// One sheet of a workbook.
pub struct Sheet<'a> {
    pub name: &'a str,
    pub state: &'a str,
    /// Inside of `worksheet`.
    pub content: &'a str,
}

/// A workbook; `formats` are the codes that the cells' styles 1, 2, … use.
pub fn xlsx(sheets: &[Sheet<'_>], formats: &[&str]) -> Vec<u8> {
    let mut list = String::new();
    let mut rels = String::new();
    let mut parts = Vec::new();
    for (index, sheet) in sheets.iter().enumerate() {
        let id = index + 1;
        list += &format!(
            r#"<sheet name="{}" sheetId="{id}" state="{}" r:id="rId{id}"/>"#,
            sheet.name, sheet.state
        );
        rels += &format!(
            r#"<Relationship Id="rId{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{id}.xml"/>"#
        );
        let content = format!("<?xml version=\"1.0\"?><worksheet {SHEET}>{}</worksheet>", sheet.content);
        parts.push((format!("xl/worksheets/sheet{id}.xml"), content));
    }
    parts.push((
        "xl/workbook.xml".into(),
        format!("<?xml version=\"1.0\"?><workbook {SHEET}><sheets>{list}</sheets></workbook>"),
    ));
    parts.push((
        "xl/_rels/workbook.xml.rels".into(),
        format!(
            r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rels}</Relationships>"#
        ),
    ));
    parts.push(("xl/styles.xml".into(), styles(formats)));
    let parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, content)| (name.as_str(), content.as_bytes())).collect();
    package("xl/workbook.xml", WORKBOOK_TYPE, &parts)
}

fn styles(formats: &[&str]) -> String {
    let mut codes = String::new();
    let mut cells = String::from(r#"<xf numFmtId="0"/>"#);
    for (index, code) in formats.iter().enumerate() {
        let id = 164 + index;
        let code =
            code.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;");
        codes += &format!(r#"<numFmt numFmtId="{id}" formatCode="{code}"/>"#);
        cells += &format!(r#"<xf numFmtId="{id}" applyNumberFormat="1"/>"#);
    }
    format!(
        "<?xml version=\"1.0\"?><styleSheet {SHEET}><numFmts>{codes}</numFmts><cellXfs>{cells}</cellXfs></styleSheet>"
    )
}

/// A visible sheet.
pub fn sheet<'a>(name: &'a str, content: &'a str) -> Sheet<'a> {
    Sheet { name, state: "visible", content }
}
