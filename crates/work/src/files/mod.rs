//! Evidence files: a folder in which each file lies under its own digest, `evidence/ab/abcd…`.
//!
//! A file is written aside while it is hashed, looked at, scanned, flushed to the disk, and only then moved to its
//! place, so that what lies there is always whole. Two who send the same file share one.

mod kind;
mod receive;
mod scan;

use std::path::{Path, PathBuf};

use tokio::fs;

pub use kind::MediaType;
pub use receive::{Received, Receiving};
pub use scan::{NoScanner, Scanner};

use crate::{Error, Work};

/// The largest file taken unless told otherwise: 50 MiB.
pub const LARGEST: u64 = 50 * 1024 * 1024;

/// Where evidence files lie, and what is asked of them.
#[derive(Debug, Clone)]
pub struct Files {
    folder: PathBuf,
    largest: u64,
    scanner: Option<Scanner>,
}

impl Files {
    /// Files in `evidence` below a data folder, made when it is first needed.
    pub fn in_folder(data: &Path) -> Self {
        Self { folder: data.join("evidence"), largest: LARGEST, scanner: None }
    }

    /// The same, taking files of so many bytes at most.
    #[must_use]
    pub fn up_to(self, largest: u64) -> Self {
        Self { largest, ..self }
    }

    /// The same, with each file scanned before it is kept.
    #[must_use]
    pub fn scanned_by(self, scanner: Scanner) -> Self {
        Self { scanner: Some(scanner), ..self }
    }

    /// How many bytes a file may have.
    pub fn largest(&self) -> u64 {
        self.largest
    }

    /// Begins to take in a file.
    pub async fn receive(&self, work: &Work, name: &str) -> Result<Receiving, Error> {
        let aside = self.folder.join("incoming");
        fs::create_dir_all(&aside).await?;
        Receiving::begin(self.clone(), aside.join(work.clock.id::<uuid::Uuid>().to_string()), name).await
    }

    /// A file that is kept, to be read; its digest tells whether it is still the same.
    pub async fn open(&self, sha256: &str) -> Result<fs::File, Error> {
        Ok(fs::File::open(self.place(sha256)).await?)
    }

    fn place(&self, sha256: &str) -> PathBuf {
        self.folder.join(sha256.get(..2).unwrap_or_default()).join(sha256)
    }
}
