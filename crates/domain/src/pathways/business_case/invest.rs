//! What is invested before the first student, by whom, and who pays it back to them.

use serde::{Deserialize, Serialize};

use super::{BusinessCase, Euros, Scenario, split};
use crate::coded::coded;

coded! {
    /// What an investment is for.
    pub enum Purpose {
        /// Talking with companies, studies of the market.
        Exploring = "exploring",
        /// Developing the curriculum.
        Curriculum = "curriculum",
        /// Making it known and recruiting.
        Recruiting = "recruiting",
        /// Preparing workplaces and supervisors.
        Workplaces = "workplaces",
        Other = "other",
    }
}

coded! {
    /// Where the money for an investment comes from.
    pub enum FundingSource {
        /// The party itself, in money. Not filled in: it is what the others leave.
        Own = "own",
        /// The party itself, in hours. Not filled in either.
        InKind = "in_kind",
        /// An O&O fund of a sector.
        SectorFund = "sector_fund",
        /// Regionaal Investeringsfonds mbo.
        Rif = "rif",
        /// RAAK-mkb, which does not pay for developing a curriculum.
        RaakMkb = "raak_mkb",
        Slim = "slim",
        Groeifonds = "groeifonds",
        /// A pool of hogescholen and ROCs in a region.
        RegionalPool = "regional_pool",
        Other = "other",
    }
}

/// What a party puts in before the first student.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Investment {
    /// Place in the list of parties.
    pub party: usize,
    pub purpose: Purpose,
    #[serde(default)]
    pub money: Euros,
    #[serde(default)]
    pub hours: u32,
    /// What an hour is worth.
    #[serde(default)]
    pub per_hour: Euros,
}

/// What somebody else pays of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Funding {
    /// The party whose investment it pays: place in the list of parties.
    pub party: usize,
    pub source: FundingSource,
    pub purpose: Purpose,
    pub amount: Euros,
}

/// How much a source pays of the investment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceSum {
    pub source: FundingSource,
    pub amount: Euros,
}

/// What a party can lose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyRisk {
    pub party: usize,
    pub money: Euros,
    pub hours: u32,
    /// Money, and what the hours are worth.
    pub invested: Euros,
    /// What others pay of it.
    pub funded: Euros,
    /// What is lost if no student ever comes.
    pub at_risk: Euros,
    /// Its part of the losses of the running years in the low scenario.
    pub running: Euros,
}

impl FundingSource {
    /// Whether it does not pay for this.
    pub fn excludes(self, purpose: Purpose) -> bool {
        self == Self::RaakMkb && purpose == Purpose::Curriculum
    }
}

impl Investment {
    /// Money, and what the hours are worth.
    pub fn worth(&self) -> Euros {
        let hours = self.per_hour.0.saturating_mul(i64::from(self.hours));
        self.money + Euros(hours)
    }
}

impl BusinessCase {
    fn of(&self, party: usize) -> impl Iterator<Item = &Investment> {
        self.investments
            .iter()
            .filter(move |found| found.party == party)
    }

    /// What a party puts in, in money and hours together.
    pub fn invested(&self, party: usize) -> Euros {
        self.of(party).map(Investment::worth).sum()
    }

    /// What others pay of it.
    pub fn funded(&self, party: usize) -> Euros {
        let own = self.funding.iter().filter(|found| found.party == party);
        own.map(|found| found.amount).sum()
    }

    /// What all parties put in, and what they put in after others paid their part.
    pub fn investment(&self) -> (Euros, Euros) {
        let invested: Euros = self.investments.iter().map(Investment::worth).sum();
        let funded: Euros = self.funding.iter().map(|found| found.amount).sum();
        (invested, invested - funded)
    }

    /// Where the investment comes from, in the order of the list. Funding pays money before hours; what is
    /// left of a party's money is its own, what is left of its hours in kind.
    pub fn sources(&self) -> Vec<SourceSum> {
        let of_party = |party: usize| {
            let money: Euros = self.of(party).map(|found| found.money).sum();
            let own = (money - self.funded(party)).or_nothing();
            let left = (self.invested(party) - self.funded(party)).or_nothing();
            (own, left - own)
        };
        let (mut own, mut in_kind) = (Euros::ZERO, Euros::ZERO);
        for (money, hours) in (0..self.parties.len()).map(of_party) {
            own = own + money;
            in_kind = in_kind + hours;
        }
        let sum = |source: FundingSource| {
            let found = self.funding.iter().filter(|found| found.source == source);
            let filled_in: Euros = found.map(|found| found.amount).sum();
            let left = match source {
                FundingSource::Own => own,
                FundingSource::InKind => in_kind,
                FundingSource::SectorFund
                | FundingSource::Rif
                | FundingSource::RaakMkb
                | FundingSource::Slim
                | FundingSource::Groeifonds
                | FundingSource::RegionalPool
                | FundingSource::Other => Euros::ZERO,
            };
            let amount = filled_in + left;
            SourceSum { source, amount }
        };
        let sums = FundingSource::ALL.map(sum).into_iter();
        sums.filter(|sum| sum.amount != Euros::ZERO).collect()
    }

    /// What each party can lose, in the order of the parties.
    pub fn risks(&self) -> Vec<PartyRisk> {
        let losses = self.outlook(Scenario::Low).losses();
        let carries: Vec<u64> = self
            .parties
            .iter()
            .map(|party| party.carries.into())
            .collect();
        let running = split(losses, &carries);
        let risk = |(party, running): (usize, Euros)| PartyRisk {
            party,
            money: self.of(party).map(|found| found.money).sum(),
            hours: self
                .of(party)
                .fold(0, |sum, found| sum.saturating_add(found.hours)),
            invested: self.invested(party),
            funded: self.funded(party),
            at_risk: (self.invested(party) - self.funded(party)).or_nothing(),
            running,
        };
        running.into_iter().enumerate().map(risk).collect()
    }
}
