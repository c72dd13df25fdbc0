//! How many people each group has at each pathway: typed, or pasted from a sheet.

use mkbroute_domain::accounts::audit::{Act, Detail};
use mkbroute_domain::surveys::instrument::RespondentGroup;
use mkbroute_domain::surveys::wave::WaveState;

use super::set_up;
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::accounts::policy::Action;
use crate::surveys::LinkLine;
use crate::surveys::find_wave;
use crate::surveys::wave_overview::link_lines;
use crate::{App, AppError};

/// The largest population of one group at one pathway.
const MOST: u32 = 1_000_000;

/// A number that cannot be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PopulationProblem {
    /// The text is no whole number from 0 to a million.
    NoNumber { code: String, text: String },
    /// More answers came in than there would be people.
    FewerThanAnswers { code: String, answers: u32 },
    /// A pasted line names no pathway and group of this wave; counted from 1.
    UnknownLine { line: usize, text: String },
}

/// Why the numbers were not kept. Then none was.
#[derive(Debug, thiserror::Error)]
pub enum SetPopulationsError {
    #[error("some numbers cannot be")]
    Problems(Vec<PopulationProblem>),
    /// The figures of a closed wave are frozen with its numbers.
    #[error("the wave is closed")]
    Closed,
    #[error(transparent)]
    App(#[from] AppError),
}

/// Keeps numbers by code of link; an empty text means that the number is not known. `pasted` holds
/// lines of pathway, group and number, separated by tabs or semicolons.
pub async fn set_populations(
    app: &App,
    actor: &Actor,
    slug: &str,
    typed: &[(String, String)],
    pasted: &str,
) -> Result<(), SetPopulationsError> {
    let wave = find_wave(app, actor, slug, Action::SetUpWave).await?;
    if wave.state == WaveState::Closed {
        return Err(SetPopulationsError::Closed);
    }
    let lines = link_lines(app, actor, &wave).await?;
    let mut problems = Vec::new();
    let mut changed = Vec::new();
    let read = typed
        .iter()
        .cloned()
        .chain(from_sheet(pasted, &lines, &mut problems));
    for (code, text) in read {
        let Some(line) = lines.iter().find(|line| line.link.code == code) else {
            continue;
        };
        match population(line, &text) {
            Ok(population) => {
                let mut counted = line.link.clone();
                counted.population = population;
                changed.push(counted);
            }
            Err(problem) => problems.push(problem),
        }
    }
    if !problems.is_empty() {
        return Err(SetPopulationsError::Problems(problems));
    }
    let tx = app.store().begin().await.map_err(AppError::from)?;
    for link in &changed {
        tx.update_wave_link(link).await.map_err(AppError::from)?;
    }
    let detail = Detail::default().count(changed.len() as u64);
    let told = set_up(actor, Act::PopulationsSet, &wave, detail);
    Ok(commit(app, tx, &told).await?)
}

fn population(line: &LinkLine, text: &str) -> Result<Option<u32>, PopulationProblem> {
    let code = line.link.code.clone();
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let answers = line.count.submitted + line.count.provisional;
    // 1.200 is written with a point in Dutch.
    match text.replace(['.', ' '], "").parse::<u32>() {
        Ok(number) if number < answers => {
            Err(PopulationProblem::FewerThanAnswers { code, answers })
        }
        Ok(number) if number <= MOST => Ok(Some(number)),
        _ => Err(PopulationProblem::NoNumber {
            code,
            text: text.to_owned(),
        }),
    }
}

/// The lines of a sheet as code and number; lines that name nothing known become problems.
fn from_sheet(
    pasted: &str,
    lines: &[LinkLine],
    problems: &mut Vec<PopulationProblem>,
) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (index, text) in pasted.lines().enumerate() {
        if text.trim().is_empty() {
            continue;
        }
        let cells: Vec<&str> = text.split(['\t', ';']).map(str::trim).collect();
        let line = match cells.as_slice() {
            [pathway, group, _] => lines.iter().find(|line| names(line, pathway, group)),
            _ => None,
        };
        match line {
            Some(line) => found.push((line.link.code.clone(), cells[2].to_owned())),
            // A sheet has names above its columns.
            None if index == 0 => {}
            None => problems.push(PopulationProblem::UnknownLine {
                line: index + 1,
                text: text.to_owned(),
            }),
        }
    }
    found
}

fn names(line: &LinkLine, pathway: &str, group: &str) -> bool {
    let same = |a: &str, b: &str| a.to_lowercase() == b.to_lowercase();
    let known = &line.pathway;
    let full = format!("{}, {}", known.hogeschool, known.name.nl);
    let named = [&known.slug, &known.name.nl, &known.name.en, &full];
    named.into_iter().any(|name| same(name, pathway)) && group_is(line.link.group, group)
}

fn group_is(group: RespondentGroup, text: &str) -> bool {
    let text = text.to_lowercase();
    let dutch = match group {
        RespondentGroup::Companies => "bedrijven",
        RespondentGroup::Students => "studenten",
        RespondentGroup::Teachers => "docenten",
        RespondentGroup::DeclinedCompanies => "bedrijven die afzagen",
        RespondentGroup::StoppedStudents => "gestopte studenten",
        RespondentGroup::Employers => "werkgevers",
    };
    text == group.code() || text == dutch
}
