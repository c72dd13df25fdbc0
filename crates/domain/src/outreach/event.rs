//! Meetings to which companies are invited: who signed up, who came. The list at the door works without a
//! connection, on several phones, and comes together later.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use thiserror::Error;
use uuid::Uuid;

use crate::coded::coded;
use crate::ids::{ContactId, EventId, GuestId, OrganisationId, PathwayId};

/// A meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub id: EventId,
    pub name: String,
    pub on: NaiveDate,
    pub place: String,
    /// The pathways of which it tells.
    pub pathways: Vec<PathwayId>,
    pub guests: Vec<Guest>,
}

/// Somebody who is invited, or came without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guest {
    pub id: GuestId,
    pub organisation: OrganisationId,
    /// `None` for somebody of the company of whom no name is kept.
    pub contact: Option<ContactId>,
    /// `None` for who came without.
    pub invited_on: Option<NaiveDate>,
    /// Whether they said they come; `None` while they said nothing.
    pub signed_up: Option<bool>,
}

/// What is wrong with an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum EventProblem {
    #[error("an event needs a name")]
    NoName,
    #[error("an event tells of at least one pathway")]
    NoPathway,
    #[error("one contact stands on the list twice")]
    GuestTwice(usize),
    #[error("somebody was invited after the event")]
    InvitedAfter(usize),
}

coded! {
    /// What can be done with an event now.
    pub enum EventStanding {
        /// Nobody is on the list: there is nothing to send.
        NoGuests = "no_guests",
        Coming = "coming",
        /// It is over, and nobody was ticked off.
        NobodyTicked = "nobody_ticked",
        Held = "held",
    }
}

impl Event {
    /// Everything that is wrong with it. Guests are counted from 0.
    pub fn problems(&self) -> Vec<EventProblem> {
        let mut found = Vec::new();
        if self.name.trim().is_empty() {
            found.push(EventProblem::NoName);
        }
        if self.pathways.is_empty() {
            found.push(EventProblem::NoPathway);
        }
        for (at, guest) in self.guests.iter().enumerate() {
            let earlier = &self.guests[..at];
            let same = |other: &Guest| guest.contact.is_some() && other.contact == guest.contact;
            if earlier.iter().any(same) {
                found.push(EventProblem::GuestTwice(at));
            }
            if guest.invited_on.is_some_and(|day| day > self.on) {
                found.push(EventProblem::InvitedAfter(at));
            }
        }
        found
    }

    /// What can be done with it now.
    pub fn standing(&self, attendance: &Attendance, today: NaiveDate) -> EventStanding {
        if attendance.came() > 0 {
            EventStanding::Held
        } else if self.guests.is_empty() {
            EventStanding::NoGuests
        } else if self.on >= today {
            EventStanding::Coming
        } else {
            EventStanding::NobodyTicked
        }
    }
}

/// One tick on the list at the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// By the clock of the phone.
    pub at: DateTime<Utc>,
    /// Tells phones apart whose clocks show the same.
    pub device: Uuid,
    pub came: bool,
}

/// Who came, as the phones ticked it off: of each guest the last tick counts. Lists come together in any
/// order and any number of times, with the same outcome.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Attendance(BTreeMap<GuestId, Mark>);

impl Attendance {
    /// Ticks somebody on or off.
    pub fn mark(&mut self, guest: GuestId, mark: Mark) {
        let last = self.0.entry(guest).or_insert(mark);
        *last = mark.max(*last);
    }

    /// Takes over what another phone ticked.
    pub fn merge(&mut self, other: &Self) {
        for (guest, mark) in &other.0 {
            self.mark(*guest, *mark);
        }
    }

    /// As it reached us now: a phone whose clock runs ahead must not win from ticks that are still to come.
    #[must_use]
    pub fn received(mut self, now: DateTime<Utc>) -> Self {
        for mark in self.0.values_mut() {
            mark.at = mark.at.min(now);
        }
        self
    }

    /// Only the ticks of these guests: somebody else may have taken one off the list.
    #[must_use]
    pub fn of_guests(mut self, guests: &[Guest]) -> Self {
        self.0
            .retain(|ticked, _| guests.iter().any(|guest| guest.id == *ticked));
        self
    }

    /// Whether somebody came; `None` if nobody ticked them.
    pub fn of(&self, guest: GuestId) -> Option<bool> {
        self.0.get(&guest).map(|mark| mark.came)
    }

    /// What was ticked, and when.
    pub fn marks(&self) -> impl Iterator<Item = (GuestId, Mark)> + '_ {
        self.0.iter().map(|(guest, mark)| (*guest, *mark))
    }

    /// How many came.
    pub fn came(&self) -> usize {
        self.0.values().filter(|mark| mark.came).count()
    }
}

#[cfg(test)]
mod tests;
