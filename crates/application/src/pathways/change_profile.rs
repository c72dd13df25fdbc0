//! What a pathway is made of, and whether the national programme has it.

use chrono::NaiveDate;
use mkbroute_domain::accounts::audit::Act;
use mkbroute_domain::pathways::{Profile, ProfileProblem, ProgrammeRole};
use mkbroute_store::StoreError;
use thiserror::Error;

use super::find::{find_pathway, told};
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::accounts::policy::{Action, may_everywhere};
use crate::{App, AppError};

/// A profile as somebody changed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileChange {
    pub profile: Profile,
    /// The revision that the page showed on which it was changed.
    pub known: u32,
}

/// Why a profile stays as it is.
#[derive(Debug, Error)]
pub enum ChangeProfileError {
    #[error("the profile is not whole")]
    Profile(Vec<ProfileProblem>),
    #[error("the profile was changed meanwhile")]
    ChangedMeanwhile,
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<StoreError> for ChangeProfileError {
    fn from(error: StoreError) -> Self {
        Self::App(error.into())
    }
}

/// Keeps what a pathway is made of. Its registration stays: that is the programme's; and so do its partners.
pub async fn change_profile(
    app: &App,
    actor: &Actor,
    slug: &str,
    change: ProfileChange,
) -> Result<(), ChangeProfileError> {
    let pathway = find_pathway(app, actor, slug, Action::DevelopPathway).await?;
    let tx = app.store().begin().await?;
    let before = tx.development(pathway.id).await?;
    let profile = Profile {
        registered_on: before.profile.registered_on,
        programme_role: before.profile.programme_role,
        partners: before.profile.partners,
        ..change.profile
    };
    let problems = profile.problems();
    if !problems.is_empty() {
        return Err(ChangeProfileError::Profile(problems));
    }
    if !tx.save_profile(pathway.id, change.known, &profile).await? {
        return Err(ChangeProfileError::ChangedMeanwhile);
    }
    let entry = told(actor, Action::DevelopPathway, Act::ProfileChanged, &pathway);
    Ok(commit(app, tx, &entry).await?)
}

/// Registers a pathway with the national programme from a day on, in a role there, or takes it out.
pub async fn register_pathway(
    app: &App,
    actor: &Actor,
    slug: &str,
    registered_on: Option<NaiveDate>,
    programme_role: Option<ProgrammeRole>,
) -> Result<(), ChangeProfileError> {
    if !may_everywhere(actor, Action::RegisterPathway) {
        return Err(AppError::Forbidden.into());
    }
    let pathway = find_pathway(app, actor, slug, Action::RegisterPathway).await?;
    if registered_on.is_none() && programme_role.is_some() {
        let problem = ProfileProblem::RoleWithoutRegistration;
        return Err(ChangeProfileError::Profile(vec![problem]));
    }
    let tx = app.store().begin().await?;
    let before = tx.development(pathway.id).await?;
    let profile = Profile {
        registered_on,
        programme_role,
        ..before.profile
    };
    if !tx
        .save_profile(pathway.id, before.revision, &profile)
        .await?
    {
        return Err(ChangeProfileError::ChangedMeanwhile);
    }
    let entry = told(
        actor,
        Action::RegisterPathway,
        Act::PathwayRegistered,
        &pathway,
    );
    Ok(commit(app, tx, &entry).await?)
}
