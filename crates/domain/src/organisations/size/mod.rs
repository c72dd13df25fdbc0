//! How large an enterprise is, after Recommendation 2003/361/EC, annex, articles 2 to 6.
//!
//! A class has a ceiling on staff, and one on turnover or on the balance sheet total: staying under
//! one of these two is enough. Figures of linked enterprises count wholly, those of partners in
//! proportion. A class is won or lost only when two accounting periods in a row say so.

mod figures;
mod group;
mod history;
mod noted;

use crate::coded::coded;

pub use figures::{Ceiling, Figures, Fte, SizeRange, SizeWhy};
pub use group::{Enterprise, Interest, Related, Tie};
pub use history::{Period, PeriodProblem, SizeJudgement, SizeReason, judge};
pub use noted::{NotedPeriod, NotedProblem, judge_noted};

coded! {
    /// A class of size. Up to medium an enterprise belongs to the mkb.
    pub enum SizeClass {
        Micro = "micro",
        Small = "small",
        Medium = "medium",
        Large = "large",
    }
}

impl SizeClass {
    /// Whether it is mkb: a micro, small or medium-sized enterprise.
    pub fn is_mkb(self) -> bool {
        self < Self::Large
    }
}

#[cfg(test)]
mod tests;
