//! Questionnaires, waves and answers.

pub mod answer;
pub mod condition;
pub mod draft;
pub mod encoding;
pub mod instrument;
pub mod invitation;
pub mod raw_answer;
pub mod reconstruction;
pub mod response;
pub mod response_draft;
pub mod self_made_code;
pub mod simulation;
pub mod study;
pub mod wave;
