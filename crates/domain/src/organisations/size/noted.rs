//! Figures as somebody noted them, with where they come from.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::history::{Period, PeriodProblem, SizeJudgement, judge};
use crate::organisations::organisation::LONGEST_NAME;

/// An accounting period as somebody noted it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotedPeriod {
    pub period: Period,
    /// Where the figures come from, such as the annual account.
    pub source: String,
    pub noted_on: NaiveDate,
}

/// What keeps a noted period from being kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotedProblem {
    #[error("it does not say where the figures come from")]
    NoSource,
    #[error("the source or a name is too long")]
    TooLong,
    #[error("an enterprise that it is tied to has no name")]
    NoName,
    #[error(transparent)]
    Period(#[from] PeriodProblem),
}

impl NotedPeriod {
    /// What keeps it from being kept beside the other periods of the enterprise.
    ///
    /// # Errors
    /// The first problem.
    pub fn check(&self, others: &[Period], today: NaiveDate) -> Result<(), NotedProblem> {
        let related = &self.period.enterprise.related;
        let names = related.iter().map(|found| found.name.as_str());
        let long = |text: &str| text.chars().count() > LONGEST_NAME;
        if self.source.trim().is_empty() {
            return Err(NotedProblem::NoSource);
        }
        if names.clone().any(|name| name.trim().is_empty()) {
            return Err(NotedProblem::NoName);
        }
        if names.chain([self.source.as_str()]).any(long) {
            return Err(NotedProblem::TooLong);
        }
        let mut all = others.to_vec();
        all.push(self.period.clone());
        Ok(Period::check(&all, today)?)
    }
}

/// What noted periods up to a day say.
pub fn judge_noted<'a>(
    noted: impl IntoIterator<Item = &'a NotedPeriod>,
    today: NaiveDate,
) -> Option<SizeJudgement> {
    let periods = noted.into_iter().map(|noted| noted.period.clone());
    judge(&periods.collect::<Vec<_>>(), today)
}
