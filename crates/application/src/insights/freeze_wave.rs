//! A closed wave is frozen: its data sets become files whose hash every release cites.

use std::sync::Arc;

use mkbroute_analysis::dataset::DataSet;
use mkbroute_domain::surveys::encoding::decode;
use mkbroute_domain::surveys::instrument::{Instrument, RespondentGroup};
use mkbroute_domain::surveys::wave::{Wave, WaveState};

use super::{dataset, frozen_data};
use crate::accounts::Actor;
use crate::accounts::policy::Action;
use crate::surveys::{find_wave, load_instrument};
use crate::{App, AppError};

/// What freezing a wave yields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrozenWave {
    /// The hash that releases cite.
    pub dataset_sha256: String,
    /// Respondents per group.
    pub respondents: Vec<(RespondentGroup, usize)>,
}

/// Freezes a wave for somebody who may do that.
pub async fn freeze_wave(app: &App, actor: &Actor, slug: &str) -> Result<FrozenWave, AppError> {
    let wave = find_wave(app, actor, slug, Action::FreezeWave).await?;
    freeze(app, &wave).await
}

/// Freezes a closed wave. Freezing it again writes the same bytes.
pub async fn freeze(app: &App, wave: &Wave) -> Result<FrozenWave, AppError> {
    if wave.state != WaveState::Closed {
        return Err(AppError::NotClosed(wave.slug.clone()));
    }
    let mut hashes = Vec::new();
    let mut respondents = Vec::new();
    for instrument in instruments_of(app, wave).await? {
        let data = live_data(app, wave, &instrument).await?;
        respondents.push((instrument.group, data.respondents));
        let hash = frozen_data::write(app, wave, &instrument, data).await?;
        hashes.push((instrument.group, hash));
    }
    let dataset_sha256 = frozen_data::combined(&hashes);
    let tx = app.store().begin().await?;
    tx.set_dataset_hash(wave.id, &dataset_sha256).await?;
    tx.commit().await?;
    Ok(FrozenWave {
        dataset_sha256,
        respondents,
    })
}

/// The questionnaires of a wave, in the order of the report.
pub(super) async fn instruments_of(
    app: &App,
    wave: &Wave,
) -> Result<Vec<Arc<Instrument>>, AppError> {
    let mut used = app.store().wave_instruments(wave.id).await?;
    used.sort_by_key(|used| used.group);
    let mut instruments = Vec::with_capacity(used.len());
    for used in used {
        instruments.push(load_instrument(app, &used.instrument, used.version).await?);
    }
    Ok(instruments)
}

/// The data set of a group as the database holds it now.
pub(super) async fn live_data(
    app: &App,
    wave: &Wave,
    instrument: &Instrument,
) -> Result<DataSet, AppError> {
    let responses = app.store().responses(wave.id, instrument.group).await?;
    let answers: Result<Vec<_>, _> = responses
        .iter()
        .map(|response| decode(&response.answers, instrument))
        .collect();
    Ok(dataset::build(
        instrument,
        &answers.map_err(AppError::unreadable)?,
    ))
}
