//! The pages that are found by words, with other words for them.

use mkbroute_domain::organisations::search::{Asked, words_of};

use crate::page::Page;

/// Who may open a page.
#[derive(Clone, Copy)]
enum Opens {
    Everybody,
    SignedIn,
    /// Who sees it in the menu.
    InMenu,
}

/// A page: address, what it is called in both languages, other words for it, and who may open it.
struct Door(&'static str, [&'static str; 2], &'static str, Opens);

const DOORS: [Door; 22] = [
    Door(
        "/",
        ["Overzicht", "Overview"],
        "start home taken tasks",
        Opens::SignedIn,
    ),
    Door(
        "/routes",
        ["Routes", "Pathways"],
        "Mkb-route opleiding programme",
        Opens::Everybody,
    ),
    Door(
        "/routes/overzicht",
        ["Routes samen", "Pathways together"],
        "fase criteria landelijk national phase",
        Opens::Everybody,
    ),
    Door(
        "/metingen",
        ["Metingen", "Measurements"],
        "vragenlijst resultaten enquête survey results nulmeting",
        Opens::SignedIn,
    ),
    Door(
        "/onderzoek",
        ["Onderzoek", "Study"],
        "onderzoeksvragen research questions",
        Opens::SignedIn,
    ),
    Door(
        "/vragenlijsten",
        ["Vragenlijsten", "Questionnaires"],
        "vragen questions concept draft",
        Opens::InMenu,
    ),
    Door(
        "/werving",
        ["Werving", "Outreach"],
        "bedrijven trechter companies funnel",
        Opens::InMenu,
    ),
    Door(
        "/organisaties",
        ["Organisaties", "Organisations"],
        "bedrijven hogescholen contacten companies contacts",
        Opens::InMenu,
    ),
    Door(
        "/ondersteuning",
        ["Ondersteuning", "Support"],
        "vragen hulp requests help",
        Opens::InMenu,
    ),
    Door(
        "/ondersteuning/factoren",
        [
            "Wat routes tegenhoudt en helpt",
            "What holds pathways back and helps them",
        ],
        "belemmering factor barrier succes",
        Opens::InMenu,
    ),
    Door(
        "/leernetwerk",
        ["Leernetwerk", "Learning network"],
        "bijeenkomst kennis uitwisselen meeting exchange",
        Opens::InMenu,
    ),
    Door(
        "/personen",
        ["Personen", "Persons"],
        "rollen uitnodigen roles invite gebruikers users",
        Opens::InMenu,
    ),
    Door(
        "/logboek",
        ["Logboek", "Log"],
        "audit wie deed wat who did what",
        Opens::InMenu,
    ),
    Door(
        "/privacy/register",
        ["Register van verwerkingen", "Register of processing"],
        "privacy avg gdpr",
        Opens::InMenu,
    ),
    Door(
        "/mijn/aanmeldingen",
        ["Waar je bent aangemeld", "Where you are signed in"],
        "apparaten sessies devices sessions",
        Opens::SignedIn,
    ),
    Door(
        "/mijn/passkeys",
        ["Passkeys", "Passkeys"],
        "sleutel wachtwoord key password",
        Opens::SignedIn,
    ),
    Door(
        "/mijn/rollen",
        ["Mijn rollen", "My roles"],
        "wisselen uitnodiging switch invitation",
        Opens::SignedIn,
    ),
    Door(
        "/mijn/gegevens",
        ["Mijn gegevens", "My data"],
        "inzage wissen privacy access erase",
        Opens::SignedIn,
    ),
    Door(
        "/mijn/sleutels",
        ["Sleutels voor scripts", "Keys for scripts"],
        "api koppeling token",
        Opens::SignedIn,
    ),
    Door(
        "/mijn/overzicht",
        ["Overzicht per mail", "Overview by mail"],
        "herinnering reminder digest",
        Opens::SignedIn,
    ),
    Door(
        "/privacy",
        ["Privacy", "Privacy"],
        "avg gdpr gegevens data",
        Opens::Everybody,
    ),
    Door(
        "/toegankelijkheid",
        ["Toegankelijkheid", "Accessibility"],
        "wcag verklaring statement",
        Opens::Everybody,
    ),
];

impl Door {
    fn is_meant(&self, asked: &[Asked]) -> bool {
        let Self(_, [nl, en], others, _) = self;
        let words = words_of(&[nl, en, others]);
        asked
            .iter()
            .all(|asked| words.iter().any(|word| asked.nearness(word).is_some()))
    }

    fn opens(&self, page: &Page) -> bool {
        match self.3 {
            Opens::Everybody => true,
            Opens::SignedIn => page.who.is_some(),
            Opens::InMenu => page.opens(self.0),
        }
    }
}

/// The pages that are meant and may be opened: address and name.
pub(super) fn doors(asked: &[Asked], page: &Page) -> Vec<(&'static str, String)> {
    let meant = DOORS
        .iter()
        .filter(|door| door.opens(page) && door.is_meant(asked));
    meant
        .map(|Door(address, [nl, en], ..)| (*address, page.t(nl, en).to_owned()))
        .collect()
}
