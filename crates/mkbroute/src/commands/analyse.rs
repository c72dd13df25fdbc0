//! `mkbroute analyse`: an honest report on anybody's table.

mod source;

use std::fmt::Write;
use std::path::Path;

use anyhow::ensure;
use mkbroute_analysis::policy::Policy;
use mkbroute_analysis::result::GroupResult;
use mkbroute_application::insights::analyse::{AnalyseError, Request, Suggested, analyse, suggest};
use mkbroute_application::insights::measure_file;
use mkbroute_domain::insights::codebook::Codebook;
use mkbroute_report::source::Note;
use mkbroute_store::frozen::is_frozen;

use self::source::{Described, left_out, made_by_itself};
use super::report::render;
use super::{output, table, written};
use crate::cli::AnalyseArguments;

/// Reads the table and its codebook, and writes the report or a first codebook.
pub(crate) fn run(arguments: &AnalyseArguments) -> anyhow::Result<()> {
    if arguments.codebook.is_none() && is_frozen(&arguments.data_file) {
        return frozen(arguments);
    }
    let table = table::read(&arguments.data_file)?;
    let title = title(&arguments.data_file);
    if arguments.suggest_codebook {
        let suggested = suggest(&table, &title);
        return output::write(&arguments.out, as_file(&suggested).as_bytes());
    }
    let (codebook, notes) = if let Some(file) = &arguments.codebook {
        (codebook(file)?, Vec::new())
    } else {
        let suggested = suggest(&table, &title);
        let notes = notes(&suggested);
        (suggested.codebook, notes)
    };
    let request = Request {
        weights: arguments.weights.clone(),
        strata: arguments.strata.clone(),
        by: arguments.by.clone(),
    };
    let policy = Policy::default();
    let result = analyse(&table, &codebook, &request, &policy)
        .map_err(|error| not_analysed(&arguments.data_file, error))?;
    let described = Described::of_table(title, &codebook, table.sha256, notes);
    write(arguments, described, &result, policy)
}

/// The report on a file that carries its codebook and its release plan.
fn frozen(arguments: &AnalyseArguments) -> anyhow::Result<()> {
    let file = &arguments.data_file;
    let plain = arguments.weights.is_none() && arguments.strata.is_none();
    ensure!(
        plain && arguments.by.is_empty() && !arguments.suggest_codebook,
        "{} was frozen with its codebook and its release plan: --weights, --strata, --by and \
         --suggest-codebook do not apply",
        file.display()
    );
    let policy = Policy::default();
    let measured = measure_file(file, &policy)?;
    let described = Described::of_frozen(title(file), &measured);
    write(arguments, described, &measured.result, policy)
}

fn write(
    arguments: &AnalyseArguments,
    described: Described,
    result: &GroupResult,
    policy: Policy,
) -> anyhow::Result<()> {
    let audience = arguments.audience.into();
    let source = described.source(result.for_audience(audience), audience, policy);
    let bytes = render(&source, arguments.format, arguments.lang.into())?;
    output::write(&arguments.out, &bytes)
}

fn title(file: &Path) -> String {
    file.file_stem()
        .map_or_else(String::new, |stem| stem.to_string_lossy().into_owned())
}

fn codebook(file: &Path) -> anyhow::Result<Codebook> {
    Codebook::from_toml(&written::read(file)?)
        .map_err(|found| written::refuse(file, &found, "the codebook ", "analysed"))
}

/// Cells that do not fit are printed on a line of their own, the first of them.
fn not_analysed(file: &Path, error: AnalyseError) -> anyhow::Error {
    const PRINTED: usize = 20;
    if let AnalyseError::Cells(problems) = &error {
        for problem in problems.iter().take(PRINTED) {
            eprintln!("{}: {problem}", file.display());
        }
    }
    anyhow::Error::new(error).context(format!("{} is not analysed", file.display()))
}

/// The suggested codebook as a file, with its notes.
fn as_file(suggested: &Suggested) -> String {
    let mut file = String::from(
        "# A first codebook, made from the data themselves. Read every item and correct it.\n",
    );
    for (column, reason) in &suggested.left_out {
        // Writing to a String cannot fail.
        let _ = writeln!(file, "# left out: {column}: {reason}");
    }
    let remarks = |item: &str| suggested.remarks.get(item).cloned().unwrap_or_default();
    file.push_str(&suggested.codebook.to_toml(remarks));
    file
}

fn notes(suggested: &Suggested) -> Vec<Note> {
    let mut notes = vec![made_by_itself()];
    notes.extend(left_out(&suggested.left_out));
    notes
}
