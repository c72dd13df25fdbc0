//! A respondent hands in the questionnaire.

use mkbroute_domain::surveys::answer::Answers;
use mkbroute_domain::surveys::encoding::encode;
use mkbroute_domain::surveys::instrument::Instrument;
use mkbroute_domain::surveys::response::{AnswerProblems, submit};
use mkbroute_store::{NewResponse, SubmitOutcome};

use super::Token;
use super::answering::{AnsweringState, Questionnaire, questionnaire};
use crate::{App, AppError};

/// Why a response was not accepted.
#[derive(Debug, thiserror::Error)]
pub enum SubmitError {
    /// Some answers cannot be; the respondent is led back to them.
    #[error("some answers cannot be accepted")]
    Problems(AnswerProblems),
    #[error(transparent)]
    App(#[from] AppError),
}

/// Submits the draft. Repeating it, also after a crash, changes nothing and succeeds.
pub async fn submit_response(app: &App, token: &Token) -> Result<(), SubmitError> {
    let questionnaire = questionnaire(app, token).await?;
    match questionnaire.state {
        AnsweringState::Submitted => return Ok(()),
        AnsweringState::Closed => return Err(AppError::NotWelcome.into()),
        AnsweringState::Open => {}
    }
    let response = prepare(token, questionnaire)?;
    match app.store().submit(response).await.map_err(AppError::from)? {
        SubmitOutcome::Stored | SubmitOutcome::AlreadyThere => Ok(()),
        SubmitOutcome::WaveClosed => Err(AppError::NotWelcome.into()),
    }
}

fn prepare(token: &Token, questionnaire: Questionnaire) -> Result<NewResponse, SubmitError> {
    let Questionnaire {
        wave,
        instrument,
        pathway,
        answers,
        ..
    } = questionnaire;
    let asked = keep_asked(&instrument, answers);
    let submitted = submit(asked, &instrument).map_err(SubmitError::Problems)?;
    Ok(NewResponse {
        key: token.response_key(),
        wave: wave.id,
        group: instrument.group,
        version: instrument.version,
        pathway: Some(pathway.id),
        answers: encode(&submitted, &instrument),
        open: submitted.open().clone(),
        link: None,
        draft_key: Some(token.draft_key()),
    })
}

/// Drops answers to items that a later change of mind took off the respondent's way.
fn keep_asked(instrument: &Instrument, answers: Answers) -> Answers {
    let asked = instrument.asked(&answers);
    answers
        .into_iter()
        .filter(|(code, _)| asked.contains(code.as_str()))
        .collect()
}
