//! Pages, sign-in and answering. A handler turns a form into a command and a result into a page.

mod accessibility;
mod accounts;
mod assets;
mod error;
mod extract;
mod guard;
pub mod insights;
mod page;
mod router;
mod start;
mod style;
mod surveys;

pub use accounts::provider::ProviderSettings;
pub use router::{WebConfig, router};
