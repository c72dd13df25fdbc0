//! Responses that were gathered elsewhere enter a wave, all or none of them.

use mkbroute_domain::accounts::Visible;
use std::collections::BTreeMap;

use mkbroute_domain::accounts::audit::{Act, Detail, Doer, Entry, Object};
use mkbroute_domain::ids::PathwayId;
use mkbroute_domain::surveys::answer::{Answers, OTHER};
use mkbroute_domain::surveys::encoding::encode;
use mkbroute_domain::surveys::instrument::{Instrument, ItemKind, Question, RespondentGroup};
use mkbroute_domain::surveys::raw_answer::{DONT_KNOW, NOT_APPLICABLE, RawAnswer, parse_raw};
use mkbroute_domain::surveys::response::{AnswerProblem, submit};
use mkbroute_domain::surveys::wave::{Wave, WaveState};
use mkbroute_domain::text::Text;
use mkbroute_store::NewResponse;
use mkbroute_store::tables::Table;
use thiserror::Error;

use super::load_instrument;
use crate::accounts::audit::commit;
use crate::{App, AppError};

/// The column that tells through which pathway a respondent was reached, by its readable name.
const PATHWAY_COLUMN: &str = "pathway";
/// What stands between several answers in one cell.
const SEPARATORS: [char; 2] = [';', '|'];

/// Why nothing was imported.
#[derive(Debug, Error)]
pub enum ImportResponsesError {
    #[error("wave '{0}' has no questionnaire for this group")]
    NoQuestionnaire(String),
    #[error("wave '{0}' is frozen: its data never change")]
    Frozen(String),
    #[error("wave '{0}' is not open yet: nobody can have answered")]
    NotOpen(String),
    #[error("there are no rows below the header: there is nothing to import")]
    NoRows,
    #[error(
        "the questionnaire has no question '{column}'; its questions are: {}",
        known.join(", ")
    )]
    UnknownColumn { column: String, known: Vec<String> },
    /// Each row with what is wrong with it.
    #[error("{} of {of} rows cannot be accepted, such as {}; nothing was imported", rows.len(), rows[0])]
    Rows { rows: Vec<RejectedRow>, of: usize },
    #[error(transparent)]
    App(#[from] AppError),
}

/// A row that was not accepted, with every reason.
#[derive(Clone, Debug, PartialEq)]
pub struct RejectedRow {
    /// Counted from 1 below the header.
    pub row: usize,
    /// By column; the empty column stands for the row as a whole.
    pub problems: Vec<(String, AnswerProblem)>,
}

impl std::fmt::Display for RejectedRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "row {}", self.row)?;
        for (at, (column, problem)) in self.problems.iter().enumerate() {
            let separator = if at == 0 { ": " } else { "; " };
            let of = if column.is_empty() { "" } else { ": " };
            write!(f, "{separator}{column}{of}{problem}")?;
        }
        Ok(())
    }
}

/// Imports the rows of a table as responses of a group, each through the check of a submission.
/// Returns how many were stored; with `dry_run` they are only checked.
///
/// # Errors
/// Everything that is wrong with the rows, at once; then nothing is stored.
pub async fn import_responses(
    app: &App,
    wave: &Wave,
    group: RespondentGroup,
    table: &Table,
    dry_run: bool,
) -> Result<usize, ImportResponsesError> {
    if wave.dataset_sha256.is_some() {
        return Err(ImportResponsesError::Frozen(wave.slug.clone()));
    }
    if wave.state == WaveState::Planned {
        return Err(ImportResponsesError::NotOpen(wave.slug.clone()));
    }
    if table.rows == 0 {
        return Err(ImportResponsesError::NoRows);
    }
    let used = app.store().wave_instruments(wave.id).await;
    let used = used.map_err(AppError::from)?;
    let used = used.into_iter().find(|used| used.group == group);
    let used = used.ok_or_else(|| ImportResponsesError::NoQuestionnaire(wave.slug.clone()))?;
    let instrument = load_instrument(app, &used.instrument, used.version).await?;
    let pathways = crate::pathways::list_pathways(app, &Visible::Everything).await?;
    let pathways: BTreeMap<String, PathwayId> = pathways
        .into_iter()
        .map(|pathway| (pathway.slug, pathway.id))
        .collect();
    let responses = Rows {
        table,
        instrument: &instrument,
        pathways: &pathways,
    }
    .read(app, wave)?;
    if !dry_run {
        let tx = app.store().begin().await.map_err(AppError::from)?;
        for response in &responses {
            tx.insert_response(response.clone())
                .await
                .map_err(AppError::from)?;
        }
        let detail = Detail::default().count(responses.len() as u64);
        let object = Object::wave(&wave.slug);
        let told = Entry::with(Doer::Operator, Act::ResponsesImported, object, detail);
        commit(app, tx, &told).await?;
    }
    Ok(responses.len())
}

/// The table beside the questionnaire that it answers.
struct Rows<'a> {
    table: &'a Table,
    instrument: &'a Instrument,
    pathways: &'a BTreeMap<String, PathwayId>,
}

impl Rows<'_> {
    fn read(&self, app: &App, wave: &Wave) -> Result<Vec<NewResponse>, ImportResponsesError> {
        let questions = self.questions()?;
        let (mut responses, mut rejected) = (Vec::new(), Vec::new());
        for row in 0..self.table.rows {
            match self.response(row, &questions) {
                Ok((answers, open, pathway)) => responses.push(NewResponse {
                    key: app.random_bytes(),
                    wave: wave.id,
                    group: self.instrument.group,
                    version: self.instrument.version,
                    pathway,
                    answers,
                    open,
                    link: None,
                    draft_key: None,
                    provisional: false,
                }),
                Err(problems) => rejected.push(RejectedRow {
                    row: row + 1,
                    problems,
                }),
            }
        }
        if rejected.is_empty() {
            Ok(responses)
        } else {
            let (rows, of) = (rejected, self.table.rows);
            Err(ImportResponsesError::Rows { rows, of })
        }
    }

    /// The question of each column, in the order of the columns; none for the pathway.
    fn questions(&self) -> Result<Vec<Option<Question<'_>>>, ImportResponsesError> {
        let known = || {
            let questions = self.instrument.questions();
            let codes = questions.map(|question| question.code.to_owned());
            std::iter::once(PATHWAY_COLUMN.to_owned())
                .chain(codes)
                .collect()
        };
        let columns = self.table.columns.iter().map(|column| {
            let question = self.instrument.question(column.name());
            if question.is_none() && column.name() != PATHWAY_COLUMN {
                return Err(ImportResponsesError::UnknownColumn {
                    column: column.name().to_owned(),
                    known: known(),
                });
            }
            Ok(question)
        });
        columns.collect()
    }

    fn response(&self, row: usize, questions: &[Option<Question<'_>>]) -> Result<Read, Problems> {
        let (mut answers, mut codings, mut pathway) = (Answers::new(), Answers::new(), None);
        let mut problems = Problems::new();
        for (column, question) in self.table.columns.iter().zip(questions) {
            let Some(cell) = column.text(row) else {
                continue;
            };
            let Some(question) = question else {
                pathway = self.pathways.get(cell).copied();
                if pathway.is_none() {
                    let option = cell.to_owned();
                    problems.push((
                        PATHWAY_COLUMN.to_owned(),
                        AnswerProblem::UnknownOption { option },
                    ));
                }
                continue;
            };
            let target = match question.item.coded_from {
                Some(_) => &mut codings,
                None => &mut answers,
            };
            match parse_raw(question, &raw(question, cell)) {
                Ok(answer) => {
                    let answer = answer.map(|answer| (question.code.to_owned(), answer));
                    target.extend(answer);
                }
                Err(problem) => problems.push((question.code.to_owned(), problem)),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let all = |found: mkbroute_domain::surveys::response::AnswerProblems| -> Problems {
            found.iter().cloned().collect()
        };
        let submitted = submit(answers, self.instrument).map_err(all)?;
        let submitted = submitted
            .with_codings(codings, self.instrument)
            .map_err(all)?;
        let open = submitted.open().clone();
        Ok((encode(&submitted, self.instrument), open, pathway))
    }
}

type Problems = Vec<(String, AnswerProblem)>;
/// Encoded answers, open texts, and the pathway if it is known.
type Read = (Vec<u8>, BTreeMap<String, String>, Option<PathwayId>);

/// A cell as a form would have sent it: options by code or by their words in either language.
fn raw(question: &Question<'_>, cell: &str) -> RawAnswer {
    let item = question.item;
    let said =
        |words: Option<&Text>| words.is_some_and(|words| words.nl == cell || words.en == cell);
    for (words, special) in [
        (item.not_applicable.as_ref(), NOT_APPLICABLE),
        (item.dont_know.as_ref(), DONT_KNOW),
    ] {
        if words.is_some() && (cell == special || said(words)) {
            return RawAnswer {
                special: Some(special.to_owned()),
                ..RawAnswer::default()
            };
        }
    }
    let values = match &item.kind {
        ItemKind::Single { .. } => vec![option(question, cell)],
        ItemKind::Multiple { .. } => cell
            .split(SEPARATORS)
            .map(|part| option(question, part.trim()))
            .collect(),
        _ => vec![cell.to_owned()],
    };
    RawAnswer {
        values,
        ..RawAnswer::default()
    }
}

/// The code of an option that is named by its words; else what stands there.
fn option(question: &Question<'_>, words: &str) -> String {
    let (ItemKind::Single { options, other } | ItemKind::Multiple { options, other }) =
        &question.item.kind
    else {
        return words.to_owned();
    };
    let named = |text: &Text| text.nl == words || text.en == words;
    if let Some(option) = options.iter().find(|option| named(&option.text)) {
        return option.code.clone();
    }
    if other.as_ref().is_some_and(named) {
        return OTHER.to_owned();
    }
    words.to_owned()
}
