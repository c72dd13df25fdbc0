//! What errors say: what went wrong and what to do.

use mkbroute_application::AppError;
use mkbroute_domain::text::Lang;
use mkbroute_report::words::choose;

use super::WebError;

impl WebError {
    /// What went wrong, and what to do.
    pub(super) fn words(&self, lang: Lang) -> (&'static str, &'static str) {
        let (what, help) = match self {
            Self::App(AppError::NotFound | AppError::Forbidden) => NOTHING,
            Self::App(error) => of_wave(error).unwrap_or(NOT_NOW),
            Self::UnknownLink => (
                ("Deze link kennen wij niet", "We do not know this link"),
                (
                    "Controleer of de hele link is overgenomen. Is de meting gesloten, dan \
                     werken persoonlijke links niet meer.",
                    "Check that you copied the whole link. Once a measurement is closed, personal \
                     links no longer work.",
                ),
            ),
            error => of_request(error).unwrap_or(NOT_NOW),
        };
        (choose(lang, what.0, what.1), choose(lang, help.0, help.1))
    }
}

type Words = (&'static str, &'static str);

const NOTHING: (Words, Words) = (
    ("Deze pagina is er niet", "This page does not exist"),
    (
        "Controleer het adres, of ga naar het begin. Sommige pagina's zijn er alleen voor wie een bepaalde rol heeft.",
        "Check the address, or go to the start. Some pages are there only for who has a certain role.",
    ),
);

const NOT_NOW: (Words, Words) = (
    ("Dat lukte nu niet", "That did not work now"),
    (
        "Wat eerder bewaard is, is er nog. Probeer het over een minuut opnieuw.",
        "What you saved before is still there. Try again in a minute.",
    ),
);

/// What the life of a wave does not allow, if that is what was asked.
fn of_wave(error: &AppError) -> Option<(Words, Words)> {
    Some(match error {
        AppError::NotWelcome => (
            (
                "Deze vragenlijst is nu niet open",
                "This questionnaire is not open now",
            ),
            (
                "De meting is nog niet begonnen of al gesloten. Er is niets aan antwoorden veranderd.",
                "The measurement has not begun or is closed. Your answers did not change.",
            ),
        ),
        AppError::NotFrozen(_) => (
            ("Er is nog geen rapport", "There is no report yet"),
            (
                "Een rapport maken wij pas als de meting gesloten en bevroren is.",
                "A report is made once the measurement is closed and frozen.",
            ),
        ),
        AppError::NotClosed(_) => (
            ("Deze meting is nog open", "This measurement is still open"),
            (
                "Alleen een gesloten meting kan bevroren worden.",
                "Only a closed measurement can be frozen.",
            ),
        ),
        AppError::NotPlanned(_) => (
            (
                "Deze meting is al geopend",
                "This measurement was opened before",
            ),
            (
                "Na het openen verandert alleen de einddatum nog.",
                "After opening only the last day can change.",
            ),
        ),
        AppError::NotFresh => (
            (
                "Laat eerst zien dat jij het bent",
                "First show that it is you",
            ),
            (
                "Meld je opnieuw aan en probeer het nog eens.",
                "Sign in again and retry.",
            ),
        ),
        AppError::NotOpen(_) => (
            ("Deze meting is niet open", "This measurement is not open"),
            (
                "Dit kan alleen zolang er antwoorden binnenkomen.",
                "This is possible only while answers come in.",
            ),
        ),
        _ => return None,
    })
}

/// What is wrong with a request itself, if that is what it is.
fn of_request(error: &WebError) -> Option<(Words, Words)> {
    Some(match error {
        WebError::SignedOut => (
            (
                "Je bent niet meer aangemeld",
                "You are not signed in any more",
            ),
            (
                "Wat je invulde is nog niet bewaard en nog niet weg. Meld je aan in een ander \
                     tabblad en laad daarna deze pagina opnieuw: dan wordt het alsnog verstuurd.",
                "What you filled in is not kept yet and not lost. Sign in in another tab and \
                     then reload this page: it is sent after all.",
            ),
        ),
        WebError::OtherSite => (
            (
                "Dit formulier kwam van een andere site",
                "This form came from another site",
            ),
            (
                "Open de pagina hier opnieuw en probeer het nog eens.",
                "Open the page here again and retry.",
            ),
        ),
        WebError::TooLarge => (
            ("Dit is te veel tekst", "This is too much text"),
            (
                "Ga terug, maak het antwoord korter en probeer het nog eens.",
                "Go back, shorten your answer and retry.",
            ),
        ),
        WebError::Unreadable => (
            (
                "Wij konden het formulier niet lezen",
                "We could not read the form",
            ),
            ("Ga terug en probeer het nog eens.", "Go back and retry."),
        ),
        WebError::NoForm => (
            (
                "Hier kun je geen bestand sturen",
                "You cannot send a file here",
            ),
            (
                "Deze pagina leest alleen wat in haar eigen formulier is ingevuld.",
                "This page reads only what is filled in in its own form.",
            ),
        ),
        WebError::NoFormToken => (
            (
                "Wij konden niet zien dat dit formulier van deze site komt",
                "We could not see that this form comes from this site",
            ),
            (
                "Er is niets gedaan. Ga terug: wat je invulde staat er nog. Laad de pagina in een ander tabblad, \
                 kijk of cookies aanstaan, en verstuur het formulier opnieuw.",
                "Nothing was done. Go back: what you filled in is still there. Load the page in another tab, see \
                 that cookies are on, and send the form again.",
            ),
        ),
        _ => return of_asking(error),
    })
}

/// What is wrong with where, how fast or how often somebody asks, if that is what it is.
fn of_asking(error: &WebError) -> Option<(Words, Words)> {
    Some(match error {
        WebError::SentTooSlowly => (
            (
                "Het formulier kwam te langzaam binnen",
                "The form came in too slowly",
            ),
            (
                "Ga terug: wat je invulde staat er nog. Probeer het opnieuw met een betere verbinding.",
                "Go back: what you filled in is still there. Retry with a better connection.",
            ),
        ),
        WebError::Method => (
            ("Dat kan hier niet", "That is not possible here"),
            (
                "Op dit adres is er geen pagina of formulier van deze soort. Ga naar het begin.",
                "There is no page or form of this kind at this address. Go to the start.",
            ),
        ),
        WebError::BadAddress => (
            (
                "Wij konden dit adres niet lezen",
                "We could not read this address",
            ),
            (
                "Controleer wat achter het vraagteken staat, of ga naar het begin.",
                "Check what stands after the question mark, or go to the start.",
            ),
        ),
        WebError::NoHost | WebError::OtherHost => (
            ("Deze site heet anders", "This site has another name"),
            (
                "Gebruik het adres dat je van ons kreeg. Beheer je deze site, stel dan met origin in hoe zij heet.",
                "Use the address that you got from us. If you run this site, set its name with origin.",
            ),
        ),
        WebError::TooOften(_) => (
            ("Dat ging even te snel", "That was a bit too fast"),
            (
                "Er kwamen in korte tijd heel veel verzoeken. Wacht een minuut en probeer het opnieuw; wat bewaard \
                 is, is er nog.",
                "Very many requests came in a short time. Wait a minute and retry; what was saved is still there.",
            ),
        ),
        _ => return None,
    })
}
