//! What accounts ask of somebody: to take up a role, and of who manages roles that everybody who takes part
//! can sign in and goes on for as long as needed.

use chrono::TimeDelta;

use super::Actor;
use super::audit::may_read_log;
use super::give_role::last_day;
use super::own_roles::waiting_invitations;
use super::persons::may_manage_persons;
use super::policy::{Action, may_somewhere};
use crate::asks::{Ask, Asks, Matter};
use crate::{App, AppError};

/// So long before a role ends somebody hears of it who can give it a later end.
pub const ENDS_SOON: TimeDelta = TimeDelta::days(30);
/// So many roles that end are told one by one; of more, that there are more.
const MOST_ENDINGS: usize = 20;
/// So many persons who cannot sign in are counted; of more, that there are more.
pub const MOST_STUCK: u32 = 100;

/// The asks of accounts.
pub(crate) struct AccountAsks;

impl Asks for AccountAsks {
    async fn asks(app: &App, actor: &Actor) -> Result<Vec<Ask>, AppError> {
        let invitations = waiting_invitations(app, actor).await?.into_iter();
        let mut found: Vec<Ask> = invitations
            .map(|grant| Ask {
                since: grant.given_at.date_naive(),
                matter: Matter::AcceptRole { role: grant.role },
            })
            .collect();
        if may_manage_persons(actor) {
            found.extend(people(app, actor).await?);
            found.extend(endings(app, actor).await?);
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

/// Whom the actor still has to let in.
async fn people(app: &App, actor: &Actor) -> Result<Option<Ask>, AppError> {
    // Who handles requests about personal data set the program up: nobody else begins without people.
    let begins = may_somewhere(actor, Action::HandlePrivacy);
    if begins && !app.store().others_take_part().await? {
        return Ok(Some(Ask {
            since: actor.person.created_at.date_naive(),
            matter: Matter::LetPeopleIn,
        }));
    }
    let seen = actor.manages();
    let others = (&seen, actor.person.id);
    let most = u64::from(MOST_STUCK) + 1;
    let stuck = app.store().locked_out(others, most, app.now()).await?;
    Ok(stuck.map(|stuck| Ask {
        since: stuck.since.date_naive(),
        matter: Matter::HandOutLinks {
            persons: stuck.persons,
        },
    }))
}

/// Roles of others that end soon. One's own is not asked about: nobody gives themselves a later end.
async fn endings(app: &App, actor: &Actor) -> Result<Vec<Ask>, AppError> {
    let now = app.now();
    // One more, and the actor's own may be among them.
    let most = MOST_ENDINGS as u64 + 2;
    let mut others = app
        .store()
        .grants_that_end(&actor.manages(), (now, now + ENDS_SOON), most)
        .await?;
    others.retain(|(_, holder)| holder.id != actor.person.id);
    if let Some((first, _)) = others.first().filter(|_| others.len() > MOST_ENDINGS) {
        let ends = first.expires_at.unwrap_or(now);
        return Ok(vec![Ask {
            since: (ends - ENDS_SOON).max(first.given_at).date_naive(),
            matter: Matter::RolesEnd {
                more_than: MOST_ENDINGS,
            },
        }]);
    }
    let asks = others.into_iter().filter_map(|(grant, holder)| {
        let ends = grant.expires_at?;
        Some(Ask {
            since: (ends - ENDS_SOON).max(grant.given_at).date_naive(),
            matter: Matter::RoleEnds {
                person: holder.slug,
                name: holder.name,
                grant: grant.id,
                role: grant.role,
                last_day: last_day(ends),
            },
        })
    });
    Ok(asks.collect())
}
