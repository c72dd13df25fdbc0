//! Whether a pathway is an Mkb-route: criteria in sets with versions, each judged with evidence.

mod assessment;
mod derive;
mod set;
mod verdict;

pub use assessment::{
    Assessment, AssessmentProblem, Evidence, EvidenceKind, Judged, Level, assess,
};
pub use derive::{PathwayFacts, Tally};
pub use set::{Basis, CriteriaSet, CriteriaSets, Criterion, SetProblem};
pub use verdict::{Outcome, Row, SideBySide, Verdict, side_by_side, verdict};

#[cfg(test)]
mod tests;
