//! The files: the same bytes for the same figures, well-formed, with what offices ask of them.

use std::io::Read as _;

use domain::Regime;
use report::official::{Paper, ReportHead, Source, Template, compose, docx, html, sample, xlsx};

fn paper(regime: Regime) -> Paper {
    let snapshot = sample(regime);
    let head = ReportHead { number: "05-BC/TU".into(), ..ReportHead::suggested(&snapshot) };
    let template = Template::built_in(regime);
    compose(Source { snapshot: &snapshot, digest: "abc", is_draft: false, head: &head, template: &template })
}

/// The parts of an Office package, by name.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let count = archive.len();
    let part = |at: usize| {
        let mut file = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().unwrap().into_owned(), bytes)
    };
    (0..count).map(part).collect()
}

fn text(bytes: &[u8], name: &str) -> String {
    let found = parts(bytes).into_iter().find(|(part, _)| part == name).unwrap();
    String::from_utf8(found.1).unwrap()
}

#[test]
fn the_same_figures_give_the_same_bytes() {
    for regime in Regime::ALL {
        let (one, two) = (paper(*regime), paper(*regime));
        assert_eq!(docx(&one), docx(&two));
        assert_eq!(html(&one), html(&two));
        let snapshot = sample(*regime);
        assert_eq!(xlsx(&one, &snapshot), xlsx(&two, &snapshot));
    }
}

#[test]
fn every_part_is_well_formed_and_declared() {
    for regime in Regime::ALL {
        let bytes = docx(&paper(*regime));
        let types = text(&bytes, "[Content_Types].xml");
        for (name, bytes) in parts(&bytes) {
            if name.starts_with("word/embeddings/") {
                assert!(!parts(&bytes).is_empty());
                continue;
            }
            let mut reader = quick_xml::Reader::from_reader(bytes.as_slice());
            let mut buffer = Vec::new();
            while !matches!(reader.read_event_into(&mut buffer).unwrap(), quick_xml::events::Event::Eof) {
                buffer.clear();
            }
            let is_default = name.contains("_rels/") || name.starts_with('[');
            assert!(is_default || types.contains(&format!("PartName=\"/{name}\"")), "{name} has no type");
        }
    }
}

#[test]
fn the_layout_of_the_party_is_that_of_its_rules() {
    let bytes = docx(&paper(Regime::Party));
    let (document, styles) = (text(&bytes, "word/document.xml"), text(&bytes, "word/styles.xml"));
    // 20, 20, 30 and 15 mm; exactly 18 points; 10 mm; 6 points.
    assert!(
        document.contains("w:top=\"1134\" w:right=\"850\" w:bottom=\"1134\" w:left=\"1701\""),
        "{document}"
    );
    assert!(styles.contains("w:before=\"120\" w:after=\"0\" w:line=\"360\" w:lineRule=\"exact\""));
    assert!(styles.contains("w:firstLine=\"567\"") && styles.contains("w:val=\"vi-VN\""));
    for words in ["ĐẢNG CỘNG SẢN VIỆT NAM", "Số 05-BC/TU", "-----", "Nơi nhận<", "T/M TỈNH ỦY SÔNG LAM"]
    {
        assert!(document.contains(words), "{words}");
    }
    assert!(document.contains("<w:titlePg/>") && text(&bytes, "word/header1.xml").contains(" PAGE "));
}

#[test]
fn the_layout_of_the_state_is_that_of_its_decree() {
    let document = text(&docx(&paper(Regime::State)), "word/document.xml");
    for words in [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 05",
        "Nơi nhận:",
        "TM. ",
        "./.",
    ] {
        assert!(document.contains(words), "{words}");
    }
}

#[test]
fn tables_repeat_their_head_and_split_no_row() {
    let document = text(&docx(&paper(Regime::Party)), "word/document.xml");
    assert_eq!(document.matches("<w:tblHeader/>").count(), 2);
    assert_eq!(document.matches("<w:tr>").count(), document.matches("<w:cantSplit/>").count());
    assert!(document.contains("w:orient=\"landscape\""));
}

#[test]
fn a_chart_is_a_chart_with_its_figures_and_words() {
    let bytes = docx(&paper(Regime::Party));
    let (document, chart) = (text(&bytes, "word/document.xml"), text(&bytes, "word/charts/chart1.xml"));
    assert!(
        document.contains("descr=\"Đánh giá chỉ tiêu theo nhóm. Nâng cao nhận thức"),
        "no words for the chart"
    );
    assert!(chart.contains("Sheet1!$A$2:$A$5") && chart.contains("pattFill"));
}

#[test]
fn a_draft_says_so() {
    let paper = Paper { is_draft: true, ..paper(Regime::Party) };
    assert!(text(&docx(&paper), "word/document.xml").contains("DỰ THẢO"));
    assert!(html(&paper).contains("DỰ THẢO"));
    assert!(text(&xlsx(&paper, &sample(Regime::Party)), "xl/sharedStrings.xml").contains("DỰ THẢO"));
}

#[test]
fn words_of_people_cannot_break_a_file() {
    let mut snapshot = sample(Regime::Party);
    "</w:t> & <b>\u{0}\u{1b}\u{ffff}".clone_into(&mut snapshot.narratives[0].text);
    let head = ReportHead { signer: "<script>".into(), ..ReportHead::suggested(&snapshot) };
    let template = Template::built_in(Regime::Party);
    let paper = compose(Source {
        snapshot: &snapshot,
        digest: "abc",
        is_draft: false,
        head: &head,
        template: &template,
    });
    let document = text(&docx(&paper), "word/document.xml");
    assert!(document.contains("&lt;/w:t&gt; &amp; &lt;b&gt;") && !document.contains('\u{0}'));
    assert!(!html(&paper).contains("<script>"));
}

#[test]
fn the_annex_as_a_workbook_has_numbers() {
    let bytes = xlsx(&paper(Regime::Party), &sample(Regime::Party));
    let sheet = text(&bytes, "xl/worksheets/sheet2.xml");
    assert!(sheet.contains("<v>71.4</v>"), "the total of the first indicator is a number");
    assert!(sheet.contains("orientation=\"landscape\"") && sheet.contains("paperSize=\"9\""));
    assert!(text(&bytes, "xl/workbook.xml").contains("Print_Titles"));
}
