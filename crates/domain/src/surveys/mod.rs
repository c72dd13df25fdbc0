//! Questionnaires, waves and answers.

pub mod answer;
pub mod condition;
pub mod draft;
pub mod encoding;
pub mod instrument;
pub mod raw_answer;
pub mod reconstruction;
pub mod response;
pub mod simulation;
pub mod wave;
