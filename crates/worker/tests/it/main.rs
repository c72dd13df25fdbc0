//! Mails through a real server, on both databases.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod accounts;
mod digests;
mod failing;
mod inviting;
mod letters;
mod post;
mod receiver;
mod reminding;
mod webhooks;
