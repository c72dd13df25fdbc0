//! Companies on their way to a pathway.

mod add_lead;
pub(crate) mod asks;
mod change_lead;
mod companies;
mod converse;
mod events;
mod funnel;
mod guests;
mod lead_sheet;
mod list_leads;
mod mailings;
mod move_lead;
mod names;
mod take_back;

pub use add_lead::{AddLeadError, NewLead, add_lead};
pub use change_lead::{LeadChange, change_lead};
pub use companies::{Company, NewCompany, NewLeadPage, new_lead_page};
pub use converse::converse;
pub use events::{
    EventError, EventList, EventOverview, TypedEvent, add_event, change_event, event_to_change,
    events, remove_event,
};
pub use funnel::{
    FunnelFilter, NationalFunnel, PathwayFunnel, funnel_of_pathway, may_see_funnel, national_funnel,
};
pub use guests::{
    AtEvent, DoorList, GUESTS_A_MEETING, GuestList, Invitable, InviteError, InvitePage, NamedGuest,
    answer_for_guest, door_list, follow_up, guest_list, invite, invite_page, take_attendance,
    take_off_list,
};
pub use lead_sheet::{LeadSheet, ToldStep, lead_sheet};
pub use list_leads::{
    Board, Column, LEADS_A_COLUMN, LEADS_A_PAGE, LeadList, NamedLead, board, export_leads,
    leads_after, list_leads,
};
pub use mailings::{
    Audience, LetterAnswer, LetterError, LetterMail, LetterPage, MOST_LETTERS, MailingLine,
    MailingList, MailingSheet, NamedLetter, Preview, Recipient, Recipients, SendError, WritePage,
    answer_letter, deliver_letters, letter_page, mailing_sheet, mailings, send_letters, write_page,
};
pub use mkbroute_store::{LeadFilter, LeadLine, LeadOwner, Months};
pub use move_lead::{LeadError, move_lead};
pub use names::Choices;
pub use take_back::{remove_conversation, take_back_step};
