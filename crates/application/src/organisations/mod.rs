//! Companies, hogescholen and others who make and run Mkb-routes together.

mod change;
mod choose;
mod compare;
mod contacts;
mod duplicates;
mod find;
mod importing;
mod merging;
mod registered;
mod search;
mod sheet;
mod size;

pub use change::{
    ChangeOrganisationError, add_organisation, change_organisation, organisation_form,
};
pub use choose::FoundOrganisation;
pub(crate) use choose::choose_from;
pub use compare::{compare_again, compare_all};
pub use contacts::{ContactError, TypedContact, contact_to_keep, keep_contact, remove_contact};
pub(crate) use duplicates::alike;
pub use duplicates::{Alike, AlikePage, AlikePair, duplicates, tell_apart};
pub use find::{find_organisations, may_change_organisations, may_see_organisations, organisation};
pub use importing::{
    KnownLine, LISTED, ListError, Preview, TableError, TakenOver, choose_for_list, drop_list,
    send_list, sent_list, take_over_list,
};
pub use merging::{
    MergeChoice, MergeError, MergeSheet, Version, merge_choice, merge_organisations, merge_sheet,
    undo_merge,
};
pub use mkbroute_store::{
    KeptContact, KeptMerge, KeptOrganisation, KeptPeriod, NamedOrganisation, OrganisationName,
    OrganisationRow, SoughtOrganisations,
};
pub use registered::add_registered_hogescholen;
pub(crate) use registered::registered_hogescholen;
pub use search::{Found, MOST_FOUND, search};
pub use sheet::{OrganisationSheet, organisation_sheet};
pub use size::{
    SizeError, SizeSheet, TypedPeriod, note_period, organisation_size, period_to_note,
    remove_period,
};
