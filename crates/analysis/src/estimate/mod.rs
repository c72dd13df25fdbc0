//! Estimators, each with its source.

pub mod agreement;
pub mod bounds;
pub mod concentration;
pub mod counted;
pub mod distribution;
pub mod mean;
pub mod proportion;
pub mod quantile;
pub mod raking;
pub mod ratio;
pub mod weighting;
