//! What accounts ask of somebody: of administrators that everybody who takes part can sign in.

use mkbroute_domain::accounts::{Grant, Role};

use super::Actor;
use super::audit::may_read_log;
use super::own_roles::waiting_invitations;
use crate::asks::{Ask, Asks, Matter};
use crate::{App, AppError};

/// The asks of accounts.
pub(crate) struct AccountAsks;

impl Asks for AccountAsks {
    async fn asks(app: &App, actor: &Actor) -> Result<Vec<Ask>, AppError> {
        let invited = waiting_invitations(app, actor).await?.into_iter();
        let mut found: Vec<Ask> = invited.map(|grant| accept(&grant)).collect();
        if actor.role() == Some(Role::Administrator) {
            found.extend(people(app, actor).await?);
        }
        if may_read_log(actor) {
            let check = app.store().audit_check().await?;
            let broken = check.filter(|check| !check.problem.is_empty());
            found.extend(broken.map(|check| Ask {
                since: check.at.date_naive(),
                matter: Matter::LookAtLog,
            }));
        }
        Ok(found)
    }
}

/// An invitation that waits for an answer.
fn accept(grant: &Grant) -> Ask {
    Ask {
        since: grant.given_at.date_naive(),
        matter: Matter::AcceptRole { role: grant.role },
    }
}

/// Whom an administrator still has to let in.
async fn people(app: &App, actor: &Actor) -> Result<Option<Ask>, AppError> {
    if !app.store().others_take_part().await? {
        return Ok(Some(Ask {
            since: actor.person.created_at.date_naive(),
            matter: Matter::LetPeopleIn,
        }));
    }
    let stuck = app.store().locked_out(app.now()).await?;
    Ok(stuck.map(|stuck| Ask {
        since: stuck.since.date_naive(),
        matter: Matter::HandOutLinks {
            persons: stuck.persons,
        },
    }))
}
