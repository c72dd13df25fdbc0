//! The commands as a terminal or a script meets them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod analyse;
mod api;
mod audit;
mod backup;
mod bad_input;
mod commands;
mod config;
mod deploy;
mod disk;
mod run;
mod server;
mod serving;
mod tls;
