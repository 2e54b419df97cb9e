//! The files of a report, made when they are asked for.

use domain::ReportingPeriodId;
use domain::audit::sha256_hex;
use report::official::{Paper, docx, xlsx};

use super::Basis;
use crate::{Error, Work};

/// Sets a paper as PDF; the program that was built with it hands it in.
pub type Typesetter = fn(&Paper) -> Result<Vec<u8>, String>;

/// A format that the report is taken out in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Word, to be edited.
    Docx,
    /// PDF, to be read and signed.
    Pdf,
    /// The annexes as a workbook.
    Xlsx,
}

impl FileKind {
    /// Every format.
    pub const ALL: [FileKind; 3] = [FileKind::Docx, FileKind::Pdf, FileKind::Xlsx];

    /// The ending of its files' names.
    pub fn ending(self) -> &'static str {
        match self {
            FileKind::Docx => "docx",
            FileKind::Pdf => "pdf",
            FileKind::Xlsx => "xlsx",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            FileKind::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            FileKind::Pdf => "application/pdf",
            FileKind::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// A file of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// SHA-256 of them.
    pub sha256: String,
}

/// Makes a file of a period's report; [`Error::NoTypesetter`] where this program sets no PDF.
pub async fn file(work: &Work, id: ReportingPeriodId, kind: FileKind) -> Result<File, Error> {
    of_basis(work, Basis::load(work, id).await?, kind).await
}

/// Setting takes the processor for a while: it must not hold up other requests.
pub(super) async fn of_basis(work: &Work, basis: Basis, kind: FileKind) -> Result<File, Error> {
    let typesetter = work.typesetter;
    if kind == FileKind::Pdf && typesetter.is_none() {
        return Err(Error::NoTypesetter);
    }
    let name = format!(
        "bao-cao-{}{}.{}",
        basis.snapshot.period.figures,
        if basis.is_draft { "-du-thao" } else { "" },
        kind.ending()
    );
    let setting = tokio::task::spawn_blocking(move || {
        let paper = basis.paper();
        match (kind, typesetter) {
            (FileKind::Docx, _) => Ok(docx(&paper)),
            (FileKind::Xlsx, _) => Ok(xlsx(&paper, &basis.snapshot)),
            (FileKind::Pdf, Some(typesetter)) => typesetter(&paper).map_err(Error::NotTypeset),
            (FileKind::Pdf, None) => Err(Error::NoTypesetter),
        }
    });
    let bytes = setting.await.map_err(|_| Error::ReaderFailed)??;
    Ok(File { name, sha256: sha256_hex(&bytes), bytes })
}
