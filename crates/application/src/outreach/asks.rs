//! What companies on the list of a pathway ask of who talks with them: to speak to them again.

use mkbroute_domain::outreach::Reminder;

use crate::accounts::Actor;
use crate::accounts::policy::{Action, may_somewhere, own_pathways};
use crate::asks::{Ask, Asks, Matter};
use crate::{App, AppError};

/// The asks of outreach.
pub(crate) struct OutreachAsks;

impl Asks for OutreachAsks {
    async fn asks(app: &App, actor: &Actor) -> Result<Vec<Ask>, AppError> {
        if !may_somewhere(actor, Action::WorkLeads) {
            return Ok(Vec::new());
        }
        let seen = own_pathways(actor, Action::WorkLeads);
        let today = app.now().date_naive();
        let days = (Reminder::oldest_due(today), today);
        let due = app.store().due_leads(&seen, actor.person.id, days).await?;
        if due.is_empty() {
            return Ok(Vec::new());
        }
        let pathways = app.store().pathways(&seen).await?;
        let asks = due.into_iter().filter_map(|due| {
            let pathway = pathways.iter().find(|found| found.id == due.pathway)?;
            Some(Ask {
                since: due.since,
                matter: Matter::TalkAgain {
                    slug: pathway.slug.clone(),
                    pathway: pathway.name.clone(),
                    companies: due.leads,
                },
            })
        });
        Ok(asks.collect())
    }
}
