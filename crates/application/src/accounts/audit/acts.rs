//! Which acts belong to which action of the policy. A test goes along both lists.

use mkbroute_domain::accounts::audit::Act;

use crate::accounts::policy::Action;

/// What the log can tell of somebody who may do this. Empty for what changes nothing and shows nothing
/// that is personal.
pub fn acts_of(action: Action) -> &'static [Act] {
    match action {
        // How many answered and what is released is no secret about persons.
        Action::SeeWave
        | Action::SeeResponse
        | Action::ReadRelease
        | Action::SeeDevelopment
        | Action::SeeFunnel
        | Action::SeeOrganisations => &[],
        Action::ReadAllFigures => &[Act::AllFiguresSeen],
        Action::FreezeWave => &[Act::WaveFrozen],
        Action::SetUpWave => &[
            Act::WavePlanned,
            Act::WaveCopied,
            Act::WaveChanged,
            Act::PopulationsSet,
            Act::WaveDeleted,
            Act::WaveOpened,
            Act::WaveExtended,
            Act::WaveClosed,
            Act::EverybodyReminded,
        ],
        Action::Distribute => &[
            Act::DistributionReported,
            Act::AddressesInvited,
            Act::AddressesSeen,
            Act::AddressRemoved,
            Act::AddressReturned,
            Act::InvitationReissued,
            Act::LettersPrinted,
        ],
        Action::ReleaseInterim => &[Act::InterimReleased],
        Action::ChangeStudy => &[Act::StudyQuestionPut, Act::StudyQuestionRemoved],
        Action::EditQuestionnaires => DRAFTING,
        Action::ManageRoles => &[
            Act::PersonAdded,
            Act::AddressChanged,
            Act::PersonsSeen,
            Act::PersonSeen,
            Act::RoleGiven,
            Act::RoleDelegated,
            Act::RoleRevoked,
            Act::RoleEndChanged,
        ],
        Action::ReceiveEvents => &[Act::WebhookMade, Act::WebhookEnded],
        Action::HandlePrivacy => &[
            Act::PersonalDataSeen,
            Act::PersonErased,
            Act::AddressErased,
            Act::RetentionRun,
        ],
        Action::DevelopPathway => DEVELOPING,
        Action::RegisterPathway => &[Act::PathwayAdded, Act::PathwayRegistered],
        Action::GiveSupport => &[Act::SupportGiven],
        Action::RunNetwork => HOSTING,
        Action::JoinNetwork => &[Act::MeetingAnswered],
        Action::SeeLeads => &[Act::LeadSeen, Act::LeadsExported, Act::GuestsSeen],
        Action::WorkLeads => TALKING,
        Action::ChangeOrganisations => &[
            Act::OrganisationAdded,
            Act::OrganisationChanged,
            Act::SizeChanged,
            Act::OrganisationsMerged,
            Act::MergeUndone,
            Act::OrganisationsToldApart,
            Act::OrganisationsImported,
        ],
        Action::KeepContacts => &[Act::ContactsSeen, Act::ContactKept, Act::ContactRemoved],
        Action::ReadLog => &[Act::LogSeen, Act::LogExported, Act::LogChecked],
    }
}

/// What is told of who runs the development of a pathway.
const DEVELOPING: &[Act] = &[
    Act::PhaseChanged,
    Act::CriterionJudged,
    Act::IntakeSet,
    Act::ProfileChanged,
    Act::PartnersChanged,
    Act::PlanChanged,
    Act::BusinessCaseChanged,
    Act::SupportAsked,
    Act::SupportClosed,
    Act::FactorNoted,
    Act::FactorEnded,
];

/// What is told of who plans meetings of the learning network.
const HOSTING: &[Act] = &[
    Act::MeetingPlanned,
    Act::MeetingChanged,
    Act::AttendanceNoted,
];

/// What is told of who makes questionnaires.
const DRAFTING: &[Act] = &[
    Act::DraftStarted,
    Act::DraftEdited,
    Act::DraftStepped,
    Act::DraftFrozen,
    Act::DraftRebased,
    Act::DraftTried,
    Act::TrialsCleared,
    Act::CommentsOpened,
    Act::CommentsEnded,
    Act::CommenterInvited,
    Act::CommentsSeen,
    Act::CommentDecided,
];

/// What is told of who talks with companies.
const TALKING: &[Act] = &[
    Act::LeadAdded,
    Act::LeadMoved,
    Act::LeadMovedBack,
    Act::LeadChanged,
    Act::ConversationKept,
    Act::ConversationRemoved,
    Act::EventKept,
    Act::EventRemoved,
    Act::GuestsKept,
    Act::AttendanceTaken,
    Act::MeetingFollowedUp,
    Act::LettersSent,
];

/// Acts of who signs in, decides on a role or mends data of their own, and of whoever runs commands.
pub const WITHOUT_POLICY: [Act; 26] = [
    Act::SignedIn,
    Act::SignedOut,
    Act::SessionsEnded,
    Act::Proved,
    Act::PasskeyAdded,
    Act::PasskeyRenamed,
    Act::PasskeysRemoved,
    Act::SubjectLinked,
    Act::SubjectUnlinked,
    Act::ApiKeyMade,
    Act::ApiKeyEnded,
    Act::SignInLinkMade,
    Act::SignInLinkUsed,
    Act::DigestChosen,
    Act::DigestStopped,
    Act::RoleAccepted,
    Act::RoleDeclined,
    Act::RoleLaidDown,
    Act::RoleChosen,
    Act::PersonCorrected,
    Act::CommentersForgotten,
    Act::ResponsesImported,
    Act::QuestionnaireImported,
    Act::BackupMade,
    Act::BackupRestored,
    Act::DemonstrationFilled,
];
