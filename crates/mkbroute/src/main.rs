//! `mkbroute`: one program that runs and measures Mkb-routes in het hbo.

mod cli;
mod commands;
mod exit;
mod logging;
mod settings;
mod wiring;

use clap::Parser;

use cli::{Cli, Command};

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let cli = Cli::parse();
    logging::start(&cli.command);
    let done = match cli.command {
        Command::Demo(arguments) => commands::demo::run(arguments).await,
        Command::Serve(arguments) => commands::serve::run(arguments).await,
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
    };
    exit::report(done)
}
