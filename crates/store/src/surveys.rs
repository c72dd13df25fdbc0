//! Questionnaires, waves and the ways to reach people.

mod closing;
mod instruments;
mod invitations;
mod links;
pub(crate) mod waves;

pub use invitations::Claimed;
pub use links::LinkCount;
pub(crate) use links::link;
