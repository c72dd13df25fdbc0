//! A signed-in browser: a random token in its cookie, only a hash of it in the database.

use chrono::TimeDelta;
use mkbroute_domain::accounts::audit::{Act, Doer, Entry, Object};
use mkbroute_domain::ids::PersonId;
use uuid::Uuid;

use super::audit::commit;
use super::{Actor, load_actor_as};
use crate::surveys::Token;
use crate::{App, AppError};

/// How long a browser stays signed in.
const LIFETIME: TimeDelta = TimeDelta::hours(12);

/// Signs a browser in and returns what its cookie holds.
pub async fn begin_session(app: &App, person: PersonId) -> Result<Token, AppError> {
    let token = Token::fresh(app);
    let data = person.0.as_bytes().to_vec();
    let tx = app.store().begin().await?;
    tx.put_session(token.session_hash(), data, app.now() + LIFETIME)
        .await?;
    commit(app, tx, &told(Act::SignedIn, person)).await?;
    Ok(token)
}

fn told(act: Act, id: PersonId) -> Entry {
    Entry::new(Doer::Person { id, role: None }, act, Object::person(id))
}

/// The person whom a browser's cookie signs in, with the grants that count now.
pub async fn actor_of_session(app: &App, token: &Token) -> Result<Option<Actor>, AppError> {
    let Some(data) = app
        .store()
        .session(&token.session_hash(), app.now())
        .await?
    else {
        return Ok(None);
    };
    let person = Uuid::from_slice(&data).map_err(AppError::unreadable)?;
    let chosen = app.store().chosen_role(&token.session_hash()).await?;
    load_actor_as(app, PersonId(person), chosen).await
}

/// Signs a browser out.
pub async fn end_session(app: &App, token: &Token) -> Result<(), AppError> {
    let Some(actor) = actor_of_session(app, token).await? else {
        // It has ended by itself, or the person is gone: it signs nobody in any more.
        return Ok(());
    };
    let tx = app.store().begin().await?;
    tx.delete_session(token.session_hash()).await?;
    commit(app, tx, &told(Act::SignedOut, actor.person.id)).await
}
