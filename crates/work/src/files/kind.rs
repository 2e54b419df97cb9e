//! What a file is, by its content; its name must say the same.

use ingest::Refusal;
use ingest::source::{self, Format};

use crate::FieldError;

/// A type of file that is taken as evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaType {
    /// Portable document.
    Pdf,
    /// Picture without loss.
    Png,
    /// Photograph.
    Jpeg,
    /// Word document.
    Docx,
    /// Excel workbook.
    Xlsx,
    /// `OpenDocument` text.
    Odt,
    /// `OpenDocument` spreadsheet.
    Ods,
    /// Plain text.
    Text,
}

impl MediaType {
    /// Every type.
    pub const ALL: [MediaType; 8] = [
        MediaType::Pdf,
        MediaType::Png,
        MediaType::Jpeg,
        MediaType::Docx,
        MediaType::Xlsx,
        MediaType::Odt,
        MediaType::Ods,
        MediaType::Text,
    ];

    /// The type's name on the Internet.
    pub fn name(self) -> &'static str {
        match self {
            MediaType::Pdf => "application/pdf",
            MediaType::Png => "image/png",
            MediaType::Jpeg => "image/jpeg",
            MediaType::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            MediaType::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            MediaType::Odt => "application/vnd.oasis.opendocument.text",
            MediaType::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            MediaType::Text => "text/plain",
        }
    }

    /// The endings of names of such files.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            MediaType::Pdf => &["pdf"],
            MediaType::Png => &["png"],
            MediaType::Jpeg => &["jpg", "jpeg"],
            MediaType::Docx => &["docx"],
            MediaType::Xlsx => &["xlsx"],
            MediaType::Odt => &["odt"],
            MediaType::Ods => &["ods"],
            MediaType::Text => &["txt"],
        }
    }

    /// What people call it.
    pub fn words(self) -> &'static str {
        match self {
            MediaType::Pdf => "PDF",
            MediaType::Png => "PNG",
            MediaType::Jpeg => "JPEG",
            MediaType::Docx => "Word (DOCX)",
            MediaType::Xlsx => "Excel (XLSX)",
            MediaType::Odt => "OpenDocument (ODT)",
            MediaType::Ods => "OpenDocument (ODS)",
            MediaType::Text => "TXT",
        }
    }

    /// Whether the reader of documents can look into it for a stamp of secrecy.
    fn is_readable(self) -> bool {
        matches!(self, MediaType::Docx | MediaType::Xlsx | MediaType::Text)
    }
}

/// Says what a file is by its content, or why it is not taken.
///
/// What is not what its name says is refused with what it is; what is stamped as secret, carries macros or
/// opens only with a password is refused like any other document.
pub fn look(name: &str, content: &[u8]) -> Result<MediaType, FieldError> {
    let Some(kind) = by_content(name, content) else {
        return Err(FieldError::new(
            "file",
            "Nội dung tệp không thuộc loại được nhận: PDF, PNG, JPEG, DOCX, XLSX, ODT, ODS hoặc TXT.",
            "By its content the file is none of those taken: PDF, PNG, JPEG, DOCX, XLSX, ODT, ODS or TXT.",
        ));
    };
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    if !kind.endings().contains(&ending.as_str()) {
        let (is, ending) = (kind.words(), kind.endings()[0]);
        return Err(FieldError::new(
            "file",
            format!("“{name}” thực chất là tệp {is}. Đề nghị gửi đúng tệp, hoặc đổi đuôi thành .{ending}."),
            format!("“{name}” is in truth a {is} file. Please send the right file, or name it .{ending}."),
        ));
    }
    if kind.is_readable() {
        refuse_secret(name, content)?;
    }
    Ok(kind)
}

/// How much of a file may be looked at before the rest.
pub(super) const HEAD: usize = 1024;

/// Whether the beginning of a file tells what it is.
pub(super) fn is_told_by(head: &[u8]) -> bool {
    matches!(by_head(head), Some(MediaType::Pdf | MediaType::Png | MediaType::Jpeg))
}

fn by_head(head: &[u8]) -> Option<MediaType> {
    match head {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(MediaType::Png),
        [0xff, 0xd8, 0xff, ..] => Some(MediaType::Jpeg),
        [b'P', b'K', 3, 4, ..] => None,
        _ => head[..head.len().min(HEAD)].windows(5).any(|part| part == b"%PDF-").then_some(MediaType::Pdf),
    }
}

fn by_content(name: &str, content: &[u8]) -> Option<MediaType> {
    by_head(content).or_else(|| match content {
        [b'P', b'K', 3, 4, ..] => package(name, content),
        _ => is_text(content).then_some(MediaType::Text),
    })
}

/// An `OpenDocument` file says at its very beginning what it is; the others are opened.
fn package(name: &str, content: &[u8]) -> Option<MediaType> {
    let head = &content[..content.len().min(200)];
    let says = |kind: MediaType| {
        let mark = format!("mimetype{}", kind.name());
        head.windows(mark.len()).any(|part| part == mark.as_bytes())
    };
    if let Some(kind) = [MediaType::Odt, MediaType::Ods].into_iter().find(|kind| says(*kind)) {
        return Some(kind);
    }
    match source::open(name, content, &limits(content)) {
        Ok(source) => of_format(source.format),
        // The stamp is told by whoever looks into it; here it only matters what it is.
        Err(
            Refusal::Secret { .. } | Refusal::LegacyFont { .. } | Refusal::TooLong { .. } | Refusal::Macros,
        ) => {
            let holds = |part: &[u8]| content.windows(part.len()).any(|window| window == part);
            let is_document = holds(b"word/document.xml");
            Some(if is_document { MediaType::Docx } else { MediaType::Xlsx })
        }
        Err(_) => None,
    }
}

fn of_format(format: Format) -> Option<MediaType> {
    match format {
        Format::Docx => Some(MediaType::Docx),
        Format::Xlsx => Some(MediaType::Xlsx),
        _ => None,
    }
}

fn is_text(content: &[u8]) -> bool {
    !content.is_empty() && !content.contains(&0) && std::str::from_utf8(content).is_ok()
}

fn limits(content: &[u8]) -> source::Limits {
    source::Limits { max_bytes: content.len() as u64, ..source::Limits::default() }
}

/// Refuses what the reader of documents would refuse for what it is, not for how it is written.
fn refuse_secret(name: &str, content: &[u8]) -> Result<(), FieldError> {
    match source::open(name, content, &limits(content)) {
        Err(
            refusal @ (Refusal::Secret { .. }
            | Refusal::Macros
            | Refusal::PasswordProtected
            | Refusal::ZipBomb
            | Refusal::XmlEntities
            | Refusal::Truncated),
        ) => {
            let said = |lang| format!("{} {}", refusal.message(lang), refusal.hint(lang));
            Err(FieldError::new("file", said(domain::Lang::Vi), said(domain::Lang::En)))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, content: &[u8], expected: Result<MediaType, &str>) {
        match (look(name, content), expected) {
            (Ok(found), Ok(kind)) => assert_eq!(found, kind, "{name}"),
            (Err(error), Err(words)) => assert!(error.en.contains(words), "{name}: {}", error.en),
            (found, expected) => panic!("{name}: {found:?}, expected {expected:?}"),
        }
    }

    #[test]
    fn a_file_is_what_it_holds() {
        check("bao-cao.pdf", b"%PDF-1.7\n", Ok(MediaType::Pdf));
        check("anh.PNG", b"\x89PNG\r\n\x1a\n....", Ok(MediaType::Png));
        check("anh.jpeg", b"\xff\xd8\xff\xe0", Ok(MediaType::Jpeg));
        check("ghi-chu.txt", "Kết quả".as_bytes(), Ok(MediaType::Text));
        let odt = [
            b"PK\x03\x04..........................".as_slice(),
            b"mimetypeapplication/vnd.oasis.opendocument.text",
        ];
        check("bien-ban.odt", &odt.concat(), Ok(MediaType::Odt));
    }

    #[test]
    fn what_is_not_what_its_name_says_is_refused_with_what_it_is() {
        check("bao-cao.pdf", b"\x89PNG\r\n\x1a\n....", Err("a PNG file"));
        check("bao-cao.docx", b"%PDF-1.7\n", Err("a PDF file"));
        check("bao-cao", b"%PDF-1.7\n", Err("a PDF file"));
        check("bao-cao.pdf", b"MZ\x90\x00\x03", Err("none of those"));
        check("bao-cao.pdf", b"", Err("none of those"));
        check("bao-cao.docx", b"PK\x03\x04 cut off", Err("none of those"));
    }

    #[test]
    fn what_is_stamped_as_secret_never_enters() {
        check("ke-hoach.txt", "TỐI MẬT\nKế hoạch".as_bytes(), Err("TỐI MẬT"));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_looked_at_without_a_panic(name in "\\PC{0,20}", bytes: Vec<u8>) {
            let _ = look(&name, &bytes);
        }
    }
}
