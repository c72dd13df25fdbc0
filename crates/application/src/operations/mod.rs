//! Keeping the program running: is it ready, backups, and what stays erased.

mod backups;
mod ledger;
mod ready;

pub use backups::{Expiry, Kept, back_up, kept_backups, tell_restored};
pub use ledger::{Erasure, LEDGER, ledger_after, record_erasure};
pub use mkbroute_store::backup::{BackupError, Contents, Erased, Header, Restore, read_header};
pub use ready::{LEAST_DISK, Readiness, disk_free, readiness};
