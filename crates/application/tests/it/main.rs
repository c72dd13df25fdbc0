//! Use cases on both databases.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod accounts;
mod anonymity;
mod answering;
mod asks;
mod audit;
mod baseline;
mod editing;
mod factors;
mod freezing;
mod groups;
mod guests;
mod importing;
mod interim;
mod many;
mod network;
mod operations;
mod organisations;
mod outreach;
mod pathways;
mod plans;
mod privacy;
mod roles;
mod searching;
mod support;
mod upgrading;
mod writers;
