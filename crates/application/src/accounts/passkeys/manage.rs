//! Somebody looks at their passkeys, renames and removes them.

use mkbroute_domain::accounts::audit::{Act, Detail, Entry, Object};
use mkbroute_domain::accounts::{AccountMailKind, SignInMethod};
use mkbroute_store::StoredPasskey;
use uuid::Uuid;

use super::register::proper;
use super::{FRESH, PasskeyError, require_fresh_factor};
use crate::accounts::Actor;
use crate::accounts::account_mail::tell;
use crate::accounts::audit::commit;
use crate::{App, AppError};

/// The passkeys of the actor, the oldest first.
pub async fn own_passkeys(app: &App, actor: &Actor) -> Result<Vec<StoredPasskey>, AppError> {
    Ok(app.store().passkeys_of(actor.person.id).await?)
}

/// Gives one of one's passkeys another name.
pub async fn rename_passkey(
    app: &App,
    actor: &Actor,
    id: Uuid,
    name: &str,
) -> Result<(), PasskeyError> {
    let name = proper(name)?;
    let person = actor.person.id;
    let tx = app.store().begin().await?;
    if !tx.rename_passkey(person, id, name).await? {
        return Err(AppError::NotFound.into());
    }
    let object = Object::person(person);
    let told = Entry::new(actor.doing_as(None), Act::PasskeyRenamed, object);
    commit(app, tx, &told).await?;
    Ok(())
}

/// Removes one of one's passkeys; its owner is told by mail.
pub async fn remove_passkey(app: &App, actor: &Actor, id: Uuid) -> Result<(), AppError> {
    require_fresh_factor(app, actor, FRESH).await?;
    let known = own_passkeys(app, actor).await?;
    let found = known.iter().find(|known| known.id == id);
    let name = &found.ok_or(AppError::NotFound)?.name;
    let person = &actor.person;
    let tx = app.store().begin().await?;
    if !tx.delete_passkey(person.id, id).await? {
        return Err(AppError::NotFound);
    }
    tell(app, &tx, person, (AccountMailKind::PasskeyRemoved, name)).await?;
    let told = removed(actor, 1);
    commit(app, tx, &told).await
}

/// Removes all passkeys of somebody who lost them and just signed in with a link instead. Every other
/// session ends, and the person is told by mail.
///
/// # Errors
/// [`AppError::NotFresh`] for who did not just sign in with a link.
pub async fn forget_passkeys(app: &App, actor: &Actor) -> Result<u64, AppError> {
    let session = actor.session.as_ref().ok_or(AppError::NotFresh)?;
    let recent = app.now() < session.began_at + FRESH;
    if session.method != SignInMethod::Link || !recent {
        return Err(AppError::NotFresh);
    }
    let person = &actor.person;
    let tx = app.store().begin().await?;
    let count = tx.delete_passkeys_of(person.id).await?;
    if count == 0 {
        return Err(AppError::NotFound);
    }
    tx.end_other_sessions(person.id, session.id).await?;
    tell(app, &tx, person, (AccountMailKind::PasskeysForgotten, "")).await?;
    let told = removed(actor, count);
    commit(app, tx, &told).await?;
    Ok(count)
}

fn removed(actor: &Actor, count: u64) -> Entry {
    let (doer, object) = (actor.doing_as(None), Object::person(actor.person.id));
    let detail = Detail::default().count(count);
    Entry::with(doer, Act::PasskeysRemoved, object, detail)
}
