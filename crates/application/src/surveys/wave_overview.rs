//! One measurement: its questionnaires, its links and its response.

use std::sync::Arc;

use mkbroute_domain::pathways::Pathway;
use mkbroute_domain::surveys::instrument::{Instrument, RespondentGroup};
use mkbroute_domain::surveys::wave::{Silence, Wave, WaveInstrument, WaveLink, WaveState};
use mkbroute_store::ResponseCount;

use super::list_waves::{counts_for, responses_per_group};
use super::load_instrument;
use crate::accounts::Actor;
use crate::accounts::policy::{Action, authorise, may_at, pathways_for, waves_for};
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
    /// How far its respondents are.
    pub count: ResponseCount,
    /// Why somebody should look at it.
    pub silence: Option<Silence>,
}

/// Finds a wave by its readable name for somebody who may do `action` there.
///
/// Whoever may not even see the wave gets the same answer as for a wave that does not exist.
pub async fn find_wave(
    app: &App,
    actor: &Actor,
    slug: &str,
    action: Action,
) -> Result<Wave, AppError> {
    let seen = waves_for(actor, Action::SeeWave);
    let found = app.store().wave_by_slug(&seen, slug).await?;
    let wave = found.ok_or(AppError::NotFound)?;
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
    let counts = counts_for(app, actor, &wave).await?;
    let links = lines_with(app, actor, &wave, &counts).await?;
    let responses = responses_per_group(app, actor, &wave, &counts).await?;
    Ok(WaveOverview {
        wave,
        questionnaires,
        links,
        responses,
    })
}

/// The links of a wave that the actor may follow, by place.
pub(super) async fn link_lines(
    app: &App,
    actor: &Actor,
    wave: &Wave,
) -> Result<Vec<LinkLine>, AppError> {
    let counts = app.store().response_counts(wave.id).await?;
    lines_with(app, actor, wave, &counts).await
}

/// The same links, each with its part of responses that were counted before.
pub(super) async fn lines_with(
    app: &App,
    actor: &Actor,
    wave: &Wave,
    counts: &[ResponseCount],
) -> Result<Vec<LinkLine>, AppError> {
    let mut links = app.store().wave_links(wave.id).await?;
    links.retain(|link| may_at(actor, Action::SeeResponse, wave.id, link.pathway));
    let seen = pathways_for(actor, Action::SeeResponse);
    let pathways = app.store().pathways(&seen).await?;
    let mut found: Vec<LinkLine> = links
        .into_iter()
        .filter_map(|link| {
            let mut known = pathways.iter();
            let pathway = known.find(|pathway| pathway.id == link.pathway)?.clone();
            let of_link = |count: &&ResponseCount| {
                count.group == link.group && count.pathway == Some(link.pathway)
            };
            let none = ResponseCount::none(link.group, Some(link.pathway));
            let count = counts.iter().find(of_link).copied().unwrap_or(none);
            let silence = (wave.state == WaveState::Open)
                .then(|| link.silence(wave.opens, app.now().date_naive(), count.started()))
                .flatten();
            Some(LinkLine {
                link,
                pathway,
                count,
                silence,
            })
        })
        .collect();
    found.sort_by(|a, b| by_place(a).cmp(&by_place(b)));
    Ok(found)
}

fn by_place(line: &LinkLine) -> (&str, &str, RespondentGroup) {
    (
        &line.pathway.hogeschool,
        &line.pathway.name.nl,
        line.link.group,
    )
}
