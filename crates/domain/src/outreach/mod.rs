//! From a company that was approached to one that takes part.

pub mod event;
pub mod funnel;
pub mod lead;
pub mod letter;
pub mod mailing;
pub mod stage;
pub mod tally;

pub use event::{Attendance, Event, Guest};
pub use funnel::{Funnel, FunnelGates, FunnelStep};
pub use lead::{Conversation, DeclineReason, Horizon, Lead, LeadSource, Motive};
pub use letter::{Letter, MeetingParticulars, MergeField, Particulars, Template, TemplateProblem};
pub use mailing::{GuestPart, LetterState, NotMailed, Reminder, ReminderState, may_mail};
pub use stage::{Journey, Stage, StageChange, StageProblem};
pub use tally::Tally;
