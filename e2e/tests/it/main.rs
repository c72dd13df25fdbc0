//! Journeys through the running program in real Chromium.

mod editor;
mod fielding;
mod pages;
mod researcher;
mod respondent;
mod routing;
