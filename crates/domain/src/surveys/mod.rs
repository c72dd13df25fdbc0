//! Questionnaires, waves and answers.

pub mod answer;
pub mod condition;
pub mod instrument;
pub mod wave;
