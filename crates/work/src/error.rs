//! Why a verb did not do what was asked.

use domain::FieldError;

/// Why a verb failed; the page or command says what to do next.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file cannot be read, or must not be.
    #[error("the file was refused: {0:?}")]
    Refused(ingest::Refusal),
    /// What was entered is not valid.
    #[error("{} fields are not valid", .0.len())]
    Invalid(Vec<FieldError>),
    /// Findings of severity "error" are still open.
    #[error("{0} findings must be resolved first")]
    Unresolved(usize),
    /// The import was published or put aside before.
    #[error("the import is closed")]
    Closed,
    /// The draft has nothing that could be tracked.
    #[error("nothing to track in the draft")]
    NothingToTrack,
    /// A sign-in link or session that is unknown, used, or too old.
    #[error("the sign-in link or session is no longer valid")]
    SignIn,
    /// The name or the password is wrong, or the account is locked, closed or long unused: which of these is not told.
    #[error("signing in was refused")]
    NotAdmitted,
    /// Too many attempts to sign in failed from one address.
    #[error("too many failed attempts from this address")]
    TooManyAttempts,
    /// A sealed secret cannot be opened with the installation's key, or not be sealed.
    #[error("a secret cannot be opened with the installation's key")]
    Vault,
    /// A password could not be hashed.
    #[error("a password could not be hashed")]
    Hashing,
    /// What belongs together is not all there: a plan without its owner, an indicator without its group.
    #[error("the stored plan is incomplete")]
    Incomplete,
    /// A workbook could not be written.
    #[error(transparent)]
    NotWritten(#[from] report::workbook::NotWritten),
    /// Workbooks could not be packed into one archive.
    #[error("the archive could not be written: {0}")]
    NotPacked(#[from] zip::result::ZipError),
    /// This program was built without what sets PDF.
    #[error("this program sets no PDF")]
    NoTypesetter,
    /// A report could not be set as PDF.
    #[error("the report could not be set as PDF: {0}")]
    NotTypeset(String),
    /// The reader stopped unexpectedly; nothing was kept.
    #[error("the reader stopped unexpectedly")]
    ReaderFailed,
    /// An evidence file could not be written or read.
    #[error("an evidence file: {0}")]
    Files(#[from] std::io::Error),
    /// The store failed; `NotFound` and `Stale` are its own words.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// A stored draft or rule set cannot be read back.
    #[error("what is stored as JSON cannot be read: {0}")]
    StoredDraft(#[from] serde_json::Error),
}

impl From<ingest::Refusal> for Error {
    fn from(refusal: ingest::Refusal) -> Self {
        Self::Refused(refusal)
    }
}
