//! A paper as DOCX: real styles, real tables, fields and charts that Word and LibreOffice can edit.
//!
//! Written part by part, since no library at hand gives alternative text, language and charts
//! (`docs/decisions.md`). Measures are in twentieths of a point (dxa), as the format has them.

mod body;
mod chart;
mod parts;
mod styles;
mod text;

use super::Paper;
use super::package::pack;

/// Writes the file.
pub fn docx(paper: &Paper) -> Vec<u8> {
    files(paper, body::document(paper))
}

/// Writes the file with nothing but title and text.
pub fn docx_bare(paper: &Paper) -> Vec<u8> {
    files(paper, body::bare(paper))
}

fn files(paper: &Paper, document: String) -> Vec<u8> {
    let charts: Vec<_> = chart::of(paper);
    let mut files = vec![
        ("[Content_Types].xml".to_owned(), parts::content_types(charts.len()).into_bytes()),
        ("_rels/.rels".to_owned(), parts::ROOT_RELATIONS.as_bytes().to_vec()),
        ("docProps/core.xml".to_owned(), parts::core(paper).into_bytes()),
        ("docProps/app.xml".to_owned(), parts::APP.as_bytes().to_vec()),
        ("word/document.xml".to_owned(), document.into_bytes()),
        ("word/_rels/document.xml.rels".to_owned(), parts::relations(charts.len()).into_bytes()),
        ("word/styles.xml".to_owned(), styles::styles(&paper.layout).into_bytes()),
        ("word/settings.xml".to_owned(), parts::SETTINGS.as_bytes().to_vec()),
        ("word/header1.xml".to_owned(), parts::HEADER.as_bytes().to_vec()),
    ];
    for (number, chart) in (1..).zip(charts) {
        let workbook = format!("word/embeddings/chart{number}.xlsx");
        files.push((format!("word/charts/chart{number}.xml"), chart::xml(chart).into_bytes()));
        files.push((
            format!("word/charts/_rels/chart{number}.xml.rels"),
            parts::chart_relations(number).into_bytes(),
        ));
        files.push((workbook, chart::workbook(chart, paper.frozen_at)));
    }
    pack(&files)
}
