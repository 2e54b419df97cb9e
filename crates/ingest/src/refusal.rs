//! Why a file is not taken in: what is wrong with it, and what its sender can do about it.

use std::borrow::Cow;

use domain::Lang;

/// A file that is turned away whole; nothing of it is kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message(Lang::En))]
pub enum Refusal {
    /// No bytes, or nothing but blank space.
    Empty,
    /// More bytes than the limit, both in bytes.
    TooLarge {
        /// Size of the file.
        bytes: u64,
        /// Largest size taken.
        limit: u64,
    },
    /// More lines, text or table cells than one plan document can have.
    TooLong {
        /// Largest number of lines taken.
        lines: usize,
    },
    /// Bytes of no format that is known here.
    UnknownFormat,
    /// A format that is known but not read.
    Unsupported(Unsupported),
    /// A Word or Excel file that is damaged or was cut off on its way.
    Truncated,
    /// A package that unpacks to far more than an honest document would.
    ZipBomb,
    /// XML that declares a document type or entities.
    XmlEntities,
    /// A Word or Excel file that carries macros.
    Macros,
    /// A file that opens only with a password.
    PasswordProtected,
    /// A document stamped with a degree of secrecy; holds the stamp as printed.
    Secret {
        /// The stamp, for instance `TUYỆT MẬT`.
        stamp: String,
    },
    /// Text in an encoding that cannot be told.
    UnknownEncoding,
    /// Text written for a font from before Unicode; holds that family's name.
    LegacyFont {
        /// `TCVN3 (ABC)` or `VNI`.
        family: &'static str,
    },
}

/// Formats that are recognised only to say what to do instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsupported {
    /// Portable document format.
    Pdf,
    /// Word's binary format up to 2003.
    Doc,
    /// Excel's binary format up to 2003.
    Xls,
    /// Excel's binary workbook.
    Xlsb,
    /// A slide show.
    Slides,
    /// `OpenDocument` text or spreadsheet.
    OpenDocument,
    /// Rich text format.
    Rtf,
    /// A web page.
    Html,
    /// A photograph or scan.
    Image,
    /// A zip, rar or 7z archive that holds other files.
    Archive,
}

impl Refusal {
    /// Says in one sentence what is wrong with the file.
    pub fn message(&self, lang: Lang) -> String {
        self.words(lang).0.into_owned()
    }

    /// Says what the sender can do about it.
    pub fn hint(&self, lang: Lang) -> String {
        self.words(lang).1.into_owned()
    }

    fn words(&self, lang: Lang) -> (Cow<'static, str>, Cow<'static, str>) {
        match lang {
            Lang::Vi => self.vietnamese(),
            Lang::En => self.english(),
        }
    }

    fn vietnamese(&self) -> (Cow<'static, str>, Cow<'static, str>) {
        match self {
            Self::Empty => say(
                "Tệp không có nội dung.",
                "Mở tệp gốc để kiểm tra, lưu lại rồi gửi lại.",
            ),
            Self::TooLarge { bytes, limit } => (
                format!(
                    "Tệp có dung lượng {} MB, vượt mức tối đa {} MB.",
                    megabytes(*bytes),
                    megabytes(*limit)
                )
                .into(),
                "Bỏ ảnh và tệp đính kèm trong văn bản hoặc tách văn bản thành nhiều phần rồi gửi lại.".into(),
            ),
            Self::TooLong { lines } => (
                format!("Văn bản hoặc bảng quá dài (tối đa {lines} dòng).").into(),
                "Chỉ giữ lại phần kế hoạch cần theo dõi rồi gửi lại.".into(),
            ),
            Self::UnknownFormat => say(
                "Không nhận ra định dạng của tệp.",
                "Lưu văn bản ở dạng .docx, .xlsx, .md hoặc .txt (Unicode) rồi gửi lại.",
            ),
            Self::Unsupported(kind) => kind.vietnamese(),
            Self::Truncated => say(
                "Tệp bị hỏng hoặc chưa tải lên đầy đủ.",
                "Mở tệp gốc bằng Word hoặc Excel, lưu lại rồi gửi lại.",
            ),
            Self::ZipBomb => say(
                "Tệp nén có dung lượng sau giải nén lớn bất thường nên không được mở.",
                "Mở văn bản gốc, lưu lại ở dạng .docx hoặc .xlsx rồi gửi lại; nếu tệp do nơi khác gửi đến, đề nghị kiểm tra nguồn gửi.",
            ),
            Self::XmlEntities => say(
                "Tệp chứa khai báo XML (DOCTYPE, ENTITY) không được phép.",
                "Mở tệp bằng Word hoặc Excel, lưu lại ở dạng .docx hoặc .xlsx rồi gửi lại.",
            ),
            Self::Macros => say(
                "Tệp có chứa macro nên không được nhận.",
                "Lưu lại ở dạng .docx hoặc .xlsx (không có macro) rồi gửi lại.",
            ),
            Self::PasswordProtected => say(
                "Tệp được đặt mật khẩu nên không đọc được.",
                "Gỡ mật khẩu của tệp rồi gửi lại; không gửi mật khẩu kèm theo.",
            ),
            Self::Secret { stamp } => (
                format!("Văn bản đóng dấu độ mật “{stamp}”. Hệ thống không nhận văn bản mật; nội dung tệp không được lưu.").into(),
                "Xử lý văn bản này theo quy định về bảo vệ bí mật nhà nước. Nếu văn bản không mật, bỏ dòng ghi độ mật rồi gửi lại.".into(),
            ),
            Self::UnknownEncoding => say(
                "Không nhận ra bảng mã của văn bản.",
                "Lưu lại với bảng mã Unicode (UTF-8) rồi gửi lại.",
            ),
            Self::LegacyFont { family } => (
                format!("Văn bản dùng bảng mã cũ {family}, không phải Unicode.").into(),
                "Dùng công cụ chuyển mã (ví dụ UniKey, chức năng “Chuyển mã sang Unicode”) để chuyển văn bản sang Unicode rồi gửi lại.".into(),
            ),
        }
    }

    fn english(&self) -> (Cow<'static, str>, Cow<'static, str>) {
        match self {
            Self::Empty => say("The file is empty.", "Check the original, save it and send it again."),
            Self::TooLarge { bytes, limit } => (
                format!("The file has {} MB; the most taken is {} MB.", megabytes(*bytes), megabytes(*limit)).into(),
                "Remove pictures and attachments or split the document, then send it again.".into(),
            ),
            Self::TooLong { lines } => (
                format!("The text or a table is too long (at most {lines} lines).").into(),
                "Keep only the plan that is to be tracked, then send it again.".into(),
            ),
            Self::UnknownFormat => say(
                "The format of the file is not known.",
                "Save the document as .docx, .xlsx, .md or .txt (Unicode) and send it again.",
            ),
            Self::Unsupported(kind) => kind.english(),
            Self::Truncated => say(
                "The file is damaged or was not sent completely.",
                "Open the original in Word or Excel, save it and send it again.",
            ),
            Self::ZipBomb => say(
                "The file unpacks to an unusual size and was not opened.",
                "Open the original document, save it as .docx or .xlsx and send it again; if someone else sent it, check with them.",
            ),
            Self::XmlEntities => say(
                "The file contains XML declarations (DOCTYPE, ENTITY) that are not allowed.",
                "Open it in Word or Excel, save it as .docx or .xlsx and send it again.",
            ),
            Self::Macros => say(
                "The file contains macros and was not taken.",
                "Save it as .docx or .xlsx (without macros) and send it again.",
            ),
            Self::PasswordProtected => say(
                "The file is protected by a password and cannot be read.",
                "Remove the password and send the file again; do not send the password.",
            ),
            Self::Secret { stamp } => (
                format!("The document is stamped “{stamp}”. Secret documents are not taken; nothing of the file was kept.").into(),
                "Handle the document under the rules on state secrets. If it is not secret, remove the line with the stamp and send it again.".into(),
            ),
            Self::UnknownEncoding => say(
                "The character encoding of the text is not known.",
                "Save it as Unicode (UTF-8) and send it again.",
            ),
            Self::LegacyFont { family } => (
                format!("The text is written in the old encoding {family}, not in Unicode.").into(),
                "Convert it to Unicode with a conversion tool (such as UniKey) and send it again.".into(),
            ),
        }
    }
}

impl Unsupported {
    fn vietnamese(self) -> (Cow<'static, str>, Cow<'static, str>) {
        match self {
            Self::Pdf => say(
                "Hệ thống hiện không đọc tệp PDF.",
                "Gửi bản gốc ở dạng .docx, hoặc chuyển nội dung sang .docx hay .txt rồi gửi lại.",
            ),
            Self::Doc => say(
                "Tệp ở định dạng Word cũ (.doc).",
                "Mở bằng Word, chọn Lưu thành (Save As) dạng .docx rồi gửi lại.",
            ),
            Self::Xls => say(
                "Tệp ở định dạng Excel cũ (.xls).",
                "Mở bằng Excel, chọn Lưu thành (Save As) dạng .xlsx rồi gửi lại.",
            ),
            Self::Xlsb => say(
                "Tệp ở định dạng Excel nhị phân (.xlsb).",
                "Mở bằng Excel, chọn Lưu thành (Save As) dạng .xlsx rồi gửi lại.",
            ),
            Self::Slides => {
                say("Tệp là bài trình chiếu, không phải văn bản.", "Gửi văn bản gốc ở dạng .docx hoặc .xlsx.")
            }
            Self::OpenDocument => say(
                "Tệp ở định dạng OpenDocument (.odt, .ods).",
                "Mở bằng LibreOffice, lưu thành .docx hoặc .xlsx rồi gửi lại.",
            ),
            Self::Rtf => say("Tệp ở định dạng RTF.", "Mở bằng Word, lưu thành .docx rồi gửi lại."),
            Self::Html => say(
                "Tệp là trang web (HTML).",
                "Mở bằng Word, lưu thành .docx rồi gửi lại, hoặc chép nội dung sang tệp .txt.",
            ),
            Self::Image => say(
                "Tệp là ảnh hoặc bản quét, không có chữ để đọc.",
                "Gửi bản gốc ở dạng .docx, hoặc nhận dạng chữ (OCR) rồi gửi tệp .txt hay .docx.",
            ),
            Self::Archive => say("Tệp là tệp nén chứa nhiều tệp khác.", "Giải nén rồi gửi từng văn bản."),
        }
    }

    fn english(self) -> (Cow<'static, str>, Cow<'static, str>) {
        match self {
            Self::Pdf => say(
                "PDF files are not read at present.",
                "Send the original as .docx, or convert the text to .docx or .txt and send that.",
            ),
            Self::Doc => say(
                "The file is in Word's old format (.doc).",
                "Open it in Word, save it as .docx and send it again.",
            ),
            Self::Xls => say(
                "The file is in Excel's old format (.xls).",
                "Open it in Excel, save it as .xlsx and send it again.",
            ),
            Self::Xlsb => say(
                "The file is in Excel's binary format (.xlsb).",
                "Open it in Excel, save it as .xlsx and send it again.",
            ),
            Self::Slides => say(
                "The file is a slide show, not a document.",
                "Send the document itself as .docx or .xlsx.",
            ),
            Self::OpenDocument => say(
                "The file is in the OpenDocument format (.odt, .ods).",
                "Open it in LibreOffice, save it as .docx or .xlsx and send it again.",
            ),
            Self::Rtf => {
                say("The file is in the RTF format.", "Open it in Word, save it as .docx and send it again.")
            }
            Self::Html => say(
                "The file is a web page (HTML).",
                "Open it in Word, save it as .docx and send it again, or copy the text into a .txt file.",
            ),
            Self::Image => say(
                "The file is a picture or scan; it holds no text to read.",
                "Send the original as .docx, or recognise the text (OCR) and send that as .txt or .docx.",
            ),
            Self::Archive => {
                say("The file is an archive of other files.", "Unpack it and send each document.")
            }
        }
    }
}

fn say(message: &'static str, hint: &'static str) -> (Cow<'static, str>, Cow<'static, str>) {
    (message.into(), hint.into())
}

/// Rounds up, so that a file just over the limit does not read as equal to it.
fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1024 * 1024)
}
