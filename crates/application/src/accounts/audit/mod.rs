//! The audit log: telling what is done, looking it through, and checking that it is whole.
//!
//! A use case that changes something for somebody ends with `commit` instead of the commit of its
//! transaction, one that shows something personal begins with `looked`. Answering tells nothing: no
//! act of a respondent is in the log.

mod acts;
mod check;
mod look;
mod record;

pub use acts::{WITHOUT_POLICY, acts_of};
pub use check::{check, check_again, check_for, verify};
pub use look::{Log, MOST_IN_FILE, log, log_file, may_read_log};
pub use mkbroute_store::{AuditCheck, AuditFilter, AuditPage, Direction};
pub(crate) use record::{commit, looked};

#[cfg(test)]
mod tests;
