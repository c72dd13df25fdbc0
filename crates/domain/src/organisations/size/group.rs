//! Enterprises that belong together: whose figures count, and for how much.

use serde::{Deserialize, Serialize};

use super::figures::{Figures, Sums, WHOLE};

/// The higher of the shares in capital and in votes, in hundredths of a percent: 2500 is 25%.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Interest(pub u16);

/// From here on an enterprise is a partner.
const PARTNER_FROM: Interest = Interest(2_500);
/// Above this it is linked.
const LINKED_ABOVE: Interest = Interest(5_000);

/// How an enterprise belongs to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// Too loose to count.
    Autonomous,
    /// Counts in proportion.
    Partner,
    /// Counts wholly.
    Linked,
}

/// An enterprise that belongs to the one that is judged. Those that are linked to a partner count in the
/// partner's figures, and partners of a linked enterprise stand here themselves; partners of
/// partners do not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Related {
    pub name: String,
    pub interest: Interest,
    /// One rules the other in another way than by the majority: it appoints the board, or has a
    /// contract or an agreement with other holders.
    #[serde(default)]
    pub controls: bool,
    /// An investor that article 3 (2) exempts, such as a university, a regional development fund or
    /// venture capital: up to 50% it makes no partner.
    #[serde(default)]
    pub exempt_investor: bool,
    #[serde(default)]
    pub figures: Figures,
}

/// An enterprise in one accounting period.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Enterprise {
    pub own: Figures,
    pub related: Vec<Related>,
    /// What public bodies hold together. From 25% on an enterprise is not mkb, whatever its figures.
    pub public_interest: Option<Interest>,
}

impl Related {
    /// How it counts.
    pub fn tie(&self) -> Tie {
        if self.controls || self.interest > LINKED_ABOVE {
            Tie::Linked
        } else if self.interest >= PARTNER_FROM && !self.exempt_investor {
            Tie::Partner
        } else {
            Tie::Autonomous
        }
    }

    fn weight(&self) -> u128 {
        match self.tie() {
            Tie::Autonomous => 0,
            Tie::Partner => u128::from(self.interest.0),
            Tie::Linked => WHOLE,
        }
    }
}

impl Enterprise {
    /// How many partners and how many linked enterprises count.
    pub fn counted(&self) -> (usize, usize) {
        let of = |tie: Tie| {
            let counted = self.related.iter().filter(|found| found.tie() == tie);
            counted.count()
        };
        (of(Tie::Partner), of(Tie::Linked))
    }

    /// Whether public bodies hold so much that it is not mkb.
    pub fn is_public(&self) -> bool {
        self.public_interest
            .is_some_and(|interest| interest >= PARTNER_FROM)
    }

    /// Its figures with those of the others. One unknown figure makes the sum unknown.
    pub(super) fn sums(&self) -> Sums {
        let mut sums = Sums::from(self.own);
        for related in &self.related {
            let weight = related.weight();
            if weight == 0 {
                continue;
            }
            let figures = related.figures;
            let add = |sum: &mut Option<u128>, part: Option<u64>| {
                *sum = sum
                    .zip(part)
                    .map(|(sum, part)| sum + u128::from(part) * weight);
            };
            add(&mut sums.staff, figures.staff.map(|staff| staff.0.into()));
            add(&mut sums.turnover, figures.turnover);
            add(&mut sums.balance, figures.balance);
        }
        sums
    }
}
