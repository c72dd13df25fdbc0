//! How many students begin, per cohort: what is aimed at, what somebody typed in, and what was counted.

use std::fmt;

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::coded::coded;

/// More students than this begin in no cohort.
pub const MOST_STUDENTS: u32 = 5_000;

/// Students who begin together, known by the month in which they do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cohort {
    year: i32,
    month: u32,
}

/// The text is no month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a cohort is written as 2021-09")]
pub struct NoCohort;

/// Numbers of students. The programme may have others beside those in an mkb company.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Students {
    /// With a workplace in an mkb company; `None` is not known.
    pub mkb: Option<u32>,
    /// In the same programme, elsewhere.
    pub others: Option<u32>,
}

coded! {
    /// Where a number of students comes from.
    pub enum IntakeSource {
        /// The program counted who was enrolled.
        Counted = "counted",
        /// Somebody typed it in.
        Typed = "typed",
    }
}

/// The intake of one cohort.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Intake {
    pub cohort: Cohort,
    #[serde(default)]
    pub target: Students,
    #[serde(default)]
    pub typed: Students,
    /// Filled when students are enrolled in the program.
    #[serde(default)]
    pub counted: Students,
}

/// What is wrong with an intake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum IntakeProblem {
    #[error("more than {MOST_STUDENTS} students in one cohort")]
    TooMany,
    #[error("a cohort begins more than five years from now")]
    TooFar,
}

impl Cohort {
    /// The cohort that begins in a month, from 2000 on.
    pub fn new(year: i32, month: u32) -> Option<Self> {
        let known = (2000..=2100).contains(&year) && (1..=12).contains(&month);
        known.then_some(Self { year, month })
    }

    /// The first day of its month.
    pub fn begins(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.month, 1).unwrap_or_default()
    }

    /// The year in which its academic year begins: that runs from 1 September to 31 August.
    pub fn academic_year(self) -> i32 {
        academic_year(self.begins())
    }
}

/// The year in which the academic year of a day began.
pub fn academic_year(day: NaiveDate) -> i32 {
    if day.month() >= 9 {
        day.year()
    } else {
        day.year() - 1
    }
}

impl fmt::Display for Cohort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.year, self.month)
    }
}

impl From<Cohort> for String {
    fn from(cohort: Cohort) -> Self {
        cohort.to_string()
    }
}

impl TryFrom<String> for Cohort {
    type Error = NoCohort;

    fn try_from(text: String) -> Result<Self, NoCohort> {
        text.parse()
    }
}

impl std::str::FromStr for Cohort {
    type Err = NoCohort;

    fn from_str(text: &str) -> Result<Self, NoCohort> {
        let (year, month) = text.trim().split_once('-').ok_or(NoCohort)?;
        let digits = |part: &str| part.bytes().all(|digit| digit.is_ascii_digit());
        if !digits(year) || !digits(month) {
            return Err(NoCohort);
        }
        let year = year.parse().map_err(|_| NoCohort)?;
        let month = month.parse().map_err(|_| NoCohort)?;
        Self::new(year, month).ok_or(NoCohort)
    }
}

impl Intake {
    /// Students in mkb companies, with the surest source: counted before typed.
    pub fn mkb(&self) -> Option<(u32, IntakeSource)> {
        let counted = self.counted.mkb.map(|found| (found, IntakeSource::Counted));
        counted.or(self.typed.mkb.map(|found| (found, IntakeSource::Typed)))
    }

    /// Students elsewhere in the same programme, with the surest source.
    pub fn others(&self) -> Option<(u32, IntakeSource)> {
        let counted = self
            .counted
            .others
            .map(|found| (found, IntakeSource::Counted));
        counted.or(self.typed.others.map(|found| (found, IntakeSource::Typed)))
    }

    /// By how many students in mkb companies the target is missed; negative if it is exceeded.
    pub fn short_of_target(&self) -> Option<i64> {
        let (found, _) = self.mkb()?;
        Some(i64::from(self.target.mkb?) - i64::from(found))
    }

    /// Whether it may be kept.
    ///
    /// # Errors
    /// The first problem.
    pub fn check(&self, today: NaiveDate) -> Result<(), IntakeProblem> {
        let numbers = [self.target, self.typed, self.counted];
        let mut all = numbers.iter().flat_map(|found| [found.mkb, found.others]);
        if all.any(|found| found.is_some_and(|found| found > MOST_STUDENTS)) {
            return Err(IntakeProblem::TooMany);
        }
        if self.cohort.year > today.year() + 5 {
            return Err(IntakeProblem::TooFar);
        }
        Ok(())
    }
}

/// Students in mkb companies over all cohorts of an academic year, as far as they are known.
pub fn mkb_in_year(intakes: &[Intake], academic_year: i32) -> Option<u32> {
    let of_year = intakes
        .iter()
        .filter(|intake| intake.cohort.academic_year() == academic_year);
    let known: Vec<u32> = of_year.filter_map(|intake| Some(intake.mkb()?.0)).collect();
    (!known.is_empty()).then(|| {
        known
            .iter()
            .fold(0, |sum, found| sum + found.min(&MOST_STUDENTS))
    })
}

/// Students in mkb companies who began so many years before a day, or later: as many as study then if nobody
/// stopped or is late. With the first and the last of their cohorts; `None` if of none a number is known.
pub fn began_within(intakes: &[Intake], years: u32, day: NaiveDate) -> Option<Began> {
    let first = day.checked_sub_months(Months::new(12 * years))?;
    let during = |cohort: Cohort| cohort.begins() > first && cohort.begins() <= day;
    let begun = intakes.iter().filter(|intake| during(intake.cohort));
    let known: Vec<_> = begun
        .filter_map(|intake| Some((intake.cohort, intake.mkb()?.0)))
        .collect();
    let cohorts = known.iter().map(|(cohort, _)| *cohort);
    let students = known.iter().map(|(_, students)| *students);
    Some(Began {
        students: students.fold(0, u32::saturating_add),
        first: cohorts.clone().min()?,
        last: cohorts.max()?,
    })
}

/// Students of several cohorts together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Began {
    pub students: u32,
    pub first: Cohort,
    pub last: Cohort,
}

#[cfg(test)]
mod tests;
