//! A browser in which somebody is signed in, and for how long.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::{Device, Role};
use crate::ids::PersonId;

/// A browser that is not used for so long is signed out.
pub const IDLE: TimeDelta = TimeDelta::hours(12);
/// Nobody stays signed in longer than this, however busy.
pub const LONGEST: TimeDelta = TimeDelta::days(7);
/// Use is noted at most so often: finer is nobody's business, and each note is a write.
pub const NOTE_EVERY: TimeDelta = TimeDelta::minutes(15);

/// How somebody showed who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SignInMethod {
    /// A link, by mail or handed out.
    Link,
    /// A passkey.
    Passkey,
    /// An account at an institution.
    Provider,
    /// A made-up person of the demonstration was chosen.
    Demo,
}

impl SignInMethod {
    /// Every way.
    pub const ALL: [Self; 4] = [Self::Link, Self::Passkey, Self::Provider, Self::Demo];

    /// The name under which it is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Passkey => "passkey",
            Self::Provider => "provider",
            Self::Demo => "demo",
        }
    }

    /// The way stored under this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.code() == code)
    }
}

/// A signed-in browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// By which its owner ends it; no secret.
    pub id: Uuid,
    pub person: PersonId,
    pub method: SignInMethod,
    pub device: Device,
    pub began_at: DateTime<Utc>,
    /// When it was last used, to within [`NOTE_EVERY`].
    pub used_at: DateTime<Utc>,
    /// When a passkey last showed in it that it is the person.
    pub proved_at: Option<DateTime<Utc>>,
    /// The role that its owner chose to act in, if they chose.
    pub role: Option<Role>,
}

impl Session {
    /// When it ends by itself unless it is used before.
    pub fn expires_at(&self) -> DateTime<Utc> {
        (self.used_at + IDLE).min(self.began_at + LONGEST)
    }

    /// Whether it signs somebody in.
    pub fn lives(&self, now: DateTime<Utc>) -> bool {
        now < self.expires_at()
    }

    /// Whether its use is to be noted.
    pub fn is_to_be_noted(&self, now: DateTime<Utc>) -> bool {
        now >= self.used_at + NOTE_EVERY
    }
}

#[cfg(test)]
mod tests;
