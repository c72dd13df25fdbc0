//! The signed-in person with the grants that count now.

use mkbroute_domain::accounts::{Grant, Managed, Person, Role, Scope, Session, Tenants, Visible};
use mkbroute_domain::ids::PersonId;

use crate::{App, AppError};

/// The person who acts. Grants are read anew at every request, so a revocation works at once.
#[derive(Clone, Debug)]
pub struct Actor {
    pub person: Person,
    /// Only grants that count, confirmed and not expired, of the one role in which the person acts.
    pub grants: Vec<Grant>,
    /// The browser in which the person acts, if it is one.
    pub session: Option<Session>,
    /// Every role of which a grant counts, in the order of the policy table.
    pub roles: Vec<Role>,
    /// To which hogeschool pathways belong, if that matters for the grants.
    pub tenants: Tenants,
}

impl Actor {
    /// The role in which the person acts; `None` for somebody without one.
    pub fn role(&self) -> Option<Role> {
        self.grants.first().map(|grant| grant.role)
    }

    /// The grants that the actor manages.
    pub fn manages(&self) -> Managed {
        let roles = self.grants.iter().flat_map(|grant| grant.role.invites());
        Managed {
            roles: roles.copied().collect(),
            within: Visible::within(self.grants.iter().map(|grant| grant.scope)),
        }
    }
}

/// Reads a person with the grants that count now; `None` if the person is gone.
pub async fn load_actor(app: &App, id: PersonId) -> Result<Option<Actor>, AppError> {
    load_actor_as(app, id, None).await
}

/// [`load_actor`] in the role that the person chose, as long as a grant of it counts; otherwise in the
/// first of their roles.
pub async fn load_actor_as(
    app: &App,
    id: PersonId,
    chosen: Option<Role>,
) -> Result<Option<Actor>, AppError> {
    let Some(person) = app.store().person(id).await? else {
        return Ok(None);
    };
    let now = app.now();
    let mut grants = app.store().grants_of(id).await?;
    grants.retain(|grant| grant.counts(now));
    let held = |role: &Role| grants.iter().any(|grant| grant.role == *role);
    let roles: Vec<Role> = Role::ALL.into_iter().filter(held).collect();
    let role = chosen.filter(held).or(roles.first().copied());
    grants.retain(|grant| Some(grant.role) == role);
    let of_hogeschool = |grant: &Grant| matches!(grant.scope, Scope::Hogeschool(_));
    let tenants = if grants.iter().any(of_hogeschool) {
        app.store().tenants().await?
    } else {
        Tenants::default()
    };
    Ok(Some(Actor {
        person,
        grants,
        session: None,
        roles,
        tenants,
    }))
}
