//! The files as an office suite opens them: LibreOffice turns them into PDF, and the pages are what they should be.

use std::path::{Path, PathBuf};
use std::process::Command;

use domain::Regime;
use report::official::{ReportHead, Source, Template, compose, docx, sample, xlsx};

/// LibreOffice as `cargo xtask test` found it; without it only a person's own run may go on.
fn soffice() -> Option<PathBuf> {
    let named = std::env::var_os("COTMOC_SOFFICE").map(PathBuf::from);
    if named.is_none() {
        assert!(std::env::var_os("CI").is_none(), "COTMOC_SOFFICE names no LibreOffice to test with");
        eprintln!("NOT TESTED IN LIBREOFFICE: set COTMOC_SOFFICE, or run `cargo xtask test`");
    }
    named
}

/// Converts a file to PDF in a folder of its own.
fn converted(soffice: &Path, folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let file = folder.join(name);
    std::fs::write(&file, bytes).unwrap();
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let mut office = Command::new(soffice);
    office.args(["--headless", &profile, "--convert-to", "pdf", "--outdir"]).arg(folder).arg(&file);
    let output = office.output().unwrap();
    let pdf = file.with_extension("pdf");
    assert!(pdf.is_file(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    pdf
}

fn said(program: &str, arguments: &[&str], pdf: &Path) -> String {
    let output = Command::new(program).args(arguments).arg(pdf).arg("-").output();
    let output = output.unwrap_or_else(|error| panic!("{program}: {error}; on Debian: poppler-utils"));
    String::from_utf8(output.stdout).unwrap()
}

fn text(pdf: &Path) -> String {
    said("pdftotext", &["-layout"], pdf).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn reports_open_as_documents_of_several_pages() {
    let Some(soffice) = soffice() else { return };
    for regime in Regime::ALL {
        let folder = tempfile::tempdir().unwrap();
        let snapshot = sample(*regime);
        let head = ReportHead { number: "05-BC/X".into(), ..ReportHead::suggested(&snapshot) };
        let template = Template::built_in(*regime);
        let source =
            Source { snapshot: &snapshot, digest: "abc", is_draft: false, head: &head, template: &template };
        let paper = compose(source);
        let pages = text(&converted(&soffice, folder.path(), "bao-cao.docx", &docx(&paper)));
        for words in
            ["05-BC/X", "Đánh giá chỉ tiêu theo nhóm", "Phụ lục II", "Ủy ban nhân dân xã Đông Ngạn Thượng"]
        {
            assert!(pages.contains(words), "{regime:?} lacks {words}: {pages}");
        }
        // The head of a table that runs over several pages is printed on each.
        assert!(pages.matches("Tiến độ Kết quả hiện tại").count() > 1, "{regime:?}: {pages}");
        let workbook = text(&converted(&soffice, folder.path(), "phu-luc.xlsx", &xlsx(&paper, &snapshot)));
        for words in ["TÌNH HÌNH THỰC HIỆN NHIỆM VỤ", "Tổng số nhiệm vụ"] {
            assert!(workbook.contains(words), "{regime:?} lacks {words}");
        }
        assert!(workbook.contains("71,4") || workbook.contains("71.4"), "the total of an indicator");
    }
}
