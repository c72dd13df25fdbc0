//! Builders for tests: a program on either database, standing still in time.

pub mod answers;
pub mod database;
pub mod disk;
pub mod forms;
pub mod oidc_provider;
pub mod poppler;
pub mod python;
mod responses;
pub mod smtp_server;
pub mod test_app;

pub use database::Backend;
pub use smtp_server::SmtpServer;
pub use test_app::TestApp;
