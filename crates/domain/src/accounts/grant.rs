//! A grant gives a person a role within a scope, until it is revoked or expires.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Role, Scope, Step};
use crate::ids::{GrantId, PersonId};

/// Whether a grant counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GrantStatus {
    /// Given, not yet accepted.
    Invited,
    /// In force until it expires.
    Confirmed,
    /// Taken back.
    Revoked,
}

impl GrantStatus {
    /// Every status, in the order of a grant's life.
    pub const ALL: [Self; 3] = [Self::Invited, Self::Confirmed, Self::Revoked];

    /// The name under which the status is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Confirmed => "confirmed",
            Self::Revoked => "revoked",
        }
    }

    /// The status stored under this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }
}

/// A role of a person within a scope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    pub id: GrantId,
    pub person: PersonId,
    pub role: Role,
    pub scope: Scope,
    pub status: GrantStatus,
    /// From this moment it does not count any more.
    pub expires_at: Option<DateTime<Utc>>,
    /// Who gave it; `None` for the program itself.
    pub given_by: Option<PersonId>,
    pub given_at: DateTime<Utc>,
    /// The grant of somebody for whom an intermediary acts.
    pub delegated_from: Option<GrantId>,
}

impl Grant {
    /// A role that the program itself gives, in force at once.
    pub fn by_program(
        id: GrantId,
        person: PersonId,
        role: Role,
        scope: Scope,
        now: DateTime<Utc>,
    ) -> Self {
        Self {
            id,
            person,
            role,
            scope,
            status: GrantStatus::Confirmed,
            expires_at: None,
            given_by: None,
            given_at: now,
            delegated_from: None,
        }
    }

    /// Only a confirmed grant that has not expired gives rights.
    pub fn counts(&self, now: DateTime<Utc>) -> bool {
        self.status == GrantStatus::Confirmed && self.lasts(now)
    }

    /// Whether it counts, or will once it is accepted.
    pub fn lives(&self, now: DateTime<Utc>) -> bool {
        self.status != GrantStatus::Revoked && self.lasts(now)
    }

    fn lasts(&self, now: DateTime<Utc>) -> bool {
        self.expires_at.is_none_or(|end| now < end)
    }
}

/// Something that happened to a grant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub grant: GrantId,
    pub step: Step,
    /// Who did it; `None` for the program itself.
    pub by: Option<PersonId>,
    pub at: DateTime<Utc>,
    /// The end that the grant had after it.
    pub until: Option<DateTime<Utc>>,
}

#[cfg(test)]
mod tests;
