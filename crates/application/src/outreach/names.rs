//! Names for the ids that leads hold, and what one chooses from.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use mkbroute_domain::accounts::{Role, Scope};
use mkbroute_domain::ids::{EventId, OrganisationId, PersonId};
use mkbroute_domain::pathways::Pathway;
use mkbroute_store::OrganisationName;

use crate::{App, AppError};

/// What one chooses from at a pathway.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// Who may talk with companies, by name.
    pub owners: Vec<(PersonId, String)>,
    /// The meetings that tell of the pathway, the latest first.
    pub events: Vec<(EventId, NaiveDate, String)>,
}

impl Choices {
    /// Whether this person may talk with companies.
    pub(super) fn may_own(&self, id: PersonId) -> bool {
        self.owners.iter().any(|(owner, _)| *owner == id)
    }

    /// Whether this event tells of the pathway.
    pub(super) fn has_event(&self, id: EventId) -> bool {
        self.events.iter().any(|(event, ..)| *event == id)
    }
}

pub(super) async fn choices(app: &App, pathway: &Pathway) -> Result<Choices, AppError> {
    let mut owners = BTreeMap::new();
    for role in [Role::Coordinator, Role::Intermediary] {
        for scope in [
            Scope::Pathway(pathway.id),
            Scope::Hogeschool(pathway.hogeschool_id),
        ] {
            for person in app.store().holders(role, scope, app.now()).await? {
                owners.insert(person.id, person.name);
            }
        }
    }
    let mut owners: Vec<_> = owners.into_iter().collect();
    owners.sort_by(|a, b| a.1.cmp(&b.1));
    let events = app.store().events_of(pathway.id).await?.into_iter();
    Ok(Choices {
        owners,
        events: events
            .map(|event| (event.id, event.on, event.name))
            .collect(),
    })
}

/// What these persons are called, as far as they are still here.
pub(super) async fn persons(
    app: &App,
    ids: &[PersonId],
) -> Result<BTreeMap<PersonId, String>, AppError> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    Ok(app.store().names_of(ids).await?)
}

/// Companies by name and place.
pub(super) async fn companies(
    app: &App,
    ids: &[OrganisationId],
) -> Result<BTreeMap<OrganisationId, OrganisationName>, AppError> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    Ok(app.store().organisation_names(ids).await?)
}
