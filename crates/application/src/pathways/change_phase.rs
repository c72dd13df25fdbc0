//! A pathway comes into another phase.

use chrono::NaiveDate;
use mkbroute_domain::accounts::audit::Act;
use mkbroute_domain::pathways::{Phase, PhaseChange, PhaseProblem};
use mkbroute_store::StoreError;
use thiserror::Error;

use super::find::{find_pathway, told};
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::accounts::policy::Action;
use crate::{App, AppError};

/// A step as somebody asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhaseStep {
    pub to: Phase,
    pub on: NaiveDate,
    pub reason: String,
    pub waits_for: String,
    /// How many changes the page showed on which it was asked.
    pub known: usize,
}

/// Why a pathway stays in its phase.
#[derive(Debug, Error)]
pub enum ChangePhaseError {
    #[error(transparent)]
    Phase(#[from] PhaseProblem),
    #[error("the phase was changed meanwhile")]
    ChangedMeanwhile,
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<StoreError> for ChangePhaseError {
    fn from(error: StoreError) -> Self {
        Self::App(error.into())
    }
}

/// Brings a pathway into another phase.
pub async fn change_phase(
    app: &App,
    actor: &Actor,
    slug: &str,
    step: PhaseStep,
) -> Result<(), ChangePhaseError> {
    let pathway = find_pathway(app, actor, slug, Action::DevelopPathway).await?;
    let tx = app.store().begin().await?;
    let mut phases = tx.development(pathway.id).await?.phases;
    let known = phases.changes().len();
    if known != step.known {
        return Err(ChangePhaseError::ChangedMeanwhile);
    }
    let change = PhaseChange {
        to: step.to,
        on: step.on,
        reason: step.reason.trim().to_owned(),
        waits_for: step.waits_for.trim().to_owned(),
        by: Some(actor.person.id),
    };
    phases.add(change.clone(), app.now().date_naive())?;
    if !tx.add_phase_change(pathway.id, known, &change).await? {
        return Err(ChangePhaseError::ChangedMeanwhile);
    }
    let entry = told(actor, Action::DevelopPathway, Act::PhaseChanged, &pathway);
    Ok(commit(app, tx, &entry).await?)
}
