//! Who is acting, and what they may do.

mod account_mail;
mod actor;
mod ask_for_link;
pub(crate) mod asks;
pub mod audit;
mod delete_expired;
pub mod digest;
pub mod external;
pub mod passkeys;
mod personas;
mod persons;
pub mod policy;
pub mod privacy;
mod redeem_sign_in_link;
mod session;

pub use account_mail::{AccountMail, AccountNews, PasskeyChange, deliver_account_mail};
pub use actor::{Actor, load_actor};
pub use ask_for_link::{AskForLinkError, MAILED_LINK_MINUTES, MOST_LINKS, ask_for_link};
pub use delete_expired::delete_expired;
pub use personas::{Persona, personas};
pub use persons::{
    AddPersonError, LONGEST_NAME, NewPerson, PersonLine, add_person, hand_out_link, list_persons,
    may_manage_persons,
};
pub use redeem_sign_in_link::{issue_administrator_link, issue_sign_in_link, redeem_sign_in_link};
pub use session::{
    Begun, Entrance, actor_of_session, begin_session, end_other_sessions, end_own_session,
    end_session, own_sessions,
};
