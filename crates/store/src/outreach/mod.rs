//! Companies on their way to a pathway.

mod events;
mod lead_list;
mod leads;
mod mailings;
mod rows;
mod tallies;

pub use events::{EventLine, EventNumbers, KeptEvent};
pub use lead_list::{DueLeads, LeadFilter, LeadLine, LeadOwner, LeadPage, LeadTrack, WithStudents};
pub use leads::{KeptConversation, KeptLead};
pub use mailings::{KeptLetter, LetterCounts, Mailing};
pub use tallies::{Months, SourceFunnel};
