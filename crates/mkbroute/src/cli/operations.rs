//! Arguments of `mkbroute backup`, `restore` and `doctor`.

use std::path::PathBuf;

use clap::{ArgGroup, Args};

use super::{DataArguments, MailArguments};

const BACKUP_EXAMPLES: &str = "Examples:
  mkbroute backup --new-key /etc/mkbroute/backup.key  once; keep a copy of the key elsewhere
  mkbroute backup --key /etc/mkbroute/backup.key      into the folder of backups, while serving
  mkbroute backup --prune --dry-run                   which backups must go, and why

linking.key is not in a backup: keep it elsewhere. See docs/operations.md.";

const RESTORE_EXAMPLES: &str = "Examples:
  mkbroute restore FILE --key KEYFILE --check         is it whole? Stores nothing
  mkbroute restore FILE --key KEYFILE --data DIR      into an empty folder
  MKBROUTE_DATABASE=postgres://… mkbroute restore FILE --key KEYFILE --data DIR

A backup of either database restores into either. What was erased since stays erased: erasures.jsonl
beside the backup tells what.";

#[derive(Debug, Args)]
#[command(
    after_help = BACKUP_EXAMPLES,
    group = ArgGroup::new("what").args(["file", "new_key", "prune"])
)]
pub(crate) struct BackupArguments {
    /// The file to write [default: one with the moment in its name, in the folder of backups].
    pub(crate) file: Option<PathBuf>,
    /// The file with the key.
    #[arg(long, env = "MKBROUTE_BACKUP_KEY", value_name = "FILE")]
    pub(crate) key: Option<PathBuf>,
    /// Make a key in this new file, and stop.
    #[arg(long, value_name = "FILE")]
    pub(crate) new_key: Option<PathBuf>,
    /// Delete the backups that may not be kept any longer.
    #[arg(long)]
    pub(crate) prune: bool,
    /// Only tell what would be deleted.
    #[arg(long, requires = "prune")]
    pub(crate) dry_run: bool,
    /// Days that backups are kept [default: until a wave that was open in them closed 30 days ago].
    #[arg(long, env = "MKBROUTE_BACKUP_KEEP_DAYS", value_name = "DAYS")]
    pub(crate) keep_days: Option<u32>,
    /// Print the result as JSON.
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) data: DataArguments,
}

#[derive(Debug, Args)]
#[command(after_help = RESTORE_EXAMPLES)]
pub(crate) struct RestoreArguments {
    /// The backup.
    pub(crate) file: PathBuf,
    /// The file with the key.
    #[arg(long, env = "MKBROUTE_BACKUP_KEY", value_name = "FILE")]
    pub(crate) key: Option<PathBuf>,
    /// The ledger of what was erased [default: erasures.jsonl beside the backup].
    #[arg(long, value_name = "FILE")]
    pub(crate) erasures: Option<PathBuf>,
    /// Read and check all of it, and store nothing.
    #[arg(long)]
    pub(crate) check: bool,
    /// Print the result as JSON.
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) data: DataArguments,
}

#[derive(Debug, Args)]
pub(crate) struct DoctorArguments {
    /// Print the result as JSON.
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) mail: MailArguments,
    #[command(flatten)]
    pub(crate) data: DataArguments,
}
