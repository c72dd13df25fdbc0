//! The measurements that somebody may see.

use mkbroute_domain::surveys::instrument::RespondentGroup;
use mkbroute_domain::surveys::wave::{Wave, WaveState};

use super::wave_overview::{LinkLine, link_lines};
use crate::accounts::Actor;
use crate::accounts::policy::{Action, may};
use crate::{App, AppError};

/// A wave in a list.
#[derive(Clone, Debug)]
pub struct WaveCard {
    pub wave: Wave,
    /// Responses per group; empty where the actor may not see them.
    pub responses: Vec<(RespondentGroup, u32)>,
    /// While it is open: how each group at each pathway is reached, as far as the actor may see it.
    pub lines: Vec<LinkLine>,
}

/// The waves the actor may see, the newest first.
pub async fn list_waves(app: &App, actor: &Actor) -> Result<Vec<WaveCard>, AppError> {
    let mut waves = app.store().waves().await?;
    waves.retain(|wave| may(actor, Action::SeeWave, wave.id));
    waves.sort_by(|a, b| b.opens.cmp(&a.opens).then_with(|| a.slug.cmp(&b.slug)));
    let mut cards = Vec::with_capacity(waves.len());
    for wave in waves {
        let responses = responses_per_group(app, actor, &wave).await?;
        let lines = match wave.state {
            WaveState::Open => link_lines(app, actor, &wave).await?,
            WaveState::Planned | WaveState::Closed => Vec::new(),
        };
        cards.push(WaveCard {
            wave,
            responses,
            lines,
        });
    }
    Ok(cards)
}

/// How many responded in each group of a wave, for who may know it.
pub(super) async fn responses_per_group(
    app: &App,
    actor: &Actor,
    wave: &Wave,
) -> Result<Vec<(RespondentGroup, u32)>, AppError> {
    if !may(actor, Action::SeeResponse, wave.id) {
        return Ok(Vec::new());
    }
    let counts = app.store().response_counts(wave.id).await?;
    let total = |group| {
        counts
            .iter()
            .filter(|count| count.group == group)
            .map(|count| count.submitted)
            .sum()
    };
    let used = app.store().wave_instruments(wave.id).await?;
    Ok(RespondentGroup::ALL
        .into_iter()
        .filter(|group| used.iter().any(|used| used.group == *group))
        .map(|group| (group, total(group)))
        .collect())
}
