//! What happens afterwards and by the clock, beside the requests.

pub mod accounts;
pub mod organisations;
mod pause;
pub mod surveys;
