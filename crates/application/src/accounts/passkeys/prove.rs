//! What matters most is done only by somebody who just showed again who they are.

use chrono::{DateTime, TimeDelta, Utc};
use mkbroute_domain::accounts::SignInMethod;
use mkbroute_domain::accounts::audit::{Act, Entry, Object};
use webauthn_rs::prelude::{Passkey, PasskeyAuthentication, PublicKeyCredential};

use super::{Asked, PasskeyError, Passkeys, Purpose, ask, heard, key};
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::{App, AppError};

/// How long somebody who showed who they are need not show it again.
pub const FRESH: TimeDelta = TimeDelta::minutes(10);

/// Refuses unless the actor showed who they are within `max_age`: with a passkey, or, for who has none,
/// by signing in. A cookie that was stolen later does not get past this.
///
/// Made-up persons of the demonstration have nothing to show.
///
/// # Errors
/// [`AppError::NotFresh`].
pub async fn require_fresh_factor(
    app: &App,
    actor: &Actor,
    max_age: TimeDelta,
) -> Result<(), AppError> {
    if is_fresh(app, actor, max_age).await? {
        Ok(())
    } else {
        Err(AppError::NotFresh)
    }
}

/// Whether the actor showed who they are within `max_age`.
pub async fn is_fresh(app: &App, actor: &Actor, max_age: TimeDelta) -> Result<bool, AppError> {
    let Some(session) = &actor.session else {
        return Ok(false);
    };
    let recent = |moment: DateTime<Utc>| app.now() < moment + max_age;
    if session.method == SignInMethod::Demo || session.proved_at.is_some_and(recent) {
        return Ok(true);
    }
    if !recent(session.began_at) {
        return Ok(false);
    }
    Ok(app.store().passkeys_of(actor.person.id).await?.is_empty())
}

/// Asks the browser for a passkey of the actor.
pub async fn begin_proof(
    app: &App,
    passkeys: &Passkeys,
    actor: &Actor,
) -> Result<Asked, PasskeyError> {
    let known = app.store().passkeys_of(actor.person.id).await?;
    if known.is_empty() {
        return Err(PasskeyError::Unknown);
    }
    let known = known.iter().map(key).collect::<Result<Vec<Passkey>, _>>()?;
    let (options, state) = passkeys
        .0
        .start_passkey_authentication(&known)
        .map_err(AppError::unreadable)?;
    let options = serde_json::to_value(options.public_key).map_err(AppError::unreadable)?;
    let whom = (Purpose::Prove, Some(actor.person.id));
    Ok(ask(app, whom, &state, options).await?)
}

/// Notes in the session that the actor showed who they are.
pub async fn finish_proof(
    app: &App,
    passkeys: &Passkeys,
    actor: &Actor,
    (ceremony, answer): (&str, &str),
) -> Result<(), PasskeyError> {
    let person = actor.person.id;
    let whom = (Purpose::Prove, Some(person));
    let state: PasskeyAuthentication = heard(app, whom, ceremony).await?;
    let answer: PublicKeyCredential =
        serde_json::from_str(answer).map_err(|_| PasskeyError::Wrong)?;
    let result = passkeys.0.finish_passkey_authentication(&answer, &state);
    let result = result.map_err(|_| PasskeyError::Wrong)?;
    let stored = app.store().passkey(result.cred_id()).await?;
    // It may have been removed since it was asked for.
    let stored = stored.filter(|stored| stored.person == person);
    let stored = stored.ok_or(PasskeyError::Unknown)?;
    let session = actor.session.as_ref().ok_or(PasskeyError::NotAsked)?;
    let mut key = key(&stored)?;
    key.update_credential(&result);
    let body = serde_json::to_string(&key).map_err(AppError::unreadable)?;
    let tx = app.store().begin().await?;
    tx.note_passkey(stored.id, body, app.now().date_naive())
        .await?;
    tx.note_proof(session.id, app.now()).await?;
    let told = Entry::new(actor.doing_as(None), Act::Proved, Object::person(person));
    commit(app, tx, &told).await?;
    Ok(())
}
