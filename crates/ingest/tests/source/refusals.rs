//! Every file that is turned away, and what its sender is told.

use crate::office::{DOCUMENT_TYPE, docx, docx_with, p, package, sheet, xlsx, zip};
use domain::Lang;
use ingest::source::{Limits, open};
use ingest::{Refusal, Unsupported};

fn refusal(name: &str, bytes: &[u8]) -> Refusal {
    refusal_within(name, bytes, &Limits::default())
}

fn refusal_within(name: &str, bytes: &[u8], limits: &Limits) -> Refusal {
    match open(name, bytes, limits) {
        Err(refusal) => refusal,
        Ok(source) => panic!("{name} was read: {:?}", source.lines),
    }
}

/// A compound file (old Office) that holds a stream of the given name.
fn compound_file(stream: &str) -> Vec<u8> {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.resize(512, 0);
    bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(2048, 0);
    bytes
}

#[test]
fn formats_that_are_not_read_are_named() {
    use Unsupported as U;
    let unsupported = |kind| Refusal::Unsupported(kind);
    let open_document = zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", b"<office:document-content/>"),
    ]);
    let slides = package(
        "ppt/presentation.xml",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
        &[("ppt/presentation.xml", b"<p:presentation/>")],
    );
    let binary_workbook = zip(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.bin", b"\x01\x02")]);
    let cases: Vec<(&str, Vec<u8>, Refusal)> = vec![
        ("empty.txt", Vec::new(), Refusal::Empty),
        ("blank.txt", b" \r\n\t \n".to_vec(), Refusal::Empty),
        ("mark-only.txt", b"\xef\xbb\xbf".to_vec(), Refusal::Empty),
        ("blank.md", b"\n\n\n".to_vec(), Refusal::Empty),
        ("blank.docx", docx("<w:p/>"), Refusal::Empty),
        ("blank.xlsx", xlsx(&[sheet("A", "<sheetData/>")], &[]), Refusal::Empty),
        ("a.pdf", b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n<<>>\nendobj".to_vec(), unsupported(U::Pdf)),
        ("late-mark.pdf", b"junk\n%PDF-1.4\n1 0 obj\n<<>>\nendobj".to_vec(), unsupported(U::Pdf)),
        ("a.doc", compound_file("WordDocument"), unsupported(U::Doc)),
        ("a.xls", compound_file("Workbook"), unsupported(U::Xls)),
        ("a.ppt", compound_file("PowerPoint Document"), unsupported(U::Slides)),
        ("other.bin", compound_file("Contents"), Refusal::UnknownFormat),
        ("locked.docx", compound_file("EncryptedPackage"), Refusal::PasswordProtected),
        ("a.rtf", b"{\\rtf1\\ansi K\\'e1}".to_vec(), unsupported(U::Rtf)),
        ("a.html", b"\n<html><body>x</body></html>".to_vec(), unsupported(U::Html)),
        ("table.xls", b"<?xml version='1.0'?><html xmlns='x'><table/></html>".to_vec(), unsupported(U::Html)),
        ("a.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF".to_vec(), unsupported(U::Image)),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0".to_vec(), unsupported(U::Image)),
        ("a.tif", b"II*\0\x08\0\0\0".to_vec(), unsupported(U::Image)),
        ("a.bmp", b"BM\x46\x10\0\0\0\0\0\0\x36\0".to_vec(), unsupported(U::Image)),
        ("a.webp", b"RIFF\x10\0\0\0WEBPVP8 ".to_vec(), unsupported(U::Image)),
        ("a.zip", zip(&[("a.txt", b"x"), ("b.docx", b"y")]), unsupported(U::Archive)),
        ("a.rar", b"Rar!\x1a\x07\x01\0".to_vec(), unsupported(U::Archive)),
        ("a.odt", open_document, unsupported(U::OpenDocument)),
        ("a.pptx", slides, unsupported(U::Slides)),
        ("a.xlsb", binary_workbook, unsupported(U::Xlsb)),
        ("scan.docx", docx("<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>"), unsupported(U::Image)),
        ("program.exe", b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0\xb8".to_vec(), Refusal::UnknownFormat),
        ("control.txt", [&b"abc"[..], &[1, 2, 3, 4, 5, 6]].concat(), Refusal::UnknownFormat),
        ("flat.xml", b"<?xml version=\"1.0\"?><pkg:package/>".to_vec(), Refusal::UnknownFormat),
    ];
    for (name, bytes, expected) in cases {
        assert_eq!(refusal(name, &bytes), expected, "{name}");
    }
}

#[test]
fn size_is_refused_before_anything_is_read() {
    let limits = Limits { max_bytes: 1024, ..Limits::default() };
    let expected = Refusal::TooLarge { bytes: 2048, limit: 1024 };
    assert_eq!(refusal_within("a.docx", &[0; 2048], &limits), expected);
    let refusal = Refusal::TooLarge { bytes: 200 * 1024 * 1024, limit: Limits::default().max_bytes };
    assert_eq!(refusal.message(Lang::Vi), "Tệp có dung lượng 200 MB, vượt mức tối đa 50 MB.");
}

#[test]
fn long_texts_and_tables_are_bounded() {
    let limits = Limits { max_lines: 100, max_cells: 50, max_text_bytes: 10_000, ..Limits::default() };
    let too_long = Refusal::TooLong { lines: 100 };
    let far_cell = r#"<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>"#;
    let row = format!("<w:tr>{}</w:tr>", "<w:tc><w:p/></w:tc>".repeat(9));
    let cases = [
        ("lines.txt", "x\n".repeat(101).into_bytes()),
        ("bytes.txt", "x".repeat(10_001).into_bytes()),
        ("lines.docx", docx(&p("x").repeat(101))),
        ("cells.docx", docx(&format!("{}<w:tbl>{}</w:tbl>", p("x"), row.repeat(9)))),
        (
            "cells.md",
            format!("{}|\n{}|\n{}|", "|a".repeat(9), "|-".repeat(9), "|b".repeat(9)).repeat(1).into_bytes(),
        ),
    ];
    for (name, bytes) in &cases[..4] {
        assert_eq!(refusal_within(name, bytes, &limits), too_long, "{name}");
    }
    let wide = Limits { max_cells: 10, ..limits };
    assert_eq!(refusal_within(cases[4].0, &cases[4].1, &wide), too_long);
    let default = Refusal::TooLong { lines: Limits::default().max_lines };
    assert_eq!(refusal("far.xlsx", &xlsx(&[sheet("A", far_cell)], &[])), default);
}

#[test]
fn damaged_packages_are_refused_whole() {
    let whole = docx(&p("Kế hoạch").repeat(50));
    for cut in [10, whole.len() / 3, whole.len() / 2, whole.len() - 1] {
        assert_eq!(refusal("cut.docx", &whole[..cut]), Refusal::Truncated, "cut at {cut}");
    }
    let no_main = package("word/document.xml", DOCUMENT_TYPE, &[]);
    assert_eq!(refusal("no-main.docx", &no_main), Refusal::Truncated);
    let unclosed =
        package("word/document.xml", DOCUMENT_TYPE, &[("word/document.xml", b"<w:document><w:body><w:p>")]);
    assert_eq!(refusal("unclosed.docx", &unclosed), Refusal::Truncated);
}

#[test]
fn bombs_are_not_unpacked() {
    let zeros = vec![b' '; 11 * 1024 * 1024];
    let bomb = package("word/document.xml", DOCUMENT_TYPE, &[("word/document.xml", &zeros)]);
    assert_eq!(refusal("ratio.docx", &bomb), Refusal::ZipBomb);
    let media = package(
        "word/document.xml",
        DOCUMENT_TYPE,
        &[("word/document.xml", b"<w:document/>"), ("word/media/a.bin", &zeros)],
    );
    assert_eq!(refusal("media.docx", &media), Refusal::ZipBomb);
    let small = Limits { max_unpacked_bytes: 10_000, ..Limits::default() };
    let plain = docx(&p("chữ").repeat(1000));
    assert_eq!(refusal_within("unpacked.docx", &plain, &small), Refusal::ZipBomb);
    let few = Limits { max_entries: 2, ..Limits::default() };
    assert_eq!(refusal_within("entries.docx", &plain, &few), Refusal::ZipBomb);
    let nested =
        (0..30).fold(p("x"), |inside, _| format!("<w:tbl><w:tr><w:tc>{inside}</w:tc></w:tr></w:tbl>"));
    assert_eq!(refusal("nested.docx", &docx(&nested)), Refusal::Truncated);
}

#[test]
fn style_sheets_that_multiply_are_bombs() {
    let formats = "<xf numFmtId=\"0\"/>".repeat(70_000);
    let styles = format!("<styleSheet><cellXfs>{formats}</cellXfs></styleSheet>");
    let bytes = package(
        "xl/workbook.xml",
        crate::office::WORKBOOK_TYPE,
        &[("xl/workbook.xml", b"<workbook/>"), ("xl/styles.xml", styles.as_bytes())],
    );
    assert_eq!(refusal("styles.xlsx", &bytes), Refusal::ZipBomb);
}

#[test]
fn entities_are_refused_in_any_part() {
    let laughs = r#"<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><w:document><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"#;
    let undeclared = r"<w:document><w:body><w:p><w:r><w:t>&xxe;</w:t></w:r></w:p></w:body></w:document>";
    let wide: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(laughs.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let main =
        |content: &[u8]| package("word/document.xml", DOCUMENT_TYPE, &[("word/document.xml", content)]);
    assert_eq!(refusal("laughs.docx", &main(laughs.as_bytes())), Refusal::XmlEntities);
    assert_eq!(refusal("utf16.docx", &main(&wide)), Refusal::XmlEntities);
    assert_eq!(refusal("undeclared.docx", &main(undeclared.as_bytes())), Refusal::XmlEntities);
    assert_eq!(refusal("laughs.xml", laughs.as_bytes()), Refusal::XmlEntities);
    let settings = package(
        "word/document.xml",
        DOCUMENT_TYPE,
        &[
            ("word/document.xml", b"<w:document><w:body/></w:document>"),
            ("word/settings.xml", br#"<!DOCTYPE x SYSTEM "file:///etc/passwd"><w:settings/>"#),
        ],
    );
    assert_eq!(refusal("settings.docx", &settings), Refusal::XmlEntities);
}

#[test]
fn macros_are_refused_whatever_the_name() {
    let body = ("word/document.xml", &b"<w:document><w:body/></w:document>"[..]);
    let project = package("word/document.xml", DOCUMENT_TYPE, &[body, ("word/vbaProject.bin", b"\xcc\x61")]);
    assert_eq!(refusal("a.docx", &project), Refusal::Macros);
    let declared =
        package("word/document.xml", "application/vnd.ms-word.document.macroEnabled.main+xml", &[body]);
    assert_eq!(refusal("a.docx", &declared), Refusal::Macros);
    let old = package(
        "xl/workbook.xml",
        crate::office::WORKBOOK_TYPE,
        &[("xl/workbook.xml", b"<workbook/>"), ("xl/macrosheets/sheet1.xml", b"<x/>")],
    );
    assert_eq!(refusal("a.xlsx", &old), Refusal::Macros);
}

#[test]
fn old_vietnamese_fonts_are_named() {
    // «Ủy ban nhân dân tỉnh triển khai kế hoạch hành động» as the fonts' keyboards leave it.
    let tcvn3 = "uû ban nh©n d©n tØnh triÓn khai kÕ ho¹ch hµnh ®éng thùc hiÖn NghÞ quyÕt cña Bé ChÝnh trÞ";
    let vni = "UÛy ban nhaân daân tænh trieån khai keá hoaïch haønh ñoäng thöïc hieän Nghò quyeát cuûa Boä";
    for (text, family) in [(tcvn3, "TCVN3 (ABC)"), (vni, "VNI")] {
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(text);
        let expected = Refusal::LegacyFont { family };
        assert_eq!(refusal("bytes.txt", &bytes), expected);
        assert_eq!(refusal("characters.txt", text.as_bytes()), expected);
        assert_eq!(refusal("a.docx", &docx(&p(text))), expected);
    }
}

#[test]
fn noise_is_not_taken_for_an_old_font() {
    let mut state = 7_u32;
    let mut noise = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    let noise: Vec<u8> = (0..20_000).map(|_| noise()).collect();
    assert_eq!(refusal("noise.txt", &noise), Refusal::UnknownFormat);
}

#[test]
fn bytes_of_no_encoding_are_refused() {
    let scattered: Vec<u8> = (0..400_u32).map(|i| u8::try_from(0x80 + (i * 37) % 120).unwrap()).collect();
    assert_eq!(refusal("a.txt", &scattered), Refusal::UnknownEncoding);
    let twice = "Kế hoạch hành động của tỉnh".repeat(3);
    let (twice, _, _) = encoding_rs::WINDOWS_1252.decode(twice.as_bytes());
    assert_eq!(refusal("twice.txt", twice.as_bytes()), Refusal::UnknownEncoding);
    let lone_surrogates: Vec<u8> = [0xff, 0xfe].into_iter().chain([0x00, 0xd8].repeat(50)).collect();
    assert_eq!(refusal("b.txt", &lone_surrogates), Refusal::UnknownEncoding);
}

#[test]
fn stamped_documents_are_refused_wherever_the_stamp_stands() {
    let letterhead = "TỈNH ỦY\nVĂN PHÒNG\n*\n";
    let texts = [
        "MẬT",
        "TỐI MẬT",
        "TUYỆT MẬT",
        "  * MẬT *  ",
        "[TUYỆT MẬT]",
        "| MẬT |",
        "M Ậ T",
        "T U Y Ệ T M Ậ T",
        "ĐỘ MẬT: TỐI MẬT",
        "Độ mật: Mật",
        "TUYET MAT",
        "TOI MAT",
        "MAT",
        "TUYỆT MẬT\tĐẢNG CỘNG SẢN VIỆT NAM",
        "MẬT          Hà Nội, ngày 01 tháng 02 năm 2025",
        "MA\u{302}\u{323}T",
    ];
    for stamp in texts {
        let refused = refusal("a.txt", format!("{letterhead}{stamp}\nKẾ HOẠCH\n").as_bytes());
        assert!(matches!(refused, Refusal::Secret { .. }), "{stamp}: {refused:?}");
    }
    let body = p("KẾ HOẠCH");
    let boxed = format!(
        "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
        p("TỐI MẬT")
    );
    let mark = r#"<w:p><w:r><w:pict><v:shape><v:textpath string="MẬT"/></v:shape></w:pict></w:r></w:p>"#;
    let far = format!("{}{boxed}", p("chữ").repeat(60));
    let header =
        r#"<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>KPI</t></is></c></row></sheetData><headerFooter><oddHeader>&amp;C&amp;"Arial,Bold"&amp;14MẬT</oddHeader></headerFooter>"#.to_owned();
    let files = [
        ("markdown.md", b"# K\xe1\xba\xbf ho\xe1\xba\xa1ch\n\n**M\xe1\xba\xacT**\n".to_vec()),
        ("header.docx", docx_with(&body, &[("header2.xml", &p("MẬT"))])),
        ("watermark.docx", docx_with(&body, &[("header1.xml", mark)])),
        ("box.docx", docx(&far)),
        ("cell.docx", docx(&format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>{body}", p("TUYỆT MẬT")))),
        ("header.xlsx", xlsx(&[sheet("A", &header)], &[])),
    ];
    for (name, bytes) in files {
        let refused = refusal(name, &bytes);
        assert!(matches!(refused, Refusal::Secret { .. }), "{name}: {refused:?}");
    }
}

#[test]
fn prose_about_secrets_is_not_a_stamp() {
    let texts = [
        "bảo vệ bí mật nhà nước trên không gian mạng",
        "an ninh, bảo mật",
        "BẢO MẬT",
        "BÍ MẬT NHÀ NƯỚC",
        "AN TOÀN, BẢO MẬT THÔNG TIN",
        "mật",
        "Mật",
        "mật dữ liệu số",
        "MẶT",
        "MẮT",
        "MẶT TRẬN TỔ QUỐC",
        "Độ mật: không",
        "ĐỘ MẬT:",
        "MẬT ĐỘ",
        "MẬT ĐỘ DÂN SỐ",
        "trung mat",
        "TRƯỚC MẮT",
    ];
    for text in texts {
        let read = open("a.txt", format!("KẾ HOẠCH\n{text}\n").as_bytes(), &Limits::default());
        assert!(read.is_ok(), "{text}: {read:?}");
    }
    let late = format!("{}MẬT\n", "dòng\n".repeat(60));
    assert!(open("late.txt", late.as_bytes(), &Limits::default()).is_ok());
}

#[test]
fn every_refusal_says_what_to_do_in_both_languages() {
    let refusals = [
        Refusal::Empty,
        Refusal::TooLarge { bytes: 1, limit: 1 },
        Refusal::TooLong { lines: 1 },
        Refusal::UnknownFormat,
        Refusal::Truncated,
        Refusal::ZipBomb,
        Refusal::XmlEntities,
        Refusal::Macros,
        Refusal::PasswordProtected,
        Refusal::Secret { stamp: "MẬT".into() },
        Refusal::UnknownEncoding,
        Refusal::LegacyFont { family: "VNI" },
    ];
    let kinds = [
        Unsupported::Pdf,
        Unsupported::Doc,
        Unsupported::Xls,
        Unsupported::Xlsb,
        Unsupported::Slides,
        Unsupported::OpenDocument,
        Unsupported::Rtf,
        Unsupported::Html,
        Unsupported::Image,
        Unsupported::Archive,
    ];
    for refusal in refusals.into_iter().chain(kinds.map(Refusal::Unsupported)) {
        for lang in [Lang::Vi, Lang::En] {
            let (message, hint) = (refusal.message(lang), refusal.hint(lang));
            assert!(message.ends_with('.') && hint.ends_with('.'), "{refusal:?}: {message} {hint}");
            assert_ne!(message, hint, "{refusal:?}");
        }
        assert_ne!(refusal.message(Lang::Vi), refusal.message(Lang::En), "{refusal:?}");
    }
}
