//! The signed-in person with the grants that count now.

use mkbroute_domain::accounts::{Grant, Person, Role, Session};
use mkbroute_domain::ids::PersonId;

use crate::{App, AppError};

/// The person who acts. Grants are read anew at every request, so a revocation works at once.
#[derive(Clone, Debug)]
pub struct Actor {
    pub person: Person,
    /// Only grants that count: confirmed and not expired.
    pub grants: Vec<Grant>,
    /// The browser in which the person acts, if it is one.
    pub session: Option<Session>,
}

impl Actor {
    /// The roles of the actor, each once, in the order of the policy table.
    pub fn roles(&self) -> Vec<Role> {
        Role::ALL
            .into_iter()
            .filter(|role| self.grants.iter().any(|grant| grant.role == *role))
            .collect()
    }
}

/// Reads a person with the grants that count now; `None` if the person is gone.
pub async fn load_actor(app: &App, id: PersonId) -> Result<Option<Actor>, AppError> {
    let Some(person) = app.store().person(id).await? else {
        return Ok(None);
    };
    let now = app.now();
    let mut grants = app.store().grants_of(id).await?;
    grants.retain(|grant| grant.counts(now));
    Ok(Some(Actor {
        person,
        grants,
        session: None,
    }))
}
