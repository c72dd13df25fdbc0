//! A new measurement is prepared.

use mkbroute_domain::accounts::Visible;
use std::collections::BTreeSet;
use std::sync::Arc;

use mkbroute_domain::accounts::audit::{Act, Detail};
use mkbroute_domain::ids::{PathwayId, WaveId};
use mkbroute_domain::pathways::Pathway;
use mkbroute_domain::surveys::instrument::{Instrument, RespondentGroup};
use mkbroute_domain::surveys::wave::{
    Distribution, Fielding, PlanProblem, Provenance, Wave, WaveLink, WavePlan, WaveState,
};
use mkbroute_store::Tx;

use super::set_up;
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::accounts::policy::{Action, may_everywhere, may_somewhere};
use crate::slug::slug;
use crate::surveys::load_instrument;
use crate::{App, AppError};

/// Why a plan was not kept.
#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    /// Everything that is wrong, in the order of the form.
    #[error("the plan is not whole")]
    Problems(Vec<PlanProblem>),
    #[error(transparent)]
    App(#[from] AppError),
}

/// What a plan can be made of.
#[derive(Clone, Debug)]
pub struct Choices {
    /// Frozen questionnaires, the newest version of each first.
    pub instruments: Vec<Arc<Instrument>>,
    pub pathways: Vec<Pathway>,
    /// Those that are registered with the national programme: a new measurement asks them.
    pub registered: BTreeSet<PathwayId>,
}

/// Whether somebody may prepare a new measurement.
pub fn may_plan(actor: &Actor) -> bool {
    may_everywhere(actor, Action::SetUpWave)
}

/// The questionnaires and pathways to choose from.
pub async fn choices(app: &App, actor: &Actor) -> Result<Choices, AppError> {
    if !may_somewhere(actor, Action::SetUpWave) {
        return Err(AppError::Forbidden);
    }
    let mut instruments = Vec::new();
    for (id, version) in app.store().instrument_versions().await? {
        instruments.push(load_instrument(app, &id, version).await?);
    }
    instruments.sort_by(|a, b| (a.group, &a.id, b.version).cmp(&(b.group, &b.id, a.version)));
    let pathways = crate::pathways::list_pathways(app, &Visible::Everything).await?;
    let registered = app.store().registered_pathways().await?;
    Ok(Choices {
        instruments,
        pathways,
        registered: registered.into_keys().collect(),
    })
}

/// Prepares a measurement; returns its readable name.
pub async fn plan_wave(app: &App, actor: &Actor, plan: WavePlan) -> Result<String, PlanError> {
    if !may_plan(actor) {
        return Err(AppError::Forbidden.into());
    }
    let problems = plan.problems();
    if !problems.is_empty() {
        return Err(PlanError::Problems(problems));
    }
    Ok(insert(app, actor, Act::WavePlanned, &plan).await?)
}

/// Stores a plan without problems as a wave, which somebody planned or copied.
pub(super) async fn insert(
    app: &App,
    actor: &Actor,
    act: Act,
    plan: &WavePlan,
) -> Result<String, AppError> {
    let wave = Wave {
        id: WaveId(app.fresh_id()),
        slug: free_slug(app, &plan.title.nl).await?,
        title: plan.title.clone(),
        state: WaveState::Planned,
        provenance: Provenance::Fielded,
        opens: plan.opens,
        closes: plan.closes,
        dataset_sha256: None,
        settings: plan.settings.clone(),
    };
    let tx = app.store().begin().await?;
    tx.insert_wave(&wave).await?;
    put_parts(app, &tx, &wave, plan, &[]).await?;
    let told = set_up(actor, act, &wave, Detail::default());
    commit(app, tx, &told).await?;
    Ok(wave.slug)
}

/// Gives a wave the questionnaires and links of its plan; what is known of a link stays.
pub(super) async fn put_parts(
    app: &App,
    tx: &Tx,
    wave: &Wave,
    plan: &WavePlan,
    known: &[WaveLink],
) -> Result<(), AppError> {
    let pathways = app.store().pathways(&Visible::Everything).await?;
    let slug_of = |id: PathwayId| pathways.iter().find(|pathway| pathway.id == id);
    tx.clear_wave_instruments(wave.id).await?;
    for used in &plan.instruments {
        tx.insert_wave_instrument(wave.id, used).await?;
        for pathway in plan.pathways.iter().filter_map(|id| slug_of(*id)) {
            let is_known = |link: &WaveLink| link.is_for(used.group, pathway.id);
            if !known.iter().any(is_known) {
                tx.insert_wave_link(wave.id, &link(wave, used.group, pathway))
                    .await?;
            }
        }
    }
    let wanted = |link: &&WaveLink| {
        let asked = plan.instruments.iter().any(|used| used.group == link.group);
        asked && plan.pathways.contains(&link.pathway)
    };
    for gone in known.iter().filter(|link| !wanted(link)) {
        tx.delete_wave_link(&gone.code).await?;
    }
    Ok(())
}

fn link(wave: &Wave, group: RespondentGroup, pathway: &Pathway) -> WaveLink {
    WaveLink {
        code: format!("{}-{}-{}", wave.slug, pathway.slug, group.code()),
        group,
        pathway: pathway.id,
        population: None,
        distribution: Distribution::Unknown,
        fielding: Fielding::default(),
    }
}

/// The plan behind a wave, as the form shows it.
pub async fn plan_of(app: &App, wave: &Wave) -> Result<WavePlan, AppError> {
    let links = app.store().wave_links(wave.id).await?;
    let mut pathways: Vec<PathwayId> = links.iter().map(|link| link.pathway).collect();
    pathways.sort_unstable();
    pathways.dedup();
    Ok(WavePlan {
        title: wave.title.clone(),
        opens: wave.opens,
        closes: wave.closes,
        settings: wave.settings.clone(),
        instruments: app.store().wave_instruments(wave.id).await?,
        pathways,
    })
}

/// A readable name that no wave has: "Vervolgmeting 2027" becomes `vervolgmeting-2027`.
async fn free_slug(app: &App, title: &str) -> Result<String, AppError> {
    let base = slug(title, "meting");
    let mut tried = base.clone();
    for number in 2_u32.. {
        if app
            .store()
            .wave_by_slug(&Visible::Everything, &tried)
            .await?
            .is_none()
        {
            break;
        }
        tried = format!("{base}-{number}");
    }
    Ok(tried)
}
