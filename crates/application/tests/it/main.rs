//! Use cases on both databases.

mod accounts;
mod answering;
mod freezing;
