//! Somebody adds a passkey.

use mkbroute_domain::accounts::AccountMailKind;
use mkbroute_domain::accounts::audit::{Act, Entry, Object};
use mkbroute_domain::surveys::invitation::MailAddress;
use mkbroute_store::StoredPasskey;
use serde_json::json;
use webauthn_rs::prelude::{CredentialID, PasskeyRegistration, RegisterPublicKeyCredential};

use super::{Asked, FRESH, PasskeyError, Passkeys, Purpose, ask, heard, key, require_fresh_factor};
use crate::accounts::Actor;
use crate::accounts::account_mail::tell;
use crate::accounts::audit::commit;
use crate::{App, AppError};

/// The most characters of a name.
pub const LONGEST_PASSKEY_NAME: usize = 60;
/// The most passkeys of a person.
pub const MOST_PASSKEYS: usize = 20;

/// Asks the browser to make a passkey. Only of somebody who just showed who they are: a passkey lasts
/// longer than a session.
pub async fn begin_registration(
    app: &App,
    passkeys: &Passkeys,
    actor: &Actor,
) -> Result<Asked, PasskeyError> {
    require_fresh_factor(app, actor, FRESH).await?;
    let person = &actor.person;
    let known = app.store().passkeys_of(person.id).await?;
    if known.len() >= MOST_PASSKEYS {
        return Err(PasskeyError::TooMany);
    }
    let known = known.iter().map(key).collect::<Result<Vec<_>, _>>()?;
    let known: Vec<CredentialID> = known.iter().map(|key| key.cred_id().clone()).collect();
    let address = person.email.as_ref().map(MailAddress::as_str);
    let account = address.unwrap_or(&person.name);
    let (options, state) = passkeys
        .0
        .start_passkey_registration(person.id.0, account, &person.name, Some(known))
        .map_err(AppError::unreadable)?;
    let mut options = serde_json::to_value(options.public_key).map_err(AppError::unreadable)?;
    // Found by the authenticator itself, so that nobody types who they are before signing in.
    options["authenticatorSelection"]["residentKey"] = json!("required");
    options["authenticatorSelection"]["requireResidentKey"] = json!(true);
    let whom = (Purpose::Register, Some(person.id));
    Ok(ask(app, whom, &state, options).await?)
}

/// Takes the passkey that a browser made.
pub async fn finish_registration(
    app: &App,
    passkeys: &Passkeys,
    actor: &Actor,
    (ceremony, answer): (&str, &str),
    name: &str,
) -> Result<(), PasskeyError> {
    let name = proper(name)?;
    let person = &actor.person;
    let whom = (Purpose::Register, Some(person.id));
    let state: PasskeyRegistration = heard(app, whom, ceremony).await?;
    let answer: RegisterPublicKeyCredential =
        serde_json::from_str(answer).map_err(|_| PasskeyError::Wrong)?;
    let made = passkeys.0.finish_passkey_registration(&answer, &state);
    let made = made.map_err(|_| PasskeyError::Wrong)?;
    if app.store().passkey(made.cred_id()).await?.is_some() {
        return Err(PasskeyError::Wrong);
    }
    let new = StoredPasskey {
        id: app.random_id(),
        person: person.id,
        credential_id: made.cred_id().clone(),
        name: name.to_owned(),
        body: serde_json::to_string(&made).map_err(AppError::unreadable)?,
        added_on: app.now().date_naive(),
        used_on: None,
    };
    let tx = app.store().begin().await?;
    tx.insert_passkey(new).await?;
    tell(app, &tx, person, (AccountMailKind::PasskeyAdded, name)).await?;
    let doer = actor.doing_as(None);
    let told = Entry::new(doer, Act::PasskeyAdded, Object::person(person.id));
    commit(app, tx, &told).await?;
    Ok(())
}

/// The name without space around it, if it is one.
pub(super) fn proper(name: &str) -> Result<&str, PasskeyError> {
    let name = name.trim();
    if name.is_empty() || name.chars().any(char::is_control) {
        return Err(PasskeyError::NoName);
    }
    if name.chars().count() > LONGEST_PASSKEY_NAME {
        return Err(PasskeyError::LongName);
    }
    Ok(name)
}
