//! The database and the files of frozen data: one code path for SQLite and PostgreSQL.
//!
//! Reads are methods of [`Store`] and [`Tx`]; writes are methods of [`Tx`], apart from submissions,
//! which have short transactions of their own. Rows are parsed like user input.

mod account_mails;
mod accounts;
mod answering;
mod api_keys;
mod audit;
pub mod backup;
mod connect;
mod digests;
mod entities;
mod error;
mod external_subjects;
pub mod figures_file;
pub mod frozen;
mod health;
mod idempotency_keys;
mod interim;
mod location;
mod migrations;
mod organisations;
mod outreach;
mod parse;
mod passkeys;
mod pathways;
mod privacy;
mod questionnaire_drafts;
mod sessions;
mod store;
mod studies;
mod submit;
mod surveys;
pub mod tables;
mod tx;
mod waiting;
mod webhooks;

pub use accounts::{
    GrantFilter, LockedOut, MOST_COUNTED, NamedCompany, NamedGrant, People, PersonFilter,
    SoughtGrants,
};
pub use answering::{Ballot, Invitee, ResponseCount, StoredResponse};
pub use audit::{AuditCheck, AuditFilter, AuditPage, Direction};
pub use error::StoreError;
pub use external_subjects::ExternalSubject;
pub use idempotency_keys::KeptRequest;
pub use interim::InterimGroup;
pub use location::Location;
pub use organisations::{
    KeptContact, KeptMerge, KeptOrganisation, KeptPeriod, LikelyPair, NamedOrganisation,
    OrganisationName, OrganisationRow, SearchWords, SentList, SoughtOrganisations,
};
pub use outreach::{
    DueLeads, EventLine, EventNumbers, KeptConversation, KeptEvent, KeptLead, KeptLetter,
    LeadFilter, LeadLine, LeadOwner, LeadPage, LeadTrack, LetterCounts, Mailing, Months,
    SourceFunnel, WithStudents,
};
pub use passkeys::{Ceremony, StoredPasskey};
pub use pathways::{
    FactorFilter, FactorTally, KeptCase, KeptMeeting, KeptPlan, KeptSupport, MeetingFilter,
    MeetingNumbers, MeetingWhen, PhaseOf, SupportFilter, SupportOwner, UnansweredMeeting,
};
pub use privacy::PersonalRow;
pub use questionnaire_drafts::{NewRevision, Undecided};

pub use store::Store;
pub use submit::{NewResponse, SubmitOutcome};
pub use surveys::{Claimed, LinkCount};
pub use tx::Tx;
pub use waiting::WaitingLink;
