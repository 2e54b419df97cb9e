//! The package of a DOCX file: a ZIP archive whose bytes depend on nothing but what is put in.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Packs parts in the order given, each with the same time: that of the format's own beginning.
pub(super) fn pack(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), options).expect("memory takes every part, and names are short");
        writer.write_all(bytes).expect("memory takes every byte");
    }
    writer.finish().expect("memory takes the end").into_inner()
}
