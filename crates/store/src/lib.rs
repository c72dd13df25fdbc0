//! The database and the files of frozen data: one code path for SQLite and PostgreSQL.
//!
//! Reads are methods of [`Store`] and [`Tx`]; writes are methods of [`Tx`], apart from submissions,
//! which have short transactions of their own. Rows are parsed like user input.

mod accounts;
mod answering;
mod audit;
mod connect;
mod entities;
mod error;
pub mod figures_file;
pub mod frozen;
mod interim;
mod location;
mod migrations;
mod parse;
mod pathways;
mod questionnaire_drafts;
mod store;
mod studies;
mod submit;
mod surveys;
pub mod tables;
mod tx;

pub use accounts::{GrantFilter, People, PersonFilter};
pub use answering::{Ballot, Invitee, ResponseCount, StoredResponse};
pub use audit::{AuditCheck, AuditFilter, AuditPage, Direction};
pub use error::StoreError;
pub use interim::InterimGroup;
pub use location::Location;
pub use questionnaire_drafts::{NewRevision, Undecided};
pub use store::Store;
pub use submit::{NewResponse, SubmitOutcome};
pub use surveys::{Claimed, LinkCount};
pub use tx::Tx;
