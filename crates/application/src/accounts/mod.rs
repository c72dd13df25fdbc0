//! Who is acting, and what they may do.

mod account_mail;
mod actor;
mod address;
mod api_keys;
mod ask_for_link;
pub(crate) mod asks;
pub mod audit;
mod change_role;
mod delete_expired;
pub mod digest;
pub mod external;
mod give_role;
mod grants;
mod once;
mod own_roles;
pub mod passkeys;
mod personas;
mod persons;
mod places;
pub mod policy;
pub mod privacy;
mod redeem_sign_in_link;
mod saved_searches;
mod session;
pub mod webhooks;

pub use account_mail::{AccountMail, AccountNews, PasskeyChange, deliver_account_mail};
pub use actor::{Actor, load_actor, load_actor_as};
pub use address::change_address;
pub use api_keys::{
    ApiKeyProblem, LONGEST_KEY_NAME, NewApiKey, actor_of_key, end_own_key, make_key, own_keys,
};
pub use ask_for_link::{AskForLinkError, MAILED_LINK_MINUTES, MOST_LINKS, ask_for_link};
pub use asks::ENDS_SOON;
pub use change_role::{change_end, revoke_role};
pub use delete_expired::delete_expired;
pub use give_role::{
    Choices, GrantError, Invitation, LONGEST_NAME, Place, add_person, choices, end_of, give_role,
    last_day,
};
pub use grants::{
    GrantLine, GrantsAsked, give_grant, grants_after, one_grant, revoke_grant, standing,
};
pub use mkbroute_store::{GrantFilter, PersonFilter};
pub use once::{RepeatError, Repeatable};
pub use own_roles::{
    accept_role, choose_role, decline_role, lay_role_down, own_roles, waiting_invitations,
};
pub use personas::{Persona, personas};
pub use persons::{
    GrantHistory, MOST_COUNTED, PERSONS_A_PAGE, PersonLine, PersonList, PersonSheet, hand_out_link,
    list_persons, may_manage_persons, person_sheet, persons_after,
};
pub use places::{Places, companies_of, places};
pub use redeem_sign_in_link::{issue_administrator_link, issue_sign_in_link, redeem_sign_in_link};
pub use saved_searches::{KeepSearchError, drop_search, keep_search, searches_in};
pub use session::{
    Begun, Entrance, actor_of_session, begin_session, end_other_sessions, end_own_session,
    end_session, own_sessions,
};
