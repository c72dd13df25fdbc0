//! Trying a draft: answers that are checked as real ones are, and kept apart from all of them.

use mkbroute_domain::accounts::audit::{Act, Detail};
use mkbroute_domain::surveys::answer::Answers;
use mkbroute_domain::surveys::draft::Trial;
use mkbroute_domain::surveys::response::submit;

use super::open_draft::find;
use super::{authorise, made, open_draft};
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::surveys::SubmitError;
use crate::{App, AppError};

/// Hands trial answers in, as a respondent would, and keeps them with the draft.
pub async fn try_draft(
    app: &App,
    actor: &Actor,
    slug: &str,
    answers: Answers,
) -> Result<(), SubmitError> {
    let open = open_draft(app, actor, slug).await?;
    submit(answers.clone(), &open.instrument).map_err(SubmitError::Problems)?;
    let trial = Trial {
        revision: open.draft.revision,
        answers,
        made_at: app.now(),
    };
    let tx = app.store().begin().await.map_err(AppError::from)?;
    tx.insert_trial(app.fresh_id(), open.draft.id, &trial)
        .await
        .map_err(AppError::from)?;
    let told = made(actor, Act::DraftTried, slug, Detail::default());
    Ok(commit(app, tx, &told).await?)
}

/// The trial answers of a draft, the latest first.
pub async fn trials(app: &App, actor: &Actor, slug: &str) -> Result<Vec<Trial>, AppError> {
    authorise(actor)?;
    let draft = find(app, slug).await?;
    Ok(app.store().trials(draft.id).await?)
}

/// Deletes every trial answer of a draft.
pub async fn clear_trials(app: &App, actor: &Actor, slug: &str) -> Result<(), AppError> {
    authorise(actor)?;
    let draft = find(app, slug).await?;
    let tx = app.store().begin().await?;
    tx.clear_trials(draft.id).await?;
    let told = made(actor, Act::TrialsCleared, slug, Detail::default());
    commit(app, tx, &told).await
}
