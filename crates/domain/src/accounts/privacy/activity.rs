//! What personal data are processed for.

/// A purpose for which personal data are kept, as the record of processing activities of article 30
/// of the GDPR lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Activity {
    /// Knowing who somebody is who uses the program.
    Accounts,
    /// Letting in who may come in.
    SigningIn,
    /// Knowing what somebody may do.
    Roles,
    /// Being able to tell who did what.
    Log,
    /// Making questionnaires.
    Questionnaires,
    /// Bringing Mkb-routes to life.
    Development,
    /// Speaking with people at companies and other organisations.
    Contacts,
    /// Hearing what people from the field think of a questionnaire.
    Comments,
    /// Asking people to answer.
    Invitations,
    /// Measuring how Mkb-routes do.
    Answers,
    /// Recognising the same respondent in the next measurement.
    Recognition,
    /// Talking with companies about a pathway.
    Outreach,
}

/// The lawfulness of processing: the point of article 6(1) of the GDPR.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ground {
    /// (a): the person said yes, and may take it back.
    Consent,
    /// (e): education and research in the public interest.
    PublicTask,
    /// (f): a legitimate interest, such as safety.
    LegitimateInterest,
}

/// How long personal data stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Retention {
    /// Until the person is erased: on request, or this many days after their last role ended and
    /// nothing was done by them or to them.
    WithoutRole { days: u16 },
    /// As long as the browser is signed in, or the link works.
    WhileValid,
    /// As long as the program is used; only ids, which lead to nobody once the person is erased.
    Ids,
    /// Until somebody takes them away: when they are of no use any more, or on request.
    UntilRemoved,
    /// This many days after it was said.
    Days(u16),
    /// Until the measurement closes.
    Closing,
    /// What closing leaves is kept without anything that leads to a person.
    Anonymous,
    /// Until the key of recognition is destroyed.
    Key,
}

impl Activity {
    /// Every activity, in the order of the register.
    pub const ALL: [Self; 12] = [
        Self::Accounts,
        Self::SigningIn,
        Self::Roles,
        Self::Log,
        Self::Questionnaires,
        Self::Development,
        Self::Contacts,
        Self::Comments,
        Self::Invitations,
        Self::Answers,
        Self::Recognition,
        Self::Outreach,
    ];

    /// The name in files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Accounts => "accounts",
            Self::SigningIn => "signing-in",
            Self::Roles => "roles",
            Self::Log => "log",
            Self::Questionnaires => "questionnaires",
            Self::Development => "development",
            Self::Contacts => "contacts",
            Self::Comments => "comments",
            Self::Invitations => "invitations",
            Self::Answers => "answers",
            Self::Recognition => "recognition",
            Self::Outreach => "outreach",
        }
    }

    /// Why it is lawful.
    pub fn ground(self) -> Ground {
        match self {
            Self::Accounts
            | Self::Roles
            | Self::Questionnaires
            | Self::Development
            | Self::Contacts
            | Self::Invitations
            | Self::Answers
            | Self::Outreach => Ground::PublicTask,
            Self::SigningIn | Self::Log => Ground::LegitimateInterest,
            Self::Comments | Self::Recognition => Ground::Consent,
        }
    }

    /// How long it is kept.
    pub fn retention(self) -> Retention {
        match self {
            Self::Accounts | Self::Roles => Retention::WithoutRole { days: 365 },
            Self::SigningIn => Retention::WhileValid,
            Self::Log | Self::Questionnaires | Self::Development | Self::Outreach => Retention::Ids,
            Self::Contacts => Retention::UntilRemoved,
            Self::Comments => Retention::Days(365),
            Self::Invitations => Retention::Closing,
            Self::Answers => Retention::Anonymous,
            Self::Recognition => Retention::Key,
        }
    }
}
