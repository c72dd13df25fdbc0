//! How much waits, in words without names.

use mkbroute_application::asks::AskKind;
use mkbroute_domain::text::Lang;
use mkbroute_report::words::choose;

/// What is told without a number, in both languages.
const TOLD: [(AskKind, &str, &str); 5] = [
    (
        AskKind::LetPeopleIn,
        "er doet nog niemand mee: laat mensen toe",
        "nobody takes part yet: let people in",
    ),
    (
        AskKind::HandOutLinks,
        "wie zich niet kan aanmelden heeft een link nodig",
        "who cannot sign in needs a link",
    ),
    (
        AskKind::AnswerSupport,
        "routes wachten op een antwoord van het programma",
        "pathways wait for an answer of the programme",
    ),
    (
        AskKind::LookAtLog,
        "de controle van het logboek vond iets",
        "the check of the log found something",
    ),
    (
        AskKind::RolesEnd,
        "veel rollen eindigen binnenkort",
        "many roles end soon",
    ),
];

/// One of a kind and several of it, in both languages.
const COUNTED: [(AskKind, [&str; 2], [&str; 2]); 15] = [
    (
        AskKind::AcceptRole,
        ["uitnodiging voor een rol", "uitnodigingen voor een rol"],
        ["invitation to a role", "invitations to a role"],
    ),
    (
        AskKind::RoleEnds,
        [
            "rol die binnenkort eindigt",
            "rollen die binnenkort eindigen",
        ],
        ["role that ends soon", "roles that end soon"],
    ),
    (
        AskKind::OtherRole,
        ["ding in een andere rol", "dingen in een andere rol"],
        ["thing in another role", "things in another role"],
    ),
    (
        AskKind::OpenWave,
        ["meting om te openen", "metingen om te openen"],
        ["measurement to open", "measurements to open"],
    ),
    (
        AskKind::CloseWave,
        [
            "meting om te sluiten of te verlengen",
            "metingen om te sluiten of te verlengen",
        ],
        [
            "measurement to close or extend",
            "measurements to close or extend",
        ],
    ),
    (
        AskKind::SeeSilence,
        [
            "meting waarin groepen stil blijven",
            "metingen waarin groepen stil blijven",
        ],
        [
            "measurement in which groups stay silent",
            "measurements in which groups stay silent",
        ],
    ),
    (
        AskKind::PassOn,
        [
            "vragenlijst om door te sturen",
            "vragenlijsten om door te sturen",
        ],
        ["questionnaire to pass on", "questionnaires to pass on"],
    ),
    (
        AskKind::MendAddresses,
        [
            "lijst met mailadressen om te verbeteren",
            "lijsten met mailadressen om te verbeteren",
        ],
        [
            "list of mail addresses to mend",
            "lists of mail addresses to mend",
        ],
    ),
    (
        AskKind::DecideComments,
        [
            "concept met commentaar om over te beslissen",
            "concepten met commentaar om over te beslissen",
        ],
        [
            "draft with comments to decide about",
            "drafts with comments to decide about",
        ],
    ),
    (
        AskKind::FreezeWave,
        [
            "gesloten meting om te bevriezen",
            "gesloten metingen om te bevriezen",
        ],
        [
            "closed measurement to freeze",
            "closed measurements to freeze",
        ],
    ),
    (
        AskKind::LateSteps,
        [
            "route met stappen die te laat zijn",
            "routes met stappen die te laat zijn",
        ],
        ["pathway with late steps", "pathways with late steps"],
    ),
    (
        AskKind::NextStep,
        [
            "stap van een route om op te pakken",
            "stappen van routes om op te pakken",
        ],
        [
            "step of a pathway to take up",
            "steps of pathways to take up",
        ],
    ),
    (
        AskKind::TalkAgain,
        [
            "route waarvoor bedrijven op een gesprek wachten",
            "routes waarvoor bedrijven op een gesprek wachten",
        ],
        [
            "pathway for which companies wait to be spoken to",
            "pathways for which companies wait to be spoken to",
        ],
    ),
    (
        AskKind::ReadSupport,
        [
            "antwoord van het programma op een vraag van jou",
            "antwoorden van het programma op vragen van jou",
        ],
        [
            "answer of the programme to a question of yours",
            "answers of the programme to questions of yours",
        ],
    ),
    (
        AskKind::AnswerMeeting,
        [
            "bijeenkomst van het leernetwerk die op je antwoord wacht",
            "bijeenkomsten van het leernetwerk die op je antwoord wachten",
        ],
        [
            "meeting of the learning network that waits for your answer",
            "meetings of the learning network that wait for your answer",
        ],
    ),
];

/// So many of a kind: "3 metingen om te sluiten of te verlengen".
pub(crate) fn amount(kind: AskKind, number: u32, lang: Lang) -> String {
    if let Some((_, nl, en)) = TOLD.iter().find(|(told, ..)| *told == kind) {
        return choose(lang, nl, en).to_owned();
    }
    let form = usize::from(number != 1);
    let words = COUNTED.iter().find(|(counted, ..)| *counted == kind);
    let words = words.map_or("", |(_, nl, en)| choose(lang, nl[form], en[form]));
    format!("{number} {words}")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_kind_has_words_of_its_own_in_both_languages() {
        for lang in [Lang::Nl, Lang::En] {
            let told = AskKind::ALL.map(|kind| amount(kind, 2, lang));
            assert!(told.iter().all(|words| words.len() > 8), "{told:?}");
            let distinct: BTreeSet<_> = told.iter().collect();
            assert_eq!(distinct.len(), AskKind::ALL.len(), "{told:?}");
        }
        assert_ne!(
            amount(AskKind::PassOn, 1, Lang::Nl)[1..],
            amount(AskKind::PassOn, 2, Lang::Nl)[1..]
        );
    }
}
