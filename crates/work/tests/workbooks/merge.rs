//! Many workbooks become one: totals by their operators, and every planted fault named where it stands.

use domain::{Reading, SubmissionId};
use work::workbooks::merge::{Merge, Merged, expected};
use work::workbooks::{self, export};

use crate::Site;
use crate::edit::places;
use crate::edit::{Edit, FIGURES, Type};

/// The filled-in workbooks of both bodies.
async fn both(site: &Site) -> Vec<Edit> {
    let mut all = Vec::new();
    for id in [site.id, site.other] {
        all.push(filled(site, id).await);
    }
    all
}

async fn filled(site: &Site, id: SubmissionId) -> Edit {
    let form = work::submissions::form(&site.work, id).await.unwrap();
    let mut workbook = Edit::open(&export(&site.work, id).await.unwrap().bytes);
    for (key, sheet, row) in places(&form) {
        workbook.fill(sheet, row, &work::demo::large::entry(&form, &key));
    }
    workbook
}

async fn merged(site: &Site, files: &[(&str, &Edit)]) -> Merged {
    let expected = expected(&site.work, site.province.period).await.unwrap();
    let mut merge = Merge::new(&site.work, expected).unwrap();
    for (name, workbook) in files {
        merge.add(name, &workbook.save()).unwrap();
    }
    merge.finish().unwrap()
}

fn named(merged: &Merged) -> Vec<String> {
    let line = |doubt: &workbooks::merge::FileDoubt| {
        format!("{} {} {}", doubt.file, doubt.doubt.finding.rule, doubt.doubt.place).trim().to_owned()
    };
    merged.doubts.iter().map(line).collect()
}

fn value(merged: &Merged, place: usize) -> Option<f64> {
    merged.totals[place].1.reading.as_ref().and_then(Reading::value).map(domain::Quantity::get)
}

#[tokio::test]
async fn totals_follow_each_indicators_operator() {
    let site = Site::open().await;
    let mut workbooks = both(&site).await;
    for (workbook, sum, parts) in [(0, 10.0, (1.0, 2.0)), (1, 30.0, (8.0, 8.0))] {
        workbooks[workbook].set(FIGURES, "F6", Type::Number(sum));
        workbooks[workbook].set(FIGURES, "F7", Type::Blank);
        workbooks[workbook].set(FIGURES, "G7", Type::Number(parts.0));
        workbooks[workbook].set(FIGURES, "H7", Type::Number(parts.1));
        workbooks[workbook].set(FIGURES, "F11", Type::Number(sum));
    }
    let merged = merged(&site, &[("a.xlsx", &workbooks[0]), ("b.xlsx", &workbooks[1])]).await;
    assert_eq!(named(&merged), Vec::<String>::new());
    assert_eq!((merged.files, merged.rows), (2, 28));
    assert_eq!(value(&merged, 0), Some(40.0), "summed");
    assert_eq!(value(&merged, 1), Some(90.0), "9 of 10, never the mean of 50 and 100");
    assert_eq!(value(&merged, 5), Some(30.0), "the largest");
    let told: usize = merged.progress[0].1.iter().map(|(_, count)| count).sum();
    assert_eq!(told, 2);
}

#[tokio::test]
async fn every_planted_fault_is_named_where_it_stands() {
    let site = Site::open().await;
    let workbooks = both(&site).await;
    let mut faulty = workbooks[0].clone();
    faulty.change("xl/workbook.xml", |xml| xml.replace("name=\"Chỉ tiêu\"", "name=\"Bieu 1\""));
    faulty.insert_row(FIGURES, 7);
    faulty.set(FIGURES, "F6", Type::Text("khoảng 80"));
    faulty.set(FIGURES, "A10", Type::Text("X.9"));
    faulty.set(FIGURES, "F11", Type::Formula("F10*2", 4.0));
    let again = workbooks[0].clone();
    let merged = merged(&site, &[("a.xlsx", &faulty), ("a (2).xlsx", &again)]).await;
    assert_eq!(
        named(&merged),
        [
            "a.xlsx sheet.renamed Bieu 1",
            "a.xlsx cell.not_a_number Bieu 1!F6",
            "a.xlsx row.changed Bieu 1!B10",
            "a.xlsx cell.formula Bieu 1!F11",
            "a (2).xlsx body.twice",
            "body.missing",
        ]
    );
    assert_eq!(merged.totals[0].1.counts.counted, 0, "the doubtful figure is in no total");
    assert_eq!(merged.totals[2].1.counts.counted, 1, "the row that was moved is");
}

#[tokio::test]
async fn the_merged_workbook_opens_as_one() {
    let site = Site::open().await;
    let workbooks = both(&site).await;
    let merged = merged(&site, &[("a.xlsx", &workbooks[0]), ("b.xlsx", &workbooks[1])]).await;
    let source = ingest::source::open("tong-hop.xlsx", &merged.workbook, &work::import::limits()).unwrap();
    let titles: Vec<_> = source.tables.iter().filter_map(|table| table.title.clone()).collect();
    assert_eq!(titles, ["Tổng hợp", "Chỉ tiêu", "Nhiệm vụ", "Cần xem lại"]);
    let rows: Vec<_> = source.tables.iter().map(|table| table.rows).collect();
    assert_eq!(rows, [7, 13, 9, 1], "a heading, and a row for each thing");
    assert_eq!(
        merged.workbook,
        self::merged(&site, &[("a.xlsx", &workbooks[0]), ("b.xlsx", &workbooks[1])]).await.workbook
    );
}
