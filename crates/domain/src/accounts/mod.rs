//! Persons, roles and the scopes in which they hold them.

pub mod account_mail;
pub mod api_key;
pub mod audit;
pub mod device;
pub mod digest;
pub mod giving;
pub mod grant;
pub mod lifecycle;
pub mod person;
pub mod privacy;
pub mod role;
pub mod saved_search;
pub mod scope;
pub mod session;
pub mod visible;
pub mod webhook;

pub use account_mail::{AccountMailKind, QueuedAccountMail};
pub use api_key::{ApiKey, ApiScope};
pub use device::{Browser, Device, System};
pub use digest::DigestFrequency;
pub use giving::{Offer, Refusal, Studies};
pub use grant::{Grant, GrantStatus};
pub use lifecycle::{By, Step};
pub use person::Person;
pub use role::Role;
pub use saved_search::{SavedSearch, SavedSearchProblem, SearchedList};
pub use scope::{Scope, ScopeKind, Tenants};
pub use session::{Session, SignInMethod};
pub use visible::{Managed, Visible};
