//! Somebody makes keys for scripts, and a script shows one.

use chrono::TimeDelta;
use mkbroute_domain::accounts::audit::{Act, Detail, Entry, Object};
use mkbroute_domain::accounts::{ApiKey, ApiScope};
use thiserror::Error;
use uuid::Uuid;

use super::audit::commit;
use super::passkeys::{FRESH, require_fresh_factor};
use super::{Actor, load_actor_as};
use crate::surveys::Token;
use crate::{App, AppError};

/// The longest name of a key, in characters.
pub const LONGEST_KEY_NAME: usize = 60;
/// The most keys that somebody has at a time.
const MOST_KEYS: usize = 20;
/// By which a key is known where it should not stand: scanners for lost secrets look for it.
const PREFIX: &str = "mkb_";

/// A key as somebody asks for it.
#[derive(Clone, Debug)]
pub struct NewApiKey {
    pub name: String,
    pub scopes: Vec<ApiScope>,
    /// One of [`ApiKey::TERMS`].
    pub days: u32,
}

/// Why no key was made.
#[derive(Debug, Error)]
pub enum ApiKeyProblem {
    #[error("the key has no name, or one that is too long")]
    Name,
    #[error("no scope was chosen")]
    NoScope,
    #[error("this is not one of the terms")]
    Term,
    #[error("there are too many keys")]
    TooMany,
    /// Somebody without a role may do nothing by script either.
    #[error("the person has no role")]
    NoRole,
    #[error(transparent)]
    App(#[from] AppError),
}

/// Makes a key that acts in the present role of the actor; returns the secret, which is kept nowhere.
///
/// A secret outlives the browser, so only somebody makes one who just showed who they are.
pub async fn make_key(
    app: &App,
    actor: &Actor,
    asked: &NewApiKey,
) -> Result<String, ApiKeyProblem> {
    require_fresh_factor(app, actor, FRESH).await?;
    let name = asked.name.trim();
    if name.is_empty() || name.chars().count() > LONGEST_KEY_NAME {
        return Err(ApiKeyProblem::Name);
    }
    if asked.scopes.is_empty() {
        return Err(ApiKeyProblem::NoScope);
    }
    if !ApiKey::TERMS.contains(&asked.days) {
        return Err(ApiKeyProblem::Term);
    }
    let role = actor.role().ok_or(ApiKeyProblem::NoRole)?;
    if own_keys(app, actor).await?.len() >= MOST_KEYS {
        return Err(ApiKeyProblem::TooMany);
    }
    let (token, person) = (Token::fresh(app), actor.person.id);
    let key = ApiKey {
        id: app.random_id(),
        person,
        name: name.to_owned(),
        role,
        scopes: asked.scopes.clone(),
        made_on: app.now().date_naive(),
        used_on: None,
        expires_at: app.now() + TimeDelta::days(asked.days.into()),
    };
    let tx = app.store().begin().await.map_err(AppError::from)?;
    tx.insert_api_key(token.api_key_hash(), &key)
        .await
        .map_err(AppError::from)?;
    let detail = Detail::default()
        .role(role)
        .until(key.expires_at.date_naive());
    let (doer, object) = (actor.doing_as(None), Object::person(person));
    let told = Entry::with(doer, Act::ApiKeyMade, object, detail);
    commit(app, tx, &told).await?;
    Ok(format!("{PREFIX}{token}"))
}

/// The keys of the actor that have not expired, by name.
pub async fn own_keys(app: &App, actor: &Actor) -> Result<Vec<ApiKey>, AppError> {
    Ok(app.store().api_keys_of(actor.person.id, app.now()).await?)
}

/// Ends one of one's own keys. Ending needs no fresh proof: it is what one does in a hurry.
pub async fn end_own_key(app: &App, actor: &Actor, id: Uuid) -> Result<(), AppError> {
    let person = actor.person.id;
    let tx = app.store().begin().await?;
    if !tx.delete_api_key(person, id).await? {
        return Err(AppError::NotFound);
    }
    let (doer, object) = (actor.doing_as(None), Object::person(person));
    commit(app, tx, &Entry::new(doer, Act::ApiKeyEnded, object)).await
}

/// The token in the secret of a key, if it has the form of one.
pub(super) fn token_in(secret: &str) -> Option<Token> {
    secret.strip_prefix(PREFIX)?.parse().ok()
}

/// Who acts with this secret, and the key; `None` if it opens nothing.
///
/// The grants are read anew, and only those of the role of the key: if the person lost that role, the
/// key may nothing.
pub async fn actor_of_key(app: &App, secret: &str) -> Result<Option<(Actor, ApiKey)>, AppError> {
    let Some(token) = token_in(secret) else {
        return Ok(None);
    };
    let found = app
        .store()
        .api_key(&token.api_key_hash(), app.now())
        .await?;
    let Some(key) = found else {
        return Ok(None);
    };
    let Some(mut actor) = load_actor_as(app, key.person, Some(key.role)).await? else {
        return Ok(None);
    };
    actor.grants.retain(|grant| grant.role == key.role);
    let today = app.now().date_naive();
    if key.used_on != Some(today) {
        // Without the note the page tells less; that is no reason to refuse.
        let _ = note(app, key.id).await;
    }
    Ok(Some((actor, key)))
}

async fn note(app: &App, id: Uuid) -> Result<(), AppError> {
    let tx = app.store().begin().await?;
    tx.note_api_key(id, app.now().date_naive()).await?;
    tx.commit().await?;
    Ok(())
}
