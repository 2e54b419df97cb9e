//! The report's files, as an office opens and prints them.

use std::path::{Path, PathBuf};
use std::process::Command;

use domain::Regime;

use super::expected::{Entries, number_word};
use super::province::Month;

/// The words of each file, after LibreOffice (or, of the PDF itself, its reader) has opened it.
pub struct Papers {
    docx: String,
    pdf: String,
    xlsx: String,
}

impl Papers {
    /// Takes the files out by the page; with a folder in `COTMOC_KEEP_PAPERS` they stay there to be looked at.
    pub async fn taken_out(month: &Month) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for kind in ["docx", "pdf", "xlsx"] {
            let path = format!("/periods/{}/report.{kind}", month.made.period);
            let file = month.standing().get(&path).await.with(200).body;
            if kind != "pdf" {
                assert_eq!(file, month.standing().get(&path).await.body, "{kind}: the same byte for byte");
            }
            std::fs::write(folder.path().join(format!("bao-cao.{kind}")), file).unwrap();
        }
        if let Some(keep) = std::env::var_os("COTMOC_KEEP_PAPERS") {
            let keep = PathBuf::from(keep).join(month.made.period.to_string());
            std::fs::create_dir_all(&keep).unwrap();
            for file in std::fs::read_dir(folder.path()).unwrap().map(Result::unwrap) {
                std::fs::copy(file.path(), keep.join(file.file_name())).unwrap();
            }
        }
        let words = tokio::task::spawn_blocking(move || Self {
            pdf: text(&folder.path().join("bao-cao.pdf")),
            docx: converted(folder.path(), "bao-cao.docx").unwrap_or_default(),
            xlsx: converted(folder.path(), "bao-cao.xlsx").unwrap_or_default(),
        });
        words.await.unwrap()
    }

    /// Every file has the total of each indicator, and the documents the number as their layout writes it.
    pub fn check(&self, month: &Month, said: &Entries, regime: Regime) {
        for (file, words) in [("docx", &self.docx), ("pdf", &self.pdf), ("xlsx", &self.xlsx)] {
            if words.is_empty() {
                continue;
            }
            let numbers: Vec<f64> = words.split_whitespace().flat_map(read).collect();
            for row in &month.forms[0].figures {
                let total = said.total(&row.indicator);
                // Shares are shown with a decimal or two.
                let is_there = numbers.iter().any(|number| (number - total).abs() < 0.051);
                assert!(is_there, "{file}: {total} of {} in {words:.3000}", row.indicator.name);
            }
        }
        for words in [&self.docx, &self.pdf].into_iter().filter(|words| !words.is_empty()) {
            assert!(words.contains(number_word(regime)), "{words:.2000}");
        }
    }
}

/// The numbers that a word can be, by the Vietnamese and by the English way of writing them.
fn read(word: &str) -> impl Iterator<Item = f64> {
    let word = word.trim_matches(['%', ';', ':', '(', ')']).trim_end_matches([',', '.']);
    let spelt = [word.replace('.', "").replace(',', "."), word.replace(',', "")];
    spelt.into_iter().filter_map(|number| number.parse().ok())
}

/// What LibreOffice makes of a file; none where there is no LibreOffice, which only a person's own run may lack.
fn converted(folder: &Path, name: &str) -> Option<String> {
    let Some(office) = std::env::var_os("COTMOC_SOFFICE") else {
        assert!(std::env::var_os("CI").is_none(), "COTMOC_SOFFICE names no LibreOffice to test with");
        eprintln!("NOT TESTED IN LIBREOFFICE: set COTMOC_SOFFICE, or run `cargo xtask test`");
        return None;
    };
    let out = folder.join("converted").join(name);
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let mut office = Command::new(office);
    office.args(["--headless", &profile, "--convert-to", "pdf", "--outdir"]).arg(&out).arg(folder.join(name));
    let output = office.output().unwrap();
    let pdf = out.join("bao-cao.pdf");
    assert!(pdf.is_file(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    Some(text(&pdf))
}

fn text(pdf: &Path) -> String {
    let output = Command::new("pdftotext").arg("-layout").arg(pdf).arg("-").output();
    let output = output.unwrap_or_else(|error| panic!("pdftotext: {error}; on Debian: poppler-utils"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}
