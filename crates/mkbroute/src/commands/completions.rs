//! `mkbroute completions`: what a shell needs to complete commands.

use clap::CommandFactory;

use crate::cli::{Cli, CompletionsArguments};

/// Writes the completions of a shell to standard output.
pub(crate) fn run(arguments: &CompletionsArguments) -> anyhow::Result<()> {
    let mut written = Vec::new();
    clap_complete::generate(
        arguments.shell,
        &mut Cli::command(),
        "mkbroute",
        &mut written,
    );
    super::output::write(std::path::Path::new("-"), &written)
}
