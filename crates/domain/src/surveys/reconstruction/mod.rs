//! Microdata made to give back the figures of a published report.
//!
//! A [`Plan`] states, item by item, which answers were given and by how many; [`reconstruct`] deals
//! them over made-up respondents with a seeded generator. Routing decides who can answer, so a plan
//! that contradicts the questionnaire is refused. See `docs/reconstruction.md`.

mod deal;
mod hands;
mod plan;

pub use deal::{reconstruct, submitted};
pub use plan::{Cell, Plan, PlanError, PlannedAnswer, Row, Source, Stratum};

#[cfg(test)]
mod tests;
