//! Somebody who may sign in.

use chrono::{DateTime, Utc};

use crate::ids::PersonId;
use crate::surveys::invitation::MailAddress;
use crate::text::Lang;

/// A person. What they may do stands in their grants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub id: PersonId,
    /// Readable name in addresses.
    pub slug: String,
    pub name: String,
    /// Where mails about the account go; no two persons have the same.
    pub email: Option<MailAddress>,
    /// The language in which the program speaks to them.
    pub lang: Lang,
    pub created_at: DateTime<Utc>,
}
