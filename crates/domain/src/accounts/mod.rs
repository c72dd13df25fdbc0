//! Persons, roles and the scopes in which they hold them.

pub mod account_mail;
pub mod audit;
pub mod grant;
pub mod person;

pub use account_mail::{AccountMailKind, QueuedAccountMail};
pub use grant::{Grant, GrantStatus, Role, Scope};
pub use person::Person;
