//! Reaching people directly: personal links by mail and by letter, and reminders.
//!
//! An address never meets a ballot in the database. Tokens are made as the mail leaves, in memory; the
//! hashes of a whole batch are stored together, and of an address only "sent" is kept.

mod deliver_mail;
mod invite;
mod list_invitations;
mod mailer;
mod print_letters;
mod record_return;
mod reissue;
mod remind;
mod remove_address;

pub use deliver_mail::{Delivered, MOST_AT_ONCE, deliver_mail};
pub use invite::{InviteError, Invited, invite};
pub use list_invitations::{Invitations, list_invitations};
pub(crate) use mailer::fresh_message_id;
pub use mailer::{Mail, MailError, MailKind, Mailer};
pub use print_letters::{Letters, MOST_LETTERS, PrintError, print_letters};
pub use record_return::record_return;
pub use reissue::reissue;
pub use remind::{RemindError, remind};
pub use remove_address::remove_address;

use mkbroute_domain::ids::InvitationId;
use mkbroute_domain::surveys::invitation::{Invitation, InvitationFacts};
use mkbroute_domain::surveys::wave::{Wave, WaveLink, WaveState};

use crate::accounts::Actor;
use crate::surveys::fielding::find_line;
use crate::surveys::open_link::instrument_of;
use crate::{App, AppError};

/// What people are told who are invited through a link.
async fn facts(app: &App, wave: &Wave, link: &WaveLink) -> Result<InvitationFacts, AppError> {
    let instrument = instrument_of(app, wave, link.group).await?;
    Ok(InvitationFacts {
        address: link.group.address(),
        wave: wave.title.clone(),
        questionnaire: instrument.title.clone(),
        minutes: instrument.minutes(),
        closes: wave.closes,
        anonymous: link.anonymous(),
        privacy: wave.settings.privacy.clone(),
    })
}

/// Whether an invitation goes through this link.
fn through(invitation: &Invitation, link: &WaveLink) -> bool {
    link.is_for(invitation.group, invitation.pathway)
}

/// An invitation through a link, for somebody who may reach the people behind it.
async fn find_invitation(
    app: &App,
    actor: &Actor,
    (slug, code): (&str, &str),
    id: InvitationId,
) -> Result<(Wave, WaveLink, Invitation), AppError> {
    let (wave, line) = find_line(app, actor, slug, code).await?;
    if wave.state == WaveState::Closed {
        return Err(AppError::NotOpen(wave.slug));
    }
    let mut known = app.store().invitations(wave.id).await?.into_iter();
    let found = known.find(|one| one.id == id && through(one, &line.link));
    let invitation = found.ok_or(AppError::NotFound)?;
    Ok((wave, line.link, invitation))
}
