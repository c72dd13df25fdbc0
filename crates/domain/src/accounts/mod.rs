//! Persons, roles and the scopes in which they hold them.

pub mod audit;
pub mod grant;
pub mod person;
pub mod privacy;

pub use grant::{Grant, GrantStatus, Role, Scope};
pub use person::Person;
