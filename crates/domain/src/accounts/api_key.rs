//! Keys with which a script does what a person may do.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::Role;
use crate::ids::PersonId;

/// What a key may be used for. It never gives more than the role of its person allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ApiScope {
    /// Measurements and their state.
    WavesRead,
    /// How many answered.
    ResponseRead,
    /// Released figures.
    FiguresRead,
    /// Persons whose roles somebody manages, by name.
    PersonsRead,
    /// Who has which role where.
    GrantsRead,
    /// Inviting to roles and taking roles back.
    GrantsWrite,
    /// Where events are sent, and how that goes.
    WebhooksRead,
    /// Choosing where events are sent.
    WebhooksWrite,
    /// Companies that may join a pathway.
    LeadsRead,
    /// Meetings with companies.
    EventsRead,
    /// Which organisations there are.
    OrganisationsRead,
}

impl ApiScope {
    /// Every scope, in the order of the page.
    pub const ALL: [Self; 11] = [
        Self::WavesRead,
        Self::ResponseRead,
        Self::FiguresRead,
        Self::PersonsRead,
        Self::GrantsRead,
        Self::GrantsWrite,
        Self::WebhooksRead,
        Self::WebhooksWrite,
        Self::LeadsRead,
        Self::EventsRead,
        Self::OrganisationsRead,
    ];

    /// The name under which it is stored and shown.
    pub fn code(self) -> &'static str {
        match self {
            Self::WavesRead => "waves:read",
            Self::ResponseRead => "response:read",
            Self::FiguresRead => "figures:read",
            Self::PersonsRead => "persons:read",
            Self::GrantsRead => "grants:read",
            Self::GrantsWrite => "grants:write",
            Self::WebhooksRead => "webhooks:read",
            Self::WebhooksWrite => "webhooks:write",
            Self::LeadsRead => "leads:read",
            Self::EventsRead => "events:read",
            Self::OrganisationsRead => "organisations:read",
        }
    }

    /// The scope with this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.code() == code)
    }

    /// Scopes as one text, each once, in the order of [`Self::ALL`].
    pub fn join(scopes: &[Self]) -> String {
        let held = Self::ALL.into_iter().filter(|scope| scopes.contains(scope));
        held.map(Self::code).collect::<Vec<_>>().join(" ")
    }

    /// The scopes of such a text; `None` if one of them is not known.
    pub fn split(text: &str) -> Option<Vec<Self>> {
        text.split_whitespace().map(Self::from_code).collect()
    }
}

/// A key without its secret, of which only a hash is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiKey {
    pub id: Uuid,
    pub person: PersonId,
    /// What its owner calls it.
    pub name: String,
    /// The role in which it acts.
    pub role: Role,
    pub scopes: Vec<ApiScope>,
    pub made_on: NaiveDate,
    pub used_on: Option<NaiveDate>,
    /// From then on it opens nothing.
    pub expires_at: DateTime<Utc>,
}

impl ApiKey {
    /// The terms that somebody may choose from, in days.
    pub const TERMS: [u32; 4] = [7, 30, 90, 365];

    /// Whether it still opens something.
    pub fn lives(&self, now: DateTime<Utc>) -> bool {
        now < self.expires_at
    }
}

#[cfg(test)]
mod tests;
