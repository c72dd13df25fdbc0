//! Structured logs on standard error, without personal data.

use tracing_subscriber::EnvFilter;

use crate::cli::Command;

/// Starts logging: servers tell what they do, other commands only what goes wrong.
/// `MKBROUTE_LOG` overrides, in the syntax of `tracing`.
pub(crate) fn start(command: &Command) {
    let usual = match command {
        Command::Demo(_) | Command::Serve(_) => "info,sqlx=warn,sea_orm=warn",
        _ => "error",
    };
    let filter = EnvFilter::try_from_env("MKBROUTE_LOG").unwrap_or_else(|_| EnvFilter::new(usual));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
}
