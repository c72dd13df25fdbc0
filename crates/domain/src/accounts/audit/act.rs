//! What can be told of somebody.

macro_rules! acts {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)*) => {
        /// What somebody did or looked at. Codes are stored for ever: one is never used anew.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Act {
            $($(#[$doc])* $name,)*
        }

        impl Act {
            /// Every act, in the order of the page.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The name under which it is stored.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }
        }
    };
}

acts! {
    /// A browser was signed in.
    SignedIn = "session.began",
    /// A browser was signed out.
    SignedOut = "session.ended",
    /// Somebody ended sessions of theirs in other browsers.
    SessionsEnded = "sessions.ended-elsewhere",
    /// Somebody showed once more who they are.
    Proved = "identity.proved",
    /// Somebody added a passkey of theirs.
    PasskeyAdded = "passkey.added",
    /// Somebody gave a passkey another name.
    PasskeyRenamed = "passkey.renamed",
    /// Somebody removed passkeys of theirs.
    PasskeysRemoved = "passkeys.removed",
    /// Somebody linked an account at an institution.
    SubjectLinked = "subject.linked",
    /// Somebody unlinked an account at an institution.
    SubjectUnlinked = "subject.unlinked",
    /// Somebody made a key for scripts.
    ApiKeyMade = "api-key.made",
    /// Somebody ended a key of theirs.
    ApiKeyEnded = "api-key.ended",
    /// Somebody chose an address to which events are sent.
    WebhookMade = "webhook.made",
    /// Somebody ended the sending of events to an address.
    WebhookEnded = "webhook.ended",
    /// A sign-in link was made for somebody.
    SignInLinkMade = "sign-in-link.made",
    /// Somebody used their sign-in link.
    SignInLinkUsed = "sign-in-link.used",
    /// Somebody chose how often the overview comes by mail.
    DigestChosen = "digest.chosen",
    /// Somebody ended the overview by the link in it.
    DigestStopped = "digest.stopped",
    /// A person was added with a role.
    PersonAdded = "person.added",
    /// A person got another mail address, or none.
    AddressChanged = "person.address-changed",
    /// The list of persons was looked at.
    PersonsSeen = "persons.seen",
    /// A person was looked at, with the roles they have.
    PersonSeen = "person.seen",
    /// Somebody was invited to a role.
    RoleGiven = "role.given",
    /// An intermediary was invited to act for somebody.
    RoleDelegated = "role.delegated",
    /// Somebody accepted a role.
    RoleAccepted = "role.accepted",
    /// Somebody declined a role.
    RoleDeclined = "role.declined",
    /// A role was taken back.
    RoleRevoked = "role.revoked",
    /// Somebody gave a role of their own up.
    RoleLaidDown = "role.laid-down",
    /// A role got another end.
    RoleEndChanged = "role.end-changed",
    /// Somebody goes on in another role.
    RoleChosen = "role.chosen",
    /// A measurement was prepared.
    WavePlanned = "wave.planned",
    /// A follow-up was prepared as a copy.
    WaveCopied = "wave.copied",
    /// The plan of a measurement changed.
    WaveChanged = "wave.changed",
    /// The numbers of people of a measurement were set.
    PopulationsSet = "wave.populations-set",
    /// A measurement that never opened was dropped.
    WaveDeleted = "wave.deleted",
    /// A measurement opened.
    WaveOpened = "wave.opened",
    /// A measurement got a later last day.
    WaveExtended = "wave.extended",
    /// A measurement closed.
    WaveClosed = "wave.closed",
    /// The data of a measurement were frozen.
    WaveFrozen = "wave.frozen",
    /// Responses from elsewhere entered a measurement.
    ResponsesImported = "responses.imported",
    /// Figures were looked at that no release shows.
    AllFiguresSeen = "figures.all-seen",
    /// Provisional figures were published.
    InterimReleased = "interim.released",
    /// A coordinator told whether the questionnaire was passed on.
    DistributionReported = "distribution.reported",
    /// Addresses were put on the list of a link.
    AddressesInvited = "addresses.invited",
    /// The addresses of a link were looked at.
    AddressesSeen = "addresses.seen",
    /// An address was taken from the list of a link.
    AddressRemoved = "address.removed",
    /// The mail to an address came back.
    AddressReturned = "address.returned",
    /// An invitation leaves once more.
    InvitationReissued = "invitation.reissued",
    /// Everybody is reminded.
    EverybodyReminded = "everybody.reminded",
    /// Personal links were printed.
    LettersPrinted = "letters.printed",
    /// A question of the study was added or changed.
    StudyQuestionPut = "study-question.put",
    /// A question of the study was removed.
    StudyQuestionRemoved = "study-question.removed",
    /// A questionnaire was read from a file.
    QuestionnaireImported = "questionnaire.imported",
    /// A draft of a questionnaire was started.
    DraftStarted = "draft.started",
    /// A draft was changed.
    DraftEdited = "draft.edited",
    /// A change of a draft was undone or done again.
    DraftStepped = "draft.stepped",
    /// A draft became a version.
    DraftFrozen = "draft.frozen",
    /// Said that the changes of a later version are in it.
    DraftRebased = "draft.rebased",
    /// A draft was tried with made-up answers.
    DraftTried = "draft.tried",
    /// The trial answers of a draft were deleted.
    TrialsCleared = "trials.cleared",
    /// Comments on a draft became welcome.
    CommentsOpened = "comments.opened",
    /// Comments on a draft are no longer welcome.
    CommentsEnded = "comments.ended",
    /// Somebody from the field was invited to comment.
    CommenterInvited = "commenter.invited",
    /// Comments were looked at, with the names of who made them.
    CommentsSeen = "comments.seen",
    /// A comment was taken over or declined.
    CommentDecided = "comment.decided",
    /// A pathway was added.
    PathwayAdded = "pathway.added",
    /// A pathway was registered with the national programme, or is no longer.
    PathwayRegistered = "pathway.registered",
    /// A pathway came into another phase.
    PhaseChanged = "pathway.phase-changed",
    /// Somebody judged how far a pathway meets a criterion.
    CriterionJudged = "pathway.criterion-judged",
    /// The numbers of students who begin were set.
    IntakeSet = "pathway.intake-set",
    /// What a pathway is made of changed.
    ProfileChanged = "pathway.profile-changed",
    /// Figures of how large an organisation is were noted, changed or taken away.
    SizeChanged = "organisation.size-changed",
    /// Who takes part in a pathway, in which role or when, changed.
    PartnersChanged = "pathway.partners-changed",
    /// The development plan of a pathway began or changed.
    PlanChanged = "pathway.plan-changed",
    /// The business case of a pathway changed.
    BusinessCaseChanged = "pathway.business-case-changed",
    /// A pathway asked the national programme for support.
    SupportAsked = "support.asked",
    /// A pathway read the answer to a question, or needs it no more.
    SupportClosed = "support.closed",
    /// Somebody of the national programme took a question up or answered it.
    SupportGiven = "support.given",
    /// What holds a pathway back or helps it on was noted.
    FactorNoted = "factor.noted",
    /// What holds a pathway back or helps it on holds no longer.
    FactorEnded = "factor.ended",
    /// A meeting of the learning network was planned.
    MeetingPlanned = "meeting.planned",
    /// A meeting of the learning network changed, or was called off.
    MeetingChanged = "meeting.changed",
    /// It was noted who came to a meeting of the learning network.
    AttendanceNoted = "meeting.attendance-noted",
    /// A coordinator said whether they come to a meeting of the learning network.
    MeetingAnswered = "meeting.answered",
    /// A company was put on the list of a pathway.
    LeadAdded = "lead.added",
    /// A company came into another stage.
    LeadMoved = "lead.moved",
    /// The last step of a company was a mistake and is gone.
    LeadMovedBack = "lead.moved-back",
    /// The source, the motives or the owner of a lead changed.
    LeadChanged = "lead.changed",
    /// What was said with a company was kept.
    ConversationKept = "lead.conversation-kept",
    /// What was said with a company was a mistake and is gone.
    ConversationRemoved = "lead.conversation-removed",
    /// A lead was looked at, with what was said and by whom.
    LeadSeen = "lead.seen",
    /// The leads of a pathway were taken along as a file.
    LeadsExported = "leads.exported",
    /// A meeting with companies was added or changed.
    EventKept = "event.kept",
    /// A meeting with companies was a mistake and is gone.
    EventRemoved = "event.removed",
    /// The guests of a meeting were looked at.
    GuestsSeen = "guests.seen",
    /// Somebody was put on the list of a meeting, answered for, or taken off it.
    GuestsKept = "guests.kept",
    /// Somebody ticked who came to a meeting.
    AttendanceTaken = "attendance.taken",
    /// Companies that came to a meeting were noted as such.
    MeetingFollowedUp = "event.followed-up",
    /// Somebody wrote to many contacts at once.
    LettersSent = "letters.sent",
    /// An organisation was added.
    OrganisationAdded = "organisation.added",
    /// What is known of an organisation changed.
    OrganisationChanged = "organisation.changed",
    /// Two organisations became one.
    OrganisationsMerged = "organisation.merged",
    /// Two organisations that had become one are two again.
    MergeUndone = "organisation.merge-undone",
    /// Two organisations that look alike were said to be two.
    OrganisationsToldApart = "organisation.told-apart",
    /// Organisations were taken over from a list.
    OrganisationsImported = "organisations.imported",
    /// The contacts at an organisation were looked at.
    ContactsSeen = "contacts.seen",
    /// A contact at an organisation was added or changed.
    ContactKept = "contact.kept",
    /// A contact at an organisation was taken away.
    ContactRemoved = "contact.removed",
    /// The audit log was looked at.
    LogSeen = "log.seen",
    /// The audit log was taken along as a file.
    LogExported = "log.exported",
    /// The audit log was checked.
    LogChecked = "log.checked",
    /// What is kept of a person or an address was looked at for them.
    PersonalDataSeen = "personal-data.seen",
    /// A person mended what is kept of them.
    PersonCorrected = "person.corrected",
    /// A person was erased; the id leads to nobody from now on.
    PersonErased = "person.erased",
    /// A mail address was taken from every list on request.
    AddressErased = "address.erased",
    /// What was due to go went, at a button.
    RetentionRun = "retention.run",
    /// The names of people who commented long ago went.
    CommentersForgotten = "commenters.forgotten",
    /// A backup was made: a copy of all that is personal.
    BackupMade = "backup.made",
    /// The database came out of a backup.
    BackupRestored = "backup.restored",
    /// An empty database was filled with the demonstration.
    DemonstrationFilled = "demonstration.filled",
}

impl Act {
    /// The act stored under this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|act| act.code() == code)
    }

    /// Whether it changed nothing but told something personal.
    pub fn is_look(self) -> bool {
        matches!(
            self,
            Self::PersonsSeen
                | Self::PersonSeen
                | Self::AllFiguresSeen
                | Self::AddressesSeen
                | Self::CommentsSeen
                | Self::PersonalDataSeen
                | Self::LeadSeen
                | Self::LeadsExported
                | Self::GuestsSeen
                | Self::ContactsSeen
                | Self::LogSeen
                | Self::LogExported
                | Self::BackupMade
        )
    }
}
