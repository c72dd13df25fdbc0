//! How many companies came how far, and how long that took: counted in one pass over changes of stage, in
//! any order of companies, and parts can be added up.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::stage::{Stage, StageChange};
use super::tally::Tally;

/// Stages on the road.
const STAGES: usize = Stage::ROAD.len();

/// What was counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Funnel {
    leads: u32,
    /// Leads that reached a stage, or a later one.
    reached: [u32; STAGES],
    /// For each step to the next stage: how many took so many days.
    days: [Vec<u32>; STAGES - 1],
    declined: u32,
    dormant: u32,
}

/// From how many on a figure is shown. The limits are those of the analysis, which the caller passes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FunnelGates {
    pub counts_from: u32,
    pub percentages_from: u32,
    pub medians_from: u32,
}

/// One stage as it is shown; what rests on too few is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FunnelStep {
    pub stage: Stage,
    /// Companies that reached it, or a later stage.
    pub reached: Option<u32>,
    /// Part of those that reached the stage before, in whole percents.
    pub conversion: Option<u32>,
    /// Days from the stage before: half took no longer. Companies that skipped one of the two do not
    /// count here.
    pub median_days: Option<u32>,
}

impl FunnelGates {
    /// Shows everything: for who works with the companies themselves.
    pub const OPEN: Self = Self {
        counts_from: 0,
        percentages_from: 1,
        medians_from: 1,
    };
}

impl Funnel {
    /// Counts one more lead, by its changes of stage in their order. A lead without changes counts nowhere.
    pub fn add<'a>(&mut self, changes: impl IntoIterator<Item = &'a StageChange>) {
        self.add_days(changes.into_iter().map(|change| (change.to, change.on)));
    }

    /// Counts one more lead, by its stages and their days in their order.
    pub fn add_days(&mut self, changes: impl IntoIterator<Item = (Stage, NaiveDate)>) {
        Tally::each(changes, |tally| self.count(tally, 1));
    }

    /// Counts what so many leads add.
    pub fn count(&mut self, tally: Tally, times: u32) {
        match tally {
            Tally::Furthest(stage) => {
                self.leads += times;
                let ranks = stage.and_then(Stage::rank).map_or(0, |rank| rank + 1);
                for reached in self.reached.iter_mut().take(ranks) {
                    *reached += times;
                }
            }
            Tally::Beside(Stage::Declined) => self.declined += times,
            Tally::Beside(_) => self.dormant += times,
            Tally::Took(stage, days) => {
                let Some(step) = stage.rank().and_then(|rank| rank.checked_sub(1)) else {
                    return;
                };
                let took = usize::try_from(days).unwrap_or(usize::MAX);
                let counts = &mut self.days[step];
                if counts.len() <= took {
                    counts.resize(took + 1, 0);
                }
                counts[took] += times;
            }
        }
    }

    /// Adds what was counted elsewhere.
    pub fn merge(&mut self, other: &Self) {
        self.leads += other.leads;
        self.declined += other.declined;
        self.dormant += other.dormant;
        for (own, others) in self.reached.iter_mut().zip(other.reached) {
            *own += others;
        }
        for (own, others) in self.days.iter_mut().zip(&other.days) {
            if own.len() < others.len() {
                own.resize(others.len(), 0);
            }
            for (own, others) in own.iter_mut().zip(others) {
                *own += others;
            }
        }
    }

    /// Leads that were counted, those that declined and those that were put off.
    pub fn totals(&self) -> (u32, u32, u32) {
        (self.leads, self.declined, self.dormant)
    }

    /// Leads that reached a stage, or a later one; 0 for the stages beside the road.
    pub fn reached(&self, stage: Stage) -> u32 {
        stage.rank().map_or(0, |rank| self.reached[rank])
    }

    /// Every stage as it may be shown.
    pub fn steps(&self, gates: FunnelGates) -> [FunnelStep; STAGES] {
        std::array::from_fn(|rank| {
            let reached = self.reached[rank];
            let before = rank.checked_sub(1);
            let base = before.map(|before| self.reached[before]);
            // A share of a count that is hidden would give it away.
            let shown = reached >= gates.counts_from;
            let base = base.filter(|base| shown && *base >= gates.percentages_from.max(1));
            let days = before.map(|before| self.days[before].as_slice());
            FunnelStep {
                stage: Stage::ROAD[rank],
                reached: shown.then_some(reached),
                conversion: base.map(|base| percent(reached, base)),
                median_days: days.and_then(|days| median(days, gates.medians_from)),
            }
        })
    }
}

/// Funnels by a property of leads, such as their pathway, source, event or the month they came in.
pub fn funnels_by<'a, K: Ord, L>(leads: impl IntoIterator<Item = (K, L)>) -> BTreeMap<K, Funnel>
where
    L: IntoIterator<Item = &'a StageChange>,
{
    let mut found: BTreeMap<K, Funnel> = BTreeMap::new();
    for (key, changes) in leads {
        found.entry(key).or_default().add(changes);
    }
    found
}

/// Whole percents, rounded half up.
fn percent(part: u32, base: u32) -> u32 {
    let (part, base) = (u64::from(part), u64::from(base).max(1));
    u32::try_from((part * 200 + base) / (base * 2)).unwrap_or(u32::MAX)
}

/// The lower median of counted days; `None` if there are too few.
fn median(counts: &[u32], from: u32) -> Option<u32> {
    let total: u64 = counts.iter().map(|count| u64::from(*count)).sum();
    if total == 0 || total < u64::from(from) {
        return None;
    }
    let mut seen = 0;
    let days = counts.iter().position(|count| {
        seen += u64::from(*count);
        seen * 2 >= total
    });
    days.and_then(|days| u32::try_from(days).ok())
}

#[cfg(test)]
mod tests;
