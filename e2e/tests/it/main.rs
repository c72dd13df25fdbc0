//! Journeys through the running program in real Chromium.

mod fielding;
mod pages;
mod researcher;
mod respondent;
mod routing;
