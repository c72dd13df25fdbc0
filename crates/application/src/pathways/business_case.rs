//! The business case of a pathway: looking at it, and keeping it.

use mkbroute_domain::accounts::audit::Act;
use mkbroute_domain::pathways::Pathway;
use mkbroute_domain::pathways::business_case::{BusinessCase, CaseProblem};
use mkbroute_store::{KeptCase, StoreError};
use thiserror::Error;

use super::find::{find_pathway, told};
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::accounts::policy::{Action, may_on_pathway};
use crate::{App, AppError};

/// A business case with what its page needs.
#[derive(Clone, Debug)]
pub struct CaseSheet {
    pub pathway: Pathway,
    /// `None` before there is one.
    pub kept: Option<KeptCase>,
    pub may_develop: bool,
}

/// Why a business case is not kept.
#[derive(Debug, Error)]
pub enum CaseError {
    #[error("the case is not whole")]
    Case(Vec<CaseProblem>),
    #[error("the case was changed meanwhile")]
    ChangedMeanwhile,
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<StoreError> for CaseError {
    fn from(error: StoreError) -> Self {
        Self::App(error.into())
    }
}

/// The business case of a pathway, for those who work with it.
pub async fn case_sheet(app: &App, actor: &Actor, slug: &str) -> Result<CaseSheet, AppError> {
    let pathway = find_pathway(app, actor, slug, Action::SeeDevelopment).await?;
    Ok(CaseSheet {
        kept: app.store().business_case(pathway.id).await?,
        may_develop: may_on_pathway(actor, Action::DevelopPathway, pathway.id),
        pathway,
    })
}

/// Keeps the business case of a pathway, of which the page showed revision `known`.
pub async fn save_case(
    app: &App,
    actor: &Actor,
    slug: &str,
    (known, case): (u32, &BusinessCase),
) -> Result<(), CaseError> {
    let pathway = find_pathway(app, actor, slug, Action::DevelopPathway).await?;
    let problems = case.problems();
    if !problems.is_empty() {
        return Err(CaseError::Case(problems));
    }
    let tx = app.store().begin().await?;
    if !tx.save_business_case(pathway.id, known, case).await? {
        return Err(CaseError::ChangedMeanwhile);
    }
    let act = Act::BusinessCaseChanged;
    let entry = told(actor, Action::DevelopPathway, act, &pathway);
    Ok(commit(app, tx, &entry).await?)
}
