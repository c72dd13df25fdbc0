//! Who gets a mail, and when a reminder is still worth one.

use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

use super::{Guest, Stage};
use crate::coded::coded;
use crate::organisations::{Contact, Reach};

coded! {
    /// Why somebody gets no mailing, the most binding first.
    pub enum NotMailed {
        /// Asked not to be contacted.
        DoNotContact = "do_not_contact",
        /// The company declined.
        Declined = "declined",
        /// Never agreed to mailings.
        NoConsent = "no_consent",
        /// The company asked to talk later.
        Dormant = "dormant",
        NoAddress = "no_address",
    }
}

coded! {
    /// Which guests of a meeting get a letter.
    pub enum GuestPart {
        /// Everybody who did not say that they stay away.
        Invited = "invited",
        Unanswered = "unanswered",
        Coming = "coming",
        /// Those who were there.
        Came = "came",
        /// Those who said that they come and were not there.
        StayedAway = "stayed_away",
    }
}

impl GuestPart {
    /// Whether a guest is of this part, who came or not.
    pub fn holds(self, guest: &Guest, came: Option<bool>) -> bool {
        match self {
            Self::Invited => guest.signed_up != Some(false),
            Self::Unanswered => guest.signed_up.is_none(),
            Self::Coming => guest.signed_up == Some(true),
            Self::Came => came == Some(true),
            Self::StayedAway => guest.signed_up == Some(true) && came != Some(true),
        }
    }
}

coded! {
    /// What became of a letter to one of many.
    pub enum LetterState {
        Waiting = "waiting",
        Sent = "sent",
        /// The mail server says that the address is no good.
        Refused = "refused",
        /// Whoever was to get it may not be written to any more.
        Dropped = "dropped",
    }
}

coded! {
    /// What becomes of a reminder on a day.
    pub enum ReminderState {
        /// Its day is yet to come.
        Waiting = "waiting",
        Due = "due",
        /// It is no use any more.
        Expired = "expired",
        /// Its lead may not be reminded.
        Silenced = "silenced",
    }
}

/// A reminder about a lead, for whoever talks with the company.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reminder {
    pub due: NaiveDate,
    /// The last day on which it is of use.
    pub expires: NaiveDate,
}

/// Whether a contact gets a mailing about a pathway, given every stage in which their company is: one
/// that declined there is not written to, whoever else talks with it.
///
/// # Errors
/// The most binding reason why not.
pub fn may_mail(
    contact: &Contact,
    stages: &[(Stage, Option<NaiveDate>)],
    today: NaiveDate,
) -> Result<(), NotMailed> {
    let reach = contact.wishes.reach(today);
    let is_at = |found: Stage| stages.iter().any(|(stage, _)| *stage == found);
    let sleeps = |(stage, until): &(Stage, Option<NaiveDate>)| {
        *stage == Stage::Dormant && until.is_none_or(|until| today < until)
    };
    if reach == Reach::Nothing {
        Err(NotMailed::DoNotContact)
    } else if is_at(Stage::Declined) {
        Err(NotMailed::Declined)
    } else if reach != Reach::Mailing {
        Err(NotMailed::NoConsent)
    } else if stages.iter().any(sleeps) {
        Err(NotMailed::Dormant)
    } else if contact.address.is_none() {
        Err(NotMailed::NoAddress)
    } else {
        Ok(())
    }
}

/// Days without a word after which somebody is reminded of a lead.
pub const QUIET_DAYS: i64 = 30;
/// Days for which a reminder is of use.
const USEFUL_DAYS: i64 = 60;

impl Reminder {
    /// What a lead calls for: to talk again on the day that was agreed, or because nothing was heard
    /// since a day. A company that has a student or declined calls for nothing.
    pub fn of(
        stage: Stage,
        quiet_since: NaiveDate,
        re_engage_on: Option<NaiveDate>,
    ) -> Option<Self> {
        let due = match stage {
            Stage::Declined | Stage::Active => return None,
            Stage::Dormant => re_engage_on?,
            Stage::Approached
            | Stage::Interested
            | Stage::Attended
            | Stage::Conversation
            | Stage::Committed
            | Stage::Onboarding => quiet_since + TimeDelta::days(QUIET_DAYS),
        };
        Some(Self::from_day(due))
    }

    /// The reminder that begins on a day.
    pub fn from_day(due: NaiveDate) -> Self {
        let expires = due + TimeDelta::days(USEFUL_DAYS);
        Self { due, expires }
    }

    /// The first day on which a reminder may have begun that is still of use.
    pub fn oldest_due(today: NaiveDate) -> NaiveDate {
        today - TimeDelta::days(USEFUL_DAYS)
    }

    /// What becomes of it on a day. A lead that declined is never reminded of, one that sleeps not before
    /// its day.
    pub fn state(
        self,
        stage: Stage,
        re_engage_on: Option<NaiveDate>,
        today: NaiveDate,
    ) -> ReminderState {
        let early = re_engage_on.is_none_or(|day| today < day);
        if stage == Stage::Declined || (stage == Stage::Dormant && early) {
            ReminderState::Silenced
        } else if today > self.expires {
            ReminderState::Expired
        } else if today < self.due {
            ReminderState::Waiting
        } else {
            ReminderState::Due
        }
    }
}

#[cfg(test)]
mod tests;
