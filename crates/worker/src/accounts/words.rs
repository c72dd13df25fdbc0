//! Mails about accounts in words.

use mkbroute_application::accounts::{AccountNews, PasskeyChange};
use mkbroute_domain::text::Lang;
use mkbroute_report::words::{
    address_changed_mail, address_changed_subject, digest_mail, digest_subject, new_device_mail,
    new_device_subject, passkey_added, passkey_removed, passkeys_forgotten, passkeys_mail,
    passkeys_subject, sign_in_mail, sign_in_subject, subject_linked_mail, subject_linked_subject,
};

use super::amounts::amount;

/// The subject, and the text paragraph by paragraph.
pub(crate) fn account_words(news: &AccountNews<'_>, lang: Lang) -> (&'static str, Vec<String>) {
    match news {
        AccountNews::SignInLink {
            name,
            link,
            minutes,
        } => (
            sign_in_subject(lang),
            sign_in_mail(name, link, *minutes, lang),
        ),
        AccountNews::NewDevice {
            name,
            device,
            at,
            page,
        } => (
            new_device_subject(lang),
            new_device_mail(name, (*device, *at), page, lang),
        ),
        AccountNews::SubjectLinked {
            name,
            account,
            page,
        } => (
            subject_linked_subject(lang),
            subject_linked_mail(name, account, page, lang),
        ),
        AccountNews::Digest {
            frequency,
            amounts,
            page,
            choose,
            stop,
        } => {
            let lines: Vec<String> = amounts
                .iter()
                .map(|(kind, number)| amount(*kind, *number, lang))
                .collect();
            let said = digest_mail(&lines, *frequency, (page, choose, stop), lang);
            (digest_subject(lang), said)
        }
        AccountNews::AddressChanged { name, page } => (
            address_changed_subject(lang),
            address_changed_mail(name, page, lang),
        ),
        AccountNews::Passkeys { name, change, page } => {
            let changed = match change {
                PasskeyChange::Added(passkey) => passkey_added(passkey, lang),
                PasskeyChange::Removed(passkey) => passkey_removed(passkey, lang),
                PasskeyChange::Forgotten => passkeys_forgotten(lang),
            };
            let said = passkeys_mail(name, &changed, page, lang);
            (passkeys_subject(lang), said)
        }
    }
}
