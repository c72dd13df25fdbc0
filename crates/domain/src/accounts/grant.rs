//! A grant gives a person a role within a scope, until it is revoked or expires.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::{GrantId, PathwayId, PersonId, WaveId};

/// What a person does in the program. The rights of each role stand in the application's policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Sets the program up and hands out sign-in links; sees no answers.
    Administrator,
    /// The national programme team.
    ProgrammeTeam,
    /// Measures: reads answers without identity.
    Researcher,
    /// Runs a pathway for the hogeschool.
    Coordinator,
    /// Teaches in a pathway.
    Teacher,
    /// Speaks for a company.
    CompanyContact,
    /// Guides a student at work (praktijkbegeleider).
    Supervisor,
    /// Learns at a company and the hogeschool.
    Student,
    /// A branch organisation.
    BranchOrganisation,
    /// A foundation that employs and seconds students.
    Foundation,
    /// Acts for a party under an expiring delegation.
    Intermediary,
}

impl Role {
    /// Every role, in the order of the policy table.
    pub const ALL: [Self; 11] = [
        Self::Administrator,
        Self::ProgrammeTeam,
        Self::Researcher,
        Self::Coordinator,
        Self::Teacher,
        Self::CompanyContact,
        Self::Supervisor,
        Self::Student,
        Self::BranchOrganisation,
        Self::Foundation,
        Self::Intermediary,
    ];

    /// The name under which the role is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::ProgrammeTeam => "programme_team",
            Self::Researcher => "researcher",
            Self::Coordinator => "coordinator",
            Self::Teacher => "teacher",
            Self::CompanyContact => "company_contact",
            Self::Supervisor => "supervisor",
            Self::Student => "student",
            Self::BranchOrganisation => "branch_organisation",
            Self::Foundation => "foundation",
            Self::Intermediary => "intermediary",
        }
    }

    /// The role stored under this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// Where a role holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum Scope {
    /// The whole national programme.
    Programme,
    /// One measurement.
    Wave(WaveId),
    /// One Mkb-route.
    Pathway(PathwayId),
}

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
        [Self::Invited, Self::Confirmed, Self::Revoked]
            .into_iter()
            .find(|status| status.code() == code)
    }
}

/// A role of a person within a scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    pub id: GrantId,
    pub person: PersonId,
    pub role: Role,
    pub scope: Scope,
    pub status: GrantStatus,
    pub expires_at: Option<DateTime<Utc>>,
}

impl Grant {
    /// Only a confirmed grant that has not expired gives rights.
    pub fn counts(&self, now: DateTime<Utc>) -> bool {
        self.status == GrantStatus::Confirmed && self.expires_at.is_none_or(|end| now < end)
    }
}

#[cfg(test)]
mod tests;
