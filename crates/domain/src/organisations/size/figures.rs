//! The class that the figures of one accounting period give.

use serde::{Deserialize, Serialize};

use super::SizeClass;

/// Staff in hundredths of a full-time job over a year.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Fte(pub u32);

impl Fte {
    /// Of whole jobs.
    pub fn whole(jobs: u32) -> Self {
        Self(jobs.saturating_mul(100))
    }
}

/// What an accounting period says. Money in whole euros over a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Figures {
    pub staff: Option<Fte>,
    pub turnover: Option<u64>,
    /// Balance sheet total.
    pub balance: Option<u64>,
}

/// The ceilings of a class: fewer staff than this, and turnover or balance at most this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ceiling {
    /// Full-time jobs, of which there must be fewer.
    pub staff: u32,
    /// Euros.
    pub turnover: u64,
    /// Euros.
    pub balance: u64,
}

/// The smallest and the largest class that figures allow. They are one when enough is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SizeRange {
    pub smallest: SizeClass,
    pub largest: SizeClass,
}

/// Why an enterprise is not in a smaller class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SizeWhy {
    /// There is no smaller class.
    Smallest,
    /// It has too many staff for it.
    Staff,
    /// Both its turnover and its balance sheet total are too high for it.
    Money,
    /// It has too much of both.
    StaffAndMoney,
}

/// Ten thousandths, in which shares count.
pub(super) const WHOLE: u128 = 10_000;

/// Figures in ten thousandths of their units, so that shares of partners are counted exactly.
/// `None` is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sums {
    pub(super) staff: Option<u128>,
    pub(super) turnover: Option<u128>,
    pub(super) balance: Option<u128>,
}

/// How what is not known is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unknown {
    AsNothing,
    AsEndless,
}

/// Whether figures exceed each ceiling, from micro to medium.
pub(super) type Exceeded = [bool; 3];

impl SizeClass {
    /// What an enterprise of this class stays under; a large one stays under nothing.
    pub fn ceiling(self) -> Option<Ceiling> {
        let (staff, turnover, balance) = match self {
            Self::Micro => (10, 2_000_000, 2_000_000),
            Self::Small => (50, 10_000_000, 10_000_000),
            Self::Medium => (250, 50_000_000, 43_000_000),
            Self::Large => return None,
        };
        Some(Ceiling {
            staff,
            turnover,
            balance,
        })
    }

    /// The class of an enterprise that exceeds these ceilings.
    pub(super) fn above(exceeded: Exceeded) -> Self {
        match exceeded {
            [_, _, true] => Self::Large,
            [_, true, false] => Self::Medium,
            [true, false, false] => Self::Small,
            [false, false, false] => Self::Micro,
        }
    }
}

impl SizeRange {
    /// The class, when enough is known.
    pub fn class(self) -> Option<SizeClass> {
        (self.smallest == self.largest).then_some(self.smallest)
    }

    /// Whether it is mkb, when enough is known.
    pub fn is_mkb(self) -> Option<bool> {
        (self.smallest.is_mkb() == self.largest.is_mkb()).then_some(self.smallest.is_mkb())
    }
}

impl From<Figures> for Sums {
    fn from(figures: Figures) -> Self {
        Self {
            staff: figures.staff.map(|staff| u128::from(staff.0) * WHOLE),
            turnover: figures.turnover.map(|euros| u128::from(euros) * WHOLE),
            balance: figures.balance.map(|euros| u128::from(euros) * WHOLE),
        }
    }
}

impl Sums {
    /// Which ceilings are exceeded.
    pub(super) fn exceeded(self, unknown: Unknown) -> Exceeded {
        [SizeClass::Micro, SizeClass::Small, SizeClass::Medium].map(|class| {
            let (staff, money) = self.too_much(class, unknown);
            staff || money
        })
    }

    /// Why they are not in a smaller class than this.
    pub(super) fn why(self, class: SizeClass, unknown: Unknown) -> SizeWhy {
        let smaller = match class {
            SizeClass::Micro => return SizeWhy::Smallest,
            SizeClass::Small => SizeClass::Micro,
            SizeClass::Medium => SizeClass::Small,
            SizeClass::Large => SizeClass::Medium,
        };
        match self.too_much(smaller, unknown) {
            (true, true) => SizeWhy::StaffAndMoney,
            (true, false) => SizeWhy::Staff,
            (false, _) => SizeWhy::Money,
        }
    }

    /// Whether there is too much staff, and too much money, for a class.
    fn too_much(self, class: SizeClass, unknown: Unknown) -> (bool, bool) {
        let Some(ceiling) = class.ceiling() else {
            return (false, false);
        };
        let endless = unknown == Unknown::AsEndless;
        let jobs = u128::from(ceiling.staff) * 100 * WHOLE;
        let staff = self.staff.map_or(endless, |staff| staff >= jobs);
        let above = |found: Option<u128>, limit: u64| {
            found.map_or(endless, |found| found > u128::from(limit) * WHOLE)
        };
        let money = above(self.turnover, ceiling.turnover) && above(self.balance, ceiling.balance);
        (staff, money)
    }
}
