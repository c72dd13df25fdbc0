//! "Verder" and autosave: the answers of one section are kept in the encrypted draft.

use mkbroute_domain::surveys::answer::Answers;
use mkbroute_domain::surveys::response::AnswerProblems;
use mkbroute_domain::surveys::response_draft::{KeptElsewhere, ResponseDraft};
use mkbroute_store::Tx;

use super::answering::{AnsweringState, Questionnaire, prefilled, questionnaire};
use super::submit_response::partial;
use super::{Token, draft};
use crate::{App, AppError};

/// Why a section was not kept.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// Some answers cannot be; the page shows them again, as typed.
    #[error("some answers cannot be kept")]
    Problems(AnswerProblems),
    /// Another device was earlier; the page shows both.
    #[error(transparent)]
    KeptElsewhere(#[from] KeptElsewhere),
    /// The questionnaire was handed in meanwhile.
    #[error("the questionnaire was handed in meanwhile")]
    HandedIn,
    #[error(transparent)]
    App(#[from] AppError),
}

/// Checks the answers of a section (counted from 0) and keeps them in the draft; returns its new
/// revision.
///
/// `given` replaces every earlier answer of the section: what is absent was left open. `seen` is the
/// revision that the respondent's page showed.
pub async fn save_section(
    app: &App,
    found: &Questionnaire,
    section: usize,
    given: Answers,
    seen: u32,
) -> Result<u32, SaveError> {
    expect_open(found)?;
    if section >= found.instrument.sections.len() {
        return Err(AppError::NotFound.into());
    }
    found
        .instrument
        .check_section(section, &given)
        .map_err(SaveError::Problems)?;
    change_draft(app, found, |draft| {
        draft.keep(&found.instrument, section, given, seen)?;
        Ok(())
    })
    .await
}

/// Records whether what is filled in may be used if the respondent stops; without leave, what was
/// kept for that purpose is deleted at once.
pub async fn allow_use(app: &App, token: &Token, may_be_used: bool) -> Result<(), SaveError> {
    let found = questionnaire(app, token).await?;
    expect_open(&found)?;
    change_draft(app, &found, |draft| {
        draft.allow_use(may_be_used);
        Ok(())
    })
    .await?;
    Ok(())
}

fn expect_open(found: &Questionnaire) -> Result<(), SaveError> {
    match found.state {
        AnsweringState::Open => Ok(()),
        AnsweringState::Submitted => Err(SaveError::HandedIn),
        AnsweringState::Closed => Err(AppError::NotWelcome.into()),
    }
}

/// Changes the draft as it is now, alone: two devices wait for each other.
async fn change_draft(
    app: &App,
    found: &Questionnaire,
    change: impl FnOnce(&mut ResponseDraft) -> Result<(), SaveError>,
) -> Result<u32, SaveError> {
    let token = found.token();
    let key = token.draft_key();
    let tx = app.store().begin().await.map_err(AppError::from)?;
    tx.lock_draft(&key).await.map_err(AppError::from)?;
    if tx
        .handed_in(&token.response_key())
        .await
        .map_err(AppError::from)?
    {
        return Err(SaveError::HandedIn);
    }
    let mut draft = match tx.draft(&key).await.map_err(AppError::from)? {
        Some(sealed) => draft::open(token, &sealed)?,
        None => ResponseDraft::begin(prefilled(&found.instrument, &found.pathway)),
    };
    change(&mut draft)?;
    keep(app, &tx, found, &draft).await?;
    tx.commit().await.map_err(AppError::from)?;
    Ok(draft.revision())
}

async fn keep(
    app: &App,
    tx: &Tx,
    found: &Questionnaire,
    draft: &ResponseDraft,
) -> Result<(), AppError> {
    if !tx.takes_answers(found.wave.id).await? {
        return Err(AppError::NotWelcome);
    }
    let token = found.token();
    let sealed = draft::seal(app, token, draft)?;
    tx.put_draft(token.draft_key(), found.ballot(), sealed)
        .await?;
    match partial(found, draft).filter(|_| draft.may_be_used) {
        Some(response) => {
            tx.put_provisional(response).await?;
        }
        None => tx.delete_provisional(token.response_key()).await?,
    }
    Ok(())
}
