//! In how many pathways of each phase each factor was noted.

use mkbroute_domain::pathways::lists::Entry;
use mkbroute_domain::pathways::{FactorKind, Phase};
use mkbroute_store::{FactorFilter, FactorTally, PhaseOf};

use super::factor_lists;
use crate::accounts::Actor;
use crate::accounts::policy::{Action, may_everywhere};
use crate::{App, AppError};

/// A factor with the pathways at which it was noted. They are counted, and no persons: no number is withheld.
#[derive(Clone, Debug)]
pub struct FactorCount {
    pub kind: FactorKind,
    pub entry: Entry,
    /// Pathways by the phase in which they were when it was noted, in the order of [`Phase::ALL`]. One at which it
    /// was noted again in a later phase counts in both.
    pub then: Vec<u32>,
    /// Pathways by the phase in which they are.
    pub now: Vec<u32>,
}

impl FactorCount {
    /// Pathways at which it was noted.
    pub fn pathways(&self) -> u32 {
        self.now.iter().sum()
    }
}

/// Whether somebody sees how often factors were noted at all pathways.
pub fn may_count_factors(actor: &Actor) -> bool {
    may_everywhere(actor, Action::SeeDevelopment)
}

/// Every factor of the lists, what holds back first, each kind with the most frequent first.
pub async fn count_factors(
    app: &App,
    actor: &Actor,
    filter: &FactorFilter,
) -> Result<Vec<FactorCount>, AppError> {
    if !may_count_factors(actor) {
        return Err(AppError::Forbidden);
    }
    let then = app.store().factor_tallies(filter, PhaseOf::Then).await?;
    let now = app.store().factor_tallies(filter, PhaseOf::Now).await?;
    let lists = factor_lists()?;
    let kinds = FactorKind::ALL.into_iter();
    let kinds = kinds.filter(|kind| filter.kind.is_none_or(|wanted| wanted == *kind));
    let mut counts = Vec::new();
    for kind in kinds {
        let entries = lists.factors(kind).iter();
        let counted = entries.map(|entry| FactorCount {
            kind,
            then: by_phase(&then, kind, &entry.code),
            now: by_phase(&now, kind, &entry.code),
            entry: entry.clone(),
        });
        let mut counted: Vec<FactorCount> = counted.collect();
        // What nobody chooses any more shows only as long as it stands somewhere.
        counted.retain(|count| !count.entry.retired || count.pathways() > 0);
        counted.sort_by_key(|count| std::cmp::Reverse(count.pathways()));
        counts.extend(counted);
    }
    Ok(counts)
}

fn by_phase(tallies: &[FactorTally], kind: FactorKind, code: &str) -> Vec<u32> {
    let of = |phase: Phase| {
        let mut own = tallies.iter().filter(|tally| tally.phase == phase);
        let found = own.find(|tally| tally.kind == kind && tally.code == code);
        found.map_or(0, |tally| tally.pathways)
    };
    Phase::ALL.map(of).to_vec()
}
