//! Two organisations become one, and two again when that was a mistake. What happened is data: nothing
//! is thrown away.

mod field;
mod undo;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use thiserror::Error;
use uuid::Uuid;

use super::duplicates::place_key;
use super::{Organisation, Registered, Site};
use crate::coded::coded;
use crate::ids::OrganisationId;

pub use field::Field;
pub use undo::{UndoProblem, Undone, undo};

coded! {
    /// What points to an organisation and goes with it.
    pub enum ReferenceKind {
        Contact = "contact",
        /// Takes part in a pathway.
        Partner = "partner",
        Lead = "lead",
        /// Was invited to an event.
        Guest = "guest",
        /// A role that somebody holds there.
        Grant = "grant",
        /// A figure for its size.
        Period = "period",
        /// An organisation that belongs to it.
        Child = "child",
    }
}

/// Something that points to an organisation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    pub kind: ReferenceKind,
    pub id: Uuid,
    /// What an organisation has only once, such as the pathway of a lead; `None` if there may be many.
    pub slot: Option<String>,
}

/// Whose value is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    Kept,
    Gone,
}

/// A merge as it happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Merge {
    /// What was kept, as it was.
    pub before: Organisation,
    /// What went into it, as it was.
    pub gone: Organisation,
    /// What was made of them.
    pub after: Organisation,
    /// What pointed to the one that went and points to the one that was kept.
    pub moved: BTreeSet<Reference>,
    /// What pointed to the one that went, while the other had the same already: set aside.
    pub set_aside: BTreeSet<Reference>,
}

/// Why two are not merged.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum MergeProblem {
    #[error("an organisation is not merged with itself")]
    OneAndTheSame,
    /// Both have a value and nobody chose.
    #[error("nobody chose between two values")]
    Undecided(Vec<Field>),
    #[error("one belongs to the other")]
    ParentAndChild,
}

impl Organisation {
    /// What both have, and differently.
    pub fn conflicts(&self, other: &Self) -> Vec<Field> {
        let differ = |field: &Field| {
            field.is_filled(self) && field.is_filled(other) && !field.is_same(self, other)
        };
        Field::ALL.into_iter().filter(differ).collect()
    }
}

/// Takes two together. Where both have a value the choice decides; a name is kept without a choice.
/// Sites of both stay, but one vestigingsnummer stays once.
///
/// # Errors
/// Why they stay two.
pub fn merge(
    (kept, kept_references): (&Organisation, &BTreeSet<Reference>),
    (gone, gone_references): (&Organisation, &BTreeSet<Reference>),
    choices: &BTreeMap<Field, Side>,
) -> Result<Merge, MergeProblem> {
    if kept.id == gone.id {
        return Err(MergeProblem::OneAndTheSame);
    }
    if kept.parent == Some(gone.id) || gone.parent == Some(kept.id) {
        return Err(MergeProblem::ParentAndChild);
    }
    let open = |field: &Field| *field != Field::Name && !choices.contains_key(field);
    let undecided: Vec<Field> = kept.conflicts(gone).into_iter().filter(open).collect();
    if !undecided.is_empty() {
        return Err(MergeProblem::Undecided(undecided));
    }
    let mut after = kept.clone();
    for field in Field::ALL {
        let from_gone = match choices.get(&field) {
            Some(side) => *side == Side::Gone,
            None => !field.is_filled(kept),
        };
        if from_gone {
            field.copy(gone, &mut after);
        }
    }
    let is_new = |site: &&Site| {
        let known = |own: &Site| {
            let same = own.vestiging.is_some() && own.vestiging == site.vestiging;
            same || (site.is_only_a_place() && place_key(&own.place) == place_key(&site.place))
        };
        !kept.sites.iter().any(known)
    };
    after
        .sites
        .extend(gone.sites.iter().filter(is_new).cloned());
    let taken = |reference: &&Reference| {
        let same = |own: &Reference| (own.kind, &own.slot) == (reference.kind, &reference.slot);
        reference.slot.is_some() && kept_references.iter().any(same)
    };
    let (set_aside, moved) = gone_references.iter().partition::<Vec<_>, _>(taken);
    Ok(Merge {
        before: kept.clone(),
        gone: gone.clone(),
        after,
        moved: moved.into_iter().cloned().collect(),
        set_aside: set_aside.into_iter().cloned().collect(),
    })
}

impl Merge {
    /// Which one is left.
    pub fn kept(&self) -> OrganisationId {
        self.before.id
    }
}

#[cfg(test)]
mod tests;
