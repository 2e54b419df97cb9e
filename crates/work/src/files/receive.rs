//! Taking in a file: written aside and hashed as it comes, kept only when everything about it is right.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};
use tokio::fs;
use tokio::io::AsyncWriteExt as _;

use super::kind::{self, MediaType};
use super::{Files, NoScanner};
use crate::{Error, FieldError};

/// How many characters of a file's name are kept.
const LONGEST_NAME: usize = 150;

/// A file on its way in; what is not finished leaves nothing behind.
#[derive(Debug)]
pub struct Receiving {
    files: Files,
    name: String,
    aside: Aside,
    file: fs::File,
    hash: Sha256,
    bytes: u64,
}

/// A file that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// Its name, without a path.
    pub name: String,
    /// What it is.
    pub media_type: MediaType,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
    /// How long it is.
    pub bytes: u64,
}

/// A file that is removed unless it was moved to its place.
#[derive(Debug)]
struct Aside(PathBuf);

impl Drop for Aside {
    fn drop(&mut self) {
        // It is not there any more where it was moved; else what cannot be removed is only in the way.
        drop(std::fs::remove_file(&self.0));
    }
}

impl Receiving {
    /// Opens the file aside.
    pub(super) async fn begin(files: Files, aside: PathBuf, name: &str) -> Result<Self, Error> {
        let file = fs::File::create_new(&aside).await?;
        Ok(Self { files, name: plain(name), aside: Aside(aside), file, hash: Sha256::new(), bytes: 0 })
    }

    /// Takes the next part.
    pub async fn write(&mut self, part: &[u8]) -> Result<(), Error> {
        self.bytes += part.len() as u64;
        if self.bytes > self.files.largest {
            return Err(too_large(self.files.largest));
        }
        self.hash.update(part);
        Ok(self.file.write_all(part).await?)
    }

    /// Looks at the whole file, has it scanned, and moves it to its place.
    pub async fn finish(self) -> Result<Received, Error> {
        let Self { files, name, aside, mut file, hash, bytes } = self;
        file.flush().await?;
        file.sync_all().await?;
        drop(file);
        let (path, looked) = (aside.0.clone(), name.clone());
        let look = move || -> Result<MediaType, Error> {
            kind::look(&looked, &content(&path)?).map_err(|error| Error::Invalid(vec![error]))
        };
        let media_type = tokio::task::spawn_blocking(look).await.map_err(|_| Error::ReaderFailed)??;
        if let Some(scanner) = &files.scanner {
            match scanner.scan(&aside.0).await {
                Ok(None) => (),
                Ok(Some(virus)) => return Err(infected(&virus)),
                Err(why) => return Err(not_scanned(&why)),
            }
        }
        let sha256 = domain::text::hex(&hash.finalize());
        settle(&aside.0, &files.place(&sha256)).await?;
        Ok(Received { name, media_type, sha256, bytes })
    }
}

/// As much of a file as tells what it is: pictures and PDF say so at their beginning, the rest is read whole.
fn content(path: &Path) -> Result<Vec<u8>, Error> {
    let mut file = std::fs::File::open(path)?;
    let mut content = Vec::new();
    (&mut file).take(kind::HEAD as u64).read_to_end(&mut content)?;
    if !kind::is_told_by(&content) {
        file.read_to_end(&mut content)?;
    }
    Ok(content)
}

/// Moves a file to its place for good: the folder, too, is flushed.
async fn settle(aside: &Path, place: &Path) -> Result<(), Error> {
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder).await?;
        fs::rename(aside, place).await?;
        fs::File::open(folder).await?.sync_all().await?;
    }
    Ok(())
}

/// A file's name as it may be shown and sent back: no path, no control characters.
fn plain(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = name.chars().filter(|letter| !letter.is_control()).collect();
    let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
    let stem: String = stem.trim().chars().take(LONGEST_NAME).collect();
    if ending.is_empty() { stem } else { format!("{stem}.{}", ending.chars().take(10).collect::<String>()) }
}

fn too_large(largest: u64) -> Error {
    let mebibytes = largest / (1024 * 1024);
    Error::Invalid(vec![FieldError::new(
        "file",
        format!("Tệp lớn hơn {mebibytes} MB. Đề nghị giảm dung lượng, hoặc ghi đường dẫn tới nơi lưu."),
        format!("The file is larger than {mebibytes} MB. Please make it smaller, or give a link to it."),
    )])
}

fn infected(virus: &str) -> Error {
    Error::Invalid(vec![FieldError::new(
        "file",
        format!("Tệp có mã độc ({virus}) nên không được nhận."),
        format!("The file carries malware ({virus}) and was not taken."),
    )])
}

fn not_scanned(why: &NoScanner) -> Error {
    tracing::error!(%why, "a file could not be scanned");
    Error::Invalid(vec![FieldError::new(
        "file",
        "Chưa quét được mã độc nên tệp chưa được nhận. Đề nghị thử lại sau ít phút, hoặc báo quản trị hệ thống.",
        "The file could not be scanned for malware and was not taken. Please try again in some minutes, or tell the administrator.",
    )])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_kept_without_its_path_and_what_cannot_be_shown() {
        assert_eq!(plain("C:\\Users\\a\\Báo cáo.pdf"), "Báo cáo.pdf");
        assert_eq!(plain("../../etc/passwd"), "passwd");
        assert_eq!(plain("a\r\nb\".pdf"), "ab\".pdf");
        assert_eq!(plain(&format!("{}.docx", "ă".repeat(500))).chars().count(), LONGEST_NAME + 5);
    }
}
