//! Bytes out: figures become charts and official documents.
