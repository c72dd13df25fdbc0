//! Waves, questionnaires and answering.

pub(crate) mod answer;
pub(crate) mod editor;
pub(crate) mod fielding;
pub(crate) mod filter;
mod form;
pub(crate) mod instruments;
pub(crate) mod invitations;
pub(crate) mod links;
mod review;
pub(crate) mod study;
pub(crate) mod view;
pub(crate) mod waves;
mod words;
