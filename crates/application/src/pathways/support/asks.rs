//! What requests for support ask: an answer of the national programme, and that it is read.

use super::may_give_support;
use crate::accounts::Actor;
use crate::accounts::policy::{Action, may_on_pathway, may_somewhere};
use crate::asks::{Ask, Matter, NamedPathway};
use crate::{App, AppError};

/// What waits for the actor.
pub(in crate::pathways) async fn asks(app: &App, actor: &Actor) -> Result<Vec<Ask>, AppError> {
    let mut found = answers_to_read(app, actor).await?;
    if may_give_support(actor) {
        let waiting = app.store().support_waiting_for(actor.person.id).await?;
        found.extend(waiting.map(|(requests, since)| Ask {
            since,
            matter: Matter::AnswerSupport { requests },
        }));
    }
    Ok(found)
}

/// Of pathways that they still develop.
async fn answers_to_read(app: &App, actor: &Actor) -> Result<Vec<Ask>, AppError> {
    if !may_somewhere(actor, Action::DevelopPathway) {
        return Ok(Vec::new());
    }
    let mut answered = app.store().support_answered_to(actor.person.id).await?;
    answered.retain(|request| may_on_pathway(actor, Action::DevelopPathway, request.pathway));
    if answered.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<_> = answered.iter().map(|request| request.pathway).collect();
    let pathways = app.store().pathways_named(&ids).await?;
    let asks = answered.into_iter().filter_map(|request| {
        let pathway = pathways.iter().find(|found| found.id == request.pathway)?;
        Some(Ask {
            since: request.answered_on?,
            matter: Matter::ReadSupport {
                pathway: NamedPathway::from(pathway),
                request: request.id,
            },
        })
    });
    Ok(asks.collect())
}
