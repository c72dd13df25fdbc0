//! A factor is noted at a pathway, and taken away once it holds no longer.

use std::collections::BTreeMap;

use mkbroute_domain::accounts::audit::Act;
use mkbroute_domain::ids::{FactorId, PersonId};
use mkbroute_domain::pathways::lists::Lists;
use mkbroute_domain::pathways::{Factor, FactorKind, FactorProblem, Pathway};
use mkbroute_store::StoreError;
use thiserror::Error;

use super::factor_lists;
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::accounts::policy::{Action, may_on_pathway};
use crate::pathways::{find_pathway, told};
use crate::{App, AppError};

/// What was noted at a pathway.
#[derive(Clone, Debug)]
pub struct FactorsOfPathway {
    pub pathway: Pathway,
    /// The latest first, also what was taken away.
    pub factors: Vec<Factor>,
    /// Who noted and took away, as far as they are still here.
    pub names: BTreeMap<PersonId, String>,
    pub lists: Lists,
    pub may_note: bool,
}

/// A factor as somebody chose it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedFactor {
    pub kind: FactorKind,
    pub code: String,
    pub sentence: String,
}

/// Why a factor is not noted or taken away.
#[derive(Debug, Error)]
pub enum NoteFactorError {
    #[error(transparent)]
    Factor(#[from] FactorProblem),
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<StoreError> for NoteFactorError {
    fn from(error: StoreError) -> Self {
        Self::App(error.into())
    }
}

/// What was noted at a pathway, for whoever sees how it is developed.
pub async fn factors_of_pathway(
    app: &App,
    actor: &Actor,
    slug: &str,
) -> Result<FactorsOfPathway, AppError> {
    let pathway = find_pathway(app, actor, slug, Action::SeeDevelopment).await?;
    let factors = app.store().factors_of(pathway.id).await?;
    let by = |factor: &Factor| {
        [
            factor.noted_by,
            factor.ended.as_ref().and_then(|end| end.by),
        ]
    };
    let mut people: Vec<PersonId> = factors.iter().flat_map(by).flatten().collect();
    people.sort_unstable();
    people.dedup();
    Ok(FactorsOfPathway {
        names: app.store().names_of(&people).await?,
        may_note: may_on_pathway(actor, Action::DevelopPathway, pathway.id),
        lists: factor_lists()?,
        pathway,
        factors,
    })
}

/// Notes what holds a pathway back or helps it on.
pub async fn note_factor(
    app: &App,
    actor: &Actor,
    slug: &str,
    typed: &TypedFactor,
) -> Result<FactorId, NoteFactorError> {
    let pathway = find_pathway(app, actor, slug, Action::DevelopPathway).await?;
    let there = app.store().factors_of(pathway.id).await?;
    let factor = Factor::note(
        (FactorId(app.fresh_id()), pathway.id, pathway.phase),
        (typed.kind, &typed.code, &typed.sentence),
        (actor.person.id, app.now().date_naive()),
        (&factor_lists()?, &there),
    )?;
    let tx = app.store().begin().await?;
    if !tx.insert_factor(&factor).await? {
        return Err(FactorProblem::There.into());
    }
    let entry = told(actor, Action::DevelopPathway, Act::FactorNoted, &pathway);
    commit(app, tx, &entry).await?;
    Ok(factor.id)
}

/// Takes a factor away that holds no longer; it stays in the history.
pub async fn end_factor(
    app: &App,
    actor: &Actor,
    (slug, id): (&str, FactorId),
    sentence: &str,
) -> Result<(), NoteFactorError> {
    let pathway = find_pathway(app, actor, slug, Action::DevelopPathway).await?;
    let there = app.store().factors_of(pathway.id).await?.into_iter();
    let found = there.into_iter().find(|factor| factor.id == id);
    let mut factor = found.ok_or(AppError::NotFound)?;
    factor.end(sentence, (actor.person.id, app.now().date_naive()))?;
    let tx = app.store().begin().await?;
    if !tx.end_factor(&factor).await? {
        return Err(FactorProblem::Ended.into());
    }
    let entry = told(actor, Action::DevelopPathway, Act::FactorEnded, &pathway);
    Ok(commit(app, tx, &entry).await?)
}
