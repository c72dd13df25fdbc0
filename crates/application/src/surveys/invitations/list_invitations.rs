//! Who is invited through a link, and what became of each mail.

use chrono::NaiveDate;
use mkbroute_domain::accounts::audit::{Act, Detail};
use mkbroute_domain::surveys::invitation::{Invitation, InvitationState, next_reminder};
use mkbroute_domain::surveys::wave::Wave;

use super::through;
use crate::accounts::Actor;
use crate::accounts::audit::looked;
use crate::accounts::policy::{Action, may};
use crate::surveys::LinkLine;
use crate::surveys::fielding::{find_line, reached};
use crate::{App, AppError};

/// A link with its invitations.
#[derive(Clone, Debug)]
pub struct Invitations {
    pub wave: Wave,
    pub line: LinkLine,
    /// By address.
    pub list: Vec<Invitation>,
    /// Whether the actor may remind everybody of the wave.
    pub may_remind: bool,
    /// The first day on which that is possible again, if not now.
    pub next_reminder: Option<NaiveDate>,
}

impl Invitations {
    /// How many invitations are in this state.
    pub fn count(&self, state: InvitationState) -> usize {
        self.list.iter().filter(|one| one.state == state).count()
    }
}

/// The invitations through a link. An empty list tells nothing personal, so its look is not kept.
pub async fn list_invitations(
    app: &App,
    actor: &Actor,
    slug: &str,
    code: &str,
) -> Result<Invitations, AppError> {
    let (wave, line) = find_line(app, actor, slug, code).await?;
    let mut list = app.store().invitations(wave.id).await?;
    list.retain(|one| through(one, &line.link));
    if !list.is_empty() {
        let detail = Detail::default().count(list.len() as u64);
        let told = reached(actor, Act::AddressesSeen, (&wave, &line.link), detail);
        looked(app, &told).await?;
    }
    let today = app.now().date_naive();
    Ok(Invitations {
        may_remind: may(actor, Action::SetUpWave, wave.id),
        next_reminder: next_reminder(wave.settings.reminded_on, today),
        wave,
        line,
        list,
    })
}
