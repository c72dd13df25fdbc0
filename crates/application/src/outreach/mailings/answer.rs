//! Whoever got a letter says whether they come, or that they want no more: the link in it is enough.

use mkbroute_domain::organisations::Reach;
use mkbroute_domain::outreach::Event;
use mkbroute_store::{KeptContact, KeptLetter, StoreError};
use thiserror::Error;

use crate::surveys::Token;
use crate::{App, AppError};

/// What somebody says who got a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterAnswer {
    /// They come, or not.
    Comes(bool),
    /// They want no more letters.
    Stop,
}

/// Why nothing was kept.
#[derive(Debug, Error)]
pub enum LetterError {
    /// There is no such link, or no more.
    #[error("this link leads nowhere")]
    NoSuchLink,
    #[error("the meeting is over, or somebody is no guest of it any more")]
    NoGuest,
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<StoreError> for LetterError {
    fn from(error: StoreError) -> Self {
        Self::App(error.into())
    }
}

/// What one sees behind the link of a letter.
#[derive(Clone, Debug)]
pub struct LetterPage {
    pub name: String,
    /// The meeting, while one can say whether one comes.
    pub event: Option<Event>,
    /// What they said.
    pub comes: Option<bool>,
    /// Whether they get no more letters.
    pub is_stopped: bool,
}

struct Behind {
    letter: KeptLetter,
    contact: KeptContact,
    /// The meeting to which this contact is invited and that is yet to come.
    event: Option<Event>,
}

async fn behind(app: &App, token: &str) -> Result<Behind, LetterError> {
    let token: Token = token.parse().map_err(|_| LetterError::NoSuchLink)?;
    let letter = app.store().letter_with_link(token.letter_hash()).await?;
    let letter = letter.ok_or(LetterError::NoSuchLink)?;
    let contact = app.store().contact(letter.contact).await?;
    let contact = contact.ok_or(LetterError::NoSuchLink)?;
    let mailing = app.store().mailing(letter.mailing).await?;
    let event = match mailing.and_then(|mailing| mailing.event) {
        Some(event) => app.store().event(event).await?,
        None => None,
    };
    let today = app.now().date_naive();
    let is_guest = |event: &Event| {
        let mut guests = event.guests.iter();
        event.on >= today && guests.any(|guest| guest.contact == Some(letter.contact))
    };
    let event = event.map(|kept| kept.event).filter(is_guest);
    Ok(Behind {
        letter,
        contact,
        event,
    })
}

/// What one sees behind the link of a letter. Looking changes nothing: programs that look for harmful links open
/// every one.
pub async fn letter_page(app: &App, token: &str) -> Result<LetterPage, LetterError> {
    let found = behind(app, token).await?;
    let of = Some(found.letter.contact);
    let guests = found.event.iter().flat_map(|event| &event.guests);
    let guest = guests.clone().find(|guest| guest.contact == of);
    let today = app.now().date_naive();
    Ok(LetterPage {
        comes: guest.and_then(|guest| guest.signed_up),
        is_stopped: found.contact.contact.wishes.reach(today) == Reach::Nothing,
        name: found.contact.contact.name,
        event: found.event,
    })
}

/// Keeps what somebody says. Saying it again changes nothing.
pub async fn answer_letter(
    app: &App,
    token: &str,
    answer: LetterAnswer,
) -> Result<(), LetterError> {
    let found = behind(app, token).await?;
    let tx = app.store().begin().await?;
    match answer {
        LetterAnswer::Comes(comes) => {
            let event = found.event.ok_or(LetterError::NoGuest)?;
            let of = found.letter.contact;
            if !tx.sign_contact_up(event.id, of, comes).await? {
                return Err(LetterError::NoGuest);
            }
        }
        LetterAnswer::Stop => {
            let today = app.now().date_naive();
            tx.refuse_contact(found.letter.contact, today).await?;
        }
    }
    Ok(tx.commit().await?)
}
