//! Mails of measurements.

mod delivery;
mod smtp;

pub use delivery::deliver;
pub use smtp::{SmtpMailer, SmtpSettingsError};
