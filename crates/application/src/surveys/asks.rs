//! What measurements and questionnaires ask of somebody.

use chrono::{NaiveDate, TimeDelta};
use mkbroute_domain::pathways::Pathway;
use mkbroute_domain::surveys::wave::{Distribution, SILENT_AFTER_DAYS, Wave, WaveState};
use mkbroute_store::WaitingLink;

use super::editor::waiting_comments;
use crate::accounts::Actor;
use crate::accounts::policy::{Action, may, may_at, may_somewhere, pathways_for, waves_for};
use crate::asks::{Ask, Asks, Matter, Place};
use crate::{App, AppError};

/// The asks of measurements and questionnaires.
pub(crate) struct SurveyAsks;

impl Asks for SurveyAsks {
    async fn asks(app: &App, actor: &Actor) -> Result<Vec<Ask>, AppError> {
        let mut found = measurements(app, actor).await?;
        let comments = waiting_comments(app, actor).await?;
        found.extend(comments.into_iter().map(|found| Ask {
            since: found.since.date_naive(),
            matter: Matter::DecideComments {
                slug: found.draft.slug,
                title: found.draft.title,
                comments: found.comments,
            },
        }));
        Ok(found)
    }
}

async fn measurements(app: &App, actor: &Actor) -> Result<Vec<Ask>, AppError> {
    let acts = [Action::SetUpWave, Action::Distribute];
    if !acts.iter().any(|action| may_somewhere(actor, *action)) {
        return Ok(Vec::new());
    }
    let today = app.now().date_naive();
    let waves = app
        .store()
        .waves(&waves_for(actor, Action::SeeWave))
        .await?;
    let open = |wave: &Wave| wave.state == WaveState::Open;
    let own = |wave: &&Wave| may(actor, Action::SetUpWave, wave.id);
    let mut found: Vec<Ask> = waves
        .iter()
        .filter(own)
        .filter_map(|wave| moved_on(wave, today))
        .collect();
    if waves.iter().any(open) {
        let within = pathways_for(actor, Action::Distribute);
        let links = app.store().waiting_links(&within).await?;
        let silent = waves.iter().filter(own);
        found.extend(silent.filter_map(|wave| silence(wave, &links, today)));
        found.extend(at_places(app, actor, &waves, &links).await?);
    }
    Ok(found)
}

/// What the plan of a measurement asks of those who set it up.
fn moved_on(wave: &Wave, today: NaiveDate) -> Option<Ask> {
    match wave.state {
        WaveState::Planned => Some(Ask {
            since: wave.opens,
            matter: Matter::OpenWave {
                wave: wave.into(),
                opens: wave.opens,
            },
        }),
        WaveState::Open => (today > wave.closes).then(|| Ask {
            since: wave.closes,
            matter: Matter::CloseWave {
                wave: wave.into(),
                last_day: wave.closes,
            },
        }),
        WaveState::Closed => None,
    }
}

/// Who stays silent in a measurement that still takes answers.
fn silence(wave: &Wave, links: &[WaitingLink], today: NaiveDate) -> Option<Ask> {
    if !wave.takes_answers(today) {
        return None;
    }
    let of_wave = links.iter().filter(|found| found.wave == wave.id);
    let mut silent = 0;
    let mut first: Option<NaiveDate> = None;
    for found in of_wave {
        let link = &found.link;
        if link
            .silence(wave.opens, today, found.answered.into())
            .is_none()
        {
            continue;
        }
        let quiet = link.fielding.sent_on.unwrap_or(wave.opens);
        let since = quiet + TimeDelta::days(SILENT_AFTER_DAYS);
        silent += 1;
        first = Some(first.map_or(since, |first| first.min(since)));
    }
    first.map(|since| Ask {
        since,
        matter: Matter::SeeSilence {
            wave: wave.into(),
            links: silent,
        },
    })
}

/// What single groups at pathways ask: of a coordinator to pass the questionnaire on, and of everybody who
/// reaches people there to look after mails that did not arrive.
async fn at_places(
    app: &App,
    actor: &Actor,
    waves: &[Wave],
    links: &[WaitingLink],
) -> Result<Vec<Ask>, AppError> {
    let mut found = Vec::new();
    let mut pathways: Option<Vec<Pathway>> = None;
    for waiting in links {
        let link = &waiting.link;
        let Some(wave) = waves.iter().find(|wave| wave.id == waiting.wave) else {
            continue;
        };
        let unknown = link.distribution == Distribution::Unknown;
        let passes_on = unknown && !may(actor, Action::SetUpWave, wave.id);
        if !(passes_on || waiting.came_back > 0)
            || !may_at(actor, Action::Distribute, wave.id, link.pathway)
        {
            continue;
        }
        let known = match &mut pathways {
            Some(known) => known,
            none => none.insert(
                app.store()
                    .pathways(&pathways_for(actor, Action::Distribute))
                    .await?,
            ),
        };
        let pathway = known.iter().find(|pathway| pathway.id == link.pathway);
        let Some(pathway) = pathway else { continue };
        let place = Place {
            wave: wave.into(),
            pathway: pathway.name.clone(),
            group: link.group,
            code: link.code.clone(),
        };
        let ask = |matter| Ask {
            since: wave.opens,
            matter,
        };
        if waiting.came_back > 0 {
            found.push(ask(Matter::MendAddresses {
                place: place.clone(),
                addresses: waiting.came_back,
            }));
        }
        found.extend(passes_on.then(|| ask(Matter::PassOn(place))));
    }
    Ok(found)
}
