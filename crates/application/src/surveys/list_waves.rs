//! The measurements that somebody may see.

use mkbroute_domain::surveys::instrument::RespondentGroup;
use mkbroute_domain::surveys::wave::{Wave, WaveState};
use mkbroute_store::ResponseCount;

use super::search::Search;
use super::wave_overview::{LinkLine, lines_with};
use crate::accounts::Actor;
use crate::accounts::policy::{Action, may, may_somewhere, waves_for};
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

/// Which waves a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WaveFilter {
    /// Words that all stand in the title or the readable name.
    pub search: String,
    /// Any state when there is none.
    pub state: Option<WaveState>,
}

impl WaveFilter {
    fn wants(&self, wave: &Wave) -> bool {
        let said = [wave.slug.as_str(), &wave.title.nl, &wave.title.en];
        self.state.is_none_or(|state| state == wave.state) && Search::of(&self.search).finds(&said)
    }
}

/// The waves the actor may see, the newest first.
pub async fn list_waves(app: &App, actor: &Actor) -> Result<Vec<WaveCard>, AppError> {
    find_waves(app, actor, &WaveFilter::default()).await
}

/// The waves that the actor may see and looks for, the newest first.
pub async fn find_waves(
    app: &App,
    actor: &Actor,
    filter: &WaveFilter,
) -> Result<Vec<WaveCard>, AppError> {
    let seen = waves_for(actor, Action::SeeWave);
    let mut waves = app.store().waves(&seen).await?;
    waves.retain(|wave| filter.wants(wave));
    waves.sort_by(|a, b| b.opens.cmp(&a.opens).then_with(|| a.slug.cmp(&b.slug)));
    let mut cards = Vec::with_capacity(waves.len());
    for wave in waves {
        let counts = counts_for(app, actor, &wave).await?;
        let responses = responses_per_group(app, actor, &wave, &counts).await?;
        let lines = match wave.state {
            WaveState::Open => lines_with(app, actor, &wave, &counts).await?,
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

/// How far each group is at each pathway; nothing, and nothing is counted, for who may not know it anywhere.
pub(super) async fn counts_for(
    app: &App,
    actor: &Actor,
    wave: &Wave,
) -> Result<Vec<ResponseCount>, AppError> {
    if may_somewhere(actor, Action::SeeResponse) {
        Ok(app.store().response_counts(wave.id).await?)
    } else {
        Ok(Vec::new())
    }
}

/// How many responded in each group of a wave, for who may know it.
pub(super) async fn responses_per_group(
    app: &App,
    actor: &Actor,
    wave: &Wave,
    counts: &[ResponseCount],
) -> Result<Vec<(RespondentGroup, u32)>, AppError> {
    if !may(actor, Action::SeeResponse, wave.id) {
        return Ok(Vec::new());
    }
    let total = |group| {
        let of_group = counts.iter().filter(|count| count.group == group);
        of_group.map(|count| count.submitted).sum()
    };
    let used = app.store().wave_instruments(wave.id).await?;
    Ok(RespondentGroup::ALL
        .into_iter()
        .filter(|group| used.iter().any(|used| used.group == *group))
        .map(|group| (group, total(group)))
        .collect())
}
