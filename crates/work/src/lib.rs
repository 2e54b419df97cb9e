//! The verbs that pages, command line and jobs share.
