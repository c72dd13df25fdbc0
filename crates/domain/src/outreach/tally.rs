//! What one lead adds to a funnel, so that a funnel can be kept as counts that change with every lead.

use chrono::NaiveDate;

use super::Funnel;
use super::stage::Stage;

/// Stages on the road.
const STAGES: usize = Stage::ROAD.len();
/// A step that took longer counts as this many days.
const LONGEST_DAYS: u32 = 3_650;

/// Something that a lead adds once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tally {
    /// A lead, by the furthest stage of the road that it reached; `None` if it reached none.
    Furthest(Option<Stage>),
    /// A lead that stands beside the road now: it declined or was put off.
    Beside(Stage),
    /// The days that it took to come to a stage from the one before.
    Took(Stage, u32),
}

impl Tally {
    /// Tells what a lead adds, by its stages and their days in their order. One without changes adds
    /// nothing.
    pub fn each(changes: impl IntoIterator<Item = (Stage, NaiveDate)>, mut tell: impl FnMut(Self)) {
        let mut first: [Option<NaiveDate>; STAGES] = [None; STAGES];
        let mut last = None;
        for (stage, on) in changes {
            last = Some(stage);
            if let Some(rank) = stage.rank() {
                first[rank].get_or_insert(on);
            }
        }
        let Some(last) = last else {
            return;
        };
        let furthest = first.iter().rposition(Option::is_some);
        tell(Self::Furthest(furthest.map(|rank| Stage::ROAD[rank])));
        if last.rank().is_none() {
            tell(Self::Beside(last));
        }
        for (stage, pair) in Stage::ROAD[1..].iter().zip(first.windows(2)) {
            if let [Some(from), Some(to)] = pair {
                // Who went back first reached the later stage earlier: no time.
                let took = u32::try_from((*to - *from).num_days()).unwrap_or(0);
                tell(Self::Took(*stage, took.min(LONGEST_DAYS)));
            }
        }
    }

    /// All that a lead adds.
    pub fn of(changes: impl IntoIterator<Item = (Stage, NaiveDate)>) -> Vec<Self> {
        let mut found = Vec::new();
        Self::each(changes, |tally| found.push(tally));
        found
    }

    /// The kind, the stage and the days under which it is stored.
    pub fn parts(self) -> (&'static str, &'static str, u32) {
        match self {
            Self::Furthest(stage) => ("furthest", stage.map_or("", Stage::code), 0),
            Self::Beside(stage) => ("beside", stage.code(), 0),
            Self::Took(stage, days) => ("took", stage.code(), days),
        }
    }

    /// The tally stored so.
    pub fn from_parts(kind: &str, stage: &str, days: u32) -> Option<Self> {
        let known = Stage::from_code(stage);
        let on_road = |stage: &Stage| stage.rank().is_some();
        match kind {
            "furthest" if stage.is_empty() => Some(Self::Furthest(None)),
            "furthest" => known
                .filter(on_road)
                .map(|stage| Self::Furthest(Some(stage))),
            "beside" => known.filter(|stage| !on_road(stage)).map(Self::Beside),
            "took" => known
                .filter(|stage| stage.rank() > Some(0) && days <= LONGEST_DAYS)
                .map(|stage| Self::Took(stage, days)),
            _ => None,
        }
    }
}

impl Funnel {
    /// The funnel of counts that were kept.
    pub fn from_tallies(kept: impl IntoIterator<Item = (Tally, u32)>) -> Self {
        let mut funnel = Self::default();
        for (tally, times) in kept {
            funnel.count(tally, times);
        }
        funnel
    }
}

#[cfg(test)]
mod tests;
