//! Files that are no workbook, and workbooks that somebody tampered with: named, never a panic.

use domain::Lang;
use ingest::Refusal;
use ingest::workbook::{limits, read};
use proptest::prelude::*;
use work::workbooks::{NotTaken, Received, Unread};

use crate::Site;
use crate::edit::{FIGURES, IDENTITY};

async fn unread(site: &Site, bytes: &[u8]) -> Unread {
    match site.send_bytes(bytes.to_vec()).await {
        Received::NotTaken(NotTaken::Unread(unread)) => unread,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn other_files_are_told_apart() {
    let site = Site::open().await;
    assert_eq!(unread(&site, b"").await, Unread::NotAWorkbook);
    assert_eq!(unread(&site, "Kính gửi văn phòng".as_bytes()).await, Unread::NotAWorkbook);
    assert!(matches!(unread(&site, b"%PDF-1.7 x").await, Unread::Refused(Refusal::Unsupported(_))));
    assert_eq!(unread(&site, b"PK\x03\x04 cut off").await, Unread::Refused(Refusal::Truncated));
    let mut locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(unread(&site, &locked).await, Unread::Refused(Refusal::PasswordProtected));
    let mut foreign = rust_xlsxwriter::Workbook::new();
    foreign.add_worksheet().write_string(0, 0, "Số liệu").unwrap();
    assert_eq!(unread(&site, &foreign.save_to_buffer().unwrap()).await, Unread::NotOurs);
    let huge = vec![b'x'; 11 * 1024 * 1024];
    assert!(matches!(unread(&site, &huge).await, Unread::Refused(Refusal::TooLarge { .. })));
}

#[tokio::test]
async fn a_workbook_without_its_identity_or_of_another_layout_says_so() {
    let site = Site::open().await;
    let mut lost = site.workbook().await;
    lost.change("xl/workbook.xml", |xml| xml.replace("_cotmoc", "Sheet9"));
    assert_eq!(unread(&site, &lost.save()).await, Unread::IdentityLost);
    let mut old = site.workbook().await;
    old.change("xl/sharedStrings.xml", |xml| xml.replace("template 1", "template 7"));
    let told = unread(&site, &old.save()).await;
    assert_eq!(told, Unread::OtherTemplate { template: 7 });
    assert!(told.message(Lang::Vi).contains("mẫu 7") && told.message(Lang::En).contains("layout 7"));
    let mut secret = site.workbook().await;
    secret.set(crate::edit::NARRATIVE, "C6", crate::edit::Type::Text("TUYỆT MẬT"));
    assert!(matches!(unread(&site, &secret.save()).await, Unread::Refused(Refusal::Secret { .. })));
}

#[tokio::test]
async fn macros_entities_and_bombs_are_refused() {
    let site = Site::open().await;
    let mut entities = site.workbook().await;
    entities.change(FIGURES, |xml| xml.replace("<worksheet", "<!DOCTYPE x [<!ENTITY y \"z\">]><worksheet"));
    assert_eq!(unread(&site, &entities.save()).await, Unread::Refused(Refusal::XmlEntities));
    let mut macros = site.workbook().await;
    macros.change("[Content_Types].xml", |xml| {
        xml.replace("spreadsheetml.sheet.main+xml", "ms-excel.sheet.macroEnabled.main+xml")
    });
    assert_eq!(unread(&site, &macros.save()).await, Unread::Refused(Refusal::Macros));
    let mut bomb = site.workbook().await;
    bomb.change(FIGURES, |xml| xml.replace("</sheetData>", &format!("</sheetData>{}", " ".repeat(80 << 20))));
    assert_eq!(unread(&site, &bomb.save()).await, Unread::Refused(Refusal::ZipBomb));
}

#[tokio::test]
async fn a_part_that_is_missing_is_a_damaged_file() {
    let site = Site::open().await;
    for part in [FIGURES, IDENTITY, "xl/workbook.xml"] {
        let mut workbook = site.workbook().await;
        workbook.remove(part);
        let told = unread(&site, &workbook.save()).await;
        // A sheet that the workbook names and lacks is taken for a trick.
        assert!(matches!(told, Unread::Refused(Refusal::Truncated | Refusal::ZipBomb)), "{part}: {told:?}");
    }
}

proptest! {
    #[test]
    fn random_bytes_are_refused_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(read(&bytes, &limits()).is_err());
        let zip = [b"PK\x03\x04".as_slice(), &bytes].concat();
        prop_assert!(read(&zip, &limits()).is_err());
    }
}

/// One workbook for all cases: making a site is slow.
#[test]
fn random_edits_of_a_sheet_never_panic_and_never_lose_a_row_silently() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let workbook = runtime.block_on(async { Site::open().await.workbook().await });
    let sheet = workbook.part(FIGURES).to_owned();
    let rows = read(&workbook.save(), &limits()).unwrap().identity.rows.len();
    proptest!(ProptestConfig::with_cases(200), |(at in 0..sheet.len(), length in 0usize..60, put in "[\\PC<>/\"=0-9A-Z]{0,12}")| {
        let start = (0..=at).rev().find(|at| sheet.is_char_boundary(*at)).unwrap();
        let end = (start + length).min(sheet.len());
        let end = (end..=sheet.len()).find(|end| sheet.is_char_boundary(*end)).unwrap();
        let mut edited = workbook.clone();
        edited.change(FIGURES, |xml| format!("{}{put}{}", &xml[..start], &xml[end..]));
        if let Ok(filled) = read(&edited.save(), &limits()) {
            let missing = filled.doubts.iter().filter(|doubt| doubt.finding.rule == "row.missing").count();
            let lost = filled.doubts.iter().any(|doubt| doubt.finding.rule.starts_with("sheet."));
            prop_assert!(lost || filled.rows.len() + missing == rows);
        }
    });
}
