//! Workbooks: values as their readers see them, in the sheet's own rows and columns.

use crate::office::{Sheet, sheet, xlsx};
use domain::Severity;
use ingest::source::{Format, Limits, Source, open};

fn read(bytes: &[u8]) -> Source {
    open("a.xlsx", bytes, &Limits::default()).unwrap_or_else(|refusal| panic!("{refusal}"))
}

fn text(place: &str, text: &str) -> String {
    format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

fn number(place: &str, style: usize, value: &str) -> String {
    format!(r#"<c r="{place}" s="{style}"><v>{value}</v></c>"#)
}

fn row(at: usize, cells: &[String]) -> String {
    format!("<row r=\"{at}\">{}</row>", cells.concat())
}

fn rules(source: &Source) -> Vec<&'static str> {
    source.notes.iter().map(|note| note.rule).collect()
}

/// What a number shows under a format code.
fn check(code: &str, cases: &[(&str, &str)]) {
    for (value, expected) in cases {
        let content =
            format!("<sheetData>{}</sheetData>", row(1, &[text("A1", "x"), number("B1", 1, value)]));
        let source = read(&xlsx(&[sheet("A", &content)], &[code]));
        assert_eq!(source.tables[0].text(0, 1), *expected, "{value} as {code}");
    }
}

#[test]
fn numbers_are_written_as_shown() {
    check(
        "General",
        &[
            ("0.4", "0,4"),
            ("0.30000000000000004", "0,3"),
            ("1000", "1000"),
            ("-5.5", "-5,5"),
            ("1234567890123", "1234567890123"),
            ("0.333333333333333", "0,33333333333"),
            ("0", "0"),
            ("1E-3", "0,001"),
            ("2.5E+20", "250000000000000000000"),
        ],
    );
    check(
        "0%",
        &[("0.4", "40%"), ("1", "100%"), ("0.07", "7%"), ("0.805", "81%"), ("-0.02", "-2%"), ("0.29", "29%")],
    );
    check("0.0%", &[("0.805", "80,5%"), ("0.4", "40,0%")]);
    check(
        "#,##0",
        &[("1000", "1.000"), ("1234567", "1.234.567"), ("12", "12"), ("0", "0"), ("999.5", "1.000")],
    );
    check("#,##0.00", &[("12345.678", "12.345,68"), ("0.125", "0,13"), ("1.005", "1,01")]);
    check("0.##", &[("1.5", "1,5"), ("2", "2"), ("2.346", "2,35")]);
    check("00", &[("7", "07"), ("12", "12")]);
    check("\"≥ \"0%", &[("0.6", "≥ 60%")]);
    check("0\" tỷ đồng\"", &[("20", "20 tỷ đồng")]);
    check("#,##0,,\" triệu\"", &[("25000000", "25 triệu")]);
    check("#,##0 [$₫-42A]", &[("5000", "5.000 ₫")]);
    check("#,##0;[Red](#,##0);\"-\"", &[("1500", "1.500"), ("-1500", "(1.500)"), ("0", "-")]);
    check("0\\%", &[("40", "40%")]);
    check("_(* #,##0_);_(* (#,##0);_(* \"-\"??_);_(@_)", &[("1000", "1.000"), ("-3", "(3)"), ("0", "-")]);
    check("0.00E+00", &[("1500", "1500")]);
    check("# ?/?", &[("0.5", "0,5")]);
}

#[test]
fn dates_are_written_in_vietnamese_order() {
    check("dd/mm/yyyy", &[("45838", "30/06/2025")]);
    check("m/d/yy", &[("45838", "30/06/2025")]);
    check("yyyy-mm-dd", &[("45838", "30/06/2025")]);
    check("mm/yyyy", &[("45838", "06/2025")]);
    check("yyyy", &[("45838", "2025")]);
    check("dd/mm/yyyy hh:mm", &[("45838.5", "30/06/2025 12:00")]);
    check("h:mm", &[("0.75", "18:00")]);
    check("[h]:mm", &[("1.5", "36:00")]);
}

#[test]
fn a_sheet_keeps_its_rows_columns_and_merges() {
    let content = format!(
        "<sheetData>{}{}{}{}</sheetData><mergeCells><mergeCell ref=\"B2:D2\"/><mergeCell ref=\"B3:B9\"/></mergeCells>",
        row(2, &[text("B2", "BIỂU CHỈ TIÊU")]),
        row(3, &[text("B3", "1"), text("C3", "Tỷ lệ\nhồ sơ"), number("D3", 1, "0.4")]),
        row(4, &[text("C4", "dòng"), text("D4", "  ")]),
        row(900, &[r#"<c r="A900" s="1"/>"#.to_owned()]),
    );
    let source = read(&xlsx(&[sheet("KPI 2025", &content)], &["0%"]));
    assert_eq!(source.format, Format::Xlsx);
    assert_eq!(source.lines, ["BIỂU CHỈ TIÊU", "1", "Tỷ lệ", "hồ sơ", "40%", "dòng"]);
    let [table] = source.tables.as_slice() else { panic!("{:?}", source.tables) };
    assert_eq!(table.title.as_deref(), Some("KPI 2025"));
    assert_eq!((table.rows, table.cols), (4, 4));
    assert_eq!(table.row(1), ["", "BIỂU CHỈ TIÊU", "BIỂU CHỈ TIÊU", "BIỂU CHỈ TIÊU"]);
    assert_eq!(table.row(2), ["", "1", "Tỷ lệ\nhồ sơ", "40%"]);
    assert_eq!(table.row(3), ["", "1", "dòng", ""]);
    assert_eq!(
        (table.row_lines(0), table.row_lines(2), table.row_lines(3)),
        (None, Some(2..=5), Some(6..=6))
    );
}

#[test]
fn formulas_keep_their_value_or_are_errors() {
    let content = format!(
        "<sheetData>{}</sheetData>",
        row(
            1,
            &[
                number("A1", 0, "2"),
                r#"<c r="B1"><f>A1*2</f><v>4</v></c>"#.to_owned(),
                r#"<c r="C1"><f>A1*3</f></c>"#.to_owned(),
                r#"<c r="D1" t="e"><f>A1/0</f><v>#DIV/0!</v></c>"#.to_owned(),
                r#"<c r="E1"><f t="shared" ref="E1:F1" si="0">A1+1</f><v>3</v></c>"#.to_owned(),
                r#"<c r="F1"><f t="shared" si="0"/><v>5</v></c>"#.to_owned(),
                r#"<c r="G1" t="str"><f>""</f><v></v></c>"#.to_owned(),
                r#"<c r="H1"><f t="shared" ref="H1" si="99999999999">A1</f><v>1</v></c>"#.to_owned(),
            ]
        )
    );
    let source = read(&xlsx(&[sheet("A", &content)], &[]));
    let table = &source.tables[0];
    assert_eq!(table.row(0), ["2", "4", "", "#DIV/0!", "3", "5", "", "1"]);
    let formulas: Vec<Option<&str>> = table.cells.iter().map(|cell| cell.formula.as_deref()).collect();
    let expected = [
        None,
        Some("A1*2"),
        Some("A1*3"),
        Some("A1/0"),
        Some("A1+1"),
        Some("B1+1"),
        Some("\"\""),
        Some("A1"),
    ];
    assert_eq!(formulas, expected);
    let notes: Vec<_> = source.notes.iter().map(|note| (note.rule, note.severity, note.line)).collect();
    assert_eq!(
        notes,
        [
            ("source.formula_without_value", Severity::Error, Some(3)),
            ("source.cell_error", Severity::Error, Some(4)),
            ("source.formula", Severity::Note, Some(2)),
        ]
    );
    assert!(source.notes[0].message.contains("C1"), "{}", source.notes[0].message);
}

#[test]
fn hidden_sheets_are_left_out_and_rounding_is_told() {
    let one = |value: &str| format!("<sheetData>{}</sheetData>", row(1, &[number("A1", 1, value)]));
    let (shown, hidden, secret) = (one("0.405"), one("1"), one("2"));
    let sheets = [
        sheet("Hiện", &shown),
        Sheet { name: "Ẩn", state: "hidden", content: &hidden },
        Sheet { name: "Ẩn sâu", state: "veryHidden", content: &secret },
    ];
    let source = read(&xlsx(&sheets, &["0%"]));
    assert_eq!((source.lines.as_slice(), source.tables.len()), (["41%".to_owned()].as_slice(), 1));
    assert_eq!(rules(&source), ["source.rounded", "source.hidden_sheet", "source.hidden_sheet"]);
}

#[test]
fn hidden_rows_are_told() {
    let content = format!(r#"<sheetData><row r="1" hidden="1">{}</row></sheetData>"#, text("A1", "x"));
    assert_eq!(rules(&read(&xlsx(&[sheet("A", &content)], &[]))), ["source.hidden_rows"]);
}

/// Made by other programs: see `fixtures/README.md`.
#[test]
fn files_of_real_programs_are_read_alike() {
    let openpyxl: &[u8] = include_bytes!("fixtures/kpi-openpyxl.xlsx");
    let office: &[u8] = include_bytes!("fixtures/kpi-libreoffice.xlsx");
    for (name, bytes) in [("openpyxl", openpyxl), ("LibreOffice", office)] {
        let source = read(bytes);
        let table = &source.tables[0];
        assert_eq!((source.tables.len(), table.title.as_deref()), (1, Some("KPI")), "{name}");
        assert_eq!(table.row(0)[..3], ["BIỂU CHỈ TIÊU"; 3], "{name}");
        assert_eq!(table.row(1), ["TT", "Chỉ tiêu", "Đơn vị", "2025", "2030", "Ghi chú"], "{name}");
        assert_eq!(table.row(2), ["1", "Tỷ lệ hồ sơ", "%", "40%", "80,5%", "hai\ndòng"], "{name}");
        assert_eq!(table.row(3), ["2", "Số doanh nghiệp", "DN", "1.000", "12.345,7", "30/06/2025"], "{name}");
        assert_eq!(table.row(4)[3..], ["0,3", "≥ 60%", "12/2025"], "{name}");
    }
    let calculated = read(office);
    assert_eq!(calculated.tables[0].text(5, 3), "1.000");
    assert!(rules(&calculated).contains(&"source.formula"));
    assert!(rules(&read(openpyxl)).contains(&"source.formula_without_value"));
}
