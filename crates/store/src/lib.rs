//! SQLite and PostgreSQL; the only crate with SQL.
//!
//! One module per noun, named like its table, with the verbs `find` (may be absent), `get` (must
//! exist), `list`, `add` and `update`. A verb that reads takes a [`Read`], one that changes a
//! [`Write`]; a `Write` also serves wherever a `Read` is asked for, and then sees its own changes.
//!
//! ```
//! use domain::{Plan, PlanId, PlanLevel};
//! use store::{Error, Options, Store};
//!
//! # async fn run(folder: &std::path::Path) -> Result<(), Error> {
//! let store = Store::open(&format!("sqlite:{}", folder.join("cotmoc.db").display()), Options::default()).await?;
//! let plan = Plan {
//!     id: PlanId(uuid::Uuid::from_u128(1)),
//!     title: "Kế hoạch hành động".into(),
//!     level: PlanLevel::Province,
//!     owner: "Tỉnh ủy".into(),
//!     implements: None,
//!     is_illustration: false,
//! };
//!
//! // A verb of `work` changes several nouns in one transaction; dropped before `commit`, it leaves nothing.
//! let mut tx = store.write().await?;
//! store::plan::add(&mut tx, &plan).await?;
//! store::setting::set(&mut tx, "as_of", "2026-10-31").await?;
//! tx.commit(Vec::new()).await?;
//!
//! // A page reads one state of the database, however many queries it asks.
//! let mut read = store.read().await?;
//! assert_eq!(store::plan::list(&mut read).await?, [plan]);
//! # Ok(())
//! # }
//! # tokio::runtime::Runtime::new().unwrap().block_on(run(tempfile::tempdir().unwrap().path())).unwrap();
//! ```
//!
//! What is changed (indicators, tasks, organisations, imports) carries a version: an update made
//! on an older one is [`Error::Stale`]. What is only ever followed by the next revision
//! (observations, task updates) carries the revision instead, under the same rule.
//!
//! On SQLite one connection writes and others read; on PostgreSQL a pool does both. Only the
//! module `pool` knows that there are two.

mod asked;
mod cell;
mod error;
mod pool;
mod record;
mod responsibility;

pub mod access_grant;
pub mod account;
pub mod audit;
pub mod body_group;
pub mod calendar;
pub mod central_update;
pub mod committee;
pub mod difficulty;
pub mod document;
pub mod document_link;
pub mod erasure;
pub mod evidence;
pub mod field;
pub mod figure_check;
pub mod generation;
pub mod group;
pub mod identity;
pub mod import;
pub mod indicator;
pub mod inspection;
pub mod job;
pub mod mail;
pub mod member;
pub mod notice;
pub mod observation;
pub mod organisation;
pub mod organisation_act;
pub mod organisation_past;
pub mod passkey;
pub mod person;
pub mod place;
pub mod plan;
pub mod plan_version;
pub mod post;
pub mod recovery_code;
pub mod report_head;
pub mod report_line;
pub mod report_template;
pub mod reporting_period;
pub mod rule_set;
pub mod search;
pub mod session;
pub mod setting;
pub mod sign_in_failure;
pub mod sign_in_link;
pub mod sign_in_step;
pub mod snapshot;
pub mod special_day;
pub mod submission;
pub mod submission_cell;
pub mod submission_message;
pub mod submission_revision;
pub mod target;
pub mod task;
pub mod task_update;
pub mod tenure;
pub mod totp;
pub mod waiting_figure;
pub mod workbook_cell;
pub mod workbook_return;

pub use error::{Error, Failure, Result};
pub use pool::{Options, Read, Store, Write};
