//! The register in words.

use mkbroute_application::accounts::privacy::Rule;
use mkbroute_domain::accounts::privacy::{Activity, Ground, Retention};
use mkbroute_domain::text::Lang;
use mkbroute_report::words::choose;

/// An activity as people read it.
pub(super) struct Told {
    pub(super) name: &'static str,
    /// What it is for.
    pub(super) purpose: &'static str,
    /// Whose data, and which.
    pub(super) whose: &'static str,
    /// Who sees it.
    pub(super) seen_by: &'static str,
}

pub(super) fn activity(found: Activity, lang: Lang) -> Told {
    let [name, purpose, whose, seen_by] = match found {
        Activity::Accounts => ACCOUNTS,
        Activity::SigningIn => SIGNING_IN,
        Activity::Roles => ROLES,
        Activity::Log => LOG,
        Activity::Questionnaires => QUESTIONNAIRES,
        Activity::Development => DEVELOPMENT,
        Activity::Contacts => CONTACTS,
        Activity::Comments => COMMENTS,
        Activity::Invitations => INVITATIONS,
        Activity::Answers => ANSWERS,
        Activity::Recognition => RECOGNITION,
        Activity::Outreach => OUTREACH,
    };
    let say = |(nl, en)| choose(lang, nl, en);
    Told {
        name: say(name),
        purpose: say(purpose),
        whose: say(whose),
        seen_by: say(seen_by),
    }
}

type Both = (&'static str, &'static str);

const ADMINISTRATORS: Both = ("De beheerders.", "The administrators.");

const ACCOUNTS: [Both; 4] = [
    ("Personen", "Persons"),
    (
        "Weten wie er met het programma werkt.",
        "Knowing who works with the program.",
    ),
    (
        "Naam, taal en soms een mailadres van wie zich aanmeldt.",
        "Name, language and sometimes a mail address of whoever signs in.",
    ),
    ADMINISTRATORS,
];
const SIGNING_IN: [Both; 4] = [
    ("Aanmelden", "Signing in"),
    (
        "Alleen binnenlaten wie binnen mag.",
        "Letting in only who may come in.",
    ),
    (
        "Waar je bent aangemeld en met welk soort browser, je passkeys, je account bij een instelling, en links om je aan te melden.",
        "Where you are signed in and with what kind of browser, your passkeys, your account at an institution, and links to sign in with.",
    ),
    (
        "Niemand; het programma zelf.",
        "Nobody; the program itself.",
    ),
];
const ROLES: [Both; 4] = [
    ("Rollen", "Roles"),
    (
        "Weten wat iemand mag zien en doen.",
        "Knowing what somebody may see and do.",
    ),
    (
        "Welke rol iemand heeft, waarvoor en tot wanneer.",
        "Which role somebody has, for what and until when.",
    ),
    ADMINISTRATORS,
];
const LOG: [Both; 4] = [
    ("Logboek", "Audit log"),
    (
        "Achteraf kunnen zien wie iets deed of bekeek.",
        "Being able to see afterwards who did or looked at something.",
    ),
    (
        "Wat iemand met het programma deed en wanneer. Nooit wie een vragenlijst invulde.",
        "What somebody did with the program and when. Never who answered a questionnaire.",
    ),
    ADMINISTRATORS,
];
const QUESTIONNAIRES: [Both; 4] = [
    ("Vragenlijsten maken", "Making questionnaires"),
    (
        "Kunnen zien wie een vraag veranderde.",
        "Being able to see who changed a question.",
    ),
    (
        "Wie welke wijziging deed, en wanneer.",
        "Who made which change, and when.",
    ),
    (
        "Onderzoekers en het programmateam.",
        "Researchers and the programme team.",
    ),
];
const DEVELOPMENT: [Both; 4] = [
    ("Routes ontwikkelen", "Developing pathways"),
    (
        "Kunnen zien wie een fase, een oordeel of een stap vastlegde.",
        "Being able to see who recorded a phase, a judgement or a step.",
    ),
    (
        "Wie wat vastlegde over welke route, en wanneer.",
        "Who recorded what about which pathway, and when.",
    ),
    (
        "Wie aan de route werkt en het programmateam.",
        "Those who work on the pathway and the programme team.",
    ),
];
const CONTACTS: [Both; 4] = [
    ("Contacten", "Contacts"),
    (
        "Met bedrijven en andere organisaties praten over een route.",
        "Talking with companies and other organisations about a pathway.",
    ),
    (
        "Wie er bij een organisatie werkt: naam, rol, mailadres en telefoon, en of je die persoon mag mailen.",
        "Who works at an organisation: name, role, mail address and phone, and whether they may be mailed.",
    ),
    (
        "Coördinatoren, brancheorganisaties en het programmateam.",
        "Coordinators, branch organisations and the programme team.",
    ),
];
const COMMENTS: [Both; 4] = [
    (
        "Commentaar op een vragenlijst",
        "Comments on a questionnaire",
    ),
    (
        "Vragen beter maken met wat mensen uit het veld ervan vinden.",
        "Improving questions by what people from the field think of them.",
    ),
    (
        "De naam waaronder iemand is gevraagd, en wat die zei.",
        "The name under which somebody was asked, and what they said.",
    ),
    (
        "Onderzoekers en het programmateam.",
        "Researchers and the programme team.",
    ),
];
const INVITATIONS: [Both; 4] = [
    ("Uitnodigingen", "Invitations"),
    (
        "Mensen vragen een vragenlijst in te vullen.",
        "Asking people to answer a questionnaire.",
    ),
    (
        "Een mailadres, en of de mail vertrok. Niet of iemand antwoordde.",
        "A mail address, and whether the mail left. Not whether somebody answered.",
    ),
    (
        "De coördinator van de route, onderzoekers en het programmateam.",
        "The coordinator of the pathway, researchers and the programme team.",
    ),
];
const ANSWERS: [Both; 4] = [
    ("Antwoorden", "Answers"),
    (
        "Weten hoe het met Mkb-routes gaat.",
        "Knowing how Mkb-routes are doing.",
    ),
    (
        "Wat iemand invult, zonder naam. Zolang de meting open is, vindt alleen wie de link heeft het terug.",
        "What somebody fills in, without a name. While the measurement is open, only whoever has the link finds it again.",
    ),
    (
        "Onderzoekers zien antwoorden zonder te weten van wie. Anderen zien alleen cijfers over groepen.",
        "Researchers see answers without knowing whose. Others see figures about groups only.",
    ),
];
const RECOGNITION: [Both; 4] = [
    (
        "Herkennen bij een volgende meting",
        "Recognition in a next measurement",
    ),
    (
        "Zien hoe iets verandert bij dezelfde mensen.",
        "Seeing how things change for the same people.",
    ),
    (
        "Een versleuteld kenmerk van een code die iemand zelf bedenkt.",
        "An encrypted mark of a code that people make themselves.",
    ),
    (
        "Niemand; het programma zelf.",
        "Nobody; the program itself.",
    ),
];
const OUTREACH: [Both; 4] = [
    ("Praten met bedrijven", "Talking with companies"),
    (
        "Bedrijven vinden die met een route meedoen, en weten wie met hen praat.",
        "Finding companies that join a pathway, and knowing who talks with them.",
    ),
    (
        "Wie met een bedrijf praat, wanneer, en wat er is afgesproken.",
        "Who talks with a company, when, and what was agreed.",
    ),
    (
        "De coördinator van de route, en wie die dat laat doen.",
        "The coordinator of the pathway, and whoever does it for them.",
    ),
];

pub(super) fn ground(found: Ground, lang: Lang) -> &'static str {
    match found {
        Ground::Consent => choose(
            lang,
            "Toestemming (artikel 6, lid 1, onder a AVG). Je kunt haar intrekken.",
            "Consent (article 6(1)(a) GDPR). You can take it back.",
        ),
        Ground::PublicTask => choose(
            lang,
            "Een taak van algemeen belang: onderwijs en onderzoek (artikel 6, lid 1, onder e AVG).",
            "A task in the public interest: education and research (article 6(1)(e) GDPR).",
        ),
        Ground::LegitimateInterest => choose(
            lang,
            "Een gerechtvaardigd belang: veiligheid (artikel 6, lid 1, onder f AVG).",
            "A legitimate interest: safety (article 6(1)(f) GDPR).",
        ),
    }
}

pub(super) fn retention(found: Retention, lang: Lang) -> String {
    let fixed = |nl, en| choose(lang, nl, en).to_owned();
    match (found, lang) {
        (Retention::WithoutRole { days }, Lang::Nl) => {
            format!(
                "Tot {days} dagen nadat iemand geen rol meer heeft en er niets meer gebeurde, of eerder op verzoek."
            )
        }
        (Retention::WithoutRole { days }, Lang::En) => {
            format!(
                "Until {days} days after somebody has no role any more and nothing happened, or sooner at request."
            )
        }
        (Retention::Days(days), Lang::Nl) => {
            format!(
                "De naam: {days} dagen, als de ronde dan voorbij is. Wat er gezegd is, blijft zonder naam."
            )
        }
        (Retention::Days(days), Lang::En) => {
            format!(
                "The name: {days} days, if the round is over by then. What was said stays without a name."
            )
        }
        (Retention::WhileValid, _) => fixed(
            "Zolang je bent aangemeld, hoogstens een week; een link hoogstens een dag; een passkey of account tot je het verwijdert.",
            "As long as you are signed in, at most a week; a link at most a day; a passkey or account until you remove it.",
        ),
        (Retention::Ids, _) => fixed(
            "Zolang het programma wordt gebruikt. Er staat een nummer, geen naam. Wie gewist is, is daarmee niet meer te vinden.",
            "As long as the program is used. It holds a number, no name. Whoever is erased cannot be found by it.",
        ),
        (Retention::UntilRemoved, _) => fixed(
            "Tot iemand ze weghaalt, of tot de persoon daarom vraagt.",
            "Until somebody takes them away, or the person asks for that.",
        ),
        (Retention::Closing, _) => fixed("Tot de meting sluit.", "Until the measurement closes."),
        (Retention::Anonymous, _) => fixed(
            "Na het sluiten van de meting blijft alleen wat naar niemand leidt. Wat half is ingevuld zonder toestemming, wordt dan gewist.",
            "After the measurement closes only what leads to nobody stays. What was half filled in without leave is erased then.",
        ),
        (Retention::Key, _) => fixed(
            "Tot de sleutel van het herkennen wordt vernietigd.",
            "Until the key of recognition is destroyed.",
        ),
    }
}

/// What goes by a rule.
pub(super) fn rule(found: Rule, lang: Lang) -> &'static str {
    match found {
        Rule::SigningIn => choose(
            lang,
            "verlopen aanmeldingen en links",
            "expired sign-ins and links",
        ),
        Rule::Persons => choose(lang, "personen zonder rol", "persons without a role"),
        Rule::Commenters => choose(
            lang,
            "namen bij oud commentaar",
            "names beside old comments",
        ),
    }
}

/// A table of the database, as people read it.
pub(super) fn table(name: &str, lang: Lang) -> String {
    let (nl, en) = match name {
        "persons" => ("Wie je bent", "Who you are"),
        "grants" => ("Wat je mag", "What you may do"),
        "audit_entries" => ("Logboek", "Audit log"),
        "draft_revisions" => ("Wijzigingen in vragenlijsten", "Changes of questionnaires"),
        "sessions" => ("Waar je bent aangemeld", "Where you are signed in"),
        "known_devices" => ("Bekende apparaten", "Known devices"),
        "passkeys" => ("Passkeys", "Passkeys"),
        "external_subjects" => ("Accounts van instellingen", "Accounts at institutions"),
        "account_mails" => ("Mails die wachten", "Mails that wait"),
        "ceremonies" => ("Passkeys die bezig zijn", "Passkeys in progress"),
        "sign_in_links" => ("Links om je aan te melden", "Links to sign in with"),
        "leads" => ("Bedrijven met wie je praat", "Companies you talk with"),
        "lead_steps" => ("Stappen van bedrijven", "Steps of companies"),
        "lead_conversations" => ("Gesprekken met bedrijven", "Conversations with companies"),
        "mail_addresses" => ("Uitnodigingen", "Invitations"),
        other => return other.replace('_', " "),
    };
    choose(lang, nl, en).to_owned()
}

/// A column, as people read it; the name of the column where no word says it better.
pub(super) fn column(name: &str, lang: Lang) -> String {
    let (nl, en) = match name {
        "id" | "person_id" | "held_by" | "changed_by" | "owner_id" => {
            ("nummer van de persoon", "number of the person")
        }
        "slug" => ("naam in adressen", "name in addresses"),
        "name" => ("naam", "name"),
        "email" | "address" => ("mailadres", "mail address"),
        "lang" => ("taal", "language"),
        "created_at" => ("sinds", "since"),
        "role" => ("rol", "role"),
        "scope_kind" => ("waarvoor", "for what"),
        "scope_id" => ("nummer daarvan", "number of that"),
        "status" | "state" => ("stand", "state"),
        "expires_at" => ("geldig tot", "valid until"),
        "number" => ("nummer", "number"),
        "at" | "made_at" => ("wanneer", "when"),
        "doer" => ("wie", "who"),
        "act" => ("wat", "what"),
        "object_kind" => ("waarop", "on what"),
        "object" | "subject" => ("naam daarvan", "name of that"),
        "detail" => ("bijzonderheden", "particulars"),
        "method" => ("hoe", "how"),
        "device" => ("apparaat", "device"),
        "began_at" => ("begonnen", "began"),
        "used_at" | "used_on" => ("laatst gebruikt", "last used"),
        "proved_at" => (
            "laatst opnieuw getoond wie je bent",
            "last showed again who you are",
        ),
        "credential_id" => ("kenmerk van de passkey", "mark of the passkey"),
        "added_on" => ("toegevoegd", "added"),
        "issuer" => ("instelling", "institution"),
        "label" => ("account", "account"),
        "linked_on" => ("gekoppeld", "linked"),
        "kind" => ("soort", "kind"),
        "asked_at" => ("gevraagd", "asked"),
        "purpose" => ("waarvoor", "what for"),
        "edit" => ("wijziging", "change"),
        "draft_id" => ("nummer van het concept", "number of the draft"),
        "wave_id" => ("nummer van de meting", "number of the measurement"),
        "pathway_id" => ("nummer van de route", "number of the pathway"),
        "respondent_group" => ("groep", "group"),
        "reason" => ("reden", "reason"),
        "failure" => ("wat de mailserver zei", "what the mail server said"),
        "lead_id" => (
            "nummer van het bedrijf op de lijst",
            "number of the company in the list",
        ),
        "held_on" | "changed_on" => ("dag", "day"),
        "contact_id" => ("nummer van de contactpersoon", "number of the contact"),
        "note" => ("notitie", "note"),
        "stage" => ("fase", "stage"),
        "sent_on" => ("verstuurd op", "sent on"),
        other => return other.replace('_', " "),
    };
    choose(lang, nl, en).to_owned()
}

pub(super) fn yes(lang: Lang) -> &'static str {
    choose(lang, "ja", "yes")
}

pub(super) fn no(lang: Lang) -> &'static str {
    choose(lang, "nee", "no")
}
