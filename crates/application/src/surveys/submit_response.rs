//! A respondent hands in the questionnaire.

use mkbroute_domain::surveys::answer::Answers;
use mkbroute_domain::surveys::encoding::encode;
use mkbroute_domain::surveys::instrument::Instrument;
use mkbroute_domain::surveys::response::{AnswerProblems, submit};
use mkbroute_domain::surveys::response_draft::ResponseDraft;
use mkbroute_domain::surveys::self_made_code::SelfMadeCode;
use mkbroute_store::{NewResponse, SubmitOutcome};

use super::answering::{AnsweringState, Questionnaire, questionnaire};
use super::{Token, linking};
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

/// Submits the draft, with the code by which the respondent wants to be recognised in a next wave,
/// if any. Repeating it, also after a crash, changes nothing and succeeds.
pub async fn submit_response(
    app: &App,
    token: &Token,
    recognised_by: Option<SelfMadeCode>,
) -> Result<(), SubmitError> {
    let found = questionnaire(app, token).await?;
    match found.state {
        AnsweringState::Submitted => return Ok(()),
        AnsweringState::Closed => return Err(AppError::NotWelcome.into()),
        AnsweringState::Open => {}
    }
    let mut response = match prepare(&found, &found.draft) {
        Ok(response) => response,
        Err(problems) => {
            // A twin of this request may have handed in, and taken the draft along, in between.
            let store = app.store();
            let twin = store.handed_in(&token.response_key()).await;
            if twin.map_err(AppError::from)? {
                return Ok(());
            }
            return Err(SubmitError::Problems(problems));
        }
    };
    if let Some(code) = recognised_by {
        response.link = Some(linking::hash(app, &code)?);
    }
    match app.store().submit(response).await.map_err(AppError::from)? {
        SubmitOutcome::Stored | SubmitOutcome::AlreadyThere => Ok(()),
        SubmitOutcome::WaveClosed => Err(AppError::NotWelcome.into()),
    }
}

/// What is there so far, to be used if the respondent stops; `None` while nothing is answered.
pub(super) fn partial(found: &Questionnaire, draft: &ResponseDraft) -> Option<NewResponse> {
    let response = prepare(found, draft).ok()?;
    Some(NewResponse {
        provisional: true,
        draft_key: None,
        ..response
    })
}

fn prepare(found: &Questionnaire, draft: &ResponseDraft) -> Result<NewResponse, AnswerProblems> {
    let token = found.token();
    let instrument = &found.instrument;
    let asked = keep_asked(instrument, draft.answers.clone());
    let submitted = submit(asked, instrument)?;
    Ok(NewResponse {
        key: token.response_key(),
        wave: found.wave.id,
        group: instrument.group,
        version: instrument.version,
        pathway: Some(found.pathway.id),
        answers: encode(&submitted, instrument),
        open: submitted.open().clone(),
        link: None,
        draft_key: Some(token.draft_key()),
        provisional: false,
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
