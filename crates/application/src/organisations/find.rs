//! Which organisations there are, for those who work on pathways.

use mkbroute_domain::accounts::audit::{Act, Entry, Object};
use mkbroute_domain::ids::OrganisationId;
use mkbroute_store::{KeptOrganisation, OrganisationRow, SoughtOrganisations};

use crate::accounts::Actor;
use crate::accounts::policy::{Action, role_on_some_pathway};
use crate::{App, AppError};

/// Whether the actor sees organisations.
pub fn may_see_organisations(actor: &Actor) -> bool {
    role_on_some_pathway(actor, Action::SeeOrganisations).is_some()
}

/// Whether the actor adds and changes organisations.
pub fn may_change_organisations(actor: &Actor) -> bool {
    role_on_some_pathway(actor, Action::ChangeOrganisations).is_some()
}

/// The first organisations that are sought behind this one, by name.
pub async fn find_organisations(
    app: &App,
    actor: &Actor,
    sought: &SoughtOrganisations,
    (after, most): (Option<OrganisationId>, u64),
) -> Result<Vec<OrganisationRow>, AppError> {
    authorise(actor, Action::SeeOrganisations)?;
    Ok(app.store().organisations_after(sought, after, most).await?)
}

/// The organisation with this id, for who sees organisations.
pub async fn organisation(
    app: &App,
    actor: &Actor,
    id: OrganisationId,
) -> Result<KeptOrganisation, AppError> {
    authorise(actor, Action::SeeOrganisations)?;
    find_organisation(app, id).await
}

/// The organisation with this id.
pub(super) async fn find_organisation(
    app: &App,
    id: OrganisationId,
) -> Result<KeptOrganisation, AppError> {
    let found = app.store().organisation(id).await?;
    found.ok_or(AppError::NotFound)
}

/// Refuses unless the actor may do the action on some pathway.
pub(super) fn authorise(actor: &Actor, action: Action) -> Result<(), AppError> {
    match role_on_some_pathway(actor, action) {
        Some(_) => Ok(()),
        None => Err(AppError::Forbidden),
    }
}

/// What the log tells of a change of an organisation.
pub(super) fn told(actor: &Actor, act: Act, id: OrganisationId) -> Entry {
    let role = role_on_some_pathway(actor, Action::ChangeOrganisations);
    Entry::new(actor.doing_as(role), act, Object::organisation(id))
}
