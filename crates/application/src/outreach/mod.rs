//! Companies on their way to a pathway.

mod add_lead;
pub(crate) mod asks;
mod change_lead;
mod companies;
mod converse;
mod events;
mod funnel;
mod lead_sheet;
mod list_leads;
mod move_lead;
mod names;

pub use add_lead::{AddLeadError, NewLead, add_lead};
pub use change_lead::{LeadChange, change_lead};
pub use companies::{Company, NewCompany, NewLeadPage, new_lead_page};
pub use converse::converse;
pub use events::{
    EventError, EventList, EventOverview, TypedEvent, add_event, change_event, event_to_change,
    events,
};
pub use funnel::{
    FunnelFilter, NationalFunnel, PathwayFunnel, funnel_of_pathway, may_see_funnel, national_funnel,
};
pub use lead_sheet::{LeadSheet, ToldStep, lead_sheet};
pub use list_leads::{
    Board, Column, LEADS_A_COLUMN, LEADS_A_PAGE, LeadList, NamedLead, board, export_leads,
    leads_after, list_leads,
};
pub use mkbroute_store::{LeadFilter, LeadLine, LeadOwner, Months};
pub use move_lead::{LeadError, move_lead};
pub use names::Choices;
