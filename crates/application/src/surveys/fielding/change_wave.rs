//! A measurement in preparation is changed or dropped. Once open, nothing of it changes but its end.

use mkbroute_domain::accounts::audit::{Act, Detail};
use mkbroute_domain::surveys::wave::{Wave, WavePlan};

use super::plan_wave::{PlanError, put_parts};
use super::{planned, set_up};
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::{App, AppError};

/// Writes the plan of a wave anew.
pub async fn change_wave(
    app: &App,
    actor: &Actor,
    slug: &str,
    plan: WavePlan,
) -> Result<(), PlanError> {
    let wave = planned(app, actor, slug).await?;
    let problems = plan.problems();
    if !problems.is_empty() {
        return Err(PlanError::Problems(problems));
    }
    Ok(write(app, actor, wave, &plan).await?)
}

async fn write(app: &App, actor: &Actor, wave: Wave, plan: &WavePlan) -> Result<(), AppError> {
    let known = app.store().wave_links(wave.id).await?;
    let mut settings = plan.settings.clone();
    settings.follows = wave.settings.follows;
    let changed = Wave {
        title: plan.title.clone(),
        opens: plan.opens,
        closes: plan.closes,
        settings,
        ..wave
    };
    let tx = app.store().begin().await?;
    tx.update_wave(&changed).await?;
    put_parts(app, &tx, &changed, plan, &known).await?;
    let told = set_up(actor, Act::WaveChanged, &changed, Detail::default());
    commit(app, tx, &told).await
}

/// Drops a wave that was never opened.
pub async fn delete_wave(app: &App, actor: &Actor, slug: &str) -> Result<(), AppError> {
    let wave = planned(app, actor, slug).await?;
    let tx = app.store().begin().await?;
    tx.delete_wave(wave.id).await?;
    let told = set_up(actor, Act::WaveDeleted, &wave, Detail::default());
    commit(app, tx, &told).await
}
