//! Filling an empty database with the demonstration.

use chrono::{Datelike, NaiveDate, TimeDelta};
use mkbroute_domain::accounts::Visible;
use mkbroute_domain::accounts::audit::{Act, Doer, Entry, Object, ObjectKind};
use mkbroute_domain::ids::{HogeschoolId, PathwayId, WaveId};
use mkbroute_domain::pathways::{Degree, Pathway, Phase};
use mkbroute_domain::surveys::answer::Answers;
use mkbroute_domain::surveys::encoding::encode;
use mkbroute_domain::surveys::instrument::{Instrument, RespondentGroup};
use mkbroute_domain::surveys::reconstruction::{Plan, PlanError, reconstruct, submitted};
use mkbroute_domain::surveys::response::AnswerProblems;
use mkbroute_domain::surveys::wave::{
    Distribution, Fielding, Provenance, Wave, WaveInstrument, WaveLink, WaveSettings, WaveState,
};
use mkbroute_domain::text::Text;
use mkbroute_store::{NewResponse, StoreError, Tx};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha20Rng;
use serde::Deserialize;
use thiserror::Error;

use super::simulated::{self, SIMULATED};
use super::{development, draft, factors, network, outreach, personas, support};
use crate::accounts::audit::commit;
use crate::insights::freeze;
use crate::surveys::{ImportError, import_instrument};
use crate::{App, AppError};

/// The reconstructed measurement of 2021-22.
pub const BASELINE: &str = "nulmeting-2021";
/// An open measurement without answers, to try.
pub const FOLLOW_UP: &str = "vervolgmeting";

/// The seed of the reconstruction.
const SEED: u64 = 2021;

/// What became of the request to fill the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seeded {
    /// It was empty and is filled now; so many responses are reconstructed.
    Now { responses: usize },
    /// It was filled before; nothing changed.
    Before,
}

/// Why the demonstration could not be made.
#[derive(Debug, Error)]
pub enum SeedError {
    #[error(transparent)]
    App(#[from] AppError),
    #[error("an embedded questionnaire: {0}")]
    Instrument(#[from] ImportError),
    #[error("the reconstruction: {0}")]
    Plan(#[from] PlanError),
    #[error("a reconstructed response: {0}")]
    Answers(#[from] AnswerProblems),
    #[error("the embedded pathways: {0}")]
    Pathways(String),
}

impl From<StoreError> for SeedError {
    fn from(error: StoreError) -> Self {
        Self::App(error.into())
    }
}

const QUESTIONNAIRES: [(&str, &str); 3] = [
    (
        include_str!("../../../../data/instruments/companies.toml"),
        include_str!("../../../../data/baseline-2021/plan-companies.toml"),
    ),
    (
        include_str!("../../../../data/instruments/students.toml"),
        include_str!("../../../../data/baseline-2021/plan-students.toml"),
    ),
    (
        include_str!("../../../../data/instruments/teachers.toml"),
        include_str!("../../../../data/baseline-2021/plan-teachers.toml"),
    ),
];

/// Groups that only later measurements ask.
const SHORT_QUESTIONNAIRES: [&str; 2] = [
    include_str!("../../../../data/instruments/declined_companies.toml"),
    include_str!("../../../../data/instruments/stopped_students.toml"),
];

/// Asks employers at a pathway that is being developed, outside the series of measurements.
const NEEDS_SURVEY: &str = include_str!("../../../../data/instruments/employers.toml");

/// Fills a database that has no baseline yet, in one transaction, and freezes the baseline.
pub async fn seed(app: &App) -> Result<Seeded, SeedError> {
    if app
        .store()
        .wave_by_slug(&Visible::Everything, BASELINE)
        .await?
        .is_some()
    {
        // A start that was cut off between filling and freezing is finished here.
        for slug in std::iter::once(BASELINE).chain(SIMULATED) {
            let wave = app.store().wave_by_slug(&Visible::Everything, slug).await?;
            if let Some(wave) = wave.filter(|wave| wave.dataset_sha256.is_none()) {
                freeze(app, Doer::Operator, &wave).await?;
            }
        }
        return Ok(Seeded::Before);
    }
    let mut instruments = Vec::new();
    for (source, _) in QUESTIONNAIRES {
        instruments.push(import_instrument(app, source).await?);
    }
    let mut of_follow_up = instruments.clone();
    for source in SHORT_QUESTIONNAIRES {
        of_follow_up.push(import_instrument(app, source).await?);
    }
    import_instrument(app, NEEDS_SURVEY).await?;
    let pathways = pathways(app)?;
    let tx = app.store().begin().await?;
    for pathway in &pathways {
        tx.insert_pathway(pathway).await?;
    }
    development::fill(app, &tx, &pathways).await?;
    let coordinator = personas::fill(app, &tx, &pathways).await?;
    if let Some(pathway) = pathways.first() {
        outreach::fill(app, &tx, pathway, coordinator).await?;
    }
    support::fill(app, &tx, &pathways, coordinator).await?;
    factors::fill(app, &tx, &pathways, coordinator).await?;
    network::fill(app, &tx, &pathways, coordinator).await?;
    let baseline = baseline(app);
    let responses = fill_baseline(&tx, &baseline, &instruments, &pathways).await?;
    let simulated = simulated::fill(app, &tx, &instruments, &pathways).await?;
    open_follow_up(app, &tx, &of_follow_up, &pathways).await?;
    let database = Object::all(ObjectKind::Database);
    let told = Entry::new(Doer::Operator, Act::DemonstrationFilled, database);
    commit(app, tx, &told).await?;
    for wave in std::iter::once(&baseline).chain(&simulated) {
        freeze(app, Doer::Operator, wave).await?;
    }
    draft::begin(app).await?;
    Ok(Seeded::Now { responses })
}

fn baseline(app: &App) -> Wave {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    Wave {
        id: WaveId(app.fresh_id()),
        slug: BASELINE.to_owned(),
        title: Text::new("Nulmeting 2021-2022", "Baseline measurement 2021-2022"),
        state: WaveState::Closed,
        provenance: Provenance::Reconstructed,
        opens: day(2021, 11, 1),
        closes: day(2022, 2, 28),
        dataset_sha256: None,
        settings: WaveSettings::default(),
    }
}

async fn fill_baseline(
    tx: &Tx,
    wave: &Wave,
    instruments: &[Instrument],
    pathways: &[Pathway],
) -> Result<usize, SeedError> {
    tx.insert_wave(wave).await?;
    let mut rng = ChaCha20Rng::seed_from_u64(SEED);
    let mut responses = 0;
    for (instrument, (_, plan)) in instruments.iter().zip(QUESTIONNAIRES) {
        use_instrument(tx, wave, instrument).await?;
        distribution(tx, wave, instrument.group, pathways).await?;
        for answers in reconstruct(instrument, &Plan::from_toml(plan)?, &mut rng)? {
            let key = rng.random();
            tx.insert_response(response(key, wave, instrument, answers)?)
                .await?;
            responses += 1;
        }
    }
    Ok(responses)
}

/// A reconstructed respondent passes the same check as a real one; coded themes are added after.
/// The key comes from the seed, so that the frozen data are the same everywhere.
fn response(
    key: [u8; 32],
    wave: &Wave,
    instrument: &Instrument,
    answers: Answers,
) -> Result<NewResponse, SeedError> {
    let submitted = submitted(answers, instrument)?;
    Ok(NewResponse {
        key,
        wave: wave.id,
        group: instrument.group,
        version: instrument.version,
        // The report does not tell who belonged to which pathway.
        pathway: None,
        answers: encode(&submitted, instrument),
        open: submitted.open().clone(),
        link: None,
        draft_key: None,
        provisional: false,
    })
}

/// The report says that the questionnaire never reached one pathway and reached another late, not
/// which. One that was paused stands for the first here; how many could answer is unknown.
async fn distribution(
    tx: &Tx,
    wave: &Wave,
    group: RespondentGroup,
    pathways: &[Pathway],
) -> Result<(), StoreError> {
    for pathway in pathways {
        let distribution = match pathway.slug.as_str() {
            "fontys-mobiliteit" => Distribution::NotSent,
            "tln-logistiek" => Distribution::Late,
            _ => Distribution::Sent,
        };
        tx.insert_wave_link(wave.id, &link(wave, group, pathway, distribution))
            .await?;
    }
    Ok(())
}

async fn open_follow_up(
    app: &App,
    tx: &Tx,
    instruments: &[Instrument],
    pathways: &[Pathway],
) -> Result<(), StoreError> {
    let today = app.now().date_naive();
    let year = today.year();
    let wave = Wave {
        id: WaveId(app.fresh_id()),
        slug: FOLLOW_UP.to_owned(),
        title: Text::new(format!("Vervolgmeting {year}"), format!("Follow-up {year}")),
        state: WaveState::Open,
        provenance: Provenance::Fielded,
        opens: today,
        closes: today + TimeDelta::days(180),
        dataset_sha256: None,
        settings: WaveSettings::default(),
    };
    tx.insert_wave(&wave).await?;
    let running =
        |pathway: &&Pathway| matches!(pathway.phase, Phase::Starting | Phase::Established);
    for instrument in instruments {
        use_instrument(tx, &wave, instrument).await?;
        for pathway in pathways.iter().filter(running) {
            let link = link(&wave, instrument.group, pathway, Distribution::Unknown);
            tx.insert_wave_link(wave.id, &link).await?;
        }
    }
    Ok(())
}

pub(super) async fn use_instrument(
    tx: &Tx,
    wave: &Wave,
    used: &Instrument,
) -> Result<(), StoreError> {
    let (instrument, version) = (used.id.clone(), used.version);
    tx.insert_wave_instrument(
        wave.id,
        &WaveInstrument {
            group: used.group,
            instrument,
            version,
        },
    )
    .await
}

pub(super) fn link(
    wave: &Wave,
    group: RespondentGroup,
    pathway: &Pathway,
    distribution: Distribution,
) -> WaveLink {
    let code = format!("{}-{}-{}", wave.slug, pathway.slug, group.code());
    WaveLink {
        code,
        group,
        pathway: pathway.id,
        population: None,
        distribution,
        fielding: Fielding::default(),
    }
}

#[derive(Deserialize)]
struct PathwayFile {
    pathway: Vec<RawPathway>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPathway {
    slug: String,
    name: Text,
    hogeschool: String,
    partner: String,
    sector: String,
    programme: String,
    degree: Degree,
    phase: Phase,
    meets_definition: Option<bool>,
    note: Text,
}

fn pathways(app: &App) -> Result<Vec<Pathway>, SeedError> {
    let file: PathwayFile = toml::from_str(include_str!("../../../../data/pathways.toml"))
        .map_err(|error| SeedError::Pathways(error.to_string()))?;
    let pathway = |raw: RawPathway| Pathway {
        id: PathwayId(app.fresh_id()),
        slug: raw.slug,
        name: raw.name,
        hogeschool_id: HogeschoolId::named(&raw.hogeschool),
        hogeschool: raw.hogeschool,
        partner: raw.partner,
        sector: raw.sector,
        programme: raw.programme,
        degree: raw.degree,
        phase: raw.phase,
        meets_definition: raw.meets_definition,
        note: raw.note,
    };
    Ok(file.pathway.into_iter().map(pathway).collect())
}
