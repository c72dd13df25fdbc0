//! Somebody is forgotten: article 17 of the GDPR.

use mkbroute_domain::accounts::audit::{Act, Doer, Entry, Object};
use mkbroute_domain::accounts::{Person, Role};
use mkbroute_store::StoreError;
use thiserror::Error;

use super::authorise;
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::accounts::persons::find_person;
use crate::operations::{Erasure, record_erasure};
use crate::{App, AppError};

/// Why nobody was erased.
#[derive(Debug, Error)]
pub enum EraseError {
    /// Nobody could let anybody in any more.
    #[error("the last administrator cannot be erased")]
    LastAdministrator,
    #[error(transparent)]
    App(#[from] AppError),
}

/// Erases somebody who asked the administrator.
pub async fn erase_person(app: &App, actor: &Actor, slug: &str) -> Result<(), EraseError> {
    let doer = authorise(actor)?;
    let person = find_person(app, slug).await?;
    erase(app, doer, &person).await
}

/// Erases the one who asks.
pub async fn erase_me(app: &App, actor: &Actor) -> Result<(), EraseError> {
    erase(app, actor.doing_as(None), &actor.person).await
}

/// Everything that the register says goes; ids stay in the audit log and lead to nobody. The mail
/// address also leaves the lists of invitations.
pub(super) async fn erase(app: &App, doer: Doer, person: &Person) -> Result<(), EraseError> {
    if is_last_administrator(app, person).await? {
        return Err(EraseError::LastAdministrator);
    }
    let erasure = Erasure::Person(person.id);
    record_erasure(app, erasure)?;
    let tx = app.store().begin().await.map_err(AppError::from)?;
    if let Some(address) = &person.email {
        super::address::erase_in(&tx, address.as_str()).await?;
    }
    tx.erase_person(person.id).await.map_err(AppError::from)?;
    let told = Entry::new(doer, Act::PersonErased, Object::person(person.id));
    commit(app, tx, &told).await?;
    record_erasure(app, erasure)?;
    // What is deleted is overwritten, but the log of the database still has it. A reader that keeps it
    // from being emptied is no reason to fail: it is emptied every night.
    match app.store().empty_log().await {
        Ok(()) | Err(StoreError::Locked) => Ok(()),
        Err(error) => Err(AppError::from(error).into()),
    }
}

async fn is_last_administrator(app: &App, person: &Person) -> Result<bool, AppError> {
    let holders = app.store().holders(Role::Administrator).await?;
    let mut others = false;
    let mut this = false;
    for grant in holders.iter().filter(|grant| grant.counts(app.now())) {
        this |= grant.person == person.id;
        others |= grant.person != person.id;
    }
    Ok(this && !others)
}
