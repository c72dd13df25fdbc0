//! A company comes into another stage.

use mkbroute_domain::accounts::audit::Act;
use mkbroute_domain::ids::LeadId;
use mkbroute_domain::outreach::{StageChange, StageProblem};
use mkbroute_domain::pathways::Pathway;
use mkbroute_store::{KeptConversation, KeptLead, StoreError};
use thiserror::Error;
use uuid::Uuid;

use super::lead_sheet::{find_lead, told_of};
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::accounts::policy::Action;
use crate::{App, AppError};

/// The longest note, in characters.
pub(super) const LONGEST_NOTE: usize = 2_000;

/// Why a lead is not changed.
#[derive(Debug, Error)]
pub enum LeadError {
    #[error(transparent)]
    Stage(#[from] StageProblem),
    #[error("a conversation needs a note")]
    NoNote,
    #[error("a note has more than {LONGEST_NOTE} characters")]
    LongNote,
    #[error("the day lies after today")]
    Future,
    /// Somebody else changed it after the page was opened.
    #[error("the lead was changed meanwhile")]
    ChangedMeanwhile,
    /// They may not talk with companies for this pathway.
    #[error("this person does not talk with companies for the pathway")]
    NotAnOwner,
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<StoreError> for LeadError {
    fn from(error: StoreError) -> Self {
        Self::App(error.into())
    }
}

/// Moves a lead on. `revision` is that of the lead on the page where it was done.
pub async fn move_lead(
    app: &App,
    actor: &Actor,
    at: (&str, LeadId),
    revision: u32,
    step: StageChange,
) -> Result<(), LeadError> {
    check_note(&step.note)?;
    let (pathway, before) = find_lead(app, actor, at, Action::WorkLeads).await?;
    let mut after = next(&before, revision)?;
    let (today, on) = (app.now().date_naive(), step.on);
    let step = StageChange {
        by: Some(actor.person.id),
        ..step
    };
    after.lead.journey.add(step, today)?;
    after.quiet_since = after.quiet_since.max(on);
    save(
        app,
        actor,
        &pathway,
        (&before, &after),
        (Act::LeadMoved, Said::Nothing),
    )
    .await
}

/// The lead as somebody changes it who saw this revision.
pub(super) fn next(before: &KeptLead, revision: u32) -> Result<KeptLead, LeadError> {
    if before.revision != revision {
        return Err(LeadError::ChangedMeanwhile);
    }
    let mut after = before.clone();
    after.revision += 1;
    Ok(after)
}

pub(super) fn check_note(note: &str) -> Result<(), LeadError> {
    if note.chars().count() > LONGEST_NOTE {
        return Err(LeadError::LongNote);
    }
    Ok(())
}

/// What changes in what was said.
pub(super) enum Said<'a> {
    Nothing,
    Kept(&'a KeptConversation),
    Gone(Uuid),
}

/// Stores a changed lead, with what changes in what was said, and tells the log.
pub(super) async fn save(
    app: &App,
    actor: &Actor,
    pathway: &Pathway,
    (before, after): (&KeptLead, &KeptLead),
    (act, said): (Act, Said<'_>),
) -> Result<(), LeadError> {
    let tx = app.store().begin().await?;
    if !tx.change_lead(&before.lead, after).await? {
        return Err(LeadError::ChangedMeanwhile);
    }
    match said {
        Said::Nothing => {}
        Said::Kept(said) => tx.insert_conversation(after.lead.id, said).await?,
        Said::Gone(id) => tx.delete_conversation(after.lead.id, id).await?,
    }
    let entry = told_of(actor, (Action::WorkLeads, act), pathway, after.lead.id);
    Ok(commit(app, tx, &entry).await?)
}
