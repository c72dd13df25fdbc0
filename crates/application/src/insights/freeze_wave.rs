//! A closed wave is frozen: its data sets become files whose hash every release cites.

use std::collections::BTreeMap;
use std::sync::Arc;

use mkbroute_analysis::dataset::DataSet;
use mkbroute_analysis::measure::PATHWAY;
use mkbroute_analysis::policy::Policy;
use mkbroute_analysis::release::interim::{Row, Step, classes, judge, rows};
use mkbroute_analysis::release::plan::ReleasePlan;
use mkbroute_domain::accounts::Visible;
use mkbroute_domain::accounts::audit::{Act, Doer, Entry, Object};
use mkbroute_domain::ids::PathwayId;
use mkbroute_domain::surveys::encoding::{EncodingError, decode};
use mkbroute_domain::surveys::instrument::{Instrument, RespondentGroup};
use mkbroute_domain::surveys::wave::{Wave, WaveLink, WaveState};

use super::dataset;
use super::frozen_data::{self, FrozenData, Place};
use super::interim::{Snapshot, snapshots};
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::accounts::policy::{Action, Reach};
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
    let doer = actor.doing(Action::FreezeWave, Reach::Wave(wave.id));
    freeze(app, doer, &wave).await
}

/// Freezes a closed wave. Freezing it again writes the same bytes.
pub async fn freeze(app: &App, doer: Doer, wave: &Wave) -> Result<FrozenWave, AppError> {
    if wave.state != WaveState::Closed {
        return Err(AppError::NotClosed(wave.slug.clone()));
    }
    let mut hashes = Vec::new();
    let mut respondents = Vec::new();
    let links = app.store().wave_links(wave.id).await?;
    let pathways = pathway_slugs(app, &links).await?;
    for instrument in instruments_of(app, wave).await? {
        let live = live_data(app, wave, &instrument, &pathways).await?;
        let populations = populations(&links, instrument.group, &pathways);
        let frozen = after_interim(app, wave, instrument.group, live, &populations).await?;
        respondents.push((instrument.group, frozen.data.respondents));
        let hash = frozen_data::write(app, wave, &instrument, Place::Frozen, frozen).await?;
        hashes.push((instrument.group, hash));
    }
    let dataset_sha256 = frozen_data::combined(&hashes);
    let tx = app.store().begin().await?;
    tx.set_dataset_hash(wave.id, &dataset_sha256).await?;
    let told = Entry::new(doer, Act::WaveFrozen, Object::wave(&wave.slug));
    commit(app, tx, &told).await?;
    Ok(FrozenWave {
        dataset_sha256,
        respondents,
    })
}

/// The data of a group as they may be published after its interim releases: those of now, or those
/// of the last interim release where too little changed since.
async fn after_interim(
    app: &App,
    wave: &Wave,
    group: RespondentGroup,
    live: DataSet,
    populations: &BTreeMap<(String, String), u32>,
) -> Result<FrozenData, AppError> {
    let mut snapshots = snapshots(app, wave, group).await?;
    let mut former: Vec<Vec<Row>> = snapshots.iter().map(Snapshot::rows).collect();
    let judged = judge(&former, &rows(&live), Step::Final, &Policy::default());
    let (data, kept) = match (judged, snapshots.pop()) {
        (Err(_), Some(last)) => {
            former.pop();
            (last.data, Some(last.kept))
        }
        (Ok(_) | Err(_), _) => (live, None),
    };
    let classes = if former.is_empty() {
        Some(Vec::new())
    } else {
        classes(&former, &rows(&data))
    };
    let plan = match classes {
        Some(classes) => release_plan(&data, populations, &classes),
        None => ReleasePlan::default(),
    };
    Ok(FrozenData { data, plan, kept })
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

/// The pathways of a wave: id and readable name, by name. Their position is their category.
pub(super) type PathwaySlugs = Vec<(PathwayId, String)>;

/// The pathways that have a link in the wave.
pub(super) async fn pathway_slugs(app: &App, links: &[WaveLink]) -> Result<PathwaySlugs, AppError> {
    let mut pathways: PathwaySlugs = app
        .store()
        .pathways(&Visible::Everything)
        .await?
        .into_iter()
        .filter(|pathway| links.iter().any(|link| link.pathway == pathway.id))
        .map(|pathway| (pathway.id, pathway.slug))
        .collect();
    pathways.sort_by(|a, b| a.1.cmp(&b.1));
    Ok(pathways)
}

/// The data set of a group as the database holds it now.
pub(super) async fn live_data(
    app: &App,
    wave: &Wave,
    instrument: &Instrument,
    pathways: &PathwaySlugs,
) -> Result<DataSet, AppError> {
    // While people still answer, what they have not handed in does not count.
    let provisional = wave.state == WaveState::Closed;
    let store = app.store();
    let responses = store
        .responses(wave.id, instrument.group, provisional)
        .await?;
    let position = |id: PathwayId| {
        let found = pathways.iter().position(|(pathway, _)| *pathway == id)?;
        u8::try_from(found).ok()
    };
    let respondents: Result<Vec<_>, _> = responses
        .iter()
        .map(|response| {
            Ok(dataset::Respondent {
                answers: decode(&response.answers, instrument)?,
                pathway: response.pathway.and_then(position),
                link: response.link,
            })
        })
        .collect();
    let slugs: Vec<String> = pathways.iter().map(|(_, slug)| slug.clone()).collect();
    let respondents = respondents.map_err(|error: EncodingError| AppError::unreadable(error))?;
    Ok(dataset::build(instrument, &slugs, &respondents))
}

/// By pathway and group how many could have answered, where that is known.
fn populations(
    links: &[WaveLink],
    group: RespondentGroup,
    pathways: &PathwaySlugs,
) -> BTreeMap<(String, String), u32> {
    let of_group = links.iter().filter(|link| link.group == group);
    of_group
        .filter_map(|link| {
            let (_, slug) = pathways.iter().find(|(id, _)| *id == link.pathway)?;
            Some(((PATHWAY.to_owned(), slug.clone()), link.population?))
        })
        .collect()
}

/// The groups in which the data may be shown: pathways first, then the other identifying questions
/// in the order of the questionnaire.
fn release_plan(
    data: &DataSet,
    populations: &BTreeMap<(String, String), u32>,
    classes: &[u8],
) -> ReleasePlan {
    let dimensions: Vec<String> = data
        .columns
        .iter()
        .filter(|column| column.item.identifying)
        .map(|column| column.item.id.clone())
        .collect();
    ReleasePlan::propose_after(data, &dimensions, populations, classes, &Policy::default())
}
