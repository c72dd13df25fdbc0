//! What somebody may see, as an argument of every query.

use std::collections::BTreeSet;

use super::{Role, Scope};

/// What a query may find: everything, or what lies within some scopes. The policy makes it for who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Visible {
    /// For the program itself, and for who may see all there is.
    Everything,
    /// What lies within one of these; nothing if there is none.
    Within(BTreeSet<Scope>),
}

impl Visible {
    /// What lies within these scopes.
    pub fn within(scopes: impl IntoIterator<Item = Scope>) -> Self {
        let scopes: BTreeSet<Scope> = scopes.into_iter().collect();
        if scopes.contains(&Scope::Programme) {
            Self::Everything
        } else {
            Self::Within(scopes)
        }
    }
}

/// The grants that somebody manages: of these roles, within what they see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Managed {
    pub roles: BTreeSet<Role>,
    pub within: Visible,
}

impl Managed {
    /// Every grant, for the program itself.
    pub fn everything() -> Self {
        Self {
            roles: BTreeSet::from(Role::ALL),
            within: Visible::Everything,
        }
    }
}
