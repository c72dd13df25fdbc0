//! Criteria that follow from what the program knows of students, companies and agreements.

use serde::{Deserialize, Serialize};

use super::{Basis, Level};
use crate::organisations::size::SizeRange;

/// For how many of a pathway something holds, does not hold, or is not known: of the companies with a student, or
/// of the students.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Tally {
    pub yes: u32,
    pub no: u32,
    pub unknown: u32,
}

/// What the program knows of a pathway now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PathwayFacts {
    /// Of each company with a student, whether it is mkb.
    pub in_mkb: Tally,
    /// Of each student at a workplace, whether an agreement of student, hogeschool and company is in force.
    pub agreement: Tally,
    /// Of each student at a workplace, whether there is a contract of employment, also with a foundation.
    pub contract: Tally,
}

impl Tally {
    /// Counts one more.
    pub fn add(&mut self, holds: Option<bool>) {
        let count = match holds {
            Some(true) => &mut self.yes,
            Some(false) => &mut self.no,
            None => &mut self.unknown,
        };
        *count = count.saturating_add(1);
    }

    /// Counts one more company by its size.
    pub fn add_size(&mut self, range: Option<SizeRange>) {
        self.add(range.and_then(SizeRange::is_mkb));
    }

    /// Of how many it is known.
    pub fn known(self) -> u32 {
        self.yes.saturating_add(self.no)
    }

    /// How far the criterion is met: for all, for some, or for none of them. What is not known
    /// counts only if it could change that. `None` without any: then there are no data.
    pub fn level(self) -> Option<Level> {
        match (self.yes, self.no, self.unknown) {
            (0, 0, 0) => None,
            (1.., 1.., _) => Some(Level::Partly),
            (1.., 0, 0) => Some(Level::Met),
            (0, 1.., 0) => Some(Level::NotMet),
            (_, _, 1..) => Some(Level::Unknown),
        }
    }
}

impl PathwayFacts {
    /// What they say about criteria that follow from these data.
    pub fn tally(&self, basis: Basis) -> Tally {
        match basis {
            Basis::Workplaces => self.in_mkb,
            Basis::Agreements => self.agreement,
            Basis::Contracts => self.contract,
        }
    }
}
