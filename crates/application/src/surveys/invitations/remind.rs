//! Everybody is reminded, whether they answered or not: nobody knows who did.

use chrono::{Days, NaiveDate};
use mkbroute_domain::accounts::audit::{Act, Detail};
use mkbroute_domain::surveys::invitation::{REMIND_AFTER_DAYS, next_reminder};

use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::accounts::policy::Action;
use crate::surveys::fielding::set_up;
use crate::surveys::find_wave;
use crate::{App, AppError};

/// Why nobody was reminded.
#[derive(Debug, thiserror::Error)]
pub enum RemindError {
    #[error("everybody may be reminded again on {0}")]
    TooSoon(NaiveDate),
    #[error(transparent)]
    App(#[from] AppError),
}

/// Lets a reminder leave to everybody whose invitation left; says how many those are.
pub async fn remind(app: &App, actor: &Actor, slug: &str) -> Result<u64, RemindError> {
    let wave = find_wave(app, actor, slug, Action::SetUpWave).await?;
    let now = app.now();
    let today = now.date_naive();
    if !wave.takes_answers(today) {
        return Err(AppError::NotOpen(wave.slug).into());
    }
    if let Some(again) = next_reminder(wave.settings.reminded_on, today) {
        return Err(RemindError::TooSoon(again));
    }
    let week = Days::new(REMIND_AFTER_DAYS.unsigned_abs());
    let tx = app.store().begin().await.map_err(AppError::from)?;
    let first = tx.set_reminded(wave.id, today, today - week).await;
    if !first.map_err(AppError::from)? {
        // Somebody else was quicker.
        return Err(RemindError::TooSoon(today + week));
    }
    let reminded = tx.remind_everybody(wave.id, now).await;
    let reminded = reminded.map_err(AppError::from)?;
    let detail = Detail::default().count(reminded);
    let told = set_up(actor, Act::EverybodyReminded, &wave, detail);
    commit(app, tx, &told).await?;
    Ok(reminded)
}
