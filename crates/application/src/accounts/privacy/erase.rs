//! Somebody is forgotten: article 17 of the GDPR.

use mkbroute_domain::accounts::audit::{Act, Doer, Entry, Object};
use mkbroute_domain::accounts::giving::is_administered;
use mkbroute_domain::accounts::{Managed, Person};
use mkbroute_store::{StoreError, Tx};
use thiserror::Error;

use super::authorise;
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::accounts::change_role::revoke_delegations;
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
    let person = find_person(app, &Managed::everything(), slug).await?;
    erase(app, doer, &person).await
}

/// Erases the one who asks.
pub async fn erase_me(app: &App, actor: &Actor) -> Result<(), EraseError> {
    erase(app, actor.doing_as(None), &actor.person).await
}

/// Everything that the register says goes; ids stay in the audit log and lead to nobody. The mail
/// address also leaves the lists of invitations.
pub(super) async fn erase(app: &App, doer: Doer, person: &Person) -> Result<(), EraseError> {
    let tx = app.store().begin().await.map_err(AppError::from)?;
    stays_administered(&tx, person).await?;
    let erasure = Erasure::Person(person.id);
    record_erasure(app, erasure)?;
    for grant in tx.grants_held(person.id).await.map_err(AppError::from)? {
        revoke_delegations(app, &tx, grant.id, (person.id, doer)).await?;
    }
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

/// Refuses what would leave the program without an administrator.
async fn stays_administered(tx: &Tx, without: &Person) -> Result<(), EraseError> {
    let mut all = tx.administrators_held().await.map_err(AppError::from)?;
    let before = all.len();
    all.retain(|grant| grant.person != without.id);
    if all.len() == before || is_administered(&all) {
        Ok(())
    } else {
        Err(EraseError::LastAdministrator)
    }
}
