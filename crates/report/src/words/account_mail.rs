//! What mails about an account say.

use mkbroute_domain::text::Lang;

use super::choose;

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
