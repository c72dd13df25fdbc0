//! The roles of the signed-in person: invitations to accept, and the role in which they act.

use mkbroute_domain::accounts::audit::{Act, Detail, Entry, Object};
use mkbroute_domain::accounts::{By, Grant, GrantStatus, Refusal, Role, Step};
use mkbroute_domain::ids::GrantId;
use mkbroute_store::Tx;

use super::Actor;
use super::audit::commit;
use super::change_role::{end, told};
use super::give_role::{GrantError, joins};
use super::persons::{GrantHistory, histories};
use super::webhooks::announce_grant;
use crate::surveys::Token;
use crate::{App, AppError};

/// Every grant of the actor with what happened to it, the newest first.
pub async fn own_roles(app: &App, actor: &Actor) -> Result<Vec<GrantHistory>, AppError> {
    let grants = app.store().grants_of(actor.person.id).await?;
    histories(app, grants).await
}

/// Invitations that wait for the actor, the oldest first.
pub async fn waiting_invitations(app: &App, actor: &Actor) -> Result<Vec<Grant>, AppError> {
    let now = app.now();
    let mut grants = app.store().grants_of(actor.person.id).await?;
    grants.retain(|grant| grant.status == GrantStatus::Invited && grant.lives(now));
    Ok(grants)
}

/// Accepts an invitation: from now on the grant counts.
pub async fn accept_role(app: &App, actor: &Actor, grant: GrantId) -> Result<(), GrantError> {
    let now = app.now();
    let (tx, grant) = own_grant(app, actor, grant).await?;
    let status = grant.status.after(Step::Accept, By::Holder);
    let status = status.filter(|_| grant.lives(now));
    let after = Grant {
        status: status.ok_or(Refusal::NotNow)?,
        ..grant.clone()
    };
    joins(app, &tx, &after, Some(grant.id)).await?;
    let step = (Step::Accept, actor.person.id);
    if !tx.change_grant(&grant, &after, step, now).await? {
        return Err(Refusal::NotNow.into());
    }
    announce_grant(app, &tx, grant.id).await?;
    let doer = actor.doing_as(Some(grant.role));
    commit(app, tx, &told(doer, Act::RoleAccepted, &after)).await?;
    Ok(())
}

/// Declines an invitation.
pub async fn decline_role(app: &App, actor: &Actor, grant: GrantId) -> Result<(), GrantError> {
    let (tx, grant) = own_grant(app, actor, grant).await?;
    let doer = actor.doing_as(None);
    end(app, tx, (&grant, By::Holder), Step::Decline, (actor, doer)).await
}

/// Gives a role of one's own up.
pub async fn lay_role_down(app: &App, actor: &Actor, grant: GrantId) -> Result<(), GrantError> {
    let (tx, grant) = own_grant(app, actor, grant).await?;
    let doer = actor.doing_as(Some(grant.role));
    end(app, tx, (&grant, By::Holder), Step::LayDown, (actor, doer)).await
}

/// A grant of the actor's own, read in the transaction that changes it.
async fn own_grant(app: &App, actor: &Actor, id: GrantId) -> Result<(Tx, Grant), AppError> {
    let tx = app.store().begin().await?;
    let held = tx.grants_held(actor.person.id).await?;
    let found = held.into_iter().find(|grant| grant.id == id);
    Ok((tx, found.ok_or(AppError::NotFound)?))
}

/// Goes on in another of the actor's roles. The session gets another id: returns what the cookie holds
/// from now on.
pub async fn choose_role(
    app: &App,
    actor: &Actor,
    session: &Token,
    role: Role,
) -> Result<Token, AppError> {
    if !actor.roles.contains(&role) {
        return Err(AppError::NotFound);
    }
    let next = Token::fresh(app);
    let tx = app.store().begin().await?;
    let (old, new) = (session.session_hash(), next.session_hash());
    if !tx.renew_session(old, new, role).await? {
        return Err(AppError::NotFound);
    }
    let detail = Detail::default().role(role);
    let object = Object::person(actor.person.id);
    let doer = actor.doing_as(Some(role));
    let told = Entry::with(doer, Act::RoleChosen, object, detail);
    commit(app, tx, &told).await?;
    Ok(next)
}
