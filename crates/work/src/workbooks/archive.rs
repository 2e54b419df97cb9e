//! Several files as one archive.

use std::collections::HashSet;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::File;
use crate::Error;

/// Packs files; workbooks are packed themselves, so they are only put together. Two of one name get numbers.
pub(super) fn pack(files: &[File]) -> Result<Vec<u8>, Error> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default());
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let mut used = HashSet::new();
    for file in files {
        let (stem, ending) = file.name.rsplit_once('.').unwrap_or((&file.name, ""));
        let names = std::iter::once(file.name.clone()).chain((2..).map(|n| format!("{stem}-{n}.{ending}")));
        let Some(name) = names.into_iter().find(|name| used.insert(name.clone())) else { continue };
        writer.start_file(name, options)?;
        writer.write_all(&file.bytes).map_err(zip::result::ZipError::Io)?;
    }
    Ok(writer.finish()?.into_inner())
}
