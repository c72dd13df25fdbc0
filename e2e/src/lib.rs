//! Browser journeys: the real program in a process of its own, driven by real Chromium.

pub mod axe;
pub mod browser;
pub mod keyboard;
pub mod program;
pub mod tree;
