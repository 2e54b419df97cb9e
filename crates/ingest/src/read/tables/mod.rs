//! Tables: real ones and those of plain text, as one grid; and the tasks that stand in them.

pub(crate) mod bodies;
pub(crate) mod columns;
pub(crate) mod grid;
mod plain;
mod tasks;
mod unread;

pub(crate) use tasks::read as tasks;
pub(crate) use unread::check as unread;
