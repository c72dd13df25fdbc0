//! Somebody at an organisation, and whether they may be written to.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::coded::coded;
use crate::ids::{ContactId, OrganisationId};
use crate::surveys::invitation::MailAddress;

coded! {
    /// What somebody does at an organisation, as far as a pathway is concerned.
    pub enum ContactRole {
        Director = "director",
        Hr = "hr",
        TeamLeader = "team_leader",
        Foreman = "foreman",
        /// Guides a student at work.
        Supervisor = "supervisor",
        /// Makes policy at a branch organisation or an alliance.
        PolicyOfficer = "policy_officer",
        /// Leads a lectoraat.
        Lector = "lector",
        /// Teaches or coordinates at a school.
        Teacher = "teacher",
        Other = "other",
    }
}

/// Somebody at an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    pub id: ContactId,
    pub organisation: OrganisationId,
    pub name: String,
    pub roles: Vec<ContactRole>,
    pub address: Option<MailAddress>,
    pub phone: String,
    pub wishes: Wishes,
}

/// What somebody said about being written to. Both are kept with their day: the later one counts,
/// and of one day the refusal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Wishes {
    /// Agreed to mailings on this day.
    pub consented_on: Option<NaiveDate>,
    /// Asked on this day not to be contacted any more.
    pub refused_on: Option<NaiveDate>,
}

coded! {
    /// What a contact may get.
    pub enum Reach {
        /// Mailings to many, and mails of one person.
        Mailing = "mailing",
        /// Only a mail or call of one person about what they talk about.
        InPerson = "in_person",
        /// Nothing.
        Nothing = "nothing",
    }
}

impl Wishes {
    /// What they may get on a day. Without a word of theirs a person may be spoken to, but gets no
    /// mailing: that needs consent.
    pub fn reach(self, today: NaiveDate) -> Reach {
        let by_now = |day: &NaiveDate| *day <= today;
        match (
            self.consented_on.filter(by_now),
            // A refusal that is dated ahead by a wrong clock is heard at once.
            self.refused_on,
        ) {
            (Some(yes), Some(no)) if yes > no => Reach::Mailing,
            (_, Some(_)) => Reach::Nothing,
            (Some(_), None) => Reach::Mailing,
            (None, None) => Reach::InPerson,
        }
    }
}

/// Whether this can be a telephone number, or is nothing: at least six digits, and what people write between them.
pub fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let known = |c: char| c.is_ascii_digit() || " +-()./".contains(c);
    text.is_empty() || (text.chars().all(known) && (6..=15).contains(&digits))
}

#[cfg(test)]
mod tests;
