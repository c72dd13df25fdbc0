//! Somebody judges how far a pathway meets a criterion.

use chrono::NaiveDate;
use mkbroute_domain::accounts::audit::Act;
use mkbroute_domain::pathways::criteria::{
    AssessmentProblem, CriteriaSets, Evidence, Judged, Level, Outcome,
};
use mkbroute_store::StoreError;
use thiserror::Error;

use super::criteria::{both, criteria_sets};
use super::facts::facts_of;
use super::find::{find_pathway, told};
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::accounts::policy::Action;
use crate::{App, AppError};

/// A judgement as somebody gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    pub criterion: String,
    pub level: Level,
    pub on: NaiveDate,
    pub evidence: Vec<Evidence>,
    /// How many judgements of the criterion the page showed on which it was given.
    pub known: usize,
}

/// Why a judgement is not kept.
#[derive(Debug, Error)]
pub enum JudgeError {
    #[error(transparent)]
    Assessment(#[from] AssessmentProblem),
    #[error("the criterion was judged meanwhile")]
    ChangedMeanwhile,
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<StoreError> for JudgeError {
    fn from(error: StoreError) -> Self {
        Self::App(error.into())
    }
}

/// Keeps a judgement beside the earlier ones.
pub async fn judge_criterion(
    app: &App,
    actor: &Actor,
    slug: &str,
    judgement: Judgement,
) -> Result<(), JudgeError> {
    let pathway = find_pathway(app, actor, slug, Action::DevelopPathway).await?;
    let sets = criteria_sets()?;
    if !knows(&sets, &judgement.criterion) {
        return Err(AppError::NotFound.into());
    }
    let today = app.now().date_naive();
    let judged = Judged {
        criterion: judgement.criterion,
        level: judgement.level,
        on: judgement.on,
        by: Some(actor.person.id),
        inferred: false,
        evidence: judgement.evidence,
    };
    judged.check(today)?;
    let facts = facts_of(app, pathway.id).await?;
    let tx = app.store().begin().await?;
    let mut development = tx.development(pathway.id).await?;
    if development.judged(&judged.criterion).count() != judgement.known {
        return Err(JudgeError::ChangedMeanwhile);
    }
    let known = development.judgements.len();
    if !tx.add_judgement(pathway.id, known, &judged).await? {
        return Err(JudgeError::ChangedMeanwhile);
    }
    development.judgements.push(judged);
    let outcome = development.verdict(both(&sets)?.0, &facts, today).outcome;
    tx.set_meets_definition(pathway.id, meets(outcome)).await?;
    let entry = told(
        actor,
        Action::DevelopPathway,
        Act::CriterionJudged,
        &pathway,
    );
    Ok(commit(app, tx, &entry).await?)
}

/// Whether a definition names the criterion.
fn knows(sets: &CriteriaSets, criterion: &str) -> bool {
    let mut sets = sets.sets.iter();
    sets.any(|set| set.criterion(criterion).is_some())
}

/// Whether a pathway is an Mkb-route, as far as that is decided.
pub(crate) fn meets(outcome: Outcome) -> Option<bool> {
    match outcome {
        Outcome::MkbRoute => Some(true),
        Outcome::NotYet => Some(false),
        Outcome::InDevelopment => None,
    }
}
