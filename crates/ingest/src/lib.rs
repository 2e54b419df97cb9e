//! Bytes in: a document becomes a draft plan plus findings.
