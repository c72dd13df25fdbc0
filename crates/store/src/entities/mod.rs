//! Rows as the database holds them. They are parsed like user input before use.

pub(crate) mod audit_checks;
pub(crate) mod audit_entries;
pub(crate) mod audit_head;
pub(crate) mod ballots;
pub(crate) mod draft_comments;
pub(crate) mod draft_invitations;
pub(crate) mod draft_revisions;
pub(crate) mod draft_trials;
pub(crate) mod drafts;
pub(crate) mod grant_steps;
pub(crate) mod grants;
pub(crate) mod instruments;
pub(crate) mod interim_releases;
pub(crate) mod mail_addresses;
pub(crate) mod pathways;
pub(crate) mod persons;
pub(crate) mod questionnaire_drafts;
pub(crate) mod responses;
pub(crate) mod sessions;
pub(crate) mod sign_in_links;
pub(crate) mod studies;
pub(crate) mod wave_instruments;
pub(crate) mod wave_links;
pub(crate) mod waves;
