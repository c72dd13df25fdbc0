//! Arguments of `mkbroute config`.

use clap::{Args, Subcommand};

use super::ServeArguments;

const EXAMPLES: &str = "Examples:
  mkbroute config check --config /etc/mkbroute/mkbroute.toml  every mistake, each with its line
  mkbroute config show                                       what is in effect, and from where

A setting is a flag (--smtp-url), a variable (MKBROUTE_SMTP_URL) or a line in the settings file
(smtp_url = \"…\"), in this order of strength. Secrets stand in the environment or in files of their
own, named with smtp_url_file. Exit code 0: sound; 1: not sound.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ConfigArguments {
    #[command(subcommand)]
    pub(crate) action: ConfigAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ConfigAction {
    /// Explain every mistake in the settings, with its place.
    Check {
        #[command(flatten)]
        serve: Box<ServeArguments>,
    },
    /// Print the settings that `serve` would use, without secrets.
    Show {
        #[command(flatten)]
        serve: Box<ServeArguments>,
    },
}
