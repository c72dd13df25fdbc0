//! A measurement opens, after a look at what it will be able to say.

use mkbroute_analysis::release::forecast::{Forecast, forecast};
use mkbroute_domain::accounts::audit::{Act, Detail};
use mkbroute_domain::surveys::instrument::RespondentGroup;
use mkbroute_domain::surveys::wave::{Wave, WaveMove, WaveState};

use super::propose::{Known, Proposal};
use super::{planned, set_up};
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::surveys::LinkLine;
use crate::surveys::wave_overview::link_lines;
use crate::{App, AppError};

/// Why a wave did not open.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Its last day has passed: nobody could answer.
    #[error("the last day of the wave has passed")]
    Past,
    #[error("the wave has no questionnaire or no pathway")]
    NothingToAsk,
    #[error(transparent)]
    App(#[from] AppError),
}

/// What the numbers of people in each group allow to publish.
#[derive(Clone, Debug)]
pub struct Readiness {
    pub group: RespondentGroup,
    /// By pathway, with the line it belongs to.
    pub lines: Vec<LinkLine>,
    /// What the program itself knows of each number, line by line.
    pub proposals: Vec<Option<Proposal>>,
    pub forecast: Forecast,
}

/// Looks ahead at a planned wave, group by group.
pub async fn readiness(
    app: &App,
    actor: &Actor,
    slug: &str,
) -> Result<(Wave, Vec<Readiness>), AppError> {
    let wave = planned(app, actor, slug).await?;
    let lines = link_lines(app, actor, &wave).await?;
    let known = Known::of(app, &lines).await?;
    let of_group = |group| {
        let ours = lines.iter().filter(move |line| line.link.group == group);
        let lines: Vec<LinkLine> = ours.cloned().collect();
        let populations: Vec<Option<u32>> = lines.iter().map(|line| line.link.population).collect();
        (!lines.is_empty()).then(|| Readiness {
            group,
            forecast: forecast(&populations),
            proposals: lines
                .iter()
                .map(|line| known.propose(line, wave.opens))
                .collect(),
            lines,
        })
    };
    let groups = RespondentGroup::ALL.into_iter().filter_map(of_group);
    let groups = groups.collect();
    Ok((wave, groups))
}

/// Opens a wave: from now its links work.
pub async fn open_wave(app: &App, actor: &Actor, slug: &str) -> Result<(), OpenError> {
    let wave = planned(app, actor, slug).await?;
    if wave.closes < app.now().date_naive() {
        return Err(OpenError::Past);
    }
    let store = app.store();
    let links = store.wave_links(wave.id).await.map_err(AppError::from)?;
    if links.is_empty() {
        return Err(OpenError::NothingToAsk);
    }
    let Some(open) = wave.state.after(WaveMove::Open) else {
        return Err(AppError::NotPlanned(wave.slug).into());
    };
    let tx = store.begin().await.map_err(AppError::from)?;
    tx.set_wave_state(wave.id, WaveState::Planned, open)
        .await
        .map_err(AppError::from)?;
    let told = set_up(actor, Act::WaveOpened, &wave, Detail::default());
    Ok(commit(app, tx, &told).await?)
}
