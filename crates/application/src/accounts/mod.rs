//! Who is acting, and what they may do.

mod actor;
pub mod audit;
mod change_role;
mod delete_expired;
mod give_role;
mod own_roles;
mod personas;
mod persons;
pub mod policy;
mod redeem_sign_in_link;
mod session;

pub use actor::{Actor, load_actor, load_actor_as};
pub use change_role::{change_end, revoke_role};
pub use delete_expired::delete_expired;
pub use give_role::{
    Choices, GrantError, Invitation, LONGEST_NAME, Place, Places, add_person, choices, end_of,
    give_role, last_day, places,
};
pub use mkbroute_store::{GrantFilter, PersonFilter};
pub use own_roles::{
    accept_role, choose_role, decline_role, lay_role_down, own_roles, waiting_invitations,
};
pub use personas::{Persona, personas};
pub use persons::{
    GrantHistory, PERSONS_A_PAGE, PersonLine, PersonList, PersonSheet, hand_out_link, list_persons,
    may_manage_persons, person_sheet,
};
pub use redeem_sign_in_link::{issue_administrator_link, issue_sign_in_link, redeem_sign_in_link};
pub use session::{actor_of_session, begin_session, end_session};
