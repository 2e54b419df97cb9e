//! Files out and in.

use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use work::workbooks::File;

use crate::error::Error;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// An Excel file to keep.
pub(super) fn xlsx(file: File) -> impl IntoResponse {
    kept(XLSX, file)
}

/// An archive to keep.
pub(super) fn zip(file: File) -> impl IntoResponse {
    kept("application/zip", file)
}

fn kept(kind: &'static str, file: File) -> impl IntoResponse {
    let disposition = format!("attachment; filename=\"{}\"", file.name);
    ([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, disposition)], file.bytes)
}

/// The file of a form; empty when none was chosen.
pub(super) async fn uploaded(mut form: Multipart) -> Result<File, Error> {
    while let Some(field) = form.next_field().await.map_err(|error| not_taken(&error))? {
        if field.name() == Some("file") {
            let name = field.file_name().unwrap_or_default();
            let name = name.rsplit(['/', '\\']).next().unwrap_or_default().chars().take(200).collect();
            let bytes = field.bytes().await.map_err(|error| not_taken(&error))?.to_vec();
            return Ok(File { name, bytes });
        }
    }
    Err(Error::BadForm("no file".into()))
}

fn not_taken(error: &MultipartError) -> Error {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
        _ => Error::BadForm(error.body_text()),
    }
}
