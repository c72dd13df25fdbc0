//! Waves, questionnaires and answering.

pub(crate) mod answer;
pub(crate) mod instruments;
pub(crate) mod links;
pub(crate) mod view;
pub(crate) mod waves;
mod words;
