//! A measurement closes: drafts end, the way to every answer is forgotten, and the data are frozen.

use mkbroute_domain::accounts::audit::{Act, Detail};
use mkbroute_domain::surveys::wave::{Wave, WaveLink, WaveState};
use mkbroute_store::{LinkCount, ResponseCount};

use super::set_up;
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::accounts::policy::{Action, Reach};
use crate::insights::{FrozenWave, freeze};
use crate::surveys::find_wave;
use crate::{App, AppError};

/// What closing did.
#[derive(Clone, Debug)]
pub struct ClosedWave {
    pub wave: Wave,
    /// Unfinished questionnaires kept, because the respondent allowed it.
    pub kept: u32,
    /// Unfinished questionnaires destroyed.
    pub destroyed: u32,
    pub frozen: FrozenWave,
}

/// Closes an open wave for good. Also finishes a closing that was cut off half-way.
pub async fn close_wave(app: &App, actor: &Actor, slug: &str) -> Result<ClosedWave, AppError> {
    let wave = find_wave(app, actor, slug, Action::SetUpWave).await?;
    if wave.state == WaveState::Planned || wave.dataset_sha256.is_some() {
        return Err(AppError::NotOpen(wave.slug));
    }
    let counts = end_answering(app, actor, &wave).await?;
    app.store().rewrite().await?;
    let closed = Wave {
        state: WaveState::Closed,
        ..wave
    };
    let doer = actor.doing(Action::SetUpWave, Reach::Wave(closed.id));
    Ok(ClosedWave {
        kept: counts.iter().map(|count| count.provisional).sum(),
        destroyed: counts.iter().map(dropped).sum(),
        frozen: freeze(app, doer, &closed).await?,
        wave: closed,
    })
}

/// Ends answering in one transaction; returns how far everybody was.
async fn end_answering(
    app: &App,
    actor: &Actor,
    wave: &Wave,
) -> Result<Vec<ResponseCount>, AppError> {
    let tx = app.store().begin().await?;
    // From here nobody can begin, keep or hand in; so the counts are the last.
    if !tx
        .set_wave_state(wave.id, WaveState::Open, WaveState::Closed)
        .await?
    {
        return Ok(Vec::new());
    }
    let counts = tx.response_counts(wave.id).await?;
    let links = tx.wave_links(wave.id).await?;
    for count in &counts {
        let ours = |link: &&WaveLink| {
            let here = |pathway| link.is_for(count.group, pathway);
            count.pathway.is_some_and(here)
        };
        if let Some(link) = links.iter().find(ours) {
            tx.add_to_link(&link.code, LinkCount::Dropped, dropped(count))
                .await?;
        }
    }
    tx.forget_the_way(wave.id, || app.random_bytes()).await?;
    let told = set_up(actor, Act::WaveClosed, wave, Detail::default());
    commit(app, tx, &told).await?;
    Ok(counts)
}

/// Drafts behind a provisional response are kept as that response; the others are destroyed.
fn dropped(count: &ResponseCount) -> u32 {
    count.drafts.saturating_sub(count.provisional)
}
