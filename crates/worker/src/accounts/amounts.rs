//! How much waits, in words without names.

use mkbroute_application::asks::AskKind;
use mkbroute_domain::text::Lang;
use mkbroute_report::words::choose;

/// So many of a kind: "3 metingen om te sluiten of te verlengen".
pub(crate) fn amount(kind: AskKind, number: u32, lang: Lang) -> String {
    let one = number == 1;
    let some = |nl: (&'static str, &'static str), en: (&'static str, &'static str)| {
        let (nl, en) = if one { (nl.0, en.0) } else { (nl.1, en.1) };
        format!("{number} {}", choose(lang, nl, en))
    };
    match kind {
        AskKind::LetPeopleIn => choose(
            lang,
            "er doet nog niemand mee: laat mensen toe",
            "nobody takes part yet: let people in",
        )
        .to_owned(),
        AskKind::HandOutLinks => choose(
            lang,
            "wie zich niet kan aanmelden heeft een link nodig",
            "who cannot sign in needs a link",
        )
        .to_owned(),
        AskKind::LookAtLog => choose(
            lang,
            "de controle van het logboek vond iets",
            "the check of the log found something",
        )
        .to_owned(),
        AskKind::AcceptRole => some(
            ("uitnodiging voor een rol", "uitnodigingen voor een rol"),
            ("invitation to a role", "invitations to a role"),
        ),
        AskKind::RoleEnds => some(
            (
                "rol die binnenkort eindigt",
                "rollen die binnenkort eindigen",
            ),
            ("role that ends soon", "roles that end soon"),
        ),
        AskKind::OtherRole => some(
            ("ding in een andere rol", "dingen in een andere rol"),
            ("thing in another role", "things in another role"),
        ),
        AskKind::OpenWave => some(
            ("meting om te openen", "metingen om te openen"),
            ("measurement to open", "measurements to open"),
        ),
        AskKind::CloseWave => some(
            (
                "meting om te sluiten of te verlengen",
                "metingen om te sluiten of te verlengen",
            ),
            (
                "measurement to close or extend",
                "measurements to close or extend",
            ),
        ),
        AskKind::SeeSilence => some(
            (
                "meting waarin groepen stil blijven",
                "metingen waarin groepen stil blijven",
            ),
            (
                "measurement in which groups stay silent",
                "measurements in which groups stay silent",
            ),
        ),
        AskKind::PassOn => some(
            (
                "vragenlijst om door te sturen",
                "vragenlijsten om door te sturen",
            ),
            ("questionnaire to pass on", "questionnaires to pass on"),
        ),
        AskKind::MendAddresses => some(
            (
                "lijst met mailadressen om te verbeteren",
                "lijsten met mailadressen om te verbeteren",
            ),
            (
                "list of mail addresses to mend",
                "lists of mail addresses to mend",
            ),
        ),
        AskKind::DecideComments => some(
            (
                "concept met commentaar om over te beslissen",
                "concepten met commentaar om over te beslissen",
            ),
            (
                "draft with comments to decide about",
                "drafts with comments to decide about",
            ),
        ),
        AskKind::FreezeWave => some(
            (
                "gesloten meting om te bevriezen",
                "gesloten metingen om te bevriezen",
            ),
            (
                "closed measurement to freeze",
                "closed measurements to freeze",
            ),
        ),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_kind_has_words_of_its_own_in_both_languages() {
        for lang in [Lang::Nl, Lang::En] {
            let told = AskKind::ALL.map(|kind| amount(kind, 2, lang));
            let distinct: BTreeSet<_> = told.iter().collect();
            assert_eq!(distinct.len(), AskKind::ALL.len(), "{told:?}");
        }
        assert_ne!(
            amount(AskKind::PassOn, 1, Lang::Nl)[1..],
            amount(AskKind::PassOn, 2, Lang::Nl)[1..]
        );
    }
}
