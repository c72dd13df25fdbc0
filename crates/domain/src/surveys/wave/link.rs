//! How a group at a pathway is reached, and what is known of its answering.

use chrono::NaiveDate;

use super::Distribution;
use crate::ids::PathwayId;
use crate::surveys::instrument::RespondentGroup;

/// After so many days without a sign a pathway is called silent.
pub const SILENT_AFTER_DAYS: i64 = 7;

/// With fewer invited the page reads "vertrouwelijk", never "anoniem".
const FEWEST_FOR_ANONYMITY: u32 = 10;

/// A link by which one group at one pathway reaches its questionnaire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaveLink {
    /// The readable code in the address of an open link.
    pub code: String,
    pub group: RespondentGroup,
    pub pathway: PathwayId,
    /// How many could answer, when known. Never estimated.
    pub population: Option<u32>,
    pub distribution: Distribution,
    pub fielding: Fielding,
}

/// What was done to reach a group at a pathway, in counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fielding {
    /// The day on which the coordinator passed the questionnaire on.
    pub sent_on: Option<NaiveDate>,
    /// Why it was not passed on, or late.
    pub reason: String,
    /// Personal invitations that left, as mail or letter.
    pub invited: u32,
    /// Invitations made anew at request: who got two could answer twice.
    pub reissued: u32,
    /// Unfinished questionnaires destroyed at closing.
    pub dropped: u32,
}

/// Why somebody should look at a pathway while the measurement runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// Nobody told whether the questionnaire was passed on.
    NotReported,
    /// It was passed on, and nobody answers.
    NobodyAnswers,
}

impl WaveLink {
    /// Whether it is for this group at this pathway.
    pub fn is_for(&self, group: RespondentGroup, pathway: PathwayId) -> bool {
        self.group == group && self.pathway == pathway
    }

    /// Whether the pathway stays silent: so many days after the opening nothing is known of passing
    /// on, or so many days after passing on there is no answer.
    pub fn silence(&self, opens: NaiveDate, today: NaiveDate, responses: u32) -> Option<Silence> {
        let passed = |since: NaiveDate| (today - since).num_days() >= SILENT_AFTER_DAYS;
        if responses > 0 {
            return None;
        }
        match (self.distribution, self.fielding.sent_on) {
            (Distribution::NotSent, _) => None,
            (Distribution::Unknown, _) if self.fielding.invited == 0 => {
                passed(opens).then_some(Silence::NotReported)
            }
            (_, sent) => passed(sent.unwrap_or(opens)).then_some(Silence::NobodyAnswers),
        }
    }

    /// Whether the page may promise anonymity: of fewer than ten people somebody might be recognised
    /// by what they answer, and of an unknown number nobody can tell.
    pub fn anonymous(&self) -> bool {
        self.population.unwrap_or(self.fielding.invited) >= FEWEST_FOR_ANONYMITY
    }
}

#[cfg(test)]
mod tests;
