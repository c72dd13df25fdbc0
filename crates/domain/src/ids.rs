//! Identities. Order must not show in ids of responses and ballots, so those are random keys.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id!(
    /// A person who may sign in.
    PersonId
);
id!(
    /// A role given to a person within a scope.
    GrantId
);
id!(
    /// An Mkb-route.
    PathwayId
);
id!(
    /// A hogeschool: the tenant, to which pathways belong.
    HogeschoolId
);
id!(
    /// A company, or a foundation that employs students.
    CompanyId
);
id!(
    /// One measurement.
    WaveId
);
id!(
    /// An address that is invited to a measurement.
    InvitationId
);
id!(
    /// A questionnaire that is being made.
    DraftId
);
id!(
    /// A comment on a draft.
    CommentId
);
id!(
    /// A company, hogeschool, branch organisation or another that takes part.
    OrganisationId
);
id!(
    /// A site of an organisation.
    SiteId
);
id!(
    /// Somebody at an organisation.
    ContactId
);

id!(
    /// A company that may join a pathway.
    LeadId
);
id!(
    /// Somebody on the list of a meeting for companies.
    GuestId
);
id!(
    /// A letter to many contacts at once.
    MailingId
);
id!(
    /// A question of a pathway to the national programme.
    SupportRequestId
);
id!(
    /// What holds a pathway back or helps it on, as noted once.
    FactorId
);
id!(
    /// What somebody searched for in a list and keeps.
    SavedSearchId
);
id!(
    /// A meeting of the learning network.
    MeetingId
);
id!(
    /// A meeting to which companies are invited.
    EventId
);

impl From<CompanyId> for OrganisationId {
    fn from(company: CompanyId) -> Self {
        Self(company.0)
    }
}

impl From<HogeschoolId> for OrganisationId {
    fn from(hogeschool: HogeschoolId) -> Self {
        Self(hogeschool.0)
    }
}

impl OrganisationId {
    /// The organisation as the company in which a role holds.
    pub fn company(self) -> CompanyId {
        CompanyId(self.0)
    }

    /// The organisation as the tenant to which pathways belong.
    pub fn hogeschool(self) -> HogeschoolId {
        HogeschoolId(self.0)
    }
}
