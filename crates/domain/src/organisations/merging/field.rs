//! The fields of an organisation, one by one.

use super::{Organisation, Registered};
use crate::coded::coded;

coded! {
    /// A field that two organisations may fill differently. Sites are not among them: they add up.
    pub enum Field {
        Name = "name",
        Kind = "kind",
        Kvk = "kvk",
        Rsin = "rsin",
        Sbi = "sbi",
        Brin = "brin",
        RioBoard = "rio_board",
        RioProvider = "rio_provider",
        Parent = "parent",
    }
}

impl Field {
    /// Whether there is a value.
    pub(super) fn is_filled(self, found: &Organisation) -> bool {
        let registered = &found.registered;
        match self {
            Self::Name => !found.name.trim().is_empty(),
            Self::Kind => true,
            Self::Kvk => registered.kvk.is_some(),
            Self::Rsin => registered.rsin.is_some(),
            Self::Sbi => registered.sbi.is_some(),
            Self::Brin => registered.brin.is_some(),
            Self::RioBoard => registered.rio_board.is_some(),
            Self::RioProvider => registered.rio_provider.is_some(),
            Self::Parent => found.parent.is_some(),
        }
    }

    /// Whether two have the same value.
    pub(super) fn is_same(self, one: &Organisation, other: &Organisation) -> bool {
        let (registered, others) = (&one.registered, &other.registered);
        match self {
            Self::Name => one.name == other.name,
            Self::Kind => one.kind == other.kind,
            Self::Kvk => registered.kvk == others.kvk,
            Self::Rsin => registered.rsin == others.rsin,
            Self::Sbi => registered.sbi == others.sbi,
            Self::Brin => registered.brin == others.brin,
            Self::RioBoard => registered.rio_board == others.rio_board,
            Self::RioProvider => registered.rio_provider == others.rio_provider,
            Self::Parent => one.parent == other.parent,
        }
    }

    /// Takes over a value.
    pub(super) fn copy(self, from: &Organisation, to: &mut Organisation) {
        let source: &Registered = &from.registered;
        let target = &mut to.registered;
        match self {
            Self::Name => to.name.clone_from(&from.name),
            Self::Kind => to.kind = from.kind,
            Self::Kvk => target.kvk.clone_from(&source.kvk),
            Self::Rsin => target.rsin.clone_from(&source.rsin),
            Self::Sbi => target.sbi.clone_from(&source.sbi),
            Self::Brin => target.brin.clone_from(&source.brin),
            Self::RioBoard => target.rio_board.clone_from(&source.rio_board),
            Self::RioProvider => target.rio_provider.clone_from(&source.rio_provider),
            Self::Parent => to.parent = from.parent,
        }
    }
}
