//! Interim releases: figures of an open wave that may go out as provisional.

use std::sync::Arc;

use chrono::NaiveDate;
use mkbroute_analysis::dataset::DataSet;
use mkbroute_analysis::figure::Audience;
use mkbroute_analysis::policy::Policy;
use mkbroute_analysis::release::interim::{
    Moved, Refused, Row, Step, judge, respondents, rows, sorted, withhold,
};
use mkbroute_analysis::release::measure_by_plan;
use mkbroute_analysis::release::plan::ReleasePlan;
use mkbroute_analysis::result::GroupResult;
use mkbroute_domain::accounts::audit::{Act, Detail, Entry, Object};
use mkbroute_domain::hex::hex;
use mkbroute_domain::surveys::instrument::{Instrument, RespondentGroup};
use mkbroute_domain::surveys::wave::{Wave, WaveState};
use mkbroute_store::InterimGroup;
use thiserror::Error;

use super::freeze_wave::{instruments_of, live_data, pathway_slugs};
use super::frozen_data::{self, FrozenData, KeptInterim, Place, combined_hex};
use super::measured::facts;
use super::measurement::{GroupMeasurement, Measurement};
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::accounts::policy::{Action, Reach, may};
use crate::surveys::find_wave;
use crate::{App, AppError};

/// One interim release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InterimRelease {
    /// Counts up from 1 within the wave.
    pub number: u32,
    /// The day on which it was made.
    pub day: NaiveDate,
    /// What it cites: SHA-256 over the snapshots of its groups.
    pub sha256: String,
    /// In the order of the report.
    pub groups: Vec<InterimGroup>,
}

/// What a group would do in the next interim release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupStep {
    pub group: RespondentGroup,
    /// Respondents now.
    pub respondents: u32,
    /// Who came and left since its former figures, or the rule that keeps those.
    pub judged: Result<Moved, Refused>,
    /// It has figures in an earlier release.
    pub shown_before: bool,
}

/// The interim releases of a wave, and what the next one would hold.
#[derive(Clone, Debug)]
pub struct InterimOverview {
    pub wave: Wave,
    /// The first first.
    pub releases: Vec<InterimRelease>,
    /// One a group; empty for who may not make one, and once the wave is not open.
    pub next: Vec<GroupStep>,
}

/// Why no interim release was made.
#[derive(Debug, Error)]
pub enum InterimError {
    /// Only an open wave has interim releases.
    #[error("the wave is not open")]
    NotOpen,
    /// No group may show other figures than it does.
    #[error("no group changed enough since its former figures")]
    NothingNew(Vec<GroupStep>),
    #[error(transparent)]
    App(#[from] AppError),
}

/// What was published of a group.
pub(super) struct Snapshot {
    pub(super) data: DataSet,
    /// The release that published it.
    pub(super) kept: KeptInterim,
    sha256: String,
}

impl Snapshot {
    pub(super) fn rows(&self) -> Vec<Row> {
        rows(&self.data)
    }
}

/// Everything that was published of a group while the wave was open, the oldest first.
pub(super) async fn snapshots(
    app: &App,
    wave: &Wave,
    group: RespondentGroup,
) -> Result<Vec<Snapshot>, AppError> {
    let made = app.store().interim_releases(wave.id).await?;
    let own = |row: &&InterimGroup| row.group == group && row.snapshot == row.number;
    let mut found = Vec::new();
    for row in made.iter().filter(own) {
        found.push(snapshot(app, wave, row).await?);
    }
    Ok(found)
}

/// Withholds what could be subtracted from figures that were published before.
pub(super) fn after(
    former: &[Snapshot],
    result: &mut GroupResult,
    data: &DataSet,
    plan: &ReleasePlan,
) {
    if !former.is_empty() {
        let former: Vec<&DataSet> = former.iter().map(|found| &found.data).collect();
        withhold(result, &former, data, &plan.dimensions, &Policy::default());
    }
}

/// The snapshot that the figures of a group in a release come from.
async fn snapshot(app: &App, wave: &Wave, row: &InterimGroup) -> Result<Snapshot, AppError> {
    let place = Place::Interim(&row.sha256);
    let (frozen, hash) = frozen_data::read(app, wave, row.group, place).await?;
    if hex(&hash) != row.sha256 {
        return Err(AppError::FrozenDataChanged(wave.slug.clone()));
    }
    Ok(Snapshot {
        data: frozen.data,
        kept: KeptInterim {
            number: row.snapshot,
            day: row.day,
        },
        sha256: row.sha256.clone(),
    })
}

/// A group as it is now, beside what was published of it.
struct Candidate {
    instrument: Arc<Instrument>,
    data: DataSet,
    last: Option<Snapshot>,
    step: GroupStep,
}

async fn candidates(app: &App, wave: &Wave) -> Result<Vec<Candidate>, AppError> {
    let links = app.store().wave_links(wave.id).await?;
    let pathways = pathway_slugs(app, &links).await?;
    let mut found = Vec::new();
    for instrument in instruments_of(app, wave).await? {
        let data = sorted(live_data(app, wave, &instrument, &pathways).await?);
        let mut snapshots = snapshots(app, wave, instrument.group).await?;
        let former: Vec<Vec<Row>> = snapshots.iter().map(Snapshot::rows).collect();
        let step = GroupStep {
            group: instrument.group,
            respondents: respondents(&data),
            judged: judge(&former, &rows(&data), Step::Interim, &Policy::default()),
            shown_before: !former.is_empty(),
        };
        found.push(Candidate {
            last: snapshots.pop(),
            instrument,
            data,
            step,
        });
    }
    Ok(found)
}

/// The interim releases of a wave, for somebody who may read releases.
pub async fn interim_overview(
    app: &App,
    actor: &Actor,
    slug: &str,
) -> Result<InterimOverview, AppError> {
    let wave = find_wave(app, actor, slug, Action::ReadRelease).await?;
    let releases = releases(app, &wave).await?;
    let makes = wave.state == WaveState::Open && may(actor, Action::ReleaseInterim, wave.id);
    let next = if makes {
        let found = candidates(app, &wave).await?;
        found.iter().map(|candidate| candidate.step).collect()
    } else {
        Vec::new()
    };
    Ok(InterimOverview {
        wave,
        releases,
        next,
    })
}

async fn releases(app: &App, wave: &Wave) -> Result<Vec<InterimRelease>, AppError> {
    let mut found: Vec<InterimRelease> = Vec::new();
    for row in app.store().interim_releases(wave.id).await? {
        match found.last_mut().filter(|last| last.number == row.number) {
            Some(last) => last.groups.push(row),
            None => found.push(InterimRelease {
                number: row.number,
                day: row.day,
                sha256: String::new(),
                groups: vec![row],
            }),
        }
    }
    for release in &mut found {
        let groups = release.groups.iter();
        release.sha256 = combined_hex(groups.map(|row| (row.group, row.sha256.clone())));
    }
    Ok(found)
}

/// Publishes the open wave as it is now and returns the number of the release.
///
/// A group that changed too little keeps its former figures; a group that never had enough answers
/// stays out.
pub async fn release_interim(app: &App, actor: &Actor, slug: &str) -> Result<u32, InterimError> {
    let wave = find_wave(app, actor, slug, Action::ReleaseInterim).await?;
    if wave.state != WaveState::Open {
        return Err(InterimError::NotOpen);
    }
    // The number is taken before the group is judged: whoever was faster has it, and then the
    // database refuses this one.
    let number = releases(app, &wave)
        .await?
        .last()
        .map_or(0, |last| last.number)
        + 1;
    let candidates = candidates(app, &wave).await?;
    if candidates.iter().all(|found| found.step.judged.is_err()) {
        let steps = candidates.iter().map(|found| found.step).collect();
        return Err(InterimError::NothingNew(steps));
    }
    let mut published = Vec::new();
    for candidate in candidates {
        published.extend(publish(app, &wave, number, candidate).await?);
    }
    let tx = app.store().begin().await.map_err(AppError::from)?;
    for group in &published {
        let inserted = tx.insert_interim_group(wave.id, group).await;
        inserted.map_err(AppError::from)?;
    }
    let doer = actor.doing(Action::ReleaseInterim, Reach::Wave(wave.id));
    let detail = Detail::default().number(number);
    let object = Object::wave(&wave.slug);
    let told = Entry::with(doer, Act::InterimReleased, object, detail);
    commit(app, tx, &told).await?;
    Ok(number)
}

/// The group in the release: a snapshot of now, or the former one; `None` where there is neither.
async fn publish(
    app: &App,
    wave: &Wave,
    number: u32,
    candidate: Candidate,
) -> Result<Option<InterimGroup>, AppError> {
    let group = candidate.step.group;
    let day = app.now().date_naive();
    let row = |snapshot, respondents, sha256| InterimGroup {
        number,
        group,
        day,
        snapshot,
        respondents,
        sha256,
    };
    if candidate.step.judged.is_err() {
        let kept = candidate.last;
        return Ok(kept.map(|last| row(last.kept.number, respondents(&last.data), last.sha256)));
    }
    let frozen = FrozenData {
        data: candidate.data,
        plan: ReleasePlan::default(),
        kept: None,
    };
    let hash = frozen_data::write_snapshot(app, wave, &candidate.instrument, frozen).await?;
    Ok(Some(row(number, candidate.step.respondents, hash)))
}

/// The figures of an interim release: of everybody in a group together, never by parts.
pub async fn interim_measurement(
    app: &App,
    actor: &Actor,
    slug: &str,
    number: u32,
) -> Result<Measurement, AppError> {
    let wave = find_wave(app, actor, slug, Action::ReadRelease).await?;
    let found = releases(app, &wave).await?;
    let release = found.iter().find(|found| found.number == number);
    let release = release.cloned().ok_or(AppError::NotFound)?;
    let links = app.store().wave_links(wave.id).await?;
    let pathways = pathway_slugs(app, &links).await?;
    let mut groups = Vec::new();
    for instrument in instruments_of(app, &wave).await? {
        let mut rows = release.groups.iter();
        let Some(row) = rows.find(|row| row.group == instrument.group) else {
            continue;
        };
        let mut former = snapshots(app, &wave, row.group).await?;
        former.retain(|found| found.kept.number < row.snapshot);
        let mut snapshot = snapshot(app, &wave, row).await?;
        let made = found.iter().find(|found| found.number == row.snapshot);
        snapshot.kept.day = made.map_or(row.day, |made| made.day);
        let facts = facts(&wave, &links, &pathways, instrument.group);
        let data = snapshot.data;
        let measured = tokio::task::spawn_blocking(move || {
            let (plan, policy) = (ReleasePlan::default(), Policy::default());
            let mut result = measure_by_plan(&data, &facts, &plan, &policy);
            after(&former, &mut result, &data, &plan);
            result
        });
        let result = measured.await.map_err(AppError::unreadable)?;
        groups.push(GroupMeasurement {
            instrument,
            result: result.for_audience(Audience::Release),
            kept: (row.snapshot != number).then_some(snapshot.kept),
        });
    }
    Ok(Measurement {
        audience: Audience::Release,
        groups,
        compared: None,
        pathways: crate::pathways::pathways_of_wave(app, &wave).await?,
        policy: Policy::default(),
        published: None,
        interim: Some(release),
        wave,
    })
}
