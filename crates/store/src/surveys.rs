//! Questionnaires, waves and the ways to reach people.

mod closing;
mod instruments;
mod invitations;
mod links;
mod waves;

pub use invitations::Claimed;
pub use links::LinkCount;
