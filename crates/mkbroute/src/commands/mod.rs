//! One file per command.

pub(crate) mod analyse;
pub(crate) mod audit;
pub(crate) mod backup;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod config;
pub(crate) mod demo;
pub(crate) mod doctor;
pub(crate) mod export;
pub(crate) mod freeze;
pub(crate) mod generate;
pub(crate) mod import;
pub(crate) mod instrument;
pub(crate) mod output;
pub(crate) mod report;
pub(crate) mod restore;
pub(crate) mod serve;
pub(crate) mod sign_in_link;
pub(crate) mod table;
pub(crate) mod written;
