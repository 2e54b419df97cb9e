//! What is typed into single cells: read right, or named by its address and not taken.

use domain::Severity;

use crate::edit::{FIGURES, TASKS, Type};
use crate::{Site, named};

/// Types into the value of the first indicator (`doanh nghiệp`) and gives what was kept and what was named.
async fn typed(typed: Type<'_>) -> (String, Vec<String>) {
    let site = Site::open().await;
    let mut workbook = site.workbook().await;
    workbook.set(FIGURES, "F6", typed);
    let returned = site.sent(&workbook).await;
    (site.kept(&site.figure(0)).await.value, named(&returned))
}

#[tokio::test]
async fn text_in_a_number_cell_is_read_the_vietnamese_way() {
    for (text, kept, rule) in [
        ("1.000", "1000", "cell.text_number"),
        ("0,6", "0,6", "cell.text_number"),
        ("1.234,5", "1234,5", "cell.text_number"),
        ("0.6", "0,6", "cell.decimal_dot"),
        ("1,000", "", "cell.ambiguous_number"),
        ("khoảng 80", "", "cell.not_a_number"),
        ("NaN", "", "cell.not_a_number"),
        ("85 %", "", "cell.text_number"),
    ] {
        let (value, named) = typed(Type::Text(text)).await;
        assert_eq!(value, kept, "{text}");
        assert_eq!(named.first().map(String::as_str), Some(format!("{rule} Chỉ tiêu!F6").as_str()), "{text}");
    }
}

#[tokio::test]
async fn a_percentage_is_taken_only_of_what_counts_in_percent() {
    let site = Site::open().await;
    let mut workbook = site.workbook().await;
    workbook.set(FIGURES, "F6", Type::Text("85 %"));
    workbook.set(FIGURES, "F7", Type::Text("85 %"));
    workbook.set(FIGURES, "F9", Type::Number(0.85));
    let returned = site.sent(&workbook).await;
    assert_eq!(
        named(&returned),
        [
            "cell.text_number Chỉ tiêu!F6",
            "cell.percent Chỉ tiêu!F6",
            "cell.text_number Chỉ tiêu!F7",
            "cell.small_share Chỉ tiêu!F9",
        ]
    );
    assert_eq!(site.kept(&site.figure(0)).await.value, "");
    assert_eq!(site.kept(&site.figure(1)).await.value, "85");
    assert_eq!(site.kept(&site.figure(3)).await.value, "0,85", "taken, and named to be looked at");
}

#[tokio::test]
async fn a_number_shown_as_a_percentage_is_that_percentage() {
    let site = Site::open().await;
    let mut workbook = site.workbook().await;
    let percent = workbook.part("xl/styles.xml").matches("<xf ").count();
    workbook.change("xl/styles.xml", |styles| {
        let more = "<xf numFmtId=\"9\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/></cellXfs>";
        styles.replace("</cellXfs>", more)
    });
    workbook.set(FIGURES, "F7", Type::Number(0.85));
    let style = percent - 1;
    workbook.change(FIGURES, |xml| {
        let start = xml.find("<c r=\"F7\" s=\"").unwrap() + "<c r=\"F7\" s=\"".len();
        let end = start + xml[start..].find('"').unwrap();
        format!("{}{style}{}", &xml[..start], &xml[end..])
    });
    let returned = site.sent(&workbook).await;
    assert_eq!((named(&returned).len(), site.kept(&site.figure(1)).await.value.as_str()), (0, "85"));
}

#[tokio::test]
async fn formulas_and_errors_are_named_and_not_taken() {
    assert_eq!(
        typed(Type::Formula("A1+1", 7.0)).await,
        (String::new(), vec!["cell.formula Chỉ tiêu!F6".into()])
    );
    assert_eq!(typed(Type::Error("#N/A")).await, (String::new(), vec!["cell.error Chỉ tiêu!F6".into()]));
}

#[tokio::test]
async fn what_the_form_would_refuse_is_named_by_its_cell() {
    let site = Site::open().await;
    let mut workbook = site.workbook().await;
    workbook.set(FIGURES, "F7", Type::Number(101.0));
    workbook.set(FIGURES, "G9", Type::Number(3.0));
    workbook.set(FIGURES, "H9", Type::Number(0.0));
    workbook.set(FIGURES, "J10", Type::Text("Chưa có số liệu"));
    workbook.set(TASKS, "F6", Type::Text("Hoàn thành"));
    workbook.set(TASKS, "F7", Type::Text("xong rồi"));
    let returned = site.sent(&workbook).await;
    assert_eq!(
        named(&returned),
        [
            "cell.invalid Chỉ tiêu!F7",
            "cell.invalid Chỉ tiêu!H9",
            "cell.invalid Chỉ tiêu!M10",
            "cell.invalid Nhiệm vụ!G6",
            "cell.invalid Nhiệm vụ!H6",
            "cell.not_offered Nhiệm vụ!F7",
        ]
    );
    assert_eq!((returned.count("fault"), returned.count("taken")), (5, 0));
}

#[tokio::test]
async fn merged_cells_are_named_row_by_row() {
    let site = Site::open().await;
    let mut workbook = site.workbook().await;
    workbook.set(FIGURES, "F6", Type::Number(40.0));
    workbook.change(FIGURES, |xml| {
        let merged = "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"F6:F7\"/></mergeCells>";
        xml.replace("</sheetData>", merged)
    });
    let returned = site.sent(&workbook).await;
    assert_eq!(named(&returned), ["cell.merged Chỉ tiêu!F6", "cell.merged Chỉ tiêu!F7"]);
    assert!(returned.doubts.iter().all(|doubt| doubt.finding.severity == Severity::Error));
    assert!(site.kept(&site.figure(0)).await.is_blank());
}
