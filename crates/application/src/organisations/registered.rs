//! Hogescholen that the program brings along: as organisations they have the id by which they are tenants.

use mkbroute_domain::ids::{HogeschoolId, OrganisationId, SiteId};
use mkbroute_domain::organisations::register::KnownHogeschool;
use mkbroute_domain::organisations::{Organisation, OrganisationKind, Registered, Site};

use crate::pathways::known_hogescholen;
use crate::{App, AppError};

/// The hogescholen of the register as organisations.
pub(crate) fn registered_hogescholen(app: &App) -> Result<Vec<Organisation>, AppError> {
    let known = known_hogescholen()?.into_iter();
    Ok(known.map(|known| organisation(app, known)).collect())
}

/// Adds those that are not there yet.
pub async fn add_registered_hogescholen(app: &App) -> Result<(), AppError> {
    let all = registered_hogescholen(app)?;
    let ids = all.iter().map(|hogeschool| hogeschool.id);
    let there = app.store().organisations_named(ids).await?;
    let is_new = |one: &&Organisation| !there.iter().any(|known| known.id == one.id);
    let new: Vec<_> = all.iter().filter(is_new).collect();
    if new.is_empty() {
        return Ok(());
    }
    let tx = app.store().begin().await?;
    for hogeschool in new {
        tx.insert_organisation(hogeschool).await?;
    }
    Ok(tx.commit().await?)
}

fn organisation(app: &App, known: KnownHogeschool) -> Organisation {
    let site = |place| Site {
        id: SiteId(app.fresh_id()),
        name: String::new(),
        place,
        postcode: None,
        vestiging: None,
        rio_location: None,
    };
    Organisation {
        id: OrganisationId::from(HogeschoolId::named(&known.name)),
        kind: OrganisationKind::Hogeschool,
        registered: Registered {
            brin: Some(known.brin),
            ..Registered::default()
        },
        name: known.name,
        parent: None,
        sites: known.seat.map(site).into_iter().collect(),
    }
}
