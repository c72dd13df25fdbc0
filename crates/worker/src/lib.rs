//! What happens afterwards and by the clock, beside the requests.

pub mod accounts;
mod batches;
pub mod organisations;
pub mod outreach;
mod pause;
pub mod surveys;
