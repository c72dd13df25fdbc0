//! Personal invitations by mail. An address is only ever told to be sent, never what was answered.

mod failure;

pub use failure::{FailureKind, MailFailure};

use std::str::FromStr;

use chrono::NaiveDate;
use email_address::{EmailAddress, Options};
use thiserror::Error;

use super::instrument::{FormOfAddress, RespondentGroup};
use crate::ids::{InvitationId, PathwayId, WaveId};
use crate::text::{Lang, Text};

/// Everybody is reminded at most once in so many days.
pub const REMIND_AFTER_DAYS: i64 = 7;

/// A mail address that can be one, in small letters.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MailAddress(String);

/// The text is no mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("this is no mail address")]
pub struct NoMailAddress;

impl MailAddress {
    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for MailAddress {
    type Err = NoMailAddress;

    /// Reads an address without a display name. A domain needs a dot: mail within a machine is
    /// never meant.
    fn from_str(text: &str) -> Result<Self, NoMailAddress> {
        let options = Options::default()
            .with_required_tld()
            .without_display_text()
            .without_domain_literal();
        let text = text.trim();
        let breaks = text.chars().any(char::is_control);
        match EmailAddress::parse_with_options(text, options) {
            Ok(address) if !breaks => Ok(Self(address.as_str().to_lowercase())),
            _ => Err(NoMailAddress),
        }
    }
}

/// What became of an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InvitationState {
    /// Waits for its turn, or for another try.
    Queued,
    /// The mail server took it.
    Sent,
    /// The mail server refuses the address.
    Refused,
    /// It came back later.
    Returned,
}

impl InvitationState {
    /// Every state, in the order of life.
    pub const ALL: [Self; 4] = [Self::Queued, Self::Sent, Self::Refused, Self::Returned];

    /// The name under which the state is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::Refused => "refused",
            Self::Returned => "returned",
        }
    }

    /// The state stored under this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// An address that is invited to a measurement. It knows no ballot and no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    pub id: InvitationId,
    pub wave: WaveId,
    pub group: RespondentGroup,
    pub pathway: PathwayId,
    pub address: MailAddress,
    pub lang: Lang,
    pub state: InvitationState,
    /// Why it was refused, or why another try follows.
    pub failure: Option<MailFailure>,
    pub attempts: u32,
    /// The Message-ID of the invitation: a reminder follows it in the reader's mailbox.
    pub message_id: Option<String>,
    pub sent_on: Option<NaiveDate>,
    /// A reminder waits for its turn.
    pub reminder_due: bool,
}

/// What an invitation tells, as mail or as letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvitationFacts {
    /// How the invited are spoken to.
    pub address: FormOfAddress,
    pub wave: Text,
    pub questionnaire: Text,
    /// How long answering takes.
    pub minutes: u32,
    /// The last day on which answers are welcome.
    pub closes: NaiveDate,
    /// Whether it may promise anonymity.
    pub anonymous: bool,
    /// What the makers of the measurement say about the answers.
    pub privacy: Text,
}

/// What is wrong with a line of a list of addresses, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddressProblem {
    NoAddress { line: usize, text: String },
    Twice { line: usize, text: String },
}

/// Reads a list with an address on each line; empty lines don't count.
///
/// # Errors
/// Every line that is no address or comes twice. Then none is taken.
pub fn read_addresses(list: &str) -> Result<Vec<MailAddress>, Vec<AddressProblem>> {
    let mut found: Vec<MailAddress> = Vec::new();
    let mut problems = Vec::new();
    for (index, text) in list.lines().enumerate() {
        let (line, text) = (index + 1, text.trim().trim_end_matches([',', ';']));
        if text.is_empty() {
            continue;
        }
        let text = text.to_owned();
        match text.parse() {
            Err(NoMailAddress) => problems.push(AddressProblem::NoAddress { line, text }),
            Ok(address) if found.contains(&address) => {
                problems.push(AddressProblem::Twice { line, text });
            }
            Ok(address) => found.push(address),
        }
    }
    if problems.is_empty() {
        Ok(found)
    } else {
        Err(problems)
    }
}

/// The first day on which everybody may be reminded again, if not today. A clock that
/// was set back hurries nobody.
pub fn next_reminder(last: Option<NaiveDate>, today: NaiveDate) -> Option<NaiveDate> {
    let again = last? + chrono::Days::new(REMIND_AFTER_DAYS.unsigned_abs());
    (again > today).then_some(again)
}

#[cfg(test)]
mod tests;
