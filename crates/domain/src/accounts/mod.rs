//! Persons, roles and the scopes in which they hold them.

pub mod grant;

pub use grant::{Grant, GrantStatus, Role, Scope};
