//! Costs that are shared over several pathways, also over those that never start.

use serde::{Deserialize, Serialize};

use super::{Euros, is_name, split};

/// What somebody pays into a pool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contribution {
    pub by: String,
    pub amount: Euros,
}

/// A pathway whose investment is paid from a pool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PoolPathway {
    pub name: String,
    pub needs: Euros,
    /// Whether students ever begin, or are expected to.
    pub starts: bool,
}

/// A pool of several parties for several pathways.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pool {
    pub contributions: Vec<Contribution>,
    pub pathways: Vec<PoolPathway>,
}

/// What a pool comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PoolResult {
    pub paid: Euros,
    pub needed: Euros,
    /// What the pool pays to each pathway: all it needs, or as far as the money goes in proportion.
    pub shares: Vec<Euros>,
    /// What is paid to pathways that never start.
    pub lost: Euros,
    /// What each of those who pay loses by that, in proportion to what they pay.
    pub lost_by: Vec<Euros>,
    /// What a pathway that starts costs the pool, with its part of those that do not. Rounded; `None` if
    /// none starts.
    pub per_started: Option<Euros>,
}

impl Pool {
    /// Whether nothing is paid together.
    pub fn is_empty(&self) -> bool {
        self.contributions.is_empty() && self.pathways.is_empty()
    }

    /// Whether everything in it has a name and an amount that can be.
    pub(super) fn is_sound(&self) -> bool {
        let paid = self
            .contributions
            .iter()
            .map(|found| (&found.by, found.amount));
        let needed = self.pathways.iter().map(|found| (&found.name, found.needs));
        let mut all = paid.chain(needed);
        all.all(|(name, amount)| is_name(name) && amount.is_sound())
    }

    /// What it comes to.
    pub fn result(&self) -> PoolResult {
        let paid: Euros = self.contributions.iter().map(|found| found.amount).sum();
        let needed: Euros = self.pathways.iter().map(|found| found.needs).sum();
        let weight = |amount: Euros| u64::try_from(amount.0).unwrap_or(0);
        let needs: Vec<u64> = self
            .pathways
            .iter()
            .map(|found| weight(found.needs))
            .collect();
        let spent = paid.min(needed);
        let shares = split(spent, &needs);
        let never = self.pathways.iter().zip(&shares);
        let never = never.filter(|(pathway, _)| !pathway.starts);
        let lost: Euros = never.map(|(_, share)| *share).sum();
        let paid_in: Vec<u64> = self
            .contributions
            .iter()
            .map(|found| weight(found.amount))
            .collect();
        let started = self.pathways.iter().filter(|found| found.starts).count();
        let per_started = i64::try_from(started).ok().filter(|started| *started > 0);
        PoolResult {
            paid,
            needed,
            lost,
            lost_by: split(lost, &paid_in),
            per_started: per_started.map(|started| Euros((spent.0 + started / 2) / started)),
            shares,
        }
    }
}
