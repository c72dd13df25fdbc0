//! Structured logs on standard error, without personal data.

use anyhow::Context;
use tracing_subscriber::EnvFilter;

use crate::cli::{Command, LogArguments, LogFormat};

/// Starts logging: servers tell what they do, other commands only what goes wrong.
pub(crate) fn start(command: &Command, arguments: &LogArguments) -> anyhow::Result<()> {
    let usual = match command {
        Command::Demo(_) | Command::Serve(_) => "info,sqlx=warn,sea_orm=warn",
        _ => "error",
    };
    let filter = arguments.log.as_deref().unwrap_or(usual);
    let filter = EnvFilter::try_new(filter)
        .with_context(|| format!("'{filter}' is no filter for the log: try info"))?;
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    match arguments.log_format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().flatten_event(true).init(),
    }
    Ok(())
}
