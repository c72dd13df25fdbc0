//! The contract of the store: the same cases on SQLite and PostgreSQL, with racing writers.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod accounts;
mod audit;
mod backup;
mod bad_databases;
mod closing;
mod factors;
mod fixture;
mod frozen;
mod network;
mod organisations;
mod outreach;
mod pathways;
mod plans;
mod privacy;
mod questionnaire_drafts;
mod races;
mod round_trips;
mod search;
mod studies;
mod support;
