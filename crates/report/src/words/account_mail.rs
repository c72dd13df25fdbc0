//! What mails about an account say.

use chrono::{DateTime, Utc};
use mkbroute_domain::accounts::Device;
use mkbroute_domain::text::Lang;

use super::number::date;
use super::{choose, device};

/// The subject of a mail with a sign-in link.
pub fn sign_in_subject(lang: Lang) -> &'static str {
    choose(lang, "Jouw link om aan te melden", "Your link to sign in")
}

/// A mail with a link that signs in once, paragraph by paragraph.
pub fn sign_in_mail(name: &str, link: &str, minutes: i64, lang: Lang) -> Vec<String> {
    let hello = choose(lang, "Hallo", "Hello");
    let press = choose(
        lang,
        "Open deze link en druk op de knop om je aan te melden bij mkbroute:",
        "Open this link and press the button to sign in to mkbroute:",
    );
    let once = match lang {
        Lang::Nl => format!("De link werkt één keer, tot {minutes} minuten na deze mail."),
        Lang::En => format!("The link works once, until {minutes} minutes after this mail."),
    };
    let ignore = choose(
        lang,
        "Heb je hier niet om gevraagd? Dan hoef je niets te doen. Stuur de link aan niemand door.",
        "Did you not ask for this? Then there is nothing to do. Pass the link on to nobody.",
    );
    vec![
        format!("{hello} {name},"),
        format!("{press}\n{link}"),
        once,
        ignore.to_owned(),
    ]
}

/// The subject of a mail about a device that is new.
pub fn new_device_subject(lang: Lang) -> &'static str {
    choose(
        lang,
        "Aangemeld op een nieuw apparaat",
        "Signed in on a new device",
    )
}

/// A mail about a device that is new, paragraph by paragraph.
pub fn new_device_mail(
    name: &str,
    (found, at): (Device, DateTime<Utc>),
    page: &str,
    lang: Lang,
) -> Vec<String> {
    let hello = choose(lang, "Hallo", "Hello");
    let (day, time) = (date(at.date_naive(), lang), at.format("%H:%M"));
    let found = device(found, lang);
    let what = match lang {
        Lang::Nl => format!(
            "Op {day} om {time} UTC meldde iemand zich aan als jou, in een browser die wij nog niet \
             kenden: {found}."
        ),
        Lang::En => format!(
            "On {day} at {time} UTC somebody signed in as you, in a browser that we did not know \
             yet: {found}."
        ),
    };
    let mine = choose(
        lang,
        "Was jij dat? Dan hoef je niets te doen.",
        "Was that you? Then there is nothing to do.",
    );
    let not_mine = choose(
        lang,
        "Was jij dat niet? Meld je dan aan, beëindig die aanmelding en waarschuw de beheerder:",
        "Was it not you? Then sign in, end that session and warn the administrator:",
    );
    vec![
        format!("{hello} {name},"),
        what,
        mine.to_owned(),
        format!("{not_mine}\n{page}"),
    ]
}

/// The subject of a mail about passkeys.
pub fn passkeys_subject(lang: Lang) -> &'static str {
    choose(
        lang,
        "Jouw passkeys zijn veranderd",
        "Your passkeys changed",
    )
}

/// A mail about passkeys: what changed, in a sentence of [`passkey_added`] and the like, and where to look.
pub fn passkeys_mail(name: &str, changed: &str, page: &str, lang: Lang) -> Vec<String> {
    let hello = choose(lang, "Hallo", "Hello");
    let mine = choose(
        lang,
        "Was jij dat? Dan hoef je niets te doen.",
        "Was that you? Then there is nothing to do.",
    );
    let not_mine = choose(
        lang,
        "Was jij dat niet? Waarschuw dan meteen de beheerder, en kijk hier:",
        "Was it not you? Then warn the administrator at once, and look here:",
    );
    vec![
        format!("{hello} {name},"),
        changed.to_owned(),
        mine.to_owned(),
        format!("{not_mine}\n{page}"),
    ]
}

/// Says that a passkey was added.
pub fn passkey_added(passkey: &str, lang: Lang) -> String {
    match lang {
        Lang::Nl => {
            format!("Er is een passkey toegevoegd waarmee je je kunt aanmelden: {passkey}.")
        }
        Lang::En => format!("A passkey was added with which you can sign in: {passkey}."),
    }
}

/// Says that a passkey was removed.
pub fn passkey_removed(passkey: &str, lang: Lang) -> String {
    match lang {
        Lang::Nl => format!("Een passkey is verwijderd en werkt niet meer: {passkey}."),
        Lang::En => format!("A passkey was removed and works no longer: {passkey}."),
    }
}

/// Says that all passkeys were given up.
pub fn passkeys_forgotten(lang: Lang) -> String {
    let words = choose(
        lang,
        "Iemand die zich met een link aanmeldde, heeft al jouw passkeys weggehaald. Je andere \
         aanmeldingen zijn beëindigd.",
        "Somebody who signed in with a link removed all your passkeys. Your other sessions ended.",
    );
    words.to_owned()
}

/// The subject of a mail about an account at an institution.
pub fn subject_linked_subject(lang: Lang) -> &'static str {
    choose(
        lang,
        "Een account is aan jou gekoppeld",
        "An account was linked to you",
    )
}

/// The subject of a mail to the former address of an account.
pub fn address_changed_subject(lang: Lang) -> &'static str {
    choose(
        lang,
        "Je mailadres is gewijzigd",
        "Your mail address was changed",
    )
}

/// A mail to the former address of an account, paragraph by paragraph.
pub fn address_changed_mail(name: &str, page: &str, lang: Lang) -> Vec<String> {
    let what = choose(
        lang,
        "Mail over je account gaat voortaan naar een ander adres.",
        "Mail about your account goes to another address from now on.",
    );
    passkeys_mail(name, what, page, lang)
}

/// A mail about an account at an institution that was linked, paragraph by paragraph.
pub fn subject_linked_mail(name: &str, account: &str, page: &str, lang: Lang) -> Vec<String> {
    let what = match lang {
        Lang::Nl => format!("Met dit account kun je je voortaan aanmelden: {account}."),
        Lang::En => format!("From now on you can sign in with this account: {account}."),
    };
    passkeys_mail(name, &what, page, lang)
}
