//! Browser journeys: the real program in a process of its own, driven by real Chromium.

pub mod browser;
pub mod program;
