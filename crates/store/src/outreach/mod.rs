//! Companies on their way to a pathway.

mod leads;
mod rows;
mod tallies;

pub use leads::{KeptConversation, KeptLead};
pub use tallies::{Months, SourceFunnel};
