//! Persons, roles and the scopes in which they hold them.

pub mod audit;
pub mod giving;
pub mod grant;
pub mod lifecycle;
pub mod person;
pub mod role;
pub mod scope;
pub mod visible;

pub use giving::{Offer, Refusal, Studies};
pub use grant::{Grant, GrantStatus};
pub use lifecycle::{By, Step};
pub use person::Person;
pub use role::Role;
pub use scope::{Scope, ScopeKind, Tenants};
pub use visible::{Managed, Visible};
