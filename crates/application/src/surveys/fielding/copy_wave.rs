//! The follow-up of a measurement begins as its copy: the same questions at the same pathways.

use chrono::TimeDelta;
use mkbroute_domain::accounts::audit::Act;
use mkbroute_domain::surveys::wave::{WavePlan, WaveSettings};
use mkbroute_domain::text::Text;

use super::plan_wave::{insert, plan_of};
use crate::accounts::Actor;
use crate::accounts::policy::Action;
use crate::surveys::find_wave;
use crate::{App, AppError};

/// So many days ahead the copy opens, to leave time for preparing.
const DAYS_AHEAD: i64 = 14;

/// Prepares a follow-up with the same versions of the same questionnaires; returns its readable name.
pub async fn copy_wave(app: &App, actor: &Actor, slug: &str) -> Result<String, AppError> {
    let wave = find_wave(app, actor, slug, Action::SetUpWave).await?;
    let former = plan_of(app, &wave).await?;
    let opens = app.now().date_naive() + TimeDelta::days(DAYS_AHEAD);
    let copy = WavePlan {
        title: Text::new(
            format!("Vervolg op {}", wave.title.nl),
            format!("Follow-up of {}", wave.title.en),
        ),
        opens,
        closes: opens + (wave.closes - wave.opens),
        settings: WaveSettings {
            follows: Some(wave.id),
            reminded_on: None,
            ..wave.settings
        },
        ..former
    };
    insert(app, actor, Act::WaveCopied, &copy).await
}
