//! The rights of persons over their data, and how long data stay.
//!
//! What is kept of a person follows the register ([`mkbroute_domain::accounts::privacy`]), so that a
//! new column cannot be forgotten.

mod address;
mod correct;
mod erase;
mod personal_data;
mod retention;

pub use address::{AddressData, AddressError, data_of_address, erase_address};
pub use correct::{CorrectError, correct_my_data};
pub use erase::{EraseError, erase_me, erase_person};
pub use personal_data::{PersonalData, TableData, data_of, my_data};
pub use retention::{Due, Rule, due, keep_terms, run_retention};

use mkbroute_domain::accounts::audit::Doer;

use super::Actor;
use super::policy::{Action, may_everywhere};
use crate::AppError;

/// Only an administrator handles requests of others and sees the register.
pub fn may_handle_privacy(actor: &Actor) -> bool {
    may_everywhere(actor, Action::HandlePrivacy)
}

fn authorise(actor: &Actor) -> Result<Doer, AppError> {
    if may_handle_privacy(actor) {
        Ok(actor.doing_as(actor.role()))
    } else {
        Err(AppError::Forbidden)
    }
}
