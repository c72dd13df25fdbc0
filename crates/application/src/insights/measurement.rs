//! The figures of a wave for an audience, beside those of the wave before it.

use mkbroute_domain::accounts::Visible;
use std::sync::Arc;

use mkbroute_analysis::compare::GroupComparison;
use mkbroute_analysis::figure::Audience;
use mkbroute_analysis::policy::Policy;
use mkbroute_analysis::result::GroupResult;
use mkbroute_domain::accounts::audit::{Act, Entry, Object};
use mkbroute_domain::pathways::Pathway;
use mkbroute_domain::surveys::instrument::Instrument;
use mkbroute_domain::surveys::wave::Wave;

use super::frozen_data::KeptInterim;
use super::interim::InterimRelease;
use super::measured::{Measured, comparisons, groups};
use crate::accounts::Actor;
use crate::accounts::audit::looked;
use crate::accounts::policy::{Action, Reach, may};
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
    /// The wave beside an earlier one; `None` when there is none that may be shown.
    pub compared: Option<Compared>,
    pub pathways: Vec<Pathway>,
    pub policy: Policy,
    /// Claims of an earlier publication about this wave, for the self-check; colophon; literature.
    pub published: Option<Arc<Published>>,
    /// The interim release that this is; `None` for the wave as a whole.
    pub interim: Option<InterimRelease>,
}

/// One respondent group with its questionnaire.
#[derive(Clone, Debug)]
pub struct GroupMeasurement {
    pub instrument: Arc<Instrument>,
    pub result: GroupResult,
    /// The interim release whose figures the group keeps, because too little changed since.
    pub kept: Option<KeptInterim>,
}

/// The difference with an earlier wave.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The earlier wave.
    pub with: Wave,
    /// The groups that both waves have, in the order of the report.
    pub groups: Vec<GroupComparison>,
}

/// The figures of a wave for somebody who may read them, beside the wave that closed last before it
/// opened.
pub async fn measurement(
    app: &App,
    actor: &Actor,
    slug: &str,
    audience: Audience,
) -> Result<Measurement, AppError> {
    let wave = find_wave(app, actor, slug, reading(audience)).await?;
    let earlier = comparable_waves(app, actor, &wave, audience).await?.pop();
    tell(app, actor, &wave, audience).await?;
    measure_beside(app, wave, earlier, audience).await
}

/// The figures of a wave beside those of a chosen earlier one.
pub async fn comparison(
    app: &App,
    actor: &Actor,
    slug: &str,
    earlier: &str,
    audience: Audience,
) -> Result<Measurement, AppError> {
    let wave = find_wave(app, actor, slug, reading(audience)).await?;
    let other = find_wave(app, actor, earlier, reading(audience)).await?;
    if !is_before(&other, &wave) {
        return Err(AppError::NotFound);
    }
    tell(app, actor, &wave, audience).await?;
    measure_beside(app, wave, Some(other), audience).await
}

/// The frozen waves that closed before this one opened and that somebody may read, latest last.
pub async fn comparable_waves(
    app: &App,
    actor: &Actor,
    wave: &Wave,
    audience: Audience,
) -> Result<Vec<Wave>, AppError> {
    let mut waves = earlier_waves(app, wave).await?;
    waves.retain(|other| {
        [Action::SeeWave, reading(audience)]
            .into_iter()
            .all(|action| may(actor, action, other.id))
    });
    Ok(waves)
}

/// Figures that no release shows may tell of few people, so the log tells who looked.
async fn tell(app: &App, actor: &Actor, wave: &Wave, audience: Audience) -> Result<(), AppError> {
    if audience == Audience::Release {
        return Ok(());
    }
    let doer = actor.doing(Action::ReadAllFigures, Reach::Wave(wave.id));
    let told = Entry::new(doer, Act::AllFiguresSeen, Object::wave(&wave.slug));
    looked(app, &told).await
}

fn reading(audience: Audience) -> Action {
    match audience {
        Audience::Release => Action::ReadRelease,
        Audience::Researcher => Action::ReadAllFigures,
    }
}

/// The figures of a wave, for a command that runs on the owner's machine.
pub async fn measure(app: &App, wave: Wave, audience: Audience) -> Result<Measurement, AppError> {
    let earlier = earlier_waves(app, &wave).await?.pop();
    measure_beside(app, wave, earlier, audience).await
}

/// Frozen waves that closed before this one opened, latest last.
async fn earlier_waves(app: &App, wave: &Wave) -> Result<Vec<Wave>, AppError> {
    let mut waves = app.store().waves(&Visible::Everything).await?;
    waves.retain(|other| is_before(other, wave));
    waves.sort_by(|a, b| (a.closes, &a.slug).cmp(&(b.closes, &b.slug)));
    Ok(waves)
}

fn is_before(other: &Wave, wave: &Wave) -> bool {
    other.dataset_sha256.is_some() && other.closes < wave.opens
}

/// A release reads frozen data only; a researcher sees an open wave live.
async fn measure_beside(
    app: &App,
    wave: Wave,
    earlier: Option<Wave>,
    audience: Audience,
) -> Result<Measurement, AppError> {
    if audience == Audience::Release && wave.dataset_sha256.is_none() {
        return Err(AppError::NotFrozen(wave.slug));
    }
    let measured = groups(app, &wave).await?;
    let compared = match earlier {
        Some(earlier) => Some(compared(app, earlier, &wave, audience).await?),
        None => None,
    };
    let pathways = crate::pathways::pathways_of_wave(app, &wave).await?;
    let for_audience = |group: &Measured| GroupMeasurement {
        instrument: group.instrument.clone(),
        result: group.result.for_audience(audience),
        kept: group.kept,
    };
    Ok(Measurement {
        audience,
        groups: measured.iter().map(for_audience).collect(),
        compared,
        pathways,
        policy: Policy::default(),
        published: published(&wave),
        interim: None,
        wave,
    })
}

async fn compared(
    app: &App,
    earlier: Wave,
    wave: &Wave,
    audience: Audience,
) -> Result<Compared, AppError> {
    let found = comparisons(app, &earlier, wave).await?;
    let groups = found.iter().map(|group| group.for_audience(audience));
    Ok(Compared {
        with: earlier,
        groups: groups.collect(),
    })
}
