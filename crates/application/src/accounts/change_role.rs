//! A grant is taken back, or gets another end.

use chrono::{DateTime, NaiveDate, Utc};
use mkbroute_domain::accounts::audit::{Act, Doer, Entry, Object};
use mkbroute_domain::accounts::giving::{delegates, is_administered, manages, may_end};
use mkbroute_domain::accounts::{By, Grant, GrantStatus, Refusal, Role, Step};
use mkbroute_domain::ids::{GrantId, PersonId};
use mkbroute_store::Tx;

use super::Actor;
use super::audit::commit;
use super::give_role::{GrantError, asks_proof, detail_of, end_of, joins};
use super::grants::GrantLine;
use super::once::{Claim, keep};
use super::persons::{find_person, managing};
use super::webhooks::announce_grant;
use crate::{App, AppError};

/// Takes a grant back from a person. It gives no right at the next request; who acted for them by it
/// loses that too.
pub async fn revoke_role(
    app: &App,
    actor: &Actor,
    slug: &str,
    grant: GrantId,
) -> Result<(), GrantError> {
    revoke(app, actor, slug, grant, None).await.map(drop)
}

/// The same; keeps what became of the grant for a script that may ask again.
pub(super) async fn revoke(
    app: &App,
    actor: &Actor,
    slug: &str,
    grant: GrantId,
    claim: Option<&Claim<'_>>,
) -> Result<GrantLine, GrantError> {
    let (grant, doer) = managed_grant(app, actor, slug, grant).await?;
    asks_proof(app, actor, grant.role).await?;
    let tx = app.store().begin().await?;
    let (after, told) = ended(app, &tx, (&grant, By::Manager), Step::Revoke, (actor, doer)).await?;
    let revoked = GrantLine {
        grant: after,
        person: slug.to_owned(),
    };
    keep::<GrantError>(app, claim, &tx, &revoked).await?;
    commit(app, tx, &told).await?;
    Ok(revoked)
}

/// Gives a grant another last day, or none.
pub async fn change_end(
    app: &App,
    actor: &Actor,
    slug: &str,
    grant: GrantId,
    until: Option<NaiveDate>,
) -> Result<(), GrantError> {
    let (grant, doer) = managed_grant(app, actor, slug, grant).await?;
    asks_proof(app, actor, grant.role).await?;
    let now = app.now();
    let status = grant.status.after(Step::ChangeEnd, By::Manager);
    let status = status.ok_or(Refusal::NotNow)?;
    let after = Grant {
        status,
        expires_at: until.map(end_of),
        ..grant.clone()
    };
    may_end(after.role, after.expires_at, now)?;
    let tx = app.store().begin().await?;
    if after.lives(now) && !grant.lives(now) {
        // It had ended: since then the person may have got what does not go together with it.
        joins(app, &tx, &after, Some(grant.id)).await?;
    }
    stays_administered(&tx, &after).await?;
    if outlives(&tx, actor, &after).await? {
        return Err(Refusal::OutlivesOwn.into());
    }
    let step = (Step::ChangeEnd, actor.person.id);
    if !tx.change_grant(&grant, &after, step, now).await? {
        return Err(Refusal::NotNow.into());
    }
    for delegation in living_delegations(&tx, grant.id, now).await? {
        if !ends_by(&delegation, after.expires_at) {
            let shorter = Grant {
                expires_at: after.expires_at,
                ..delegation.clone()
            };
            tx.change_grant(&delegation, &shorter, step, now).await?;
            announce_grant(app, &tx, delegation.id).await?;
            tx.append_audit(&told(doer, Act::RoleEndChanged, &shorter), now)
                .await?;
        }
    }
    announce_grant(app, &tx, after.id).await?;
    commit(app, tx, &told(doer, Act::RoleEndChanged, &after)).await?;
    Ok(())
}

/// A grant of a person that the actor may change.
async fn managed_grant(
    app: &App,
    actor: &Actor,
    slug: &str,
    id: GrantId,
) -> Result<(Grant, Doer), AppError> {
    let (seen, doer) = managing(actor)?;
    let person = find_person(app, &seen, slug).await?;
    let grants = app.store().grants_managed(&seen, &[person.id]).await?;
    let found = grants.into_iter().find(|grant| grant.id == id);
    let grant = found.ok_or(AppError::NotFound)?;
    let tenants = app.store().tenants().await?;
    let mut own = actor.grants.iter();
    if own.any(|own| manages(own, grant.role, grant.scope, &tenants)) {
        Ok((grant, doer))
    } else {
        Err(AppError::NotFound)
    }
}

/// Ends a grant by a step of its holder or of who manages it, with all that was delegated from it.
pub(super) async fn end(
    app: &App,
    tx: Tx,
    (grant, by): (&Grant, By),
    step: Step,
    who: (&Actor, Doer),
) -> Result<(), GrantError> {
    let (_, told) = ended(app, &tx, (grant, by), step, who).await?;
    commit(app, tx, &told).await?;
    Ok(())
}

/// Ends a grant within a transaction; gives what became of it, and what the log is to tell.
async fn ended(
    app: &App,
    tx: &Tx,
    (grant, by): (&Grant, By),
    step: Step,
    (actor, doer): (&Actor, Doer),
) -> Result<(Grant, Entry), GrantError> {
    let now = app.now();
    let status = grant.status.after(step, by).ok_or(Refusal::NotNow)?;
    let after = Grant {
        status,
        ..grant.clone()
    };
    stays_administered(tx, &after).await?;
    let taken = (step, actor.person.id);
    if !tx.change_grant(grant, &after, taken, now).await? {
        return Err(Refusal::NotNow.into());
    }
    announce_grant(app, tx, grant.id).await?;
    revoke_delegations(app, tx, grant.id, (actor.person.id, doer)).await?;
    let act = match step {
        Step::Decline => Act::RoleDeclined,
        Step::LayDown => Act::RoleLaidDown,
        Step::Give | Step::Accept | Step::Revoke | Step::ChangeEnd => Act::RoleRevoked,
    };
    let told = told(doer, act, &after);
    Ok((after, told))
}

/// Takes back every grant by which others act for the holder of this one.
pub(super) async fn revoke_delegations(
    app: &App,
    tx: &Tx,
    of: GrantId,
    (by, doer): (PersonId, Doer),
) -> Result<(), AppError> {
    let now = app.now();
    for delegation in living_delegations(tx, of, now).await? {
        let ended = Grant {
            status: GrantStatus::Revoked,
            ..delegation.clone()
        };
        tx.change_grant(&delegation, &ended, (Step::Revoke, by), now)
            .await?;
        announce_grant(app, tx, delegation.id).await?;
        tx.append_audit(&told(doer, Act::RoleRevoked, &ended), now)
            .await?;
    }
    Ok(())
}

pub(super) fn told(doer: Doer, act: Act, grant: &Grant) -> Entry {
    Entry::with(doer, act, Object::person(grant.person), detail_of(grant))
}

async fn living_delegations(
    tx: &Tx,
    of: GrantId,
    now: DateTime<Utc>,
) -> Result<Vec<Grant>, AppError> {
    let mut found = tx.delegations_of(of).await?;
    found.retain(|grant| grant.lives(now));
    Ok(found)
}

/// Refuses what would leave the program without an administrator.
async fn stays_administered(tx: &Tx, after: &Grant) -> Result<(), GrantError> {
    if after.role != Role::Administrator {
        return Ok(());
    }
    let mut all = tx.administrators_held().await?;
    for grant in &mut all {
        if grant.id == after.id {
            *grant = after.clone();
        }
    }
    if is_administered(&all) {
        Ok(())
    } else {
        Err(Refusal::LastAdministrator.into())
    }
}

/// Whether a delegation would outlive what it comes from, or what the actor has.
async fn outlives(tx: &Tx, actor: &Actor, after: &Grant) -> Result<bool, AppError> {
    let source = match after.delegated_from {
        Some(source) => tx.grant(source).await?,
        None => None,
    };
    let mut own = actor.grants.iter();
    let delegating = own.find(|own| delegates(own.role, after.role));
    let mut bounds = source.iter().chain(delegating);
    Ok(bounds.any(|bound| !ends_by(after, bound.expires_at)))
}

/// Whether a grant ends no later than this.
fn ends_by(grant: &Grant, bound: Option<DateTime<Utc>>) -> bool {
    bound.is_none_or(|bound| grant.expires_at.is_some_and(|end| end <= bound))
}
