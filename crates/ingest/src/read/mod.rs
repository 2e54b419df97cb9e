//! A source becomes a draft: head, links, outline, indicators, tasks, members and everything doubtful.

pub(crate) mod outline;
pub(crate) mod paragraphs;
