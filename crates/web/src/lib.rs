//! Pages, sign-in and answering. A handler turns a form into a command and a result into a page.

mod accessibility;
mod accounts;
mod api;
mod asks;
mod assets;
mod error;
mod extract;
mod files;
mod forms;
mod guard;
mod health;
pub mod insights;
mod metrics;
mod organisations;
mod outreach;
mod page;
mod pathways;
mod router;
mod start;
mod style;
mod surveys;

pub use accounts::provider::ProviderSettings;
pub use guard::{Limits, Network, NotANetwork, TrustedProxies};
pub use health::metrics_router;
pub use metrics::Metrics;
pub use router::{WebConfig, router, router_with};
