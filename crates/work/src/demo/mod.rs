//! The demonstration province: two documents, its bodies and posts, and invented figures.
