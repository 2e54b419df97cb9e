//! The marked-up copy: what was typed is kept in it, coloured and told of, and it can be corrected and sent.

use work::workbooks::marked_copy;

use crate::edit::{Edit, FIGURES, Type};
use crate::{Site, named};

/// A marked-up copy has the sheet of findings before the others.
const MARKED_FIGURES: &str = "xl/worksheets/sheet3.xml";

#[tokio::test]
async fn a_marked_copy_keeps_the_typed_words_and_can_be_corrected() {
    let site = Site::open().await;
    let mut workbook = site.workbook().await;
    workbook.set(FIGURES, "F6", Type::Text("khoảng 80"));
    workbook.set(FIGURES, "F8", Type::Number(30.0));
    site.sent(&workbook).await;
    let copy = marked_copy(&site.work, site.id).await.unwrap().unwrap();
    assert_eq!(copy.name, "bao-cao-so-khoa-hoc-va-cong-nghe-2026-m11-2026-11-30-can-sua.xlsx");
    let mut copy = Edit::open(&copy.bytes);
    assert!(copy.part("xl/sharedStrings.xml").contains("khoảng 80"));
    assert!(copy.part("xl/workbook.xml").contains("Kết quả đọc tệp"));
    assert!(copy.part("xl/comments1.xml").contains("Ô này cần một con số."));

    let returned = site.sent(&copy).await;
    assert_eq!(named(&returned), ["cell.not_a_number Chỉ tiêu!F6"], "it is still wrong");
    copy.set(MARKED_FIGURES, "F6", Type::Number(80.0));
    let returned = site.sent(&copy).await;
    assert!(returned.is_whole() && returned.count("taken") == 1, "{:?}", named(&returned));
    assert_eq!(site.kept(&site.figure(0)).await.value, "80");
    assert_eq!(marked_copy(&site.work, site.id).await.unwrap(), None, "nothing is left to mark");
}

#[tokio::test]
async fn a_conflict_is_settled_by_sending_the_marked_copy() {
    let site = Site::open().await;
    let mut workbook = site.workbook().await;
    let typed = domain::CellEntry { value: "41".into(), ..domain::CellEntry::default() };
    site.type_in(site.figure(0), typed).await;
    workbook.set(FIGURES, "F6", Type::Number(40.0));
    assert_eq!(site.sent(&workbook).await.count("conflict"), 1);
    let copy = marked_copy(&site.work, site.id).await.unwrap().unwrap();
    assert_eq!(site.sent(&Edit::open(&copy.bytes)).await.count("taken"), 1);
    assert_eq!(site.kept(&site.figure(0)).await.value, "40");
}
