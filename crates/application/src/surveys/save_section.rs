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
    let tx = app.store().begin().await.map_err(AppError::from)?;
    let key = found.token().draft_key();
    tx.lock_draft(&key).await.map_err(AppError::from)?;
    let mut draft = present_draft(&tx, found).await?;
    let could_be_used = draft.may_be_used;
    change(&mut draft)?;
    keep(app, &tx, found, &draft).await?;
    if could_be_used || draft.may_be_used {
        keep_for_use(&tx, found, &draft).await?;
    }
    tx.commit().await.map_err(AppError::from)?;
    Ok(draft.revision())
}

/// The draft as it is now. Handing in takes it along: while there is one, nothing was handed in.
async fn present_draft(tx: &Tx, found: &Questionnaire) -> Result<ResponseDraft, SaveError> {
    let token = found.token();
    let sealed = tx.draft(&token.draft_key()).await;
    if let Some(sealed) = sealed.map_err(AppError::from)? {
        return Ok(draft::open(token, &sealed)?);
    }
    let handed_in = tx.handed_in(&token.response_key()).await;
    if handed_in.map_err(AppError::from)? {
        return Err(SaveError::HandedIn);
    }
    let given = prefilled(&found.instrument, &found.pathway);
    Ok(ResponseDraft::begin(given))
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
    Ok(())
}

/// Keeps what there is in case the respondent stops, or takes it away again.
async fn keep_for_use(
    tx: &Tx,
    found: &Questionnaire,
    draft: &ResponseDraft,
) -> Result<(), AppError> {
    if let Some(response) = partial(found, draft).filter(|_| draft.may_be_used) {
        tx.put_provisional(response).await?;
    } else {
        let key = found.token().response_key();
        tx.delete_provisional(key).await?;
    }
    Ok(())
}
