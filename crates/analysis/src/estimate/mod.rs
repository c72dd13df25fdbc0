//! Estimators, each with its source.

pub mod bounds;
pub mod concentration;
pub mod distribution;
pub mod mean;
pub mod proportion;
pub mod quantile;
pub mod ratio;
