//! How much a file may hold before it is turned away.

/// Bounds on one file; the defaults fit the longest provincial plan many times over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Size of the file in bytes.
    pub max_bytes: u64,
    /// Size of everything in a docx or xlsx package after unpacking, in bytes.
    pub max_unpacked_bytes: u64,
    /// Unpacked size divided by packed size, for the whole package.
    pub max_ratio: u64,
    /// Number of files in a package.
    pub max_entries: usize,
    /// Number of lines of a document.
    pub max_lines: usize,
    /// Size of the text that is kept, in bytes.
    pub max_text_bytes: usize,
    /// Number of cell positions of all tables (rows × columns).
    pub max_cells: usize,
    /// How deep tables and text boxes may lie in one another.
    pub max_depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_bytes: 50 * 1024 * 1024,
            max_unpacked_bytes: 100 * 1024 * 1024,
            max_ratio: 200,
            max_entries: 5_000,
            max_lines: 200_000,
            max_text_bytes: 16 * 1024 * 1024,
            max_cells: 500_000,
            max_depth: 12,
        }
    }
}
