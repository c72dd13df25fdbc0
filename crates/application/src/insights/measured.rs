//! Data sets with all their figures, before anybody looks at them.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, PoisonError, RwLock};

use mkbroute_analysis::compare::{GroupComparison, Side, compare};
use mkbroute_analysis::dataset::DataSet;
use mkbroute_analysis::measure::{GroupFacts, Passed, PathwayFacts, average_pathway, measure};
use mkbroute_analysis::policy::Policy;
use mkbroute_analysis::release::measure_by_plan;
use mkbroute_analysis::result::{Fielded, GroupResult};
use mkbroute_domain::ids::WaveId;
use mkbroute_domain::surveys::instrument::{Instrument, RespondentGroup};
use mkbroute_domain::surveys::wave::{Distribution, Provenance, Wave, WaveLink};

use super::freeze_wave::{PathwaySlugs, instruments_of, live_data, pathway_slugs};
use super::frozen_data::{self, KeptInterim, Place};
use super::interim::{after, snapshots};
use crate::{App, AppError};

/// One respondent group with its data and a result that holds all.
#[derive(Clone, Debug)]
pub(super) struct Measured {
    pub(super) instrument: Arc<Instrument>,
    pub(super) data: DataSet,
    pub(super) result: GroupResult,
    /// The interim release whose figures the group keeps, if it does.
    pub(super) kept: Option<KeptInterim>,
}

pub(super) type Groups = Arc<Vec<Measured>>;

/// A wave with the hash of its frozen data.
type FrozenWave = (WaveId, String);

/// Two waves with the comparison of each group that both have.
pub(super) type Comparisons = Arc<Vec<GroupComparison>>;

/// Results of frozen waves: they never change, so they are computed once.
#[derive(Default)]
pub(crate) struct MeasurementCache {
    groups: Kept<FrozenWave, Groups>,
    comparisons: Kept<(FrozenWave, FrozenWave), Comparisons>,
}

/// What was computed, by what it was computed from.
struct Kept<K, V>(RwLock<HashMap<K, V>>);

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<K: Eq + Hash, V: Clone> Kept<K, V> {
    fn get(&self, key: &K) -> Option<V> {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        kept.get(key).cloned()
    }

    fn put(&self, key: K, value: V) {
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        kept.insert(key, value);
    }
}

fn frozen(wave: &Wave) -> Option<FrozenWave> {
    Some((wave.id, wave.dataset_sha256.clone()?))
}

/// The comparison of every group that both waves have. Kept when both are frozen.
pub(super) async fn comparisons(
    app: &App,
    earlier: &Wave,
    wave: &Wave,
) -> Result<Comparisons, AppError> {
    let key = frozen(earlier).zip(frozen(wave));
    let cache = &app.measurements().comparisons;
    if let Some(kept) = key.as_ref().and_then(|key| cache.get(key)) {
        return Ok(kept);
    }
    let (before, after) = (groups(app, earlier).await?, groups(app, wave).await?);
    let work = move || -> Vec<GroupComparison> {
        let pair = |after: &Measured| {
            let same = |found: &&Measured| found.instrument.group == after.instrument.group;
            let before = before.iter().find(same)?;
            Some(compare(before.side(), after.side(), &Policy::default()))
        };
        after.iter().filter_map(pair).collect()
    };
    let compared = tokio::task::spawn_blocking(work).await;
    let compared = Arc::new(compared.map_err(AppError::unreadable)?);
    if let Some(key) = key {
        cache.put(key, compared.clone());
    }
    Ok(compared)
}

impl Measured {
    fn side(&self) -> Side<'_> {
        Side {
            data: &self.data,
            result: &self.result,
        }
    }
}

/// The groups of a wave: from its frozen data once there are any, else live.
pub(super) async fn groups(app: &App, wave: &Wave) -> Result<Groups, AppError> {
    let Some(key) = frozen(wave) else {
        return live_groups(app, wave).await.map(Arc::new);
    };
    let cache = &app.measurements().groups;
    if let Some(kept) = cache.get(&key) {
        return Ok(kept);
    }
    let groups = Arc::new(frozen_groups(app, wave, &key.1).await?);
    cache.put(key, groups.clone());
    Ok(groups)
}

/// An open wave has no release plan yet, so no parts.
async fn live_groups(app: &App, wave: &Wave) -> Result<Vec<Measured>, AppError> {
    let links = app.store().wave_links(wave.id).await?;
    let pathways = pathway_slugs(app, &links).await?;
    let mut groups = Vec::new();
    for instrument in instruments_of(app, wave).await? {
        let mut data = live_data(app, wave, &instrument, &pathways).await?;
        data.weights = average_pathway(&data);
        let facts = facts(wave, &links, &pathways, instrument.group);
        let result = measure(&data, &facts, &Policy::default());
        groups.push(Measured {
            instrument,
            data,
            result,
            kept: None,
        });
    }
    Ok(groups)
}

async fn frozen_groups(app: &App, wave: &Wave, recorded: &str) -> Result<Vec<Measured>, AppError> {
    let links = app.store().wave_links(wave.id).await?;
    let pathways = pathway_slugs(app, &links).await?;
    let mut hashes = Vec::new();
    let mut groups = Vec::new();
    for instrument in instruments_of(app, wave).await? {
        let group = instrument.group;
        let (mut frozen, hash) = frozen_data::read(app, wave, group, Place::Frozen).await?;
        let mut former = snapshots(app, wave, group).await?;
        // Weights tell pathways apart, beside figures that were published before.
        if former.is_empty() {
            frozen.data.weights = average_pathway(&frozen.data);
        }
        let kept = frozen.kept;
        if let Some(kept) = kept {
            former.retain(|found| found.kept.number < kept.number);
        }
        hashes.push((instrument.group, hash));
        let facts = facts(wave, &links, &pathways, instrument.group);
        let measured = tokio::task::spawn_blocking(move || {
            let (data, plan) = (frozen.data, frozen.plan);
            let mut result = measure_by_plan(&data, &facts, &plan, &Policy::default());
            after(&former, &mut result, &data, &plan);
            (data, result)
        });
        let (data, result) = measured.await.map_err(AppError::unreadable)?;
        groups.push(Measured {
            instrument,
            data,
            result,
            kept,
        });
    }
    if frozen_data::combined(&hashes) != recorded {
        return Err(AppError::FrozenDataChanged(wave.slug.clone()));
    }
    Ok(groups)
}

/// Whether the files of a frozen wave are the ones that were frozen.
///
/// # Errors
/// [`AppError::FrozenDataChanged`], or a file that cannot be read.
pub async fn check_frozen(app: &App, wave: &Wave) -> Result<(), AppError> {
    let Some(recorded) = &wave.dataset_sha256 else {
        return Ok(());
    };
    let mut hashes = Vec::new();
    for instrument in instruments_of(app, wave).await? {
        let read = frozen_data::read(app, wave, instrument.group, Place::Frozen).await?;
        hashes.push((instrument.group, read.1));
    }
    if frozen_data::combined(&hashes) == *recorded {
        Ok(())
    } else {
        Err(AppError::FrozenDataChanged(wave.slug.clone()))
    }
}

fn fielded(links: &[&WaveLink]) -> Fielded {
    let sum = |count: fn(&WaveLink) -> u32| links.iter().map(|link| count(link)).sum();
    Fielded {
        invited: sum(|link| link.fielding.invited),
        reissued: sum(|link| link.fielding.reissued),
        destroyed: sum(|link| link.fielding.dropped),
    }
}

/// What is known of a group beside its answers. The population is known only if it is known for
/// every pathway that has a link.
pub(super) fn facts(
    wave: &Wave,
    links: &[WaveLink],
    pathways: &PathwaySlugs,
    group: RespondentGroup,
) -> GroupFacts {
    let of_group: Vec<_> = links.iter().filter(|link| link.group == group).collect();
    let population: Option<Vec<u32>> = of_group.iter().map(|link| link.population).collect();
    let pathway = |(id, slug): &(mkbroute_domain::ids::PathwayId, String)| {
        let link = of_group.iter().find(|link| link.pathway == *id);
        PathwayFacts {
            code: slug.clone(),
            population: link.and_then(|link| link.population),
            distribution: link.map_or(Passed::InTime, |link| passed(link.distribution)),
            // The report of 2022 does not tell which pathways these were.
            may_be_named: wave.provenance != Provenance::Reconstructed,
        }
    };
    GroupFacts {
        population: population
            .filter(|counts| !counts.is_empty())
            .map(|counts| counts.iter().sum()),
        pathways: pathways.iter().map(pathway).collect(),
        reconstructed: wave.provenance == Provenance::Reconstructed,
        simulated: wave.provenance == Provenance::Simulated,
        fielded: fielded(&of_group),
        open_link: wave.provenance == Provenance::Fielded,
    }
}

fn passed(distribution: Distribution) -> Passed {
    match distribution {
        Distribution::Unknown | Distribution::Sent => Passed::InTime,
        Distribution::Late => Passed::Late,
        Distribution::NotSent => Passed::Not,
    }
}
