//! Programmes beside a pathway: where students come from, what else is taught, and what follows.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::coded::coded;
use crate::ids::OrganisationId;

coded! {
    /// How a programme is related.
    pub enum RelatedKind {
        /// Students come from it.
        FeederMbo = "feeder_mbo",
        SiblingFullTime = "sibling_full_time",
        SiblingPartTime = "sibling_part_time",
        /// The years after the Ad that lead to a bachelor.
        FollowOnBachelor = "follow_on_bachelor",
    }
}

coded! {
    /// Whether it is taught.
    pub enum RelatedState {
        Running = "running",
        /// Nobody begins at the moment.
        Asleep = "asleep",
        /// Taught again after it slept.
        Revived = "revived",
    }
}

/// A programme beside a pathway.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Related {
    pub kind: RelatedKind,
    pub name: String,
    /// Who teaches it, if not the hogeschool that leads.
    #[serde(default)]
    pub by: Option<OrganisationId>,
    pub state: RelatedState,
    /// The day from which the state holds, if known.
    #[serde(default)]
    pub since: Option<NaiveDate>,
}

/// Why a state does not change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum RelatedProblem {
    #[error("from {from:?} a programme does not become {to:?}")]
    OutOfOrder {
        from: RelatedState,
        to: RelatedState,
    },
    #[error("the day lies before the last change")]
    BeforeLast,
}

impl RelatedState {
    /// Whether a programme in this state may come into another.
    pub fn may_become(self, to: Self) -> bool {
        match (self, to) {
            (Self::Running | Self::Revived, Self::Asleep) | (Self::Asleep, Self::Revived) => true,
            (Self::Running | Self::Revived, Self::Running | Self::Revived)
            | (Self::Asleep, Self::Asleep | Self::Running) => false,
        }
    }
}

impl Related {
    /// Changes the state from a day on.
    ///
    /// # Errors
    /// Why it stays.
    pub fn change(&mut self, to: RelatedState, on: NaiveDate) -> Result<(), RelatedProblem> {
        let from = self.state;
        if !from.may_become(to) {
            return Err(RelatedProblem::OutOfOrder { from, to });
        }
        if self.since.is_some_and(|since| on < since) {
            return Err(RelatedProblem::BeforeLast);
        }
        self.state = to;
        self.since = Some(on);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_programme_sleeps_and_is_revived() {
        use RelatedState::{Asleep, Revived, Running};
        let allowed = [(Running, Asleep), (Asleep, Revived), (Revived, Asleep)];
        for from in RelatedState::ALL {
            for to in RelatedState::ALL {
                assert_eq!(from.may_become(to), allowed.contains(&(from, to)));
            }
        }
    }

    #[test]
    fn a_state_changes_from_a_day_on() {
        let day = |year| NaiveDate::from_ymd_opt(year, 9, 1).unwrap();
        let mut part_time = Related {
            kind: RelatedKind::SiblingPartTime,
            name: "Bouwkunde deeltijd".to_owned(),
            by: None,
            state: RelatedState::Asleep,
            since: Some(day(2019)),
        };
        let early = part_time.change(RelatedState::Revived, day(2018));
        assert_eq!(early, Err(RelatedProblem::BeforeLast));
        let (from, to) = (RelatedState::Asleep, RelatedState::Running);
        let wrong = part_time.change(to, day(2022));
        assert_eq!(wrong, Err(RelatedProblem::OutOfOrder { from, to }));
        assert_eq!(part_time.state, RelatedState::Asleep);
        part_time.change(RelatedState::Revived, day(2022)).unwrap();
        assert_eq!(part_time.since, Some(day(2022)));
    }
}
