//! Use cases of mkbroute: one file per intention, who-may policies, and their order in a
//! transaction.
//!
//! A use case loads, lets the domain decide, and saves. It knows no SQL and no HTML.

pub mod accounts;
pub mod app;
pub mod asks;
pub mod clock;
pub mod demo;
pub mod error;
pub mod insights;
pub mod operations;
pub mod organisations;
pub mod outreach;
pub mod pathways;
mod sealing;
mod slug;
pub mod surveys;

pub use app::App;
pub use clock::Clock;
pub use error::AppError;
