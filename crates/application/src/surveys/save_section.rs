//! "Verder": the answers of one section are checked and kept in the encrypted draft.

use mkbroute_domain::surveys::answer::Answers;
use mkbroute_domain::surveys::instrument::Instrument;
use mkbroute_domain::surveys::response::AnswerProblems;

use super::answering::{AnsweringState, Questionnaire, questionnaire};
use super::{Token, draft};
use crate::{App, AppError};

/// Why a section was not kept.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// Some answers cannot be; the page shows them again, as typed.
    #[error("some answers cannot be kept")]
    Problems(AnswerProblems),
    #[error(transparent)]
    App(#[from] AppError),
}

/// Checks the answers of a section (counted from 0) and merges them into the draft.
///
/// `given` replaces every earlier answer of the section: what is absent was left open.
pub async fn save_section(
    app: &App,
    token: &Token,
    section: usize,
    given: Answers,
) -> Result<(), SaveError> {
    let Questionnaire {
        wave,
        instrument,
        answers,
        state,
        ..
    } = questionnaire(app, token).await?;
    if state != AnsweringState::Open {
        return Err(AppError::NotWelcome.into());
    }
    if section >= instrument.sections.len() {
        return Err(AppError::NotFound.into());
    }
    let merged = merge(&instrument, section, answers, given);
    instrument
        .check_section(section, &merged)
        .map_err(SaveError::Problems)?;
    let sealed = draft::seal(app, token, &merged)?;
    app.store()
        .put_draft(token.draft_key(), wave.id, sealed)
        .await
        .map_err(AppError::from)?;
    Ok(())
}

fn merge(instrument: &Instrument, section: usize, mut answers: Answers, given: Answers) -> Answers {
    for question in instrument
        .questions()
        .filter(|question| question.section == section)
    {
        answers.remove(question.code);
    }
    answers.extend(given);
    answers
}
