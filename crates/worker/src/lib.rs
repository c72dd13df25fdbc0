//! What happens afterwards and by the clock, beside the requests.

pub mod accounts;
mod pause;
pub mod surveys;
