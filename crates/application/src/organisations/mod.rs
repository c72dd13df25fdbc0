//! Companies, hogescholen and others who make and run Mkb-routes together.

mod change;
mod contacts;
mod find;
mod registered;
mod search;
mod sheet;

pub use change::{
    ChangeOrganisationError, add_organisation, change_organisation, organisation_form,
};
pub use contacts::{ContactError, TypedContact, contact_to_keep, keep_contact, remove_contact};
pub use find::{find_organisations, may_change_organisations, may_see_organisations, organisation};
pub use mkbroute_store::{
    KeptContact, KeptOrganisation, NamedOrganisation, OrganisationRow, SoughtOrganisations,
};
pub use registered::add_registered_hogescholen;
pub(crate) use registered::registered_hogescholen;
pub use search::{Found, MOST_FOUND, search};
pub use sheet::{OrganisationSheet, organisation_sheet};
