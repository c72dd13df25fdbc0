//! Persons, roles and the scopes in which they hold them.

pub mod account_mail;
pub mod audit;
pub mod device;
pub mod digest;
pub mod grant;
pub mod person;
pub mod privacy;
pub mod session;

pub use account_mail::{AccountMailKind, QueuedAccountMail};
pub use device::{Browser, Device, System};
pub use digest::DigestFrequency;
pub use grant::{Grant, GrantStatus, Role, Scope};
pub use person::Person;
pub use session::{Session, SignInMethod};
