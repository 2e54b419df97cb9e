//! Rows and sheets that were moved, removed, repeated, renamed or copied.

use work::workbooks::{NotTaken, Unread, export};

use crate::edit::{Edit, FIGURES, IDENTITY, TASKS, Type};
use crate::{Site, named};

#[tokio::test]
async fn rows_are_found_by_their_keys_wherever_they_stand() {
    let site = Site::open().await;
    let mut workbook = site.workbook().await;
    workbook.set(FIGURES, "F8", Type::Number(30.0));
    workbook.insert_row(FIGURES, 7);
    workbook.insert_row(FIGURES, 7);
    let returned = site.sent(&workbook).await;
    assert_eq!((named(&returned).len(), returned.count("taken")), (0, 1));
    assert_eq!(site.kept(&site.figure(2)).await.value, "30");
}

#[tokio::test]
async fn a_removed_row_is_named_and_the_page_keeps_what_it_has() {
    let site = Site::open().await;
    let mut workbook = site.workbook().await;
    workbook.remove_row(FIGURES, 7);
    workbook.set(FIGURES, "F7", Type::Number(30.0));
    let returned = site.sent(&workbook).await;
    assert_eq!(named(&returned), ["row.missing Chỉ tiêu"]);
    assert_eq!(returned.doubts[0].key, Some(site.figure(1)));
    assert_eq!(site.kept(&site.figure(2)).await.value, "30", "the third row moved up to row 7");
}

#[tokio::test]
async fn a_repeated_row_is_harmless_only_when_it_says_the_same() {
    let site = Site::open().await;
    let mut workbook = site.workbook().await;
    workbook.set(FIGURES, "F6", Type::Number(40.0));
    workbook.repeat_row(FIGURES, 6);
    let mut differing = workbook.clone();
    differing.set(FIGURES, "F6", Type::Number(41.0));
    let returned = site.sent(&differing).await;
    assert!(named(&returned)[0].starts_with("row.twice Chỉ tiêu!A"), "{:?}", named(&returned));
    assert!(site.kept(&site.figure(0)).await.is_blank());
    let returned = site.sent(&workbook).await;
    assert!(named(&returned)[0].starts_with("row.repeated Chỉ tiêu!A"), "{:?}", named(&returned));
    assert_eq!(site.kept(&site.figure(0)).await.value, "40");
}

#[tokio::test]
async fn cells_that_were_shifted_against_their_keys_are_named() {
    let site = Site::open().await;
    let mut workbook = site.workbook().await;
    workbook.change(FIGURES, |xml| {
        // The words of rows 6 and 7 change places; the keys stay.
        let swap = |xml: &str, column: &str| {
            let cell = |row: u32| {
                let start = xml.find(&format!("<c r=\"{column}{row}\"")).unwrap();
                let end = start + xml[start..].find("</c>").unwrap() + 4;
                xml[start..end].to_owned()
            };
            let (six, seven) = (cell(6), cell(7));
            let (mark_six, mark_seven) = (format!("{column}6\""), format!("{column}7\""));
            xml.replace(&six, "SIX")
                .replace(&seven, &six.replace(&mark_six, &mark_seven))
                .replace("SIX", &seven.replace(&mark_seven, &mark_six))
        };
        swap(&swap(xml, "A"), "B")
    });
    workbook.set(FIGURES, "F6", Type::Number(1.0));
    workbook.set(FIGURES, "A8", Type::Text("I.99"));
    workbook.set(FIGURES, "F8", Type::Number(1.0));
    let returned = site.sent(&workbook).await;
    assert_eq!(
        named(&returned),
        ["row.shifted Chỉ tiêu!B6", "row.shifted Chỉ tiêu!B7", "row.changed Chỉ tiêu!B8"]
    );
    assert_eq!(returned.count("taken"), 0);
}

#[tokio::test]
async fn figures_outside_the_rows_of_the_form_are_named() {
    let site = Site::open().await;
    let mut workbook = site.workbook().await;
    workbook.change(FIGURES, |xml| {
        let row = |row: u32| format!("<row r=\"{row}\"><c r=\"F{row}\"><v>1</v></c></row>");
        let rows: Vec<String> = (40..10_040).map(row).collect();
        xml.replace("</sheetData>", &(rows.concat() + "</sheetData>"))
    });
    assert_eq!(named(&site.sent(&workbook).await), ["row.unknown Chỉ tiêu!F40:F10039"]);
}

#[tokio::test]
async fn a_renamed_sheet_is_read_and_named() {
    let site = Site::open().await;
    let mut workbook = site.workbook().await;
    workbook.set(FIGURES, "F6", Type::Number(40.0));
    workbook.change("xl/workbook.xml", |xml| xml.replace("name=\"Chỉ tiêu\"", "name=\"Bieu 1\""));
    let returned = site.sent(&workbook).await;
    assert_eq!(named(&returned), ["sheet.renamed Bieu 1"]);
    assert_eq!(site.kept(&site.figure(0)).await.value, "40");
}

#[tokio::test]
async fn a_sheet_copied_from_another_body_is_named_and_not_read() {
    let site = Site::open().await;
    let mut other = Edit::open(&export(&site.work, site.other).await.unwrap().bytes);
    other.set(FIGURES, "F6", Type::Number(99.0));
    let mut workbook = site.workbook().await;
    let strings = other.part("xl/sharedStrings.xml").to_owned();
    let mut copy = workbook.clone();
    copy.change(FIGURES, |_| other.part(FIGURES).to_owned());
    copy.change(TASKS, |_| other.part(TASKS).to_owned());
    copy.change("xl/worksheets/sheet4.xml", |_| other.part("xl/worksheets/sheet4.xml").to_owned());
    copy.change("xl/sharedStrings.xml", |_| strings.clone());
    // The identity would be the other's too: with the workbook's own it must be named.
    copy.change(IDENTITY, |_| other.part(IDENTITY).to_owned());
    assert_eq!(site.refused(&copy).await, NotTaken::Unread(Unread::IdentityMixed));
    // One sheet alone, as a spreadsheet program copies it: with its own strings.
    workbook.change(FIGURES, |_| inlined(other.part(FIGURES), &strings));
    let returned = site.sent(&workbook).await;
    assert_eq!(named(&returned), ["sheet.missing Chỉ tiêu", "sheet.foreign Chỉ tiêu!N4"]);
    assert!(site.kept(&site.figure(0)).await.is_blank());
}

/// A sheet with its shared strings written into its cells.
fn inlined(sheet: &str, strings: &str) -> String {
    let strings: Vec<&str> = strings
        .split("<si>")
        .skip(1)
        .map(|item| item.split("</t>").next().unwrap().split('>').nth(1).unwrap())
        .collect();
    let mut out = String::new();
    let mut pieces = sheet.split(" t=\"s\"><v>");
    out.push_str(pieces.next().unwrap());
    for piece in pieces {
        let (number, rest) = piece.split_once("</v>").unwrap();
        let text = strings[number.parse::<usize>().unwrap()];
        out.extend([" t=\"inlineStr\"><is><t>", text, "</t></is>", rest]);
    }
    out
}
