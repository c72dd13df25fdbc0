//! Somebody chooses how often the overview comes.

use mkbroute_domain::accounts::DigestFrequency;
use mkbroute_domain::accounts::audit::{Act, Detail, Entry, Object};

use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::{App, AppError};

/// How often the overview comes to the actor.
pub async fn own_digest(app: &App, actor: &Actor) -> Result<DigestFrequency, AppError> {
    let chosen = app.store().digest_of(actor.person.id).await?;
    Ok(chosen.unwrap_or(DigestFrequency::Off))
}

/// Sets how often the overview comes to the actor. The first one comes when the new period ends.
pub async fn choose_digest(
    app: &App,
    actor: &Actor,
    frequency: DigestFrequency,
) -> Result<(), AppError> {
    let person = actor.person.id;
    let next = frequency.next(app.now());
    let tx = app.store().begin().await?;
    tx.put_digest(person, frequency, next).await?;
    let told = Entry::with(
        actor.doing_as(None),
        Act::DigestChosen,
        Object::person(person),
        Detail::default().how(frequency.code()),
    );
    commit(app, tx, &told).await
}
