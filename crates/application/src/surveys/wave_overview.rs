//! One measurement: its questionnaires, its links and its response.

use std::sync::Arc;

use mkbroute_domain::pathways::Pathway;
use mkbroute_domain::surveys::instrument::{Instrument, RespondentGroup};
use mkbroute_domain::surveys::wave::{Wave, WaveInstrument, WaveLink};

use super::list_waves::responses_per_group;
use super::load_instrument;
use crate::accounts::Actor;
use crate::accounts::policy::{Action, authorise, may};
use crate::{App, AppError};

/// A wave with all that surrounds it.
#[derive(Clone, Debug)]
pub struct WaveOverview {
    pub wave: Wave,
    pub questionnaires: Vec<(WaveInstrument, Arc<Instrument>)>,
    /// Links by pathway and group; empty where the actor may not see the response.
    pub links: Vec<LinkLine>,
    /// Responses per group; empty where the actor may not see them.
    pub responses: Vec<(RespondentGroup, u32)>,
}

/// A link with the pathway it belongs to.
#[derive(Clone, Debug)]
pub struct LinkLine {
    pub link: WaveLink,
    pub pathway: Pathway,
    /// Responses that came through it.
    pub responses: u32,
}

/// Finds a wave by its readable name for somebody who may do `action` there.
///
/// Whoever may not even see the wave gets the same answer as for a wave that does not exist.
pub(crate) async fn find_wave(
    app: &App,
    actor: &Actor,
    slug: &str,
    action: Action,
) -> Result<Wave, AppError> {
    let wave = app
        .store()
        .wave_by_slug(slug)
        .await?
        .ok_or(AppError::NotFound)?;
    if !may(actor, Action::SeeWave, wave.id) {
        return Err(AppError::NotFound);
    }
    authorise(actor, action, wave.id)?;
    Ok(wave)
}

/// A wave with its questionnaires, links and response, as far as the actor may see them.
pub async fn wave_overview(app: &App, actor: &Actor, slug: &str) -> Result<WaveOverview, AppError> {
    let wave = find_wave(app, actor, slug, Action::SeeWave).await?;
    let mut questionnaires = Vec::new();
    for used in app.store().wave_instruments(wave.id).await? {
        let instrument = load_instrument(app, &used.instrument, used.version).await?;
        questionnaires.push((used, instrument));
    }
    let links = link_lines(app, actor, &wave).await?;
    let responses = responses_per_group(app, actor, &wave).await?;
    Ok(WaveOverview {
        wave,
        questionnaires,
        links,
        responses,
    })
}

async fn link_lines(app: &App, actor: &Actor, wave: &Wave) -> Result<Vec<LinkLine>, AppError> {
    if !may(actor, Action::SeeResponse, wave.id) {
        return Ok(Vec::new());
    }
    let pathways = app.store().pathways().await?;
    let counts = app.store().response_counts(wave.id).await?;
    let links = app.store().wave_links(wave.id).await?;
    Ok(links
        .into_iter()
        .filter_map(|link| {
            let pathway = pathways
                .iter()
                .find(|pathway| pathway.id == link.pathway)?
                .clone();
            let through_it = |count: &&(RespondentGroup, Option<_>, u32)| {
                count.0 == link.group && count.1 == Some(link.pathway)
            };
            let responses = counts.iter().filter(through_it).map(|count| count.2).sum();
            Some(LinkLine {
                link,
                pathway,
                responses,
            })
        })
        .collect())
}
