//! What happens afterwards and by the clock, beside the requests.

pub mod accounts;
pub mod organisations;
pub mod outreach;
mod pause;
pub mod surveys;
