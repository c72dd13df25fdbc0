//! A list of addresses is invited through a link.

use mkbroute_domain::accounts::audit::{Act, Detail};
use mkbroute_domain::ids::InvitationId;
use mkbroute_domain::surveys::invitation::{
    AddressProblem, Invitation, InvitationState, MailAddress, read_addresses,
};
use mkbroute_domain::surveys::wave::{Wave, WaveLink, WaveState};

use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::surveys::fielding::{find_line, reached};
use crate::{App, AppError};

/// Why nobody of a list was invited.
#[derive(Debug, thiserror::Error)]
pub enum InviteError {
    #[error("the list has no address")]
    NoAddress,
    #[error("{} lines of the list cannot be used", .0.len())]
    Lines(Vec<AddressProblem>),
    #[error(transparent)]
    App(#[from] AppError),
}

/// What became of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    pub added: usize,
    /// Invited to this group before; they get nothing new.
    pub known: Vec<MailAddress>,
}

/// Invites a list of addresses, one on each line. With one wrong line nobody is invited.
///
/// While the wave is being prepared the invitations wait for its opening.
pub async fn invite(
    app: &App,
    actor: &Actor,
    slug: &str,
    code: &str,
    list: &str,
) -> Result<Invited, InviteError> {
    let (wave, line) = find_line(app, actor, slug, code).await?;
    if wave.state == WaveState::Closed {
        return Err(AppError::NotOpen(wave.slug).into());
    }
    let addresses = read_addresses(list).map_err(InviteError::Lines)?;
    if addresses.is_empty() {
        return Err(InviteError::NoAddress);
    }
    Ok(add(app, actor, (&wave, &line.link), addresses).await?)
}

async fn add(
    app: &App,
    actor: &Actor,
    (wave, link): (&Wave, &WaveLink),
    addresses: Vec<MailAddress>,
) -> Result<Invited, AppError> {
    let before = app.store().invitations(wave.id).await?;
    let is_known = |address: &MailAddress| {
        let mut of_group = before.iter().filter(|one| one.group == link.group);
        of_group.any(|one| one.address == *address)
    };
    let (known, new): (Vec<_>, Vec<_>) = addresses.into_iter().partition(is_known);
    let tx = app.store().begin().await?;
    let added = new.len();
    for address in new {
        let invitation = Invitation {
            id: InvitationId(app.fresh_id()),
            wave: wave.id,
            group: link.group,
            pathway: link.pathway,
            address,
            lang: wave.settings.lang,
            state: InvitationState::Queued,
            failure: None,
            attempts: 0,
            message_id: None,
            sent_on: None,
            reminder_due: false,
        };
        tx.insert_invitation(&invitation, app.now()).await?;
    }
    let detail = Detail::default().count(added as u64);
    let told = reached(actor, Act::AddressesInvited, (wave, link), detail);
    commit(app, tx, &told).await?;
    Ok(Invited { added, known })
}
