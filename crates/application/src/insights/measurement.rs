//! The figures of a wave for an audience.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use mkbroute_analysis::figure::Audience;
use mkbroute_analysis::measure::{GroupFacts, measure as measure_group};
use mkbroute_analysis::policy::Policy;
use mkbroute_analysis::result::GroupResult;
use mkbroute_domain::ids::WaveId;
use mkbroute_domain::pathways::Pathway;
use mkbroute_domain::surveys::instrument::{Instrument, RespondentGroup};
use mkbroute_domain::surveys::wave::{Distribution, Provenance, Wave, WaveLink};

use super::freeze_wave::{instruments_of, live_data};
use super::frozen_data;
use crate::accounts::Actor;
use crate::accounts::policy::Action;
use crate::demo::published::{Published, published};
use crate::surveys::find_wave;
use crate::{App, AppError};

/// Everything a page or report about a wave is made from. Holds only what the audience may see.
#[derive(Clone, Debug)]
pub struct Measurement {
    pub wave: Wave,
    pub audience: Audience,
    /// In the order of the report.
    pub groups: Vec<GroupMeasurement>,
    pub pathways: Vec<Pathway>,
    pub policy: Policy,
    /// Claims of an earlier publication about this wave, for the self-check; colophon; literature.
    pub published: Option<Arc<Published>>,
}

/// One respondent group with its questionnaire.
#[derive(Clone, Debug)]
pub struct GroupMeasurement {
    pub instrument: Arc<Instrument>,
    pub result: GroupResult,
}

/// The figures of a wave for somebody who may read them.
pub async fn measurement(
    app: &App,
    actor: &Actor,
    slug: &str,
    audience: Audience,
) -> Result<Measurement, AppError> {
    let action = match audience {
        Audience::Release => Action::ReadRelease,
        Audience::Researcher => Action::ReadAllFigures,
    };
    let wave = find_wave(app, actor, slug, action).await?;
    measure(app, wave, audience).await
}

/// The figures of a wave. A release reads frozen data only; a researcher sees an open wave live.
pub async fn measure(app: &App, wave: Wave, audience: Audience) -> Result<Measurement, AppError> {
    if audience == Audience::Release && wave.dataset_sha256.is_none() {
        return Err(AppError::NotFrozen(wave.slug));
    }
    let groups = groups(app, &wave).await?;
    let for_audience = |group: &GroupMeasurement| GroupMeasurement {
        instrument: group.instrument.clone(),
        result: group.result.for_audience(audience),
    };
    Ok(Measurement {
        audience,
        groups: groups.iter().map(for_audience).collect(),
        pathways: crate::pathways::list_pathways(app).await?,
        policy: Policy::default(),
        published: published(&wave),
        wave,
    })
}

/// Results of frozen waves: they never change, so they are computed once.
#[derive(Default)]
pub(crate) struct MeasurementCache {
    kept: RwLock<HashMap<FrozenWave, Groups>>,
}

/// A wave with the hash of its frozen data.
type FrozenWave = (WaveId, String);
type Groups = Arc<Vec<GroupMeasurement>>;

impl MeasurementCache {
    fn get(&self, wave: WaveId, hash: &str) -> Option<Groups> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        kept.get(&(wave, hash.to_owned())).cloned()
    }

    fn put(&self, wave: WaveId, hash: &str, groups: Groups) {
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        kept.insert((wave, hash.to_owned()), groups);
    }
}

async fn groups(app: &App, wave: &Wave) -> Result<Groups, AppError> {
    let Some(hash) = &wave.dataset_sha256 else {
        return live_groups(app, wave).await.map(Arc::new);
    };
    if let Some(kept) = app.measurements().get(wave.id, hash) {
        return Ok(kept);
    }
    let groups = Arc::new(frozen_groups(app, wave, hash).await?);
    app.measurements().put(wave.id, hash, groups.clone());
    Ok(groups)
}

async fn live_groups(app: &App, wave: &Wave) -> Result<Vec<GroupMeasurement>, AppError> {
    let links = app.store().wave_links(wave.id).await?;
    let mut groups = Vec::new();
    for instrument in instruments_of(app, wave).await? {
        let data = live_data(app, wave, &instrument).await?;
        let facts = facts(wave, &links, instrument.group);
        let result = measure_group(&data, &facts, &Policy::default());
        groups.push(GroupMeasurement { instrument, result });
    }
    Ok(groups)
}

async fn frozen_groups(
    app: &App,
    wave: &Wave,
    recorded: &str,
) -> Result<Vec<GroupMeasurement>, AppError> {
    let links = app.store().wave_links(wave.id).await?;
    let mut hashes = Vec::new();
    let mut groups = Vec::new();
    for instrument in instruments_of(app, wave).await? {
        let (data, hash) = frozen_data::read(app, wave, &instrument).await?;
        hashes.push((instrument.group, hash));
        let facts = facts(wave, &links, instrument.group);
        let result = measure_group(&data, &facts, &Policy::default());
        groups.push(GroupMeasurement { instrument, result });
    }
    if frozen_data::combined(&hashes) != recorded {
        return Err(AppError::FrozenDataChanged(wave.slug.clone()));
    }
    Ok(groups)
}

/// What is known of a group beside its answers. The population is known only if it is known for
/// every pathway that got the questionnaire.
fn facts(wave: &Wave, links: &[WaveLink], group: RespondentGroup) -> GroupFacts {
    let links: Vec<_> = links.iter().filter(|link| link.group == group).collect();
    let pathways = |distribution| {
        u32::try_from(
            links
                .iter()
                .filter(|link| link.distribution == distribution)
                .count(),
        )
        .unwrap_or(u32::MAX)
    };
    let population: Option<Vec<u32>> = links.iter().map(|link| link.population).collect();
    GroupFacts {
        population: population
            .filter(|counts| !counts.is_empty())
            .map(|c| c.iter().sum()),
        not_sent: pathways(Distribution::NotSent),
        late: pathways(Distribution::Late),
        reconstructed: wave.provenance == Provenance::Reconstructed,
        open_link: wave.provenance == Provenance::Fielded,
    }
}
