//! Companies, hogescholen and others who make and run Mkb-routes together.

mod change;
mod contacts;
mod duplicates;
mod find;
mod merging;
mod registered;
mod search;
mod sheet;

pub use change::{
    ChangeOrganisationError, add_organisation, change_organisation, organisation_form,
};
pub use contacts::{ContactError, TypedContact, contact_to_keep, keep_contact, remove_contact};
pub use duplicates::{
    Alike, AlikePage, AlikePair, compare_again, compare_all, duplicates, tell_apart,
};
pub use find::{find_organisations, may_change_organisations, may_see_organisations, organisation};
pub use merging::{MergeError, MergeSheet, Version, merge_organisations, merge_sheet, undo_merge};
pub use mkbroute_store::{
    KeptContact, KeptMerge, KeptOrganisation, NamedOrganisation, OrganisationRow,
    SoughtOrganisations,
};
pub use registered::add_registered_hogescholen;
pub(crate) use registered::registered_hogescholen;
pub use search::{Found, MOST_FOUND, search};
pub use sheet::{OrganisationSheet, organisation_sheet};
