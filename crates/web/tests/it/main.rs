//! The program as a browser meets it, without a browser: requests in, replies out.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod access;
mod answering;
mod api;
mod asking;
mod commenting;
mod comparing;
mod digests;
mod downloads;
mod editing;
mod factors;
mod fielding;
mod health;
mod interim;
mod inviting;
mod led_on;
mod logging;
mod motion;
mod network;
mod organisations;
mod outreach;
mod pages;
mod partners;
mod pathways;
mod plans;
mod privacy;
mod provider;
mod proving;
mod reports;
mod safety;
mod searches;
mod sessions;
mod signing_in;
mod site;
mod sizes;
mod studies;
mod support;
