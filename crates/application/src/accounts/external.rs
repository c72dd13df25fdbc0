//! Accounts at an institution that sign a person in. An account is linked by somebody who is signed in;
//! no right follows from a mail address that matches.

use chrono::TimeDelta;
use mkbroute_domain::accounts::AccountMailKind;
use mkbroute_domain::accounts::audit::{Act, Entry, Object};
use mkbroute_domain::ids::PersonId;
use mkbroute_store::Ceremony;
use thiserror::Error;
use uuid::Uuid;

pub use mkbroute_store::ExternalSubject;

use super::Actor;
use super::account_mail::tell;
use super::audit::commit;
use super::passkeys::{FRESH, require_fresh_factor};
use crate::surveys::Token;
use crate::{App, AppError};

/// How long somebody may take at the provider.
const PATIENCE: TimeDelta = TimeDelta::minutes(10);
/// What waits for a provider's answer, and for nothing else.
const PURPOSE: &str = "provider";
/// The most characters of what an account is called.
const LONGEST_LABEL: usize = 200;

/// What a provider says of who signed in there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asserted {
    pub issuer: String,
    pub subject: String,
    /// As the person recognises the account.
    pub label: String,
}

/// Why an account was not linked.
#[derive(Debug, Error)]
pub enum LinkSubjectError {
    #[error("the account is linked to somebody else")]
    Taken,
    #[error(transparent)]
    App(#[from] AppError),
}

/// Keeps what a provider's answer is compared with; with an actor, to link the account to them, which
/// only somebody may do who just showed who they are.
pub async fn begin_at_provider(
    app: &App,
    actor: Option<&Actor>,
    state: String,
) -> Result<Token, AppError> {
    if let Some(actor) = actor {
        require_fresh_factor(app, actor, FRESH).await?;
    }
    let token = Token::fresh(app);
    let ceremony = Ceremony {
        purpose: PURPOSE.to_owned(),
        person: actor.map(|actor| actor.person.id),
        state,
        expires_at: app.now() + PATIENCE,
    };
    let tx = app.store().begin().await?;
    tx.insert_ceremony(token.ceremony_hash(), ceremony).await?;
    tx.commit().await?;
    Ok(token)
}

/// What was kept, once: to whom the account is to be linked, and what the answer is compared with.
pub async fn heard_of_provider(
    app: &App,
    token: &Token,
) -> Result<Option<(Option<PersonId>, String)>, AppError> {
    let tx = app.store().begin().await?;
    let found = tx.take_ceremony(token.ceremony_hash(), app.now()).await?;
    tx.commit().await?;
    let found = found.filter(|found| found.purpose == PURPOSE);
    Ok(found.map(|found| (found.person, found.state)))
}

/// The person to whom an account is linked.
pub async fn person_of_subject(
    app: &App,
    asserted: &Asserted,
) -> Result<Option<PersonId>, AppError> {
    let found = app
        .store()
        .external_subject(&asserted.issuer, &asserted.subject)
        .await?;
    Ok(found.map(|found| found.person))
}

/// Links an account to the actor, who is told by mail. Once more is no error.
pub async fn link_subject(
    app: &App,
    actor: &Actor,
    asserted: &Asserted,
) -> Result<(), LinkSubjectError> {
    let person = &actor.person;
    match person_of_subject(app, asserted).await? {
        Some(known) if known == person.id => return Ok(()),
        Some(_) => return Err(LinkSubjectError::Taken),
        None => {}
    }
    let printable = |letter: &char| !letter.is_control();
    let label: String = asserted
        .label
        .chars()
        .filter(printable)
        .take(LONGEST_LABEL)
        .collect();
    let new = ExternalSubject {
        id: app.random_id(),
        issuer: asserted.issuer.clone(),
        subject: asserted.subject.clone(),
        person: person.id,
        label: label.clone(),
        linked_on: app.now().date_naive(),
    };
    let tx = app.store().begin().await.map_err(AppError::from)?;
    tx.insert_external_subject(new)
        .await
        .map_err(AppError::from)?;
    tell(app, &tx, person, (AccountMailKind::SubjectLinked, &label)).await?;
    let object = Object::person(person.id);
    let told = Entry::new(actor.doing_as(None), Act::SubjectLinked, object);
    commit(app, tx, &told).await?;
    Ok(())
}

/// The accounts that sign the actor in.
pub async fn own_subjects(app: &App, actor: &Actor) -> Result<Vec<ExternalSubject>, AppError> {
    Ok(app.store().external_subjects_of(actor.person.id).await?)
}

/// Unlinks one of the actor's accounts.
pub async fn unlink_subject(app: &App, actor: &Actor, id: Uuid) -> Result<(), AppError> {
    require_fresh_factor(app, actor, FRESH).await?;
    let person = actor.person.id;
    let tx = app.store().begin().await?;
    if !tx.delete_external_subject(person, id).await? {
        return Err(AppError::NotFound);
    }
    let object = Object::person(person);
    let told = Entry::new(actor.doing_as(None), Act::SubjectUnlinked, object);
    commit(app, tx, &told).await
}
