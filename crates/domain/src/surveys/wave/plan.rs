//! What a measurement needs before it can open.

use chrono::{NaiveDate, TimeDelta};
use thiserror::Error;

use super::extension::MOST_DAYS;
use super::{WaveInstrument, WaveSettings};
use crate::ids::PathwayId;
use crate::text::{Lang, Text};

/// The most characters of a title.
const LONGEST_TITLE: usize = 120;
/// The most characters of the privacy text.
const LONGEST_PRIVACY: usize = 4_000;

/// A measurement in preparation, as its makers describe it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WavePlan {
    pub title: Text,
    pub opens: NaiveDate,
    pub closes: NaiveDate,
    pub settings: WaveSettings,
    /// At most one questionnaire a group.
    pub instruments: Vec<WaveInstrument>,
    pub pathways: Vec<PathwayId>,
}

/// What keeps a plan from being kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PlanProblem {
    #[error("the title is missing in one of the languages")]
    NoTitle(Lang),
    #[error("the title has more than {LONGEST_TITLE} characters")]
    LongTitle,
    #[error("the last day lies before the first")]
    EndsBeforeItBegins,
    #[error("a wave runs at most {MOST_DAYS} days")]
    TooLong,
    #[error("no group is asked: choose at least one questionnaire")]
    NoQuestionnaire,
    #[error("no pathway takes part")]
    NoPathway,
    #[error("the privacy text has words in one language only")]
    PrivacyInOneLanguage,
    #[error("the privacy text has more than {LONGEST_PRIVACY} characters")]
    LongPrivacy,
}

impl WavePlan {
    /// Everything that is wrong with the plan, in the order of the form.
    pub fn problems(&self) -> Vec<PlanProblem> {
        let privacy = &self.settings.privacy;
        let longer = |text: &Text, most: usize| {
            let long = |lang: &Lang| text.get(*lang).chars().count() > most;
            Lang::ALL.iter().any(long)
        };
        let found = [
            self.title.missing().map(PlanProblem::NoTitle),
            longer(&self.title, LONGEST_TITLE).then_some(PlanProblem::LongTitle),
            (self.closes < self.opens).then_some(PlanProblem::EndsBeforeItBegins),
            (self.closes - self.opens > TimeDelta::days(MOST_DAYS)).then_some(PlanProblem::TooLong),
            self.instruments
                .is_empty()
                .then_some(PlanProblem::NoQuestionnaire),
            self.pathways.is_empty().then_some(PlanProblem::NoPathway),
            (privacy.nl.trim().is_empty() != privacy.en.trim().is_empty())
                .then_some(PlanProblem::PrivacyInOneLanguage),
            longer(privacy, LONGEST_PRIVACY).then_some(PlanProblem::LongPrivacy),
        ];
        found.into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests;
