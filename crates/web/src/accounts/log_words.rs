//! The audit log in words.

use mkbroute_domain::accounts::audit::{Act, Key, ObjectKind};
use mkbroute_domain::text::Lang;
use mkbroute_report::words::choose;

/// What somebody did, after their name.
pub(super) fn act(act: Act, lang: Lang) -> &'static str {
    let (nl, en) = WORDS
        .iter()
        .find(|(found, _)| *found == act)
        .map_or((act.code(), act.code()), |(_, words)| *words);
    choose(lang, nl, en)
}

type Words = (&'static str, &'static str);

const WORDS: [(Act, Words); 119] = [
    (Act::SignedIn, ("meldde zich aan", "signed in")),
    (
        Act::EventRemoved,
        (
            "haalde een bijeenkomst met bedrijven weg",
            "removed a meeting with companies",
        ),
    ),
    (
        Act::EventKept,
        (
            "bewaarde een bijeenkomst met bedrijven",
            "kept a meeting with companies",
        ),
    ),
    (
        Act::GuestsSeen,
        (
            "bekeek de gasten van een bijeenkomst",
            "looked at the guests of a meeting",
        ),
    ),
    (
        Act::GuestsKept,
        (
            "veranderde de gastenlijst van een bijeenkomst",
            "changed the list of guests of a meeting",
        ),
    ),
    (
        Act::AttendanceTaken,
        (
            "vinkte af wie bij een bijeenkomst was",
            "ticked who came to a meeting",
        ),
    ),
    (
        Act::MeetingFollowedUp,
        (
            "noteerde op de lijst welke bedrijven er waren",
            "noted on the list which companies came",
        ),
    ),
    (
        Act::LettersSent,
        (
            "schreef contacten van bedrijven",
            "wrote to contacts at companies",
        ),
    ),
    (
        Act::LeadAdded,
        (
            "zette een bedrijf op de lijst van een route",
            "put a company on the list of a pathway",
        ),
    ),
    (
        Act::LeadMoved,
        (
            "zette een bedrijf in een andere fase",
            "moved a company to another stage",
        ),
    ),
    (
        Act::LeadMovedBack,
        (
            "nam de laatste stap van een bedrijf terug",
            "took back the last step of a company",
        ),
    ),
    (
        Act::ConversationRemoved,
        (
            "haalde een gesprek met een bedrijf weg",
            "took off a conversation with a company",
        ),
    ),
    (
        Act::LeadChanged,
        (
            "veranderde gegevens bij een bedrijf",
            "changed what is kept of a company",
        ),
    ),
    (
        Act::ConversationKept,
        (
            "noteerde een gesprek met een bedrijf",
            "noted a conversation with a company",
        ),
    ),
    (
        Act::LeadSeen,
        (
            "bekeek een bedrijf op de lijst",
            "looked at a company in the list",
        ),
    ),
    (
        Act::LeadsExported,
        (
            "nam de lijst van bedrijven mee",
            "took the list of companies along",
        ),
    ),
    (Act::SignedOut, ("meldde zich af", "signed out")),
    (
        Act::SessionsEnded,
        (
            "beëindigde eigen aanmeldingen elders",
            "ended own sessions elsewhere",
        ),
    ),
    (
        Act::Proved,
        (
            "liet opnieuw zien wie die is",
            "showed once more who they are",
        ),
    ),
    (
        Act::PasskeyAdded,
        (
            "voegde een eigen passkey toe",
            "added a passkey of their own",
        ),
    ),
    (
        Act::PasskeyRenamed,
        (
            "gaf een eigen passkey een andere naam",
            "renamed a passkey of their own",
        ),
    ),
    (
        Act::PasskeysRemoved,
        (
            "verwijderde eigen passkeys",
            "removed passkeys of their own",
        ),
    ),
    (
        Act::SubjectLinked,
        (
            "koppelde een account van een instelling",
            "linked an account at an institution",
        ),
    ),
    (
        Act::SubjectUnlinked,
        (
            "ontkoppelde een account van een instelling",
            "unlinked an account at an institution",
        ),
    ),
    (
        Act::ApiKeyMade,
        ("maakte een sleutel voor de API", "made an API key"),
    ),
    (
        Act::ApiKeyEnded,
        ("beëindigde een sleutel voor de API", "ended an API key"),
    ),
    (
        Act::WebhookMade,
        (
            "koos een adres waarheen gebeurtenissen gaan",
            "chose an address to which events are sent",
        ),
    ),
    (
        Act::WebhookEnded,
        (
            "beëindigde het sturen van gebeurtenissen naar een adres",
            "ended the sending of events to an address",
        ),
    ),
    (
        Act::SignInLinkMade,
        ("maakte een link om aan te melden", "made a sign-in link"),
    ),
    (
        Act::SignInLinkUsed,
        ("gebruikte een link om aan te melden", "used a sign-in link"),
    ),
    (
        Act::DigestChosen,
        (
            "koos hoe vaak het overzicht per mail komt",
            "chose how often the overview comes by mail",
        ),
    ),
    (
        Act::DigestStopped,
        (
            "zette het overzicht per mail uit",
            "ended the overview by mail",
        ),
    ),
    (Act::PersonAdded, ("voegde iemand toe", "added a person")),
    (
        Act::AddressChanged,
        (
            "wijzigde het mailadres van iemand",
            "changed the mail address of somebody",
        ),
    ),
    (
        Act::PersonsSeen,
        (
            "bekeek de lijst met personen",
            "looked at the list of persons",
        ),
    ),
    (
        Act::PersonSeen,
        (
            "bekeek een persoon met rollen",
            "looked at a person with roles",
        ),
    ),
    (
        Act::RoleGiven,
        (
            "nodigde iemand uit voor een rol",
            "invited somebody to a role",
        ),
    ),
    (
        Act::RoleDelegated,
        ("nodigde een intermediair uit", "invited an intermediary"),
    ),
    (Act::RoleAccepted, ("nam een rol aan", "accepted a role")),
    (Act::RoleDeclined, ("wees een rol af", "declined a role")),
    (Act::RoleRevoked, ("trok een rol in", "took a role back")),
    (Act::RoleLaidDown, ("legde een rol neer", "gave a role up")),
    (
        Act::RoleEndChanged,
        (
            "wijzigde de einddatum van een rol",
            "changed the last day of a role",
        ),
    ),
    (Act::RoleChosen, ("wisselde van rol", "switched roles")),
    (
        Act::WavePlanned,
        ("bereidde een meting voor", "prepared a measurement"),
    ),
    (
        Act::WaveCopied,
        (
            "maakte een vervolgmeting als kopie",
            "made a follow-up as a copy",
        ),
    ),
    (
        Act::WaveChanged,
        (
            "wijzigde het plan van een meting",
            "changed the plan of a measurement",
        ),
    ),
    (
        Act::PopulationsSet,
        ("vulde aantallen mensen in", "entered numbers of people"),
    ),
    (
        Act::WaveDeleted,
        ("verwijderde een meting", "deleted a measurement"),
    ),
    (
        Act::WaveOpened,
        ("opende een meting", "opened a measurement"),
    ),
    (
        Act::WaveExtended,
        ("verlengde een meting", "extended a measurement"),
    ),
    (
        Act::WaveClosed,
        ("sloot een meting", "closed a measurement"),
    ),
    (
        Act::WaveFrozen,
        (
            "bevroor de gegevens van een meting",
            "froze the data of a measurement",
        ),
    ),
    (
        Act::ResponsesImported,
        (
            "voegde antwoorden van elders toe",
            "imported responses from elsewhere",
        ),
    ),
    (
        Act::AllFiguresSeen,
        (
            "bekeek cijfers die niet gepubliceerd zijn",
            "looked at figures that are not published",
        ),
    ),
    (
        Act::InterimReleased,
        (
            "publiceerde een tussenstand",
            "published an interim release",
        ),
    ),
    (
        Act::DistributionReported,
        (
            "meldde of de vragenlijst verstuurd is",
            "reported whether the questionnaire was passed on",
        ),
    ),
    (
        Act::AddressesInvited,
        ("nodigde adressen uit", "invited addresses"),
    ),
    (
        Act::AddressesSeen,
        (
            "bekeek de lijst met adressen",
            "looked at the list of addresses",
        ),
    ),
    (
        Act::AddressRemoved,
        (
            "haalde een adres van de lijst",
            "took an address from the list",
        ),
    ),
    (
        Act::AddressReturned,
        (
            "meldde dat een mail terugkwam",
            "reported that a mail came back",
        ),
    ),
    (
        Act::InvitationReissued,
        (
            "liet een uitnodiging opnieuw sturen",
            "had an invitation sent once more",
        ),
    ),
    (
        Act::EverybodyReminded,
        ("herinnerde iedereen", "reminded everybody"),
    ),
    (
        Act::LettersPrinted,
        ("maakte brieven met links", "made letters with links"),
    ),
    (
        Act::StudyQuestionPut,
        (
            "bewaarde een vraag van het onderzoek",
            "saved a question of the study",
        ),
    ),
    (
        Act::StudyQuestionRemoved,
        (
            "verwijderde een vraag van het onderzoek",
            "removed a question of the study",
        ),
    ),
    (
        Act::QuestionnaireImported,
        ("las een vragenlijst in", "imported a questionnaire"),
    ),
    (Act::DraftStarted, ("begon een concept", "started a draft")),
    (
        Act::DraftEdited,
        ("wijzigde een concept", "changed a draft"),
    ),
    (
        Act::DraftStepped,
        (
            "maakte een wijziging ongedaan of deed haar opnieuw",
            "undid or redid a change",
        ),
    ),
    (Act::DraftFrozen, ("bevroor een concept", "froze a draft")),
    (
        Act::DraftRebased,
        (
            "verwerkte een latere versie in een concept",
            "worked a later version into a draft",
        ),
    ),
    (
        Act::DraftTried,
        ("vulde een concept op proef in", "tried a draft"),
    ),
    (
        Act::TrialsCleared,
        ("wiste proefantwoorden", "deleted trial answers"),
    ),
    (
        Act::CommentsOpened,
        ("opende een commentaarronde", "opened a comment round"),
    ),
    (
        Act::CommentsEnded,
        ("sloot een commentaarronde", "ended a comment round"),
    ),
    (
        Act::CommenterInvited,
        (
            "nodigde iemand uit voor commentaar",
            "invited somebody to comment",
        ),
    ),
    (
        Act::CommentsSeen,
        (
            "bekeek commentaar met namen",
            "looked at comments with names",
        ),
    ),
    (
        Act::CommentDecided,
        ("besliste over commentaar", "decided on a comment"),
    ),
    (
        Act::PathwayAdded,
        ("voegde een route toe", "added a pathway"),
    ),
    (
        Act::PathwayRegistered,
        (
            "wijzigde de aanmelding bij het programma",
            "changed the registration with the programme",
        ),
    ),
    (
        Act::PhaseChanged,
        (
            "bracht een route in een andere fase",
            "brought a pathway into another phase",
        ),
    ),
    (
        Act::CriterionJudged,
        ("beoordeelde een criterium", "judged a criterion"),
    ),
    (
        Act::IntakeSet,
        (
            "gaf aantallen beginnende studenten op",
            "set numbers of students who begin",
        ),
    ),
    (
        Act::ProfileChanged,
        (
            "wijzigde het profiel van een route",
            "changed the profile of a pathway",
        ),
    ),
    (
        Act::SizeChanged,
        (
            "wijzigde cijfers over de omvang van een organisatie",
            "changed figures of the size of an organisation",
        ),
    ),
    (
        Act::PartnersChanged,
        (
            "wijzigde wie aan een route meedoet",
            "changed who takes part in a pathway",
        ),
    ),
    (
        Act::PlanChanged,
        (
            "begon of wijzigde het ontwikkelplan van een route",
            "began or changed the development plan of a pathway",
        ),
    ),
    (
        Act::BusinessCaseChanged,
        (
            "wijzigde de businesscase van een route",
            "changed the business case of a pathway",
        ),
    ),
    (
        Act::OrganisationAdded,
        ("voegde een organisatie toe", "added an organisation"),
    ),
    (
        Act::OrganisationChanged,
        ("wijzigde een organisatie", "changed an organisation"),
    ),
    (
        Act::OrganisationsMerged,
        (
            "voegde twee organisaties samen",
            "took two organisations together",
        ),
    ),
    (
        Act::MergeUndone,
        (
            "maakte van één organisatie weer twee",
            "made two of one organisation again",
        ),
    ),
    (
        Act::OrganisationsToldApart,
        (
            "zei dat twee organisaties die op elkaar lijken er twee zijn",
            "said that two organisations that look alike are two",
        ),
    ),
    (
        Act::OrganisationsImported,
        (
            "nam organisaties over uit een lijst",
            "took organisations over from a list",
        ),
    ),
    (
        Act::ContactsSeen,
        (
            "bekeek contacten bij een organisatie",
            "looked at contacts at an organisation",
        ),
    ),
    (
        Act::ContactKept,
        (
            "bewaarde een contact bij een organisatie",
            "kept a contact at an organisation",
        ),
    ),
    (
        Act::ContactRemoved,
        (
            "verwijderde een contact bij een organisatie",
            "removed a contact at an organisation",
        ),
    ),
    (
        Act::SupportAsked,
        (
            "vroeg het programma om ondersteuning",
            "asked the programme for support",
        ),
    ),
    (
        Act::SupportClosed,
        (
            "rondde een vraag om ondersteuning af",
            "closed a question for support",
        ),
    ),
    (
        Act::SupportGiven,
        (
            "pakte een vraag om ondersteuning op of beantwoordde die",
            "took up or answered a question for support",
        ),
    ),
    (
        Act::FactorNoted,
        (
            "noteerde wat een route tegenhoudt of helpt",
            "noted what holds a pathway back or helps it",
        ),
    ),
    (
        Act::FactorEnded,
        (
            "haalde weg wat een route tegenhield of hielp",
            "took away what held a pathway back or helped it",
        ),
    ),
    (
        Act::MeetingPlanned,
        (
            "plande een bijeenkomst van het leernetwerk",
            "planned a meeting of the learning network",
        ),
    ),
    (
        Act::MeetingChanged,
        (
            "wijzigde een bijeenkomst van het leernetwerk",
            "changed a meeting of the learning network",
        ),
    ),
    (
        Act::AttendanceNoted,
        (
            "noteerde wie er bij het leernetwerk was",
            "noted who came to the learning network",
        ),
    ),
    (
        Act::MeetingAnswered,
        (
            "liet weten naar het leernetwerk te komen of niet",
            "told whether they come to the learning network",
        ),
    ),
    (Act::LogSeen, ("bekeek het logboek", "looked at the log")),
    (
        Act::LogExported,
        (
            "nam het logboek mee als bestand",
            "took the log along as a file",
        ),
    ),
    (
        Act::LogChecked,
        ("liet het logboek controleren", "had the log checked"),
    ),
    (Act::BackupMade, ("maakte een back-up", "made a backup")),
    (
        Act::BackupRestored,
        ("zette een back-up terug", "restored a backup"),
    ),
    (
        Act::PersonalDataSeen,
        (
            "bekeek gegevens op verzoek van wie ze betreffen",
            "looked at data at the request of whom they concern",
        ),
    ),
    (
        Act::PersonCorrected,
        ("verbeterde eigen gegevens", "corrected their own data"),
    ),
    (Act::PersonErased, ("wiste een persoon", "erased a person")),
    (
        Act::AddressErased,
        (
            "wiste een mailadres van alle lijsten",
            "erased a mail address from every list",
        ),
    ),
    (
        Act::RetentionRun,
        (
            "liet gaan wat zijn termijn had gehad",
            "let go what had had its term",
        ),
    ),
    (
        Act::CommentersForgotten,
        (
            "wiste namen bij oud commentaar",
            "erased names beside old comments",
        ),
    ),
    (
        Act::DemonstrationFilled,
        ("vulde de demonstratie", "filled the demonstration"),
    ),
];

/// A kind of thing.
pub(super) fn kind(kind: ObjectKind, lang: Lang) -> &'static str {
    let (nl, en) = match kind {
        ObjectKind::Person => ("personen", "persons"),
        ObjectKind::Wave => ("meting", "measurement"),
        ObjectKind::Link => ("link", "link"),
        ObjectKind::StudyQuestion => ("vraag van het onderzoek", "study question"),
        ObjectKind::Questionnaire => ("vragenlijst", "questionnaire"),
        ObjectKind::Draft => ("concept", "draft"),
        ObjectKind::Pathway => ("route", "pathway"),
        ObjectKind::Event => ("bijeenkomst", "meeting"),
        ObjectKind::Organisation => ("organisatie", "organisation"),
        ObjectKind::Lead => ("bedrijf op de lijst", "company in the list"),
        ObjectKind::Log => ("logboek", "log"),
        ObjectKind::Database => ("database", "database"),
    };
    choose(lang, nl, en)
}

/// What a particular is about.
pub(super) fn of_detail(key: Key, lang: Lang) -> &'static str {
    let (nl, en) = match key {
        Key::Count => ("aantal", "number"),
        Key::How => ("hoe", "how"),
        Key::Role => ("rol", "role"),
        Key::Pathway => ("route", "pathway"),
        Key::Version => ("versie", "version"),
        Key::Number => ("tussenstand", "interim release"),
        Key::Until => ("tot en met", "until"),
        Key::Scope => ("geldt voor", "holds in"),
    };
    choose(lang, nl, en)
}

/// The manner in words, apart from edits of a draft, which its history tells.
pub(super) fn how(word: &str, lang: Lang) -> &str {
    let (nl, en) = match word {
        "undo" => ("ongedaan gemaakt", "undone"),
        "redo" => ("opnieuw gedaan", "redone"),
        "taken_over" => ("overgenomen", "taken over"),
        "declined" => ("niet overgenomen", "declined"),
        "sent" => ("verstuurd", "passed on"),
        "late" => ("laat verstuurd", "passed on late"),
        "not_sent" => ("niet verstuurd", "not passed on"),
        "programme" => ("het hele programma", "the whole programme"),
        "wave" => ("een meting", "a measurement"),
        "hogeschool" => ("een hogeschool", "a hogeschool"),
        "company" => ("een bedrijf of stichting", "a company or foundation"),
        "unknown" => ("teruggenomen", "taken back"),
        "link" => ("met een link", "with a link"),
        "passkey" => ("met een passkey", "with a passkey"),
        "provider" => ("via de instelling", "through the institution"),
        "daily" => ("elke dag", "every day"),
        "weekly" => ("elke week", "every week"),
        "off" => ("niet", "not"),
        "template" => ("met het sjabloon", "from the template"),
        "copy" => ("als kopie", "as a copy"),
        "step" => ("een stap", "a step"),
        "new-step" => ("een stap erbij", "one step more"),
        "first-day" => ("de eerste lesdag", "the first day"),
        "agreed" => ("wat is afgesproken", "what was agreed"),
        "demo" => ("in de demonstratie", "in the demonstration"),
        _ => return word,
    };
    choose(lang, nl, en)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_act_has_words_of_its_own_in_both_languages() {
        for found in Act::ALL {
            let same = WORDS.iter().filter(|(act, _)| act == found);
            assert_eq!(same.count(), 1, "{found:?}");
            let (nl, en) = (act(*found, Lang::Nl), act(*found, Lang::En));
            let twice = WORDS
                .iter()
                .filter(|(_, words)| words.0 == nl || words.1 == en);
            assert_eq!(twice.count(), 1, "{found:?}");
        }
    }
}
