//! `mkbroute`: one program that runs and measures Mkb-routes in het hbo.

mod cli;
mod commands;
mod exit;
mod logging;
mod serving;
mod settings;
mod tls;
mod wiring;

use cli::{Cli, Command};
use settings::Asked;

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    let asked = match settings::read(&arguments, &std::env::vars_os().collect()) {
        Ok(asked) => asked,
        Err(refused) => refused.exit(),
    };
    exit::report(run(asked).await)
}

async fn run(asked: Asked) -> anyhow::Result<()> {
    if let Command::Config(arguments) = &asked.cli.command {
        return commands::config::run(arguments, &asked);
    }
    let mut problems = asked.problems;
    if let Command::Serve(arguments) = &asked.cli.command {
        problems.extend(settings::review(arguments, &asked.effective));
    }
    if !problems.is_empty() {
        return Err(settings::refuse(&problems));
    }
    let Cli { command, log } = asked.cli;
    logging::start(&command, &log)?;
    match command {
        Command::Demo(arguments) => commands::demo::run(arguments).await,
        Command::Serve(arguments) => commands::serve::run(*arguments).await,
        Command::Report(arguments) => commands::report::run(arguments).await,
        Command::Export(arguments) => commands::export::run(arguments).await,
        Command::Freeze(arguments) => commands::freeze::run(arguments).await,
        Command::Analyse(arguments) => commands::analyse::run(&arguments),
        Command::Import(arguments) => commands::import::run(arguments).await,
        Command::Completions(arguments) => commands::completions::run(&arguments),
        Command::Generate(arguments) => commands::generate::run(arguments).await,
        Command::Instrument(arguments) => commands::instrument::run(arguments).await,
        Command::Audit(arguments) => commands::audit::run(arguments).await,
        Command::SignInLink(arguments) => commands::sign_in_link::run(arguments).await,
        Command::Check(arguments) => commands::check::run(&arguments),
        Command::Backup(arguments) => commands::backup::run(arguments).await,
        Command::Restore(arguments) => commands::restore::run(arguments).await,
        Command::Doctor(arguments) => commands::doctor::run(arguments).await,
        // It was answered before its mistakes were refused.
        Command::Config(_) => Ok(()),
    }
}
