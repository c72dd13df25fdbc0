//! `mkbroute instrument`: questionnaires as files.

use std::path::Path;

use anyhow::Context;
use mkbroute_application::surveys::{ImportError, import_instrument, load_instrument};
use mkbroute_domain::surveys::instrument::file::InstrumentProblems;
use mkbroute_domain::surveys::instrument::{
    FEWEST_ON_A_PAGE, Instrument, MOST_ON_A_PAGE, Size, SizeAdvice,
};

use super::{output, written};
use crate::cli::{DataArguments, InstrumentAction, InstrumentArguments};
use crate::wiring;

/// Checks, imports or exports a questionnaire.
pub(crate) async fn run(arguments: InstrumentArguments) -> anyhow::Result<()> {
    match arguments.action {
        InstrumentAction::Check { file } => check(&file),
        InstrumentAction::Import { file, data } => import(&file, &data).await,
        InstrumentAction::Export {
            id,
            version,
            out,
            data,
        } => export(&id, version, &out, &data).await,
    }
}

fn check(file: &Path) -> anyhow::Result<()> {
    let instrument =
        Instrument::from_toml(&written::read(file)?).map_err(|found| refuse(file, &found))?;
    let questions = instrument.questions().count();
    println!(
        "{} version {} is sound: {questions} questions",
        instrument.id, instrument.version
    );
    for advice in instrument.size_advice() {
        eprintln!("warning: {}", in_words(&advice));
    }
    Ok(())
}

/// Advice on a page: it says what to do, and keeps nobody from going on.
fn in_words(advice: &SizeAdvice<'_>) -> String {
    let id = &advice.section.id;
    match advice.size {
        Size::Few(questions) => format!(
            "section '{id}' asks {questions} questions; \
             {FEWEST_ON_A_PAGE} or more are better: join it with its neighbour"
        ),
        Size::Many(items) => format!(
            "section '{id}' asks {items} items; \
             {MOST_ON_A_PAGE} or fewer are better: make two sections of it"
        ),
    }
}

async fn import(file: &Path, data: &DataArguments) -> anyhow::Result<()> {
    let bytes = written::read(file)?;
    Instrument::from_toml(&bytes).map_err(|found| refuse(file, &found))?;
    let source = String::from_utf8(bytes)?;
    let app = wiring::open(data).await?;
    match import_instrument(&app, &source).await {
        Ok(instrument) => println!("{} version {} is stored", instrument.id, instrument.version),
        Err(ImportError::Problems(found)) => return Err(refuse(file, &found)),
        Err(ImportError::OtherGroup(other)) => return Err(other.into()),
        Err(ImportError::App(error)) => return Err(error.into()),
    }
    app.store().close().await;
    Ok(())
}

async fn export(id: &str, version: u32, out: &Path, data: &DataArguments) -> anyhow::Result<()> {
    let app = wiring::open_existing(data).await?;
    let instrument = load_instrument(&app, id, version)
        .await
        .with_context(|| format!("there is no questionnaire '{id}' version {version}"))?;
    output::write(out, instrument.to_toml().as_bytes())?;
    app.store().close().await;
    Ok(())
}

fn refuse(file: &Path, found: &InstrumentProblems) -> anyhow::Error {
    written::refuse(file, found, "", "stored")
}
