//! Mails about somebody's account, not about a measurement.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::ids::PersonId;
use crate::surveys::invitation::MailAddress;
use crate::text::Lang;

/// What a mail about an account is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AccountMailKind {
    /// Brings a link that signs in once.
    SignInLink,
    /// Tells that somebody signed in on a device that is new to them.
    NewDevice,
    /// Tells that a passkey was added.
    PasskeyAdded,
    /// Tells that a passkey was removed.
    PasskeyRemoved,
    /// Tells that all passkeys were given up after signing in with a link.
    PasskeysForgotten,
    /// Tells that an account at an institution was linked.
    SubjectLinked,
    /// Tells how much waits for somebody.
    Digest,
    /// Tells the former address that mails about the account go elsewhere.
    AddressChanged,
}

impl AccountMailKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::SignInLink,
        Self::NewDevice,
        Self::PasskeyAdded,
        Self::PasskeyRemoved,
        Self::PasskeysForgotten,
        Self::SubjectLinked,
        Self::Digest,
        Self::AddressChanged,
    ];

    /// The name under which the kind is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::SignInLink => "sign_in_link",
            Self::NewDevice => "new_device",
            Self::PasskeyAdded => "passkey_added",
            Self::PasskeyRemoved => "passkey_removed",
            Self::PasskeysForgotten => "passkeys_forgotten",
            Self::SubjectLinked => "subject_linked",
            Self::Digest => "digest",
            Self::AddressChanged => "address_changed",
        }
    }

    /// The kind stored under this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A mail about an account that waits for its turn. It holds no link: that is made as the mail leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueuedAccountMail {
    pub id: Uuid,
    /// Whom it concerns; not known yet of somebody who asks for a link.
    pub person: Option<PersonId>,
    pub address: MailAddress,
    pub lang: Lang,
    pub kind: AccountMailKind,
    /// What the mail names, such as a browser or a passkey; empty if nothing.
    pub detail: String,
    pub asked_at: DateTime<Utc>,
    /// How often it was tried in vain.
    pub attempts: u32,
}
