//! Signing in with a passkey. The authenticator tells who it is, so nobody learns who has an account.

use mkbroute_domain::ids::PersonId;
use webauthn_rs::prelude::{DiscoverableAuthentication, DiscoverableKey, PublicKeyCredential};

use super::{Asked, PasskeyError, Passkeys, Purpose, ask, heard, key};
use crate::{App, AppError};

/// Asks a browser for any passkey that it has for this address.
pub async fn begin_passkey_sign_in(app: &App, passkeys: &Passkeys) -> Result<Asked, AppError> {
    let (options, state) = passkeys
        .0
        .start_discoverable_authentication()
        .map_err(AppError::unreadable)?;
    let options = serde_json::to_value(options.public_key).map_err(AppError::unreadable)?;
    ask(app, (Purpose::SignIn, None), &state, options).await
}

/// The person whose passkey answered. The session is begun apart from it, and tells the log.
pub async fn finish_passkey_sign_in(
    app: &App,
    passkeys: &Passkeys,
    (ceremony, answer): (&str, &str),
) -> Result<PersonId, PasskeyError> {
    let state: DiscoverableAuthentication = heard(app, (Purpose::SignIn, None), ceremony).await?;
    let answer: PublicKeyCredential =
        serde_json::from_str(answer).map_err(|_| PasskeyError::Wrong)?;
    let named = passkeys.0.identify_discoverable_authentication(&answer);
    let (person, credential_id) = named.map_err(|_| PasskeyError::Wrong)?;
    let stored = app.store().passkey(credential_id).await?;
    let stored = stored.filter(|stored| stored.person.0 == person);
    let stored = stored.ok_or(PasskeyError::Unknown)?;
    let mut key = key(&stored)?;
    let result = passkeys
        .0
        .finish_discoverable_authentication_v2(&answer, state, DiscoverableKey::from(&key))
        .map_err(|_| PasskeyError::Wrong)?;
    key.update_credential(&result);
    let body = serde_json::to_string(&key).map_err(AppError::unreadable)?;
    let tx = app.store().begin().await?;
    tx.note_passkey(stored.id, body, app.now().date_naive())
        .await?;
    tx.commit().await?;
    Ok(stored.person)
}
