//! Journeys through the running program in real Chromium.

mod accessibility;
mod door;
mod editor;
mod fielding;
mod keyboard;
mod outreach;
mod pages;
mod passkeys;
mod pathways;
mod places;
mod researcher;
mod respondent;
mod routing;
mod scripts;
mod searching;
