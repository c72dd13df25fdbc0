//! Where mails about somebody's account go.

use mkbroute_domain::accounts::AccountMailKind;
use mkbroute_domain::accounts::audit::{Act, Entry, Object};
use mkbroute_domain::ids::PersonId;
use mkbroute_domain::surveys::invitation::MailAddress;

use super::Actor;
use super::account_mail::tell;
use super::audit::commit;
use super::give_role::GrantError;
use super::passkeys::{FRESH, require_fresh_factor};
use super::persons::{find_person, managing, may_let_in};
use crate::{App, AppError};

/// Gives a person another mail address, as typed; none if nothing was typed.
///
/// Whoever reads mail at the address signs in as the person, so only somebody changes it who could have
/// given all that the person has, and who just showed who they are. Links that were handed out or mailed
/// before no longer work, and the former address is told.
pub async fn change_address(
    app: &App,
    actor: &Actor,
    slug: &str,
    typed: &str,
) -> Result<(), GrantError> {
    let (seen, doer) = managing(actor)?;
    require_fresh_factor(app, actor, FRESH).await?;
    let person = find_person(app, &seen, slug).await?;
    let oneself = person.id == actor.person.id;
    if !oneself && !may_let_in(app, actor, &seen, person.id).await? {
        return Err(AppError::NotFound.into());
    }
    let address = free_address(app, typed, Some(person.id)).await?;
    if address == person.email {
        return Ok(());
    }
    let tx = app.store().begin().await?;
    tx.set_address(person.id, address.as_ref()).await?;
    tx.delete_sign_in_links_of(person.id).await?;
    tell(app, &tx, &person, (AccountMailKind::AddressChanged, "")).await?;
    let told = Entry::new(doer, Act::AddressChanged, Object::person(person.id));
    commit(app, tx, &told).await?;
    Ok(())
}

/// The address that was typed, if nobody else has it; none if nothing was typed.
pub(super) async fn free_address(
    app: &App,
    typed: &str,
    of: Option<PersonId>,
) -> Result<Option<MailAddress>, GrantError> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let address: MailAddress = typed.parse().map_err(|_| GrantError::NoAddress)?;
    match app.store().person_by_email(&address).await? {
        Some(other) if Some(other.id) != of => Err(GrantError::AddressTaken),
        _ => Ok(Some(address)),
    }
}
