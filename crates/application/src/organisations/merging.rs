//! Taking two organisations together that turned out to be one, and taking that back.

use std::collections::{BTreeMap, BTreeSet};

use mkbroute_domain::accounts::audit::Act;
use mkbroute_domain::ids::OrganisationId;
use mkbroute_domain::organisations::duplicates::{Likeable, judge};
use mkbroute_domain::organisations::merging::{
    Field, Merge, MergeProblem, Reference, ReferenceKind, Side, UndoProblem, Undone, merge, undo,
};
use mkbroute_domain::organisations::search::asked;
use mkbroute_domain::organisations::{Organisation, OrganisationKind, OrganisationProblem};
use mkbroute_store::{
    KeptMerge, KeptOrganisation, LikelyPair, NamedOrganisation, OrganisationName, StoreError,
};
use thiserror::Error;
use uuid::Uuid;

use super::MOST_FOUND;
use super::find::{authorise, find_organisation, told};
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::accounts::policy::Action;
use crate::{App, AppError};

/// Why two stay two, or one stays one.
#[derive(Debug, Error)]
pub enum MergeError {
    #[error(transparent)]
    Two(#[from] MergeProblem),
    #[error(transparent)]
    One(#[from] UndoProblem),
    /// What would be made of them cannot be kept.
    #[error("together they would be wrong")]
    Wrong(Vec<OrganisationProblem>),
    /// A hogeschool is known by its number in the program, so it stays.
    #[error("a hogeschool does not go into another organisation")]
    Hogeschool,
    /// Somebody has a role there: what somebody may see does not change by a merge.
    #[error("somebody has a role at the one that goes")]
    HasRoles,
    #[error("one of the two was changed or merged meanwhile")]
    ChangedMeanwhile,
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<StoreError> for MergeError {
    fn from(error: StoreError) -> Self {
        Self::App(error.into())
    }
}

/// Two organisations side by side, before they become one.
#[derive(Clone, Debug)]
pub struct MergeSheet {
    pub kept: KeptOrganisation,
    pub gone: KeptOrganisation,
    /// Where both have a value, and another.
    pub conflicts: Vec<Field>,
    /// What follows the one that goes, by kind.
    pub follows: BTreeMap<ReferenceKind, usize>,
    /// What both have and may have once: that of the one that goes is set aside.
    pub aside: BTreeMap<ReferenceKind, usize>,
    /// The names of those they belong to.
    pub parents: Vec<NamedOrganisation>,
}

/// An organisation with others that it may be merged with.
#[derive(Clone, Debug)]
pub struct MergeChoice {
    pub kept: Organisation,
    pub found: Vec<(OrganisationId, OrganisationName)>,
}

/// Which of the two, as it was on the page.
pub type Version = (OrganisationId, u32);

/// Two organisations side by side.
pub async fn merge_sheet(
    app: &App,
    actor: &Actor,
    (kept, gone): (OrganisationId, OrganisationId),
) -> Result<MergeSheet, MergeError> {
    authorise(actor, Action::ChangeOrganisations)?;
    let kept = alone(app, kept).await?;
    let gone = alone(app, gone).await?;
    let (one, other) = (&kept.organisation, &gone.organisation);
    let conflicts = one.conflicts(other);
    // Only what follows is asked here, so any choice will do.
    let choices = conflicts.iter().map(|field| (*field, Side::Kept)).collect();
    let store = app.store();
    let references = store.references_to(one.id).await?;
    let others = store.references_to(other.id).await?;
    let tried = merge((one, &references), (other, &others), &choices)?;
    let parents = one.parent.into_iter().chain(other.parent);
    Ok(MergeSheet {
        parents: store.organisations_named(parents).await?,
        follows: by_kind(&tried.moved),
        aside: by_kind(&tried.set_aside),
        conflicts,
        kept,
        gone,
    })
}

/// An organisation to merge with another, and others that are found by words.
pub async fn merge_choice(
    app: &App,
    actor: &Actor,
    kept: OrganisationId,
    question: &str,
) -> Result<MergeChoice, MergeError> {
    authorise(actor, Action::ChangeOrganisations)?;
    let kept = alone(app, kept).await?.organisation;
    let store = app.store();
    let words = store.search_words(&asked(question)).await?;
    let mut found = store.organisations_meant(&words, MOST_FOUND).await?;
    found.retain(|(id, _)| *id != kept.id);
    Ok(MergeChoice { kept, found })
}

fn by_kind(references: &BTreeSet<Reference>) -> BTreeMap<ReferenceKind, usize> {
    let mut found = BTreeMap::new();
    for reference in references {
        *found.entry(reference.kind).or_default() += 1;
    }
    found
}

/// An organisation that did not go into another.
async fn alone(app: &App, id: OrganisationId) -> Result<KeptOrganisation, MergeError> {
    let found = find_organisation(app, id).await?;
    match found.merged_into {
        None => Ok(found),
        Some(_) => Err(MergeError::ChangedMeanwhile),
    }
}

/// Makes one of two. Where both have a value, the choice decides.
pub async fn merge_organisations(
    app: &App,
    actor: &Actor,
    (kept, gone): (Version, Version),
    choices: &BTreeMap<Field, Side>,
) -> Result<(), MergeError> {
    authorise(actor, Action::ChangeOrganisations)?;
    let versions = (kept.1, gone.1);
    let kept = alone(app, kept.0).await?;
    let gone = alone(app, gone.0).await?;
    if (kept.revision, gone.revision) != versions {
        return Err(MergeError::ChangedMeanwhile);
    }
    if gone.organisation.kind == OrganisationKind::Hogeschool {
        return Err(MergeError::Hogeschool);
    }
    let tx = app.store().begin().await?;
    if tx.has_roles_at(gone.organisation.id).await? {
        return Err(MergeError::HasRoles);
    }
    let references = tx.references_to(kept.organisation.id).await?;
    let others = tx.references_to(gone.organisation.id).await?;
    let merge = merge(
        (&kept.organisation, &references),
        (&gone.organisation, &others),
        choices,
    )?;
    refuse_wrong(&merge)?;
    let new = KeptMerge {
        id: app.fresh_id(),
        merge,
        by: Some(actor.person.id),
        at: app.now(),
    };
    if !tx.keep_merge(&new, (&kept, &gone)).await? {
        return Err(MergeError::ChangedMeanwhile);
    }
    let entry = told(actor, Act::OrganisationsMerged, kept.organisation.id);
    Ok(commit(app, tx, &entry).await?)
}

fn refuse_wrong(merge: &Merge) -> Result<(), MergeError> {
    let problems = merge.after.problems();
    if problems.is_empty() {
        Ok(())
    } else {
        Err(MergeError::Wrong(problems))
    }
}

/// Makes two of one again. Tells which was kept.
pub async fn undo_merge(app: &App, actor: &Actor, id: Uuid) -> Result<OrganisationId, MergeError> {
    authorise(actor, Action::ChangeOrganisations)?;
    let tx = app.store().begin().await?;
    let merge = tx.merge(id).await?.ok_or(AppError::NotFound)?;
    let kept = find_organisation(app, merge.merge.kept()).await?;
    let gone = find_organisation(app, merge.merge.gone.id).await?;
    let later = tx.merged_since(&merge).await?;
    let references = tx.references_to(kept.organisation.id).await?;
    let undone = undo(&merge.merge, &kept.organisation, &references, later)?;
    let done = tx.keep_undone(&merge, &undone, (&kept, &gone), app.now());
    if !done.await? {
        return Err(MergeError::ChangedMeanwhile);
    }
    tx.add_pairs(pair_of(&undone).as_slice()).await?;
    let entry = told(actor, Act::MergeUndone, kept.organisation.id);
    commit(app, tx, &entry).await?;
    Ok(kept.organisation.id)
}

/// The two that were one, if they look alike: whoever looks for such pairs finds them again.
fn pair_of(undone: &Undone) -> Option<LikelyPair> {
    let (kept, again) = (&undone.kept, &undone.again);
    let because = judge(&Likeable::from(kept), &Likeable::from(again))?;
    Some(LikelyPair::of(kept.id, again.id, because.likeness()))
}
