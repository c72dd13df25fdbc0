//! A merge that was a mistake is taken back. What was changed since is kept and told.

use std::collections::BTreeSet;

use thiserror::Error;

use super::{Field, Merge, Organisation, Reference, Site};
use crate::ids::SiteId;

/// Two organisations again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    pub kept: Organisation,
    pub again: Organisation,
    /// What points to the second one again. What was added since the merge stays with the first.
    pub back: BTreeSet<Reference>,
    /// Fields of the first that were changed since, and keep their value.
    pub changed_since: Vec<Field>,
    /// Sites of the second that were removed since, and stay away.
    pub removed_since: Vec<SiteId>,
}

/// Why a merge is not taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum UndoProblem {
    #[error("the organisation that was kept is another")]
    NotThis,
    #[error("a later merge of the same organisation is taken back first")]
    LaterMergeFirst,
}

/// Takes a merge back, given what was kept as it is now, what points to it, and whether a later merge
/// into it, or of it into another, still stands.
///
/// # Errors
/// Why the merge stays.
pub fn undo(
    merge: &Merge,
    now: &Organisation,
    references: &BTreeSet<Reference>,
    later_stands: bool,
) -> Result<Undone, UndoProblem> {
    if now.id != merge.kept() {
        return Err(UndoProblem::NotThis);
    }
    if later_stands {
        return Err(UndoProblem::LaterMergeFirst);
    }
    let mut kept = now.clone();
    let mut changed_since = Vec::new();
    for field in Field::ALL {
        if field.is_same(now, &merge.after) {
            field.copy(&merge.before, &mut kept);
        } else {
            changed_since.push(field);
        }
    }
    let own = |site: &Site, of: &Organisation| of.sites.iter().any(|found| found.id == site.id);
    let came = |site: &&Site| own(site, &merge.gone) && !own(site, &merge.before);
    let (again_sites, kept_sites): (Vec<_>, Vec<_>) = now.sites.iter().partition(came);
    let mut again = merge.gone.clone();
    again.sites.clear();
    let mut removed_since = Vec::new();
    for site in &merge.gone.sites {
        if let Some(found) = again_sites.iter().find(|found| found.id == site.id) {
            again.sites.push((*found).clone());
        } else if own(site, &merge.after) {
            removed_since.push(site.id);
        } else {
            // Its vestigingsnummer, or its place, stood with the other already.
            again.sites.push(site.clone());
        }
    }
    kept.sites = kept_sites.into_iter().cloned().collect();
    let still = merge.moved.intersection(references);
    Ok(Undone {
        kept,
        again,
        back: still.chain(&merge.set_aside).cloned().collect(),
        changed_since,
        removed_since,
    })
}
