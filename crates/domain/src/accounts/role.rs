//! What somebody does in the program.

use serde::{Deserialize, Serialize};

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
