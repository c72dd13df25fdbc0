//! Somebody mends what is kept of them: article 16 of the GDPR.

use mkbroute_domain::accounts::audit::{Act, Entry, Object};
use mkbroute_domain::text::Lang;
use thiserror::Error;

use crate::accounts::audit::commit;
use crate::accounts::{Actor, LONGEST_NAME};
use crate::{App, AppError};

/// Why nothing was corrected.
#[derive(Debug, Error)]
pub enum CorrectError {
    #[error("a name is needed")]
    NoName,
    #[error("the name has more than {LONGEST_NAME} characters")]
    LongName,
    #[error(transparent)]
    App(#[from] AppError),
}

/// Changes one's own name and language.
pub async fn correct_my_data(
    app: &App,
    actor: &Actor,
    name: &str,
    lang: Lang,
) -> Result<(), CorrectError> {
    let name = name.trim();
    if name.is_empty() {
        return Err(CorrectError::NoName);
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(CorrectError::LongName);
    }
    let id = actor.person.id;
    let told = Entry::new(
        actor.doing_as(None),
        Act::PersonCorrected,
        Object::person(id),
    );
    let tx = app.store().begin().await.map_err(AppError::from)?;
    tx.correct_person(id, name, lang)
        .await
        .map_err(AppError::from)?;
    Ok(commit(app, tx, &told).await?)
}
