//! Signed-in browsers: a random token in each cookie, only a hash of it in the database.

use mkbroute_domain::accounts::audit::{Act, Detail, Doer, Entry, Object};
use mkbroute_domain::accounts::{AccountMailKind, Device, DigestFrequency, Session, SignInMethod};
use mkbroute_domain::ids::PersonId;
use uuid::Uuid;

use super::account_mail::tell;
use super::audit::commit;
use super::digest::{enrol, usual_for};
use super::{Actor, load_actor_as};
use crate::surveys::Token;
use crate::{App, AppError};

/// How and where somebody signs in.
#[derive(Clone, Debug)]
pub struct Entrance {
    pub method: SignInMethod,
    pub device: Device,
    /// What the cookie held before: that session ends, so that nobody rides on along with it.
    pub former: Option<Token>,
    /// By which the browser is recognised, if it was signed in before.
    pub known_as: Option<Token>,
}

/// What the cookies of a signed-in browser hold.
#[derive(Clone, Debug)]
pub struct Begun {
    pub session: Token,
    /// By which the browser is recognised next time.
    pub known_as: Token,
}

/// Signs a browser in, under a fresh token. On a browser that the person never used before, the person is
/// told so by mail.
pub async fn begin_session(
    app: &App,
    person: PersonId,
    entrance: Entrance,
) -> Result<Begun, AppError> {
    let now = app.now();
    let person = app.store().person(person).await?;
    let person = person.ok_or(AppError::NotFound)?;
    let begun = Begun {
        session: Token::fresh(app),
        known_as: entrance.known_as.unwrap_or_else(|| Token::fresh(app)),
    };
    let session = Session {
        id: app.random_id(),
        person: person.id,
        method: entrance.method,
        device: entrance.device,
        began_at: now,
        used_at: now,
        proved_at: (entrance.method == SignInMethod::Passkey).then_some(now),
        role: None,
    };
    // Made-up persons of the demonstration read no mail.
    let usual = match entrance.method {
        SignInMethod::Demo => DigestFrequency::Off,
        SignInMethod::Link | SignInMethod::Passkey | SignInMethod::Provider => {
            usual_for(app, person.id).await?
        }
    };
    let tx = app.store().begin().await?;
    if let Some(former) = entrance.former {
        tx.delete_session(former.session_hash()).await?;
    }
    tx.insert_session(begun.session.session_hash(), &session)
        .await?;
    let hash = begun.known_as.device_hash();
    enrol(app, &tx, person.id, usual).await?;
    let known = tx.note_device(person.id, hash, now.date_naive()).await?;
    if !known {
        let device = session.device.code();
        tell(app, &tx, &person, (AccountMailKind::NewDevice, &device)).await?;
    }
    let how = Detail::default().how(entrance.method.code());
    let (doer, object) = (of(person.id), Object::person(person.id));
    let told = Entry::with(doer, Act::SignedIn, object, how);
    commit(app, tx, &told).await?;
    Ok(begun)
}

fn of(id: PersonId) -> Doer {
    Doer::Person { id, role: None }
}

/// The person whom a browser's cookie signs in, with the grants that count now, and the session.
pub async fn actor_of_session(
    app: &App,
    token: &Token,
) -> Result<Option<(Actor, Session)>, AppError> {
    let hash = token.session_hash();
    let Some(mut session) = app.store().session(&hash, app.now()).await? else {
        return Ok(None);
    };
    let Some(mut actor) = load_actor_as(app, session.person, session.role).await? else {
        return Ok(None);
    };
    if session.is_to_be_noted(app.now()) {
        session.used_at = app.now();
        // Without the note the session ends earlier; that is no reason to show nothing now.
        let _ = note(app, &session).await;
    }
    actor.session = Some(session.clone());
    Ok(Some((actor, session)))
}

async fn note(app: &App, session: &Session) -> Result<(), AppError> {
    let tx = app.store().begin().await?;
    tx.note_session(session).await?;
    tx.commit().await?;
    Ok(())
}

/// Signs a browser out.
pub async fn end_session(app: &App, token: &Token) -> Result<(), AppError> {
    let hash = token.session_hash();
    let Some(session) = app.store().session(&hash, app.now()).await? else {
        // It has ended by itself: it signs nobody in any more.
        return Ok(());
    };
    let tx = app.store().begin().await?;
    tx.delete_session(hash).await?;
    let (doer, object) = (of(session.person), Object::person(session.person));
    commit(app, tx, &Entry::new(doer, Act::SignedOut, object)).await
}

/// The browsers in which somebody is signed in, the last used first.
pub async fn own_sessions(app: &App, actor: &Actor) -> Result<Vec<Session>, AppError> {
    let found = app.store().sessions_of(actor.person.id, app.now()).await;
    Ok(found?)
}

/// Ends one of one's own sessions, from any browser.
pub async fn end_own_session(app: &App, actor: &Actor, id: Uuid) -> Result<(), AppError> {
    let person = actor.person.id;
    let tx = app.store().begin().await?;
    if !tx.end_session_of(person, id).await? {
        return Err(AppError::NotFound);
    }
    let (doer, object) = (of(person), Object::person(person));
    let one = Detail::default().count(1_u32);
    commit(app, tx, &Entry::with(doer, Act::SessionsEnded, object, one)).await
}

/// Ends all of one's sessions but this one; tells how many.
pub async fn end_other_sessions(app: &App, actor: &Actor, kept: Uuid) -> Result<u64, AppError> {
    let person = actor.person.id;
    let tx = app.store().begin().await?;
    let ended = tx.end_other_sessions(person, kept).await?;
    let (doer, object) = (of(person), Object::person(person));
    let count = Detail::default().count(ended);
    let told = Entry::with(doer, Act::SessionsEnded, object, count);
    commit(app, tx, &told).await?;
    Ok(ended)
}
