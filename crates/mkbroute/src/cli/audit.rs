//! Arguments of `mkbroute audit`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::DataArguments;

const EXAMPLES: &str = "Examples:
  mkbroute audit head --out /mnt/elsewhere/audit-head.txt    keep how far the log is, elsewhere
  mkbroute audit verify --head /mnt/elsewhere/audit-head.txt is it whole, and not cut off since?

Without --head a log that was cut off or written anew as a whole cannot be told from a true one.
Exit code 0: whole; 1: not whole, the first bad entry is named.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct AuditArguments {
    #[command(subcommand)]
    pub(crate) action: AuditAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AuditAction {
    /// Follow the chain of the whole log; names the first entry that is not what was written.
    Verify {
        /// What `mkbroute audit head` wrote before, kept elsewhere.
        #[arg(long, value_name = "FILE")]
        head: Option<PathBuf>,
        /// Print the result as JSON.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        data: DataArguments,
    },
    /// Write number and hash of the last entry, to be kept elsewhere.
    Head {
        /// The file to write; `-` is standard output.
        #[arg(long, value_name = "FILE", default_value = "-")]
        out: PathBuf,
        #[command(flatten)]
        data: DataArguments,
    },
}
