//! Nothing that can be sent breaks the reader: it answers with a document or a refusal, in bounded space.
//!
//! `PROPTEST_CASES` sets the number of cases; the default keeps the suite quick.

use crate::office::{docx_with, p, sheet, xlsx};
use ingest::source::{Limits, Source, open};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

fn limits() -> Limits {
    Limits {
        max_bytes: 1 << 20,
        max_unpacked_bytes: 4 << 20,
        max_lines: 5_000,
        max_text_bytes: 1 << 20,
        max_cells: 20_000,
        ..Limits::default()
    }
}

/// What holds of every document that was read.
fn check(source: &Source, limits: &Limits) {
    assert!(source.lines.len() <= limits.max_lines);
    assert!(source.lines.iter().map(String::len).sum::<usize>() <= limits.max_text_bytes);
    assert!(source.lines.iter().any(|line| !line.trim().is_empty()));
    for line in &source.lines {
        assert!(!line.chars().any(|c| c.is_control() && c != '\t'), "{line:?}");
        assert!(unicode_normalization::is_nfc(line), "{line:?}");
    }
    for note in &source.notes {
        assert!(note.line.is_none_or(|line| (1..=source.lines.len()).contains(&line)), "{note:?}");
    }
    for table in &source.tables {
        assert!(
            1 <= table.line_start
                && table.line_start <= table.line_end
                && table.line_end <= source.lines.len()
        );
        for cell in &table.cells {
            assert!(table.line_start <= cell.line_start && cell.line_end <= table.line_end);
            assert!(cell.row + cell.row_span <= table.rows && cell.col + cell.col_span <= table.cols);
            let lines = source.lines[cell.line_start - 1..cell.line_end].join("\n");
            assert_eq!(lines.trim_end(), cell.text);
        }
    }
}

fn survive(name: &str, bytes: &[u8]) {
    let limits = limits();
    match open(name, bytes, &limits) {
        Ok(source) => check(&source, &limits),
        Err(refusal) => assert!(!refusal.to_string().is_empty()),
    }
}

/// A change to a file: bytes overwritten, taken out or doubled.
#[derive(Debug, Clone)]
enum Change {
    Set(Index, u8),
    Remove(Index, usize),
    Double(Index, usize),
    Cut(Index),
    Insert(Index, &'static str),
}

/// Pieces that mean something to a reader.
const PIECES: [&str; 24] = [
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tc>",
    "<w:tc>",
    "<w:p>",
    "</w:p>",
    "<w:vMerge/>",
    "<w:gridSpan w:val=\"99999999999\"/>",
    "<w:ins>",
    "<w:del>",
    "<mc:Choice>",
    "<w:txbxContent>",
    "%1%9%",
    "<w:ilvl w:val=\"77\"/>",
    "&amp;",
    "&#0;",
    "&#xD800;",
    "<c r=\"XFD1048576\"><v>1</v></c>",
    "<f t=\"shared\" si=\"4294967295\" ref=\"A1\">1</f>",
    "<v>1e308</v>",
    "r=\"A0\"",
    "<mergeCell ref=\"D9:A1\"/>",
    "s=\"65535\"",
];

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Change::Set(at, byte)),
        (any::<Index>(), 1..40_usize).prop_map(|(at, many)| Change::Remove(at, many)),
        (any::<Index>(), 1..200_usize).prop_map(|(at, many)| Change::Double(at, many)),
        any::<Index>().prop_map(Change::Cut),
        (any::<Index>(), select(&PIECES[..])).prop_map(|(at, piece)| Change::Insert(at, piece)),
    ]
}

fn changed(mut bytes: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for change in changes {
        if bytes.is_empty() {
            break;
        }
        let len = bytes.len();
        match change {
            Change::Set(at, byte) => bytes[at.index(len)] = *byte,
            Change::Cut(at) => bytes.truncate(at.index(len)),
            Change::Remove(at, many) => drop(bytes.drain(at.index(len)..(at.index(len) + many).min(len))),
            Change::Double(at, many) => {
                let piece = bytes[at.index(len)..(at.index(len) + many).min(len)].to_vec();
                bytes.splice(at.index(len)..at.index(len), piece);
            }
            Change::Insert(at, piece) => drop(bytes.splice(at.index(len)..at.index(len), piece.bytes())),
        }
    }
    bytes
}

/// Pieces of texts and Markdown.
const WORDS: [&str; 28] = [
    "| ",
    "|",
    "\n",
    "\n\n",
    "<br>",
    "<table>",
    "<tr>",
    "<td rowspan=3>",
    "<td colspan=\"9\">",
    "</td>",
    "</table>",
    "**",
    "# ",
    "- ",
    "1. ",
    "\t",
    ">",
    "`",
    "[",
    "](",
    "\\",
    "≥ 40% ",
    "Kế hoạch ",
    "MẬT",
    "---",
    "\u{301}",
    "\r",
    "    ",
];

const BODY: &str = r#"<w:p><w:pPr><w:pStyle w:val="H1"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:rPr><w:caps/></w:rPr><w:t>Mục</w:t><w:br/><w:tab/><w:sym w:font="Symbol" w:char="F0B3"/></w:r><w:ins><w:r><w:t>mới</w:t></w:r></w:ins><w:del><w:r/></w:del><w:r><w:footnoteReference w:id="2"/></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p/></w:tc><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>khung</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r></w:p>"#;
const NUMBERING: &str = r#"<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>"#;
const STYLES: &str = r#"<w:style w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="H1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>"#;
const SHEET: &str = r#"<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>TT</t></is></c><c r="B1" s="1"><v>0.4</v></c></row><row r="2"><c r="A2"><f t="shared" ref="A2:A3" si="0">B1*2</f><v>0.8</v></c><c r="B2" s="2"><v>45838</v></c></row><row r="3"><c r="A3"><f t="shared" si="0"/></c><c r="B3" t="e"><v>#N/A</v></c></row></sheetData><mergeCells><mergeCell ref="A1:A1"/></mergeCells>"#;

fn changed_docx(body: &[Change], numbering: &[Change], styles: &[Change]) -> Vec<u8> {
    let part =
        |text: &str, changes: &[Change]| String::from_utf8_lossy(&changed(text.into(), changes)).into_owned();
    docx_with(
        &part(BODY, body),
        &[
            ("numbering.xml", &part(NUMBERING, numbering)),
            ("styles.xml", &part(STYLES, styles)),
            ("footnotes.xml", &format!("<w:footnote w:id=\"2\">{}</w:footnote>", p("chú thích"))),
        ],
    )
}

#[test]
fn the_unchanged_files_are_read() {
    survive("a.docx", &changed_docx(&[], &[], &[]));
    let source = open("a.docx", &changed_docx(&[], &[], &[]), &limits()).unwrap();
    assert_eq!(source.lines[0], "I.a) MỤC");
    let source = open("a.xlsx", &xlsx(&[sheet("A", SHEET)], &["0%", "dd/mm/yyyy"]), &limits()).unwrap();
    assert_eq!(source.tables[0].row(1), ["0,8", "30/06/2025"]);
}

/// References that overflow the arithmetic of careless readers.
#[test]
fn references_out_of_bounds_get_an_answer() {
    for place in ["AAAAAAAAAAAA1", "A99999999999", "A0", "1", "XFE1", "A1048577", "É1", ""] {
        let cell = format!(r#"<sheetData><row r="1"><c r="{place}"><v>1</v></c></row></sheetData>"#);
        survive("a.xlsx", &xlsx(&[sheet("A", &cell)], &[]));
        let merge = format!(r#"{SHEET}<mergeCells><mergeCell ref="D9:{place}"/></mergeCells>"#);
        survive("a.xlsx", &xlsx(&[sheet("A", &merge)], &[]));
    }
}

/// Few bytes that would become many: each is turned away before it fills the memory.
#[test]
fn multiplying_parts_get_an_answer() {
    let many = |piece: &str, bytes: usize| piece.repeat(bytes / piece.len());
    let size = 2 << 20;
    let label = many("%1", 1 << 20);
    let numbering = NUMBERING.replace("%1.%2)", &label);
    survive("labels.docx", &docx_with(&BODY.repeat(50), &[("numbering.xml", &numbering)]));
    survive("definitions.docx", &docx_with(BODY, &[("numbering.xml", &many("<w:abstractNum/>", size))]));
    survive("instances.docx", &docx_with(BODY, &[("numbering.xml", &many("<w:num/>", size))]));
    survive("paragraphs.docx", &docx_with(&many("<w:p/>", size), &[]));
    survive("rows.docx", &docx_with(&format!("<w:tbl>{}</w:tbl>", many("<w:tr/>", size)), &[]));
    survive("deep.docx", &docx_with(&many("<w:sdt>", size), &[]));
    survive("marks.md", many(">", size / 8).as_bytes());
    survive("links.md", many("[a](", size / 8).as_bytes());
    survive("stars.md", many("**a ", size / 8).as_bytes());
    survive("pipes.md", format!("{}\n{}\n", many("|", 20_000), many("|-", 40_000)).as_bytes());
    survive(
        "cells.xlsx",
        &xlsx(
            &[sheet(
                "A",
                &format!("<sheetData><row r=\"1\">{}</row></sheetData>", many("<c><v>1</v></c>", size)),
            )],
            &[],
        ),
    );
}

proptest! {
    #[test]
    fn any_bytes_get_an_answer(bytes in vec(any::<u8>(), 0..2_000), name in "[a-z/\\\\.]{0,12}(\\.(txt|md|docx|xlsx))?") {
        survive(&name, &bytes);
    }

    #[test]
    fn any_text_gets_an_answer(text in "(?s).{0,400}", markdown in any::<bool>()) {
        survive(if markdown { "a.md" } else { "a.txt" }, text.as_bytes());
    }

    #[test]
    fn texts_like_plans_get_an_answer(words in vec(select(&WORDS[..]), 0..80)) {
        let text = words.concat();
        survive("a.md", text.as_bytes());
        survive("a.txt", text.as_bytes());
    }

    #[test]
    fn damaged_texts_get_an_answer(changes in vec(change(), 0..8), wide in any::<bool>()) {
        let text = "KẾ HOẠCH\nthực hiện Nghị quyết số 57-NQ/TW\n| a | b |\n|---|---|\n| 1 | 2 |\n";
        let bytes = if wide { text.encode_utf16().flat_map(u16::to_le_bytes).collect() } else { text.as_bytes().to_vec() };
        survive("a.md", &changed(bytes.clone(), &changes));
        survive("a.txt", &changed(bytes, &changes));
    }

    #[test]
    fn damaged_packages_get_an_answer(changes in vec(change(), 1..6), workbook in any::<bool>()) {
        let bytes = if workbook { xlsx(&[sheet("A", SHEET)], &["0%", "dd/mm/yyyy"]) } else { changed_docx(&[], &[], &[]) };
        survive("a.docx", &changed(bytes, &changes));
    }

    #[test]
    fn damaged_documents_get_an_answer(
        body in vec(change(), 0..5), numbering in vec(change(), 0..3), styles in vec(change(), 0..3),
    ) {
        survive("a.docx", &changed_docx(&body, &numbering, &styles));
    }

    #[test]
    fn damaged_sheets_get_an_answer(changes in vec(change(), 0..6), code in "[#0?.,%;\"\\\\_*\\[\\]$a-zA-Z/@ -]{0,16}") {
        let content = String::from_utf8_lossy(&changed(SHEET.into(), &changes)).into_owned();
        survive("a.xlsx", &xlsx(&[sheet("A", &content)], &[&code, "dd/mm/yyyy"]));
    }

    #[test]
    fn any_number_is_written(value in any::<f64>(), code in "(General|0|#,##0|0\\.0{1,20}%{0,3}|#{1,3}\\.#{0,3},{0,5}|yyyy|\\[h\\]:mm|d/m)") {
        let content = format!(r#"<sheetData><row r="1"><c r="A1" s="1"><v>{value:e}</v></c></row></sheetData>"#);
        survive("a.xlsx", &xlsx(&[sheet("A", &content)], &[&code]));
    }
}
