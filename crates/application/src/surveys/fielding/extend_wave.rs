//! An open measurement gets a later last day.

use chrono::NaiveDate;
use mkbroute_domain::accounts::audit::{Act, Detail};
use mkbroute_domain::surveys::wave::ExtendProblem;

use super::set_up;
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::accounts::policy::Action;
use crate::surveys::find_wave;
use crate::{App, AppError};

/// Why a wave was not extended.
#[derive(Debug, thiserror::Error)]
pub enum ExtendError {
    #[error(transparent)]
    Problem(#[from] ExtendProblem),
    #[error(transparent)]
    App(#[from] AppError),
}

/// Moves the last day of an open wave.
pub async fn extend_wave(
    app: &App,
    actor: &Actor,
    slug: &str,
    last: NaiveDate,
) -> Result<(), ExtendError> {
    let wave = find_wave(app, actor, slug, Action::SetUpWave).await?;
    let longer = wave.extended_to(last, app.now().date_naive())?;
    let tx = app.store().begin().await.map_err(AppError::from)?;
    tx.update_wave(&longer).await.map_err(AppError::from)?;
    let detail = Detail::default().until(last);
    let told = set_up(actor, Act::WaveExtended, &longer, detail);
    Ok(commit(app, tx, &told).await?)
}
