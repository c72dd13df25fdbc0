//! Who gets a mail, and when a reminder is still worth one.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Stage;
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

impl Reminder {
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
