//! Word files, each rule on the smallest document that shows it.

use crate::office::{docx, docx_with, p};
use ingest::source::{Format, Limits, Source, open};

fn read(bytes: &[u8]) -> Source {
    open("a.docx", bytes, &Limits::default()).unwrap_or_else(|refusal| panic!("{refusal}"))
}

fn check(body: &str, expected: &[&str]) {
    assert_eq!(read(&docx(body)).lines, expected, "{body}");
}

fn rules(source: &Source) -> Vec<&'static str> {
    source.notes.iter().map(|note| note.rule).collect()
}

fn run(inside: &str) -> String {
    format!("<w:r>{inside}</w:r>")
}

fn t(text: &str) -> String {
    run(&format!("<w:t xml:space=\"preserve\">{text}</w:t>"))
}

/// A paragraph of instance `id` at a level.
fn numbered(id: usize, level: usize, text: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{id}"/></w:numPr></w:pPr>{}</w:p>"#,
        t(text)
    )
}

fn level(at: usize, format: &str, text: &str, more: &str) -> String {
    format!(
        r#"<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>"#
    )
}

#[test]
fn runs_join_and_signs_become_characters() {
    check(
        &format!(
            "<w:p>{}{}{}</w:p>",
            t("Kế hoạch số 57"),
            run("<w:noBreakHyphen/>"),
            t("NQ/TW &amp; &lt;1&#37;")
        ),
        &["Kế hoạch số 57-NQ/TW & <1%"],
    );
    check(&format!("<w:p>{}{}{}</w:p>", t("a"), run("<w:tab/>"), t("b")), &["a\tb"]);
    check(&format!("<w:p>{}{}{}</w:p>", t("chuyển"), run("<w:softHyphen/>"), t(" đổi")), &["chuyển đổi"]);
    check(
        &format!("<w:p>{}{}{}</w:p>", t("KẾ HOẠCH"), run("<w:br/>"), t("thực hiện")),
        &["KẾ HOẠCH", "thực hiện"],
    );
    check(&format!("<w:p>{}{}</w:p>", run("<w:br w:type=\"page\"/>"), t("trang sau")), &["trang sau"]);
    check(
        &format!("<w:p>{}{}</w:p>", run("<w:sym w:font=\"Symbol\" w:char=\"F0B3\"/>"), t(" 40%")),
        &["≥ 40%"],
    );
    check(&format!("<w:p>{}</w:p>", t("\u{f0a3} 5")), &["≤ 5"]);
    check(&format!("<w:p>{}</w:p>", run("<w:rPr><w:caps/></w:rPr><w:t>kế hoạch</w:t>")), &["KẾ HOẠCH"]);
    check(&format!("<w:p><m:oMath><m:r><m:t>x≥2</m:t></m:r></m:oMath>{}</w:p>", t(" lần")), &["x≥2 lần"]);
}

#[test]
fn wrappers_are_passed_through() {
    let inside = t("chữ");
    for body in [
        format!("<w:p><w:hyperlink>{inside}</w:hyperlink></w:p>"),
        format!("<w:p><w:smartTag><w:smartTag>{inside}</w:smartTag></w:smartTag></w:p>"),
        format!(
            "<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent><w:p>{inside}</w:p></w:sdtContent></w:sdt>"
        ),
        format!("<w:p><w:sdt><w:sdtContent>{inside}</w:sdtContent></w:sdt></w:p>"),
        format!("<w:p><w:fldSimple w:instr=\"REF x\">{inside}</w:fldSimple></w:p>"),
        format!(
            "<w:p>{}{}{}{inside}{}</w:p>",
            run("<w:fldChar w:fldCharType=\"begin\"/>"),
            run("<w:instrText>PAGE</w:instrText>"),
            run("<w:fldChar w:fldCharType=\"separate\"/>"),
            run("<w:fldChar w:fldCharType=\"end\"/>")
        ),
        format!(
            "<w:p><w:proofErr w:type=\"spellStart\"/><w:bookmarkStart w:id=\"0\" w:name=\"x\"/>{inside}<w:bookmarkEnd w:id=\"0\"/></w:p>"
        ),
    ] {
        check(&body, &["chữ"]);
    }
}

#[test]
fn tracked_changes_are_taken_as_accepted_and_told() {
    let body = format!(
        "{}<w:p><w:ins>{}</w:ins><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del>{}</w:p><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p>{}",
        p("đầu"),
        t("mới "),
        t("chung"),
        t("nối "),
        p("tiếp"),
    );
    let source = read(&docx(&body));
    assert_eq!(source.lines, ["đầu", "mới chung", "nối tiếp"]);
    assert_eq!((rules(&source), source.notes[0].line), (vec!["source.tracked_changes"], Some(2)));
    let findings = source.findings();
    let anchor = findings[0].anchor.as_ref().expect("the note has a line");
    assert_eq!((anchor.line_start, anchor.quote.as_str()), (2, "mới chung"));
    assert!(!findings[0].message_en.is_empty() && !findings[0].hint_en.is_empty());
    let row = |inner: &str| format!("<w:tr>{inner}<w:tc>{}</w:tc></w:tr>", p("ô"));
    let table = format!("<w:tbl>{}{}</w:tbl>", row(""), row("<w:trPr><w:del/></w:trPr>"));
    assert_eq!(read(&docx(&table)).tables[0].rows, 1);
}

#[test]
fn hidden_text_contents_and_pictures_are_left_out_and_told() {
    let contents = r#"<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:r><w:t>I. Mục 3</w:t></w:r></w:p>"#;
    let hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:t>hiện</w:t></w:r></w:p>";
    let picture = "<w:p><w:r><w:drawing><pic:blipFill><a:blip/></pic:blipFill></w:drawing></w:r></w:p>";
    let bytes = docx_with(
        &format!("{contents}{hidden}{picture}"),
        &[("comments.xml", "<w:comment w:id=\"1\"><w:p/></w:comment>")],
    );
    let source = read(&bytes);
    assert_eq!(source.lines, ["hiện", ""]);
    assert_eq!(
        rules(&source),
        ["source.comments", "source.hidden_text", "source.contents", "source.pictures"]
    );
}

#[test]
fn text_boxes_are_read_once_after_their_paragraph() {
    let content = format!("<w:txbxContent>{}</w:txbxContent>", p("trong khung"));
    let body = format!(
        "<w:p>{}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>{}</w:p>{}",
        t("trước "),
        t("sau"),
        p("cuối"),
    );
    check(&body, &["trước sau", "trong khung", "cuối"]);
}

#[test]
fn footnotes_follow_the_text_with_their_line() {
    let body = format!("{}<w:p>{}{}</w:p>", p("một"), t("hai"), run("<w:footnoteReference w:id=\"2\"/>"));
    let notes = format!(
        "<w:footnote w:type=\"separator\" w:id=\"-1\">{}</w:footnote><w:footnote w:id=\"2\">{}</w:footnote>",
        p("-"),
        p("giải thích"),
    );
    let source = read(&docx_with(&body, &[("footnotes.xml", &notes)]));
    assert_eq!(source.lines, ["một", "hai", "[1] (dòng 2) giải thích"]);
}

#[test]
fn automatic_numbers_are_printed() {
    let numbering = format!(
        "<w:abstractNum w:abstractNumId=\"7\">{}{}{}{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"7\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>",
        level(0, "upperRoman", "%1.", ""),
        level(1, "decimal", "%2.", ""),
        level(2, "decimal", "%2.%3.", ""),
        level(3, "lowerLetter", "%4)", "<w:suff w:val=\"nothing\"/>"),
    );
    let body: String = [
        (1, 0, "A"),
        (1, 1, "B"),
        (1, 2, "C"),
        (1, 2, "D"),
        (1, 3, "E"),
        (1, 3, "F"),
        (1, 1, "G"),
        (1, 2, "H"),
        (1, 0, "I"),
        (1, 1, "K"),
        (2, 0, "L"),
        (2, 0, "M"),
        (9, 0, "N"),
    ]
    .iter()
    .map(|(id, level, text)| numbered(*id, *level, text))
    .collect();
    // A numbered line in a header counts for itself.
    let parts = [("numbering.xml", numbering.as_str()), ("header1.xml", &numbered(1, 0, "x"))];
    let source = read(&docx_with(&body, &parts));
    let expected = [
        "I. A", "1. B", "1.1. C", "1.2. D", "a) E", "b) F", "2. G", "2.1. H", "II. I", "1. K", "I. L",
        "II. M", "N",
    ];
    assert_eq!(source.lines, expected);
}

#[test]
fn number_formats_and_bullets_print_as_word_does() {
    let numbering: String = [
        ("decimalZero", "%1"), ("lowerRoman", "(%1)"), ("upperLetter", "%1/"), ("bullet", "-"), ("bullet", "+"),
        ("bullet", "\u{f0b7}"), ("none", "Điều"), ("decimal", "Phụ lục %1:"), ("decimal", "100%"),
    ]
    .iter()
    .enumerate()
    .map(|(index, (format, text))| {
        let id = index + 1;
        format!(
            r#"<w:abstractNum w:abstractNumId="{id}">{}</w:abstractNum><w:num w:numId="{id}"><w:abstractNumId w:val="{id}"/></w:num>"#,
            level(0, format, text, "")
        )
    })
    .collect();
    let body: String = (1..=9).map(|id| numbered(id, 0, "x")).collect();
    let source = read(&docx_with(&body, &[("numbering.xml", &numbering)]));
    let expected = ["01 x", "(i) x", "A/ x", "- x", "+ x", "• x", "Điều x", "Phụ lục 1: x", "100% x"];
    assert_eq!(source.lines, expected);
}

#[test]
fn styles_number_their_paragraphs() {
    let styles = r#"<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:rPr><w:caps/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr><w:rPr><w:caps w:val="0"/></w:rPr></w:style>"#;
    let numbering = format!(
        "<w:abstractNum w:abstractNumId=\"1\">{}{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num>",
        level(0, "upperRoman", "%1-", "<w:pStyle w:val=\"H1\"/>"),
        level(1, "decimal", "%1.%2.", "<w:isLgl/>"),
    );
    let in_style = |style: &str, more: &str, text: &str| {
        format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{}</w:p>"#, t(text))
    };
    let off = r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>"#;
    let body = [in_style("H1", "", "Mục tiêu"), in_style("H2", "", "Chung"), in_style("H1", off, "không số")]
        .concat();
    let source = read(&docx_with(&body, &[("styles.xml", styles), ("numbering.xml", &numbering)]));
    assert_eq!(source.lines, ["I- MỤC TIÊU", "1.1. Chung", "KHÔNG SỐ"]);
}

#[test]
fn tables_are_grids_with_merges() {
    let tc = |properties: &str, text: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text));
    let start = "<w:vMerge w:val=\"restart\"/>";
    let rows = [
        [tc(start, "TT"), tc("<w:gridSpan w:val=\"2\"/>", "Mục tiêu")].concat(),
        [tc("<w:vMerge/>", ""), tc("", "2025"), tc("", "2030")].concat(),
        [tc("", "1"), format!("<w:tc>{}{}</w:tc>", p("≥"), p("40%")), tc("", "")].concat(),
        "<w:trPr><w:gridBefore w:val=\"2\"/></w:trPr>".to_owned() + &tc("", "lệch"),
    ];
    let rows: String = rows.iter().map(|row| format!("<w:tr>{row}</w:tr>")).collect();
    let source =
        read(&docx(&format!("{}<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>{}", p("đầu"), p("cuối"))));
    assert_eq!(source.format, Format::Docx);
    assert_eq!(source.lines, ["đầu", "TT", "Mục tiêu", "2025", "2030", "1", "≥", "40%", "", "lệch", "cuối"]);
    let [table] = source.tables.as_slice() else { panic!("{:?}", source.tables) };
    assert_eq!((table.rows, table.cols, table.line_start, table.line_end), (4, 3, 2, 10));
    assert_eq!(table.row(0), ["TT", "Mục tiêu", "Mục tiêu"]);
    assert_eq!(table.row(1), ["TT", "2025", "2030"]);
    assert_eq!(table.row(2), ["1", "≥\n40%", ""]);
    assert_eq!(table.row(3), ["", "", "lệch"]);
    assert_eq!(table.row_lines(1), Some(4..=5));
    let merged = table.cell(1, 0).expect("the cell is merged from above");
    assert_eq!((merged.row, merged.row_span, merged.line_start, merged.line_end), (0, 2, 2, 2));
    assert!(table.cell(2, 2).is_some_and(|cell| cell.text.is_empty() && cell.line_start == 9));
    assert_eq!((table.cell(3, 0), table.cell(4, 0), table.cell(0, 3)), (None, None, None));
}

#[test]
fn inner_tables_follow_the_outer_one() {
    let inner = format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", p("a"), p("b"));
    let outer = format!("<w:tbl><w:tr><w:tc>{inner}{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", p("c"), p("d"));
    let source = read(&docx(&outer));
    let shapes: Vec<_> = source.tables.iter().map(|t| (t.cols, t.line_start, t.line_end)).collect();
    assert_eq!(shapes, [(2, 1, 4), (2, 1, 2)]);
    assert_eq!(source.tables[0].text(0, 0), "a\nb\nc");
}

/// Made by Word-compatible programs, not by this test: see `fixtures/README.md`.
#[test]
fn files_of_real_programs_are_read_alike() {
    let python: &[u8] = include_bytes!("fixtures/plan-python-docx.docx");
    let office: &[u8] = include_bytes!("fixtures/plan-libreoffice.docx");
    for (name, bytes) in [("python-docx", python), ("LibreOffice", office)] {
        let source = read(bytes);
        let text = source.lines.join("\n");
        for line in ["Số 57-NQ/TW", "1. Một", "2. Hai", "• Gạch"] {
            assert!(source.lines.iter().any(|have| have == line), "{name}: {line} in {text}");
        }
        let table = &source.tables[0];
        assert_eq!(table.row(0), ["TT", "Mục tiêu", "Mục tiêu", "Mục tiêu"], "{name}");
        assert_eq!(table.row(1), ["TT", "2025", "2030", "2035"], "{name}");
        assert_eq!(&table.row(2)[..2], ["1", "≥ 40%"], "{name}");
        assert!(source.notes.is_empty(), "{name}: {:?}", source.notes);
    }
}
