//! The grants that somebody manages, one by one, as scripts read, give and end them.

use mkbroute_domain::accounts::audit::{Act, Entry, Object, ObjectKind};
use mkbroute_domain::accounts::{Grant, GrantStatus, Role, Scope};
use mkbroute_domain::ids::GrantId;
use mkbroute_store::{GrantFilter, NamedGrant, SoughtGrants};
use serde::{Deserialize, Serialize};

use super::Actor;
use super::audit::looked;
use super::change_role::revoke;
use super::give_role::{GrantError, Invitation, give};
use super::once::{Repeatable, once};
use super::persons::managing;
use crate::{App, AppError};

/// A grant with the readable name of who has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrantLine {
    pub grant: Grant,
    pub person: String,
}

impl From<NamedGrant> for GrantLine {
    fn from((grant, person): NamedGrant) -> Self {
        Self { grant, person }
    }
}

/// Which grants somebody looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GrantsAsked {
    /// The readable name of who has them.
    pub person: Option<String>,
    pub role: Option<Role>,
    pub scope: Option<Scope>,
    pub state: Option<GrantFilter>,
}

/// The first grants after this one that the actor manages, in the order of their ids.
pub async fn grants_after(
    app: &App,
    actor: &Actor,
    asked: &GrantsAsked,
    page: (Option<GrantId>, u64),
) -> Result<Vec<GrantLine>, AppError> {
    let (seen, doer) = managing(actor)?;
    let told = Entry::new(doer, Act::PersonsSeen, Object::all(ObjectKind::Person));
    looked(app, &told).await?;
    let person = match &asked.person {
        None => None,
        Some(slug) => match app.store().person_by_slug(&seen, slug).await? {
            Some(person) => Some(person.id),
            None => return Ok(Vec::new()),
        },
    };
    let sought = SoughtGrants {
        person,
        role: asked.role,
        scope: asked.scope,
        state: asked.state,
    };
    let store = app.store();
    let found = store.grants_after(&seen, &sought, page, app.now()).await?;
    Ok(found.into_iter().map(GrantLine::from).collect())
}

/// One grant, if the actor manages it.
pub async fn one_grant(app: &App, actor: &Actor, id: GrantId) -> Result<GrantLine, AppError> {
    let (seen, doer) = managing(actor)?;
    let found = app.store().grant_managed(&seen, id).await?;
    let line = GrantLine::from(found.ok_or(AppError::NotFound)?);
    let told = Entry::new(doer, Act::PersonSeen, Object::person(line.grant.person));
    looked(app, &told).await?;
    Ok(line)
}

/// [`super::give_role`] as a script asks it, which may ask it again; gives what was given.
pub async fn give_grant(
    app: &App,
    actor: &Actor,
    slug: &str,
    invitation: Invitation,
    asked: Option<&Repeatable>,
) -> Result<GrantLine, GrantError> {
    once(app, asked, async |claim| {
        give(app, actor, slug, invitation, claim).await
    })
    .await
}

/// [`super::revoke_role`] as a script asks it, which may ask it again; gives what became of the grant.
pub async fn revoke_grant(
    app: &App,
    actor: &Actor,
    id: GrantId,
    asked: Option<&Repeatable>,
) -> Result<GrantLine, GrantError> {
    once(app, asked, async |claim| {
        let (seen, _) = managing(actor)?;
        let found = app.store().grant_managed(&seen, id).await?;
        let (_, slug) = found.ok_or(AppError::NotFound)?;
        revoke(app, actor, &slug, id, claim).await
    })
    .await
}

/// How a grant stands at a moment.
pub fn standing(grant: &Grant, now: chrono::DateTime<chrono::Utc>) -> GrantFilter {
    match grant.status {
        _ if !grant.lives(now) => GrantFilter::Ended,
        GrantStatus::Invited => GrantFilter::Invited,
        GrantStatus::Confirmed | GrantStatus::Revoked => GrantFilter::InForce,
    }
}
