//! Adding an organisation, and changing what is known of one.

use mkbroute_domain::accounts::audit::Act;
use mkbroute_domain::ids::{HogeschoolId, OrganisationId, SiteId};
use mkbroute_domain::organisations::Organisation;
use mkbroute_domain::organisations::typed::{Mistake, TypedOrganisation};
use mkbroute_store::{KeptOrganisation, NamedOrganisation, StoreError, Tx};
use thiserror::Error;

use super::duplicates::{Alike, alike};
use super::find::{authorise, find_organisation, told};
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::accounts::policy::Action;
use crate::pathways::known_hogescholen;
use crate::{App, AppError};

/// Why an organisation is not kept.
#[derive(Debug, Error)]
pub enum ChangeOrganisationError {
    #[error("the organisation has mistakes")]
    Mistakes(Vec<Mistake>),
    #[error("{} has this KvK number", .0.name)]
    KvkTaken(NamedOrganisation),
    /// Others that are known may be the same one. Whoever is sure that they are not adds it all the same.
    #[error("it looks like one that is known")]
    Alike(Vec<Alike>),
    #[error("the one it belongs to is not known")]
    NoParent,
    #[error("somebody else changed it meanwhile")]
    ChangedMeanwhile,
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<StoreError> for ChangeOrganisationError {
    fn from(error: StoreError) -> Self {
        Self::App(error.into())
    }
}

/// The organisation to change, or nothing for a new one, and what one may belong to, by name: the hogescholen, and
/// what it belongs to now.
pub async fn organisation_form(
    app: &App,
    actor: &Actor,
    id: Option<OrganisationId>,
) -> Result<(Option<KeptOrganisation>, Vec<NamedOrganisation>), AppError> {
    authorise(actor, Action::ChangeOrganisations)?;
    let kept = match id {
        Some(id) => Some(find_organisation(app, id).await?),
        None => None,
    };
    let known = known_hogescholen()?.into_iter();
    let known = known.map(|known| OrganisationId::from(HogeschoolId::named(&known.name)));
    let now = kept.as_ref().and_then(|kept| kept.organisation.parent);
    let mut parents = app.store().organisations_named(known.chain(now)).await?;
    parents.retain(|parent| Some(parent.id) != id);
    parents.sort_by(|one, other| one.name.cmp(&other.name));
    Ok((kept, parents))
}

/// Adds an organisation. `sure` is who knows that it is none of those that it looks like.
pub async fn add_organisation(
    app: &App,
    actor: &Actor,
    typed: &TypedOrganisation,
    sure: bool,
) -> Result<OrganisationId, ChangeOrganisationError> {
    authorise(actor, Action::ChangeOrganisations)?;
    let organisation = read(app, typed, None)?;
    let tx = app.store().begin().await?;
    check(app, &tx, &organisation).await?;
    if !sure {
        let found = alike(app, &organisation).await?;
        if !found.is_empty() {
            return Err(ChangeOrganisationError::Alike(found));
        }
    }
    if !tx.insert_organisation(&organisation).await? {
        // Somebody added one with its number in the same moment.
        return Err(ChangeOrganisationError::ChangedMeanwhile);
    }
    let entry = told(actor, Act::OrganisationAdded, organisation.id);
    commit(app, tx, &entry).await?;
    Ok(organisation.id)
}

/// Changes an organisation. `revision` is that of the organisation on the page where it was done.
pub async fn change_organisation(
    app: &App,
    actor: &Actor,
    (id, revision): (OrganisationId, u32),
    typed: &TypedOrganisation,
) -> Result<(), ChangeOrganisationError> {
    authorise(actor, Action::ChangeOrganisations)?;
    let before = find_organisation(app, id).await?;
    if before.revision != revision || before.merged_into.is_some() {
        return Err(ChangeOrganisationError::ChangedMeanwhile);
    }
    let organisation = read(app, typed, Some(&before.organisation))?;
    let tx = app.store().begin().await?;
    check(app, &tx, &organisation).await?;
    if !tx.save_organisation(revision, &organisation).await? {
        return Err(ChangeOrganisationError::ChangedMeanwhile);
    }
    let entry = told(actor, Act::OrganisationChanged, id);
    Ok(commit(app, tx, &entry).await?)
}

/// The organisation that is typed. A site that was not there before is a new one, whatever its form says.
fn read(
    app: &App,
    typed: &TypedOrganisation,
    before: Option<&Organisation>,
) -> Result<Organisation, ChangeOrganisationError> {
    let id = before.map_or_else(|| OrganisationId(app.fresh_id()), |before| before.id);
    let mut read = typed.read(id).map_err(ChangeOrganisationError::Mistakes)?;
    let mut known: Vec<SiteId> = Vec::new();
    if let Some(before) = before {
        known.extend(before.sites.iter().map(|site| site.id));
    }
    for site in &mut read.sites {
        match known.iter().position(|id| *id == site.id) {
            Some(at) => drop(known.swap_remove(at)),
            None => site.id = SiteId(app.fresh_id()),
        }
    }
    Ok(read)
}

/// Refuses what another has, and what is not there.
async fn check(
    app: &App,
    tx: &Tx,
    organisation: &Organisation,
) -> Result<(), ChangeOrganisationError> {
    if let Some(kvk) = &organisation.registered.kvk
        && let Some(holder) = tx.organisation_with_kvk(kvk).await?
        && holder.id != organisation.id
    {
        return Err(ChangeOrganisationError::KvkTaken(holder));
    }
    let parent = organisation.parent;
    if parent.is_some() && app.store().organisations_named(parent).await?.is_empty() {
        return Err(ChangeOrganisationError::NoParent);
    }
    Ok(())
}
