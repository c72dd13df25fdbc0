//! Where a role holds.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Builder;

use crate::ids::{CompanyId, HogeschoolId, PathwayId, WaveId};

/// A kind of scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ScopeKind {
    Programme,
    Wave,
    Pathway,
    Hogeschool,
    Company,
}

impl ScopeKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::Programme,
        Self::Wave,
        Self::Pathway,
        Self::Hogeschool,
        Self::Company,
    ];

    /// The name under which the kind is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Programme => "programme",
            Self::Wave => "wave",
            Self::Pathway => "pathway",
            Self::Hogeschool => "hogeschool",
            Self::Company => "company",
        }
    }
}

/// Where a role holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum Scope {
    /// The whole national programme.
    Programme,
    /// One measurement.
    Wave(WaveId),
    /// One Mkb-route.
    Pathway(PathwayId),
    /// Every Mkb-route of a hogeschool.
    Hogeschool(HogeschoolId),
    /// One company, or one foundation that employs students.
    Company(CompanyId),
}

impl Scope {
    /// Which kind of scope it is.
    pub fn kind(self) -> ScopeKind {
        match self {
            Self::Programme => ScopeKind::Programme,
            Self::Wave(_) => ScopeKind::Wave,
            Self::Pathway(_) => ScopeKind::Pathway,
            Self::Hogeschool(_) => ScopeKind::Hogeschool,
            Self::Company(_) => ScopeKind::Company,
        }
    }

    /// Whether all of `other` lies within it.
    pub fn contains(self, other: Self, tenants: &Tenants) -> bool {
        match (self, other) {
            (Self::Programme, _) => true,
            (Self::Hogeschool(own), Self::Pathway(pathway)) => {
                tenants.hogeschool_of(pathway) == Some(own)
            }
            _ => self == other,
        }
    }
}

/// To which hogeschool each pathway belongs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tenants(BTreeMap<PathwayId, HogeschoolId>);

impl Tenants {
    /// The hogeschool of a pathway; `None` for a pathway that is not known.
    pub fn hogeschool_of(&self, pathway: PathwayId) -> Option<HogeschoolId> {
        self.0.get(&pathway).copied()
    }

    /// The pathways of a hogeschool.
    pub fn pathways_of(&self, hogeschool: HogeschoolId) -> impl Iterator<Item = PathwayId> + '_ {
        let own = self
            .0
            .iter()
            .filter(move |(_, found)| **found == hogeschool);
        own.map(|(pathway, _)| *pathway)
    }
}

impl FromIterator<(PathwayId, HogeschoolId)> for Tenants {
    fn from_iter<T: IntoIterator<Item = (PathwayId, HogeschoolId)>>(pairs: T) -> Self {
        Self(pairs.into_iter().collect())
    }
}

impl HogeschoolId {
    /// The id of a hogeschool that is known by its name only: the same name is the same tenant.
    pub fn named(name: &str) -> Self {
        let folded = name.trim().to_lowercase();
        let mut hash = Sha256::new();
        hash.update("hogeschool ");
        hash.update(folded);
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash.finalize()[..16]);
        Self(Builder::from_custom_bytes(bytes).into_uuid())
    }
}

#[cfg(test)]
mod tests;
