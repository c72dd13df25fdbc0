//! Everything that is kept of how a pathway develops.

use chrono::NaiveDate;

use super::criteria::{CriteriaSet, Judged, PathwayFacts, Verdict, verdict};
use super::{Intake, Phases, Profile};

/// How a pathway develops.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Development {
    pub phases: Phases,
    /// In the order in which they were given.
    pub judgements: Vec<Judged>,
    /// By cohort, the earliest first.
    pub intakes: Vec<Intake>,
    pub profile: Profile,
    /// Counts the changes of the profile; 0 while it has none.
    pub revision: u32,
}

impl Development {
    /// What the pathway is by a set of criteria on a day, with what the program knows of it.
    pub fn verdict(&self, set: &CriteriaSet, facts: &PathwayFacts, day: NaiveDate) -> Verdict {
        verdict(set, &self.judgements, facts, day)
    }

    /// The judgements of one criterion, the last one first.
    pub fn judged<'a>(&'a self, criterion: &'a str) -> impl Iterator<Item = &'a Judged> {
        let own = self.judgements.iter().rev();
        own.filter(move |judged| judged.criterion == criterion)
    }

    /// The intake of a cohort, if anything is known of it.
    pub fn intake(&self, cohort: super::Cohort) -> Option<&Intake> {
        self.intakes.iter().find(|intake| intake.cohort == cohort)
    }
}
