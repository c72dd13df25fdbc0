//! Wording in both languages, side by side: a missing translation does not compile.

mod account_mail;
pub mod business_case;
pub mod claim;
mod device;
mod digest_mail;
mod invitation;
mod letter;
pub mod number;
pub mod organisation;
pub mod outreach;
pub mod pathway;
pub mod plan;
mod reservation;
mod rule;
mod share;
mod weighting;

use mkbroute_domain::surveys::instrument::{FormOfAddress, RespondentGroup};
use mkbroute_domain::text::{Lang, Text};

pub use account_mail::{
    address_changed_mail, address_changed_subject, new_device_mail, new_device_subject,
    passkey_added, passkey_removed, passkeys_forgotten, passkeys_mail, passkeys_subject,
    sign_in_mail, sign_in_subject, subject_linked_mail, subject_linked_subject,
};
pub use device::device;
pub use digest_mail::{digest_mail, digest_subject};
pub use invitation::{
    greeting, invitation_link, invitation_opening, invitation_particulars, invitation_subject,
    reminder,
};
pub use letter::{LETTER_LANG, letter, letter_foot};
pub use reservation::reservation;
pub use rule::{rule, statistic};
pub use share::share;
pub use weighting::{estimand, weighting};

/// The words in one language.
pub fn choose<'a>(lang: Lang, nl: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Nl => nl,
        Lang::En => en,
    }
}

/// The words in one language, in Dutch as the reader is spoken to.
pub fn spoken<'a>(
    to: FormOfAddress,
    lang: Lang,
    (je, u): (&'a str, &'a str),
    en: &'a str,
) -> &'a str {
    let nl = match to {
        FormOfAddress::Familiar => je,
        FormOfAddress::Polite => u,
    };
    choose(lang, nl, en)
}

/// A respondent group, in the plural.
pub fn group(group: RespondentGroup, lang: Lang) -> &'static str {
    let (nl, en) = group_words(group);
    choose(lang, nl, en)
}

/// A respondent group, in the plural and both languages.
pub fn respondents(group: RespondentGroup) -> Text {
    let (nl, en) = group_words(group);
    Text::new(nl, en)
}

fn group_words(group: RespondentGroup) -> (&'static str, &'static str) {
    match group {
        RespondentGroup::Companies => ("bedrijven", "companies"),
        RespondentGroup::Students => ("studenten", "students"),
        RespondentGroup::Teachers => ("docenten", "teachers"),
        RespondentGroup::DeclinedCompanies => ("bedrijven die afzagen", "companies that declined"),
        RespondentGroup::StoppedStudents => ("gestopte studenten", "students who stopped"),
        RespondentGroup::Employers => ("werkgevers", "employers"),
    }
}

/// With a capital, as in a heading.
pub fn capital(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}
