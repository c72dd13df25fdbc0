//! The business case of a pathway: what is invested before the first student, what a year costs and
//! brings, from which intake and in which year that comes out, and who carries the risk.
//!
//! Everything is counted in whole euros. Students are counted in ten thousandths, since some of a cohort
//! stop every year.

mod invest;
mod money;
mod pool;
mod years;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::coded::coded;

pub use invest::{Funding, FundingSource, Investment, PartyRisk, Purpose, SourceSum};
pub use money::{Euros, MOST_EUROS, split};
pub use pool::{Contribution, Pool, PoolPathway, PoolResult};
pub use years::{Outlook, Year};

coded! {
    /// How many students might come.
    pub enum Scenario {
        Low = "low",
        Expected = "expected",
        High = "high",
    }
}

/// What a year costs and brings once students are there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Yearly {
    /// Costs of a year however many students there are.
    pub fixed: Euros,
    /// Costs of a year for each student.
    pub per_student: Euros,
    /// College fee, funding by the state and what companies pay, for each student and year.
    pub income_per_student: Euros,
}

/// Who takes part in the case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Party {
    pub name: String,
    /// Part of the losses of running years that it carries, in percent; over all parties 100.
    pub carries: u8,
}

/// What a business case is made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BusinessCase {
    /// How many years a student studies.
    pub duration: u8,
    /// How many of the students who study stop each year, in percent.
    pub stop: u8,
    /// Over how many years it is counted.
    pub horizon: u8,
    pub parties: Vec<Party>,
    /// Before the first student.
    pub investments: Vec<Investment>,
    pub funding: Vec<Funding>,
    pub yearly: Yearly,
    /// Students who begin in each year; the last number holds for all later years.
    pub low: Vec<u32>,
    pub expected: Vec<u32>,
    pub high: Vec<u32>,
    /// The pool from which it is paid together with other pathways, if there is one.
    #[serde(default)]
    pub pool: Pool,
}

/// The most entries of each list.
pub const MOST_ENTRIES: usize = 100;
/// The most characters of a name.
pub const LONGEST_NAME: usize = 200;

/// What is wrong with what was filled in. Entries are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CaseProblem {
    #[error("a programme takes one to six years")]
    Duration,
    #[error("a percentage is more than 100")]
    Percentage,
    #[error("a case is counted over one to twenty years")]
    Horizon,
    #[error("there is no party")]
    NoParty,
    #[error("the parties carry {0}% of the losses together, not 100%")]
    Carries(u32),
    #[error("an investment or its funding belongs to no party")]
    NoSuchParty(usize),
    #[error("an amount is negative or beyond {MOST_EUROS} euros")]
    Amount,
    #[error("a party gets more than it invests")]
    Overfunded(usize),
    #[error("this source does not pay for developing a curriculum")]
    ExcludesCurriculum(usize),
    #[error("a scenario has no intake, or more students than can be")]
    Intake(Scenario),
    #[error("more students come in the lower scenario than in the higher one")]
    ScenariosCross,
    #[error(
        "who pays into the pool, or what is paid from it, has no name or an amount that cannot be"
    )]
    Pool,
    #[error("a name is empty or too long")]
    Name,
    #[error("a list is too long")]
    TooMany,
}

impl BusinessCase {
    /// The intake of each year in a scenario.
    pub fn intake(&self, scenario: Scenario) -> &[u32] {
        match scenario {
            Scenario::Low => &self.low,
            Scenario::Expected => &self.expected,
            Scenario::High => &self.high,
        }
    }

    /// Everything that is wrong, in the order of the form. What it counts means something only when
    /// nothing is.
    pub fn problems(&self) -> Vec<CaseProblem> {
        let mut found = Vec::new();
        if !(1..=6).contains(&self.duration) {
            found.push(CaseProblem::Duration);
        }
        if self.stop > 100 || self.parties.iter().any(|party| party.carries > 100) {
            found.push(CaseProblem::Percentage);
        }
        if !(1..=20).contains(&self.horizon) {
            found.push(CaseProblem::Horizon);
        }
        let carries: u32 = self
            .parties
            .iter()
            .map(|party| u32::from(party.carries))
            .sum();
        if self.parties.is_empty() {
            found.push(CaseProblem::NoParty);
        } else if carries != 100 {
            found.push(CaseProblem::Carries(carries));
        }
        found.extend(self.problems_of_money());
        found.extend(self.problems_of_intake());
        if !self.pool.is_sound() {
            found.push(CaseProblem::Pool);
        }
        let unnamed = |party: &Party| !is_name(&party.name);
        found.extend(
            self.parties
                .iter()
                .any(unnamed)
                .then_some(CaseProblem::Name),
        );
        let lengths = [
            self.parties.len(),
            self.investments.len(),
            self.funding.len(),
            self.pool.contributions.len(),
            self.pool.pathways.len(),
        ];
        let long = lengths.into_iter().any(|length| length > MOST_ENTRIES);
        found.extend(long.then_some(CaseProblem::TooMany));
        found
    }

    fn problems_of_money(&self) -> Vec<CaseProblem> {
        let known = |party: &usize| *party < self.parties.len();
        let investments = self.investments.iter().map(|found| found.party);
        let funding = self.funding.iter().map(|found| found.party);
        if let Some(party) = investments.chain(funding).find(|party| !known(party)) {
            return vec![CaseProblem::NoSuchParty(party)];
        }
        let yearly = &self.yearly;
        let invested = self
            .investments
            .iter()
            .flat_map(|found| [found.money, found.worth()]);
        let funded = self.funding.iter().map(|found| found.amount);
        let mut amounts = invested.chain(funded).chain([
            yearly.fixed,
            yearly.per_student,
            yearly.income_per_student,
        ]);
        if amounts.any(|amount| !amount.is_sound()) {
            return vec![CaseProblem::Amount];
        }
        let excluded = (0..)
            .zip(&self.funding)
            .filter(|(_, found)| found.source.excludes(found.purpose))
            .map(|(at, _)| CaseProblem::ExcludesCurriculum(at));
        let overfunded = (0..self.parties.len())
            .filter(|party| self.funded(*party) > self.invested(*party))
            .map(CaseProblem::Overfunded);
        excluded.chain(overfunded).collect()
    }

    fn problems_of_intake(&self) -> Vec<CaseProblem> {
        let wrong = |scenario: &Scenario| {
            let intake = self.intake(*scenario);
            intake.is_empty()
                || intake
                    .iter()
                    .any(|students| *students > years::MOST_STUDENTS)
        };
        let mut found: Vec<CaseProblem> = Scenario::ALL
            .into_iter()
            .filter(wrong)
            .map(CaseProblem::Intake)
            .collect();
        if found.is_empty() {
            let crosses = (1..=u32::from(self.horizon)).any(|year| {
                let of = |scenario| years::intake_of(self.intake(scenario), year);
                of(Scenario::Low) > of(Scenario::Expected)
                    || of(Scenario::Expected) > of(Scenario::High)
            });
            found.extend(crosses.then_some(CaseProblem::ScenariosCross));
        }
        found
    }
}

/// Whether something can be called this.
fn is_name(text: &str) -> bool {
    !text.trim().is_empty() && text.chars().count() <= LONGEST_NAME
}

#[cfg(test)]
mod tests;
