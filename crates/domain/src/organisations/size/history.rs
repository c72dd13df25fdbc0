//! The class over the years: it changes after two accounting periods in a row.

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::SizeClass;
use super::figures::{Exceeded, SizeRange, SizeWhy, Unknown};
use super::group::Enterprise;

/// An accounting period, with figures over a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// The last day of the period.
    pub closes: NaiveDate,
    pub enterprise: Enterprise,
    /// It was taken over or merged in this period: then its figures count at once.
    #[serde(default)]
    pub ownership_changed: bool,
    /// The figures are a careful estimate, as a new enterprise makes.
    #[serde(default)]
    pub estimated: bool,
}

/// What the periods up to a day say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SizeJudgement {
    pub range: SizeRange,
    /// The last day of the period that counts last.
    pub closes: NaiveDate,
    pub reason: SizeReason,
    /// Partners and linked enterprises whose figures count.
    pub counted: (usize, usize),
    /// The last period holds estimates.
    pub estimated: bool,
}

/// Why the class is what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SizeReason {
    /// Public bodies hold a quarter or more.
    Public,
    /// The figures say so.
    Figures(SizeWhy),
    /// The last figures give another class, but not yet for two periods in a row.
    NotYetTwice { figures: SizeRange },
    /// Too little is known for one class.
    Unknown,
}

/// What is wrong with a series of periods.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PeriodProblem {
    #[error("two periods close in the same calendar year")]
    SameYear(i32),
    #[error("a share is more than 100%")]
    MoreThanWhole,
    #[error("a period closes more than a year after today")]
    Future,
}

impl Period {
    /// What keeps periods from being kept.
    ///
    /// # Errors
    /// The first problem.
    pub fn check(periods: &[Self], today: NaiveDate) -> Result<(), PeriodProblem> {
        let mut years: Vec<i32> = periods.iter().map(|found| found.closes.year()).collect();
        years.sort_unstable();
        if let Some(pair) = years.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(PeriodProblem::SameYear(pair[0]));
        }
        for period in periods {
            let public = period.enterprise.public_interest;
            let related = &period.enterprise.related;
            let mut interests = related.iter().map(|found| found.interest).chain(public);
            if interests.any(|interest| interest.0 > 10_000) {
                return Err(PeriodProblem::MoreThanWhole);
            }
            // A new enterprise judges by an estimate of its first year.
            if period.closes > today + Days::new(366) {
                return Err(PeriodProblem::Future);
            }
        }
        Ok(())
    }
}

/// The class on a day, from the periods that were closed by then, or the first one if none was.
/// `None` without a period.
pub fn judge(periods: &[Period], today: NaiveDate) -> Option<SizeJudgement> {
    let mut sorted: Vec<&Period> = periods.iter().collect();
    sorted.sort_by_key(|period| period.closes);
    let closed = sorted.partition_point(|period| period.closes <= today);
    sorted.truncate(closed.max(1));
    let last = *sorted.last()?;
    let judgement = |range, reason| SizeJudgement {
        range,
        closes: last.closes,
        reason,
        counted: last.enterprise.counted(),
        estimated: last.estimated,
    };
    if last.enterprise.is_public() {
        let range = SizeRange {
            smallest: SizeClass::Large,
            largest: SizeClass::Large,
        };
        return Some(judgement(range, SizeReason::Public));
    }
    let range = SizeRange {
        smallest: SizeClass::above(over_the_years(&sorted, Unknown::AsNothing)),
        largest: SizeClass::above(over_the_years(&sorted, Unknown::AsEndless)),
    };
    let sums = last.enterprise.sums();
    let figures = SizeRange {
        smallest: SizeClass::above(sums.exceeded(Unknown::AsNothing)),
        largest: SizeClass::above(sums.exceeded(Unknown::AsEndless)),
    };
    let reason = match range.class() {
        None => SizeReason::Unknown,
        Some(class) if figures.class() == Some(class) => {
            SizeReason::Figures(sums.why(class, Unknown::AsNothing))
        }
        Some(_) => SizeReason::NotYetTwice { figures },
    };
    Some(judgement(range, reason))
}

/// Which ceilings count as exceeded after all periods. A ceiling changes sides when two periods in a
/// row agree on it; a year between them that is not known leaves it as it was.
fn over_the_years(periods: &[&Period], unknown: Unknown) -> Exceeded {
    let mut status: Option<Exceeded> = None;
    let mut before: Option<(i32, Exceeded)> = None;
    for period in periods {
        let (year, now) = (
            period.closes.year(),
            period.enterprise.sums().exceeded(unknown),
        );
        let previous = before.filter(|(earlier, _)| earlier + 1 == year);
        status = Some(match (status, previous) {
            (None, _) => now,
            (Some(_), _) if period.ownership_changed => now,
            (Some(old), None) => old,
            (Some(old), Some((_, previous))) => std::array::from_fn(|at| {
                if now[at] == previous[at] {
                    now[at]
                } else {
                    old[at]
                }
            }),
        });
        before = Some((year, now));
    }
    status.unwrap_or_default()
}
