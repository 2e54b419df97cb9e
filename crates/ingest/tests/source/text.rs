//! Plain text and Markdown: encodings, line ends, marks, tables.

use std::path::Path;

use ingest::source::{Format, Limits, Source, open};

fn read(name: &str, bytes: &[u8]) -> Source {
    open(name, bytes, &Limits::default()).unwrap_or_else(|refusal| panic!("{name}: {refusal}"))
}

fn rules(source: &Source) -> Vec<&'static str> {
    source.notes.iter().map(|note| note.rule).collect()
}

const TEXT: &str = "ĐẢNG CỘNG SẢN VIỆT NAM\n  Kế hoạch số 57-NQ/TW: tỷ lệ ≥ 40%\n";

fn lines() -> Vec<&'static str> {
    TEXT.lines().collect()
}

fn utf16(text: &str, mark: bool, little: bool) -> Vec<u8> {
    let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
    units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
}

#[test]
fn every_unicode_form_gives_the_same_lines() {
    let decomposed: String = unicode_normalization::UnicodeNormalization::nfd(TEXT).collect();
    let marked = format!("\u{feff}{TEXT}");
    let cases: [(&str, Vec<u8>, &[&str]); 9] = [
        ("utf8.txt", TEXT.into(), &[]),
        ("utf8-bom.txt", marked.into(), &[]),
        ("utf16le-bom.txt", utf16(TEXT, true, true), &["source.encoding"]),
        ("utf16be-bom.txt", utf16(TEXT, true, false), &["source.encoding"]),
        ("utf16le.txt", utf16(TEXT, false, true), &["source.encoding"]),
        ("utf16be.txt", utf16(TEXT, false, false), &["source.encoding"]),
        ("nfd.txt", decomposed.into(), &["source.decomposed"]),
        ("windows.txt", TEXT.replace('\n', "\r\n").into(), &[]),
        ("old-mac.txt", TEXT.replace('\n', "\r").into(), &[]),
    ];
    for (name, bytes, expected) in cases {
        let source = read(name, &bytes);
        assert_eq!(source.format, Format::Text, "{name}");
        assert_eq!(source.lines, lines(), "{name}");
        assert_eq!(rules(&source), expected, "{name}");
    }
}

#[test]
fn windows_1258_is_put_together() {
    let text = "Kế hoạch hành động của Ban Thường vụ Tỉnh ủy về chuyển đổi số quốc gia";
    let spread: String = text.chars().flat_map(apart).collect();
    let (bytes, _, missing) = encoding_rs::WINDOWS_1258.encode(&spread);
    assert!(!missing);
    let source = read("a.txt", &bytes);
    assert_eq!(source.lines, [text]);
    assert_eq!(rules(&source), ["source.encoding"]);
    assert_eq!(source.notes[0].message, "Tệp dùng bảng mã Windows-1258, đã được chuyển sang Unicode.");
}

/// A letter as Windows-1258 writes it: with circumflex, breve or horn in one byte, the tone after it.
fn apart(c: char) -> Vec<char> {
    use unicode_normalization::UnicodeNormalization;
    let parts = c.to_string().nfd().collect::<Vec<char>>();
    let (tones, base): (Vec<char>, Vec<char>) =
        parts.into_iter().partition(|c| "\u{300}\u{301}\u{303}\u{309}\u{323}".contains(*c));
    base.into_iter().nfc().chain(tones).collect()
}

#[test]
fn a_broken_byte_is_replaced_and_told() {
    let mut bytes = "dòng một\nKế hoạch hành động của tỉnh\nhết\n".as_bytes().to_vec();
    bytes.insert(14, 0xff);
    let source = read("a.txt", &bytes);
    assert_eq!(source.lines.len(), 3);
    assert!(source.lines[1].contains('\u{fffd}'));
    assert_eq!((rules(&source), source.notes[0].line), (vec!["source.broken_bytes"], Some(2)));
    let ascii = [&b"ke hoach ".repeat(20)[..], b"\xff"].concat();
    assert_eq!(rules(&read("ascii.txt", &ascii)), ["source.broken_bytes"]);
}

#[test]
fn what_shows_nothing_is_taken_out_and_spaces_are_kept() {
    let source = read("a.txt", "I.\u{a0}TÊN\u{200b}\u{ad}\u{0} \u{c}57\u{2011}NQ/TW   X\n".as_bytes());
    assert_eq!(source.lines, ["I. TÊN  57-NQ/TW   X"]);
}

#[test]
fn a_file_that_is_not_what_its_name_says_is_read_as_it_is() {
    let source = read("C:\\van ban\\ke hoach.docx", TEXT.as_bytes());
    assert_eq!((source.name.as_str(), source.format), ("ke hoach.docx", Format::Text));
    assert_eq!(rules(&source), ["source.misnamed"]);
    assert!(rules(&read("ke hoach.TXT", TEXT.as_bytes())).is_empty());
}

#[test]
fn markdown_marks_are_taken_off() {
    let text = "# I- TÊN **đậm** 57\\-NQ/TW\n\nĐoạn *một*\nxuống [dòng](http://x) <b>hai</b>\n\n1. Một\n2) Hai\n   - con\n+ cộng\n\n---\n\nHết &lt;1%\n";
    let source = read("a.md", text.as_bytes());
    assert_eq!(source.format, Format::Markdown);
    let lines: Vec<&str> = source.lines.iter().map(String::as_str).filter(|line| !line.is_empty()).collect();
    let expected = [
        "I- TÊN đậm 57-NQ/TW",
        "Đoạn một",
        "xuống dòng hai",
        "1. Một",
        "2) Hai",
        "- con",
        "+ cộng",
        "-----",
        "Hết <1%",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn markdown_tables_become_grids() {
    let text = "Trước\n\n| TT | Chỉ tiêu | 2025 |\n|:--|---|--:|\n| 1 | Tỷ lệ<br>hồ sơ \\| x | ≥ 40% |\n| 2 | | **X** |\n\nSau\n";
    let source = read("a.md", text.as_bytes());
    let [table] = source.tables.as_slice() else { panic!("{:?}", source.tables) };
    assert_eq!((table.rows, table.cols), (3, 3));
    assert_eq!(table.row(1), ["1", "Tỷ lệ\nhồ sơ | x", "≥ 40%"]);
    assert_eq!(table.row(2), ["2", "", "X"]);
    let cell = table.cell(1, 1).expect("the cell is in the table");
    assert_eq!(source.lines[cell.line_start - 1..cell.line_end], ["Tỷ lệ", "hồ sơ | x"]);
    assert_eq!(source.lines[table.line_end - 1], "X");
}

/// Programs that read scans write tables as HTML.
#[test]
fn html_tables_in_markdown_become_grids() {
    let text = "Trước\n\n<table>\n<tr><th rowspan=\"2\">TT</th><th\n colspan='2'>Mốc</th></tr>\n<tr><td>2025</td><td>2030</td></tr>\n<tr><td>1</td><td>&ge; 40%<br/>hoặc</td><td></td></tr>\n</table>\n\nSau <b>chữ</b>\n";
    let source = read("a.md", text.as_bytes());
    let lines: Vec<&str> = source.lines.iter().map(String::as_str).collect();
    assert_eq!(lines, ["Trước", "", "TT", "Mốc", "2025", "2030", "1", "≥ 40%", "hoặc", "", "Sau chữ", ""]);
    let [table] = source.tables.as_slice() else { panic!("{:?}", source.tables) };
    assert_eq!((table.line_start, table.line_end), (3, 10));
    let rows: Vec<_> = (0..table.rows).map(|row| table.row(row)).collect();
    assert_eq!(rows, [["TT", "Mốc", "Mốc"], ["TT", "2025", "2030"], ["1", "≥ 40%\nhoặc", ""]]);
}

/// The corpus is read line by line as it is: even the bad scan is neither mended nor refused.
#[test]
fn corpus_files_keep_every_line() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let Ok(files) = std::fs::read_dir(&folder) else {
        assert!(std::env::var_os("CI").is_none(), "the corpus is missing: {}", folder.display());
        println!("skipped: no corpus at {}", folder.display());
        return;
    };
    let mut read_files = 0;
    for path in
        files.map(|file| file.unwrap().path()).filter(|path| path.extension().is_some_and(|e| e == "txt"))
    {
        let text = std::fs::read_to_string(&path).unwrap();
        let source = read(&path.to_string_lossy(), text.as_bytes());
        let plain: Vec<&str> = text.lines().collect();
        assert_eq!(source.lines, plain, "{}", path.display());
        assert!(source.notes.is_empty(), "{}: {:?}", path.display(), source.notes);
        read_files += 1;
    }
    assert_eq!(read_files, 5);
}
