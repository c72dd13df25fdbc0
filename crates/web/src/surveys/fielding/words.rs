//! Problems of preparing, reaching and closing, in words.

use chrono::NaiveDate;
use mkbroute_application::surveys::fielding::{PopulationProblem, Proposal, ReportError};
use mkbroute_domain::pathways::Began;
use mkbroute_domain::surveys::wave::{Distribution, ExtendProblem, PlanProblem, Silence};
use mkbroute_domain::text::Lang;
use mkbroute_report::words::{choose, number};

/// What keeps a plan from being kept, and the field it belongs to.
pub(super) fn plan_problem(found: PlanProblem, lang: Lang) -> (&'static str, &'static str) {
    let (field, nl, en) = match found {
        PlanProblem::NoTitle(Lang::Nl) => ("titel_nl", "Geef een titel.", "Give a title in Dutch."),
        PlanProblem::NoTitle(Lang::En) => (
            "titel_en",
            "Geef ook een titel in het Engels.",
            "Give a title in English too.",
        ),
        PlanProblem::LongTitle => (
            "titel_nl",
            "Maak de titel korter: hoogstens 120 tekens.",
            "Shorten the title: at most 120 characters.",
        ),
        PlanProblem::EndsBeforeItBegins => (
            "tot",
            "De laatste dag ligt voor de eerste.",
            "The last day lies before the first.",
        ),
        PlanProblem::TooLong => (
            "tot",
            "Een meting duurt hoogstens twee jaar.",
            "A measurement runs at most two years.",
        ),
        PlanProblem::NoQuestionnaire => (
            "lijsten",
            "Kies ten minste één vragenlijst.",
            "Choose at least one questionnaire.",
        ),
        PlanProblem::NoPathway => (
            "routes",
            "Kies ten minste één route.",
            "Choose at least one pathway.",
        ),
        PlanProblem::PrivacyInOneLanguage => (
            "privacy_nl",
            "Geef de privacytekst in beide talen, of in geen van beide.",
            "Give the privacy text in both languages, or in neither.",
        ),
        PlanProblem::LongPrivacy => (
            "privacy_nl",
            "Maak de privacytekst korter: hoogstens 4000 tekens.",
            "Shorten the privacy text: at most 4000 characters.",
        ),
    };
    (field, choose(lang, nl, en))
}

/// What the program knows of a number of people, and from where.
pub(super) fn proposal(found: Proposal, lang: Lang) -> String {
    match found {
        Proposal::Intake(Began {
            students,
            first,
            last,
        }) => match lang {
            Lang::Nl if first == last => format!("{students} begonnen in {first}"),
            Lang::Nl => format!("{students} begonnen van {first} tot en met {last}"),
            Lang::En if first == last => format!("{students} began in {first}"),
            Lang::En => format!("{students} began from {first} to {last}"),
        },
        Proposal::Companies(companies) => match lang {
            Lang::Nl => format!("{companies} op de bedrijvenlijst"),
            Lang::En => format!("{companies} on the list of companies"),
        },
    }
}

/// A day that cannot be read.
pub(super) fn no_day(lang: Lang) -> (&'static str, &'static str) {
    let (nl, en) = (
        "Kies een eerste en een laatste dag.",
        "Choose a first and a last day.",
    );
    ("van", choose(lang, nl, en))
}

/// Why the numbers of people were not kept.
pub(super) fn population_problem(found: &PopulationProblem, lang: Lang) -> String {
    match (found, lang) {
        (PopulationProblem::NoNumber { text, .. }, Lang::Nl) => {
            format!("“{text}” is geen heel getal van 0 tot een miljoen.")
        }
        (PopulationProblem::NoNumber { text, .. }, Lang::En) => {
            format!("“{text}” is no whole number from 0 to a million.")
        }
        (PopulationProblem::FewerThanAnswers { answers, .. }, Lang::Nl) => {
            format!("Er zijn al {answers} antwoorden: zo weinig mensen kunnen het niet zijn.")
        }
        (PopulationProblem::FewerThanAnswers { answers, .. }, Lang::En) => {
            format!("There are {answers} answers already: there cannot be so few people.")
        }
        (PopulationProblem::UnknownLine { line, text }, Lang::Nl) => {
            format!("Regel {line} noemt geen route en groep van deze meting: “{text}”.")
        }
        (PopulationProblem::UnknownLine { line, text }, Lang::En) => {
            format!("Line {line} names no pathway and group of this measurement: “{text}”.")
        }
    }
}

/// Why a report of passing on was not kept.
pub(super) fn report_problem(found: &ReportError, lang: Lang) -> &'static str {
    let (nl, en) = match found {
        ReportError::ImpossibleDay => (
            "Kies een dag tussen de opening en vandaag.",
            "Choose a day between the opening and today.",
        ),
        ReportError::NoReason => (
            "Zeg kort waarom de vragenlijst niet is verstuurd.",
            "Say in short why the questionnaire was not sent.",
        ),
        ReportError::LongReason => (
            "Maak de reden korter: hoogstens 500 tekens.",
            "Shorten the reason: at most 500 characters.",
        ),
        ReportError::App(_) => ("Dat lukte nu niet.", "That did not work now."),
    };
    choose(lang, nl, en)
}

/// Why the last day was not moved.
pub(super) fn extend_problem(found: ExtendProblem, lang: Lang) -> String {
    let (nl, en) = match found {
        ExtendProblem::NotOpen => (
            "Alleen een open meting kan langer duren. Een gesloten meting gaat nooit weer open.",
            "Only an open measurement can run longer. A closed one never opens again.",
        ),
        ExtendProblem::NotLater(last) => {
            let last = number::date(last, lang);
            return match lang {
                Lang::Nl => format!("Kies een dag na {last}."),
                Lang::En => format!("Choose a day after {last}."),
            };
        }
        ExtendProblem::Past => ("Die dag is al voorbij.", "That day has passed."),
        ExtendProblem::TooLong => (
            "Een meting duurt hoogstens twee jaar.",
            "A measurement runs at most two years.",
        ),
    };
    choose(lang, nl, en).to_owned()
}

/// Whether and when a questionnaire was passed on.
pub(crate) fn distribution(found: Distribution, on: Option<NaiveDate>, lang: Lang) -> String {
    let word = match found {
        Distribution::Unknown => choose(lang, "nog niet gemeld", "not reported yet"),
        Distribution::Sent => choose(lang, "verstuurd", "sent"),
        Distribution::Late => choose(lang, "laat verstuurd", "sent late"),
        Distribution::NotSent => choose(lang, "niet verstuurd", "not sent"),
    };
    match on {
        Some(day) => format!(
            "{word} {} {}",
            choose(lang, "op", "on"),
            number::date(day, lang)
        ),
        None => word.to_owned(),
    }
}

/// Why somebody should look at a pathway.
pub(crate) fn silence(found: Silence, lang: Lang) -> &'static str {
    let (nl, en) = match found {
        Silence::NotReported => (
            "stil: niet gemeld of de vragenlijst is verstuurd",
            "silent: nobody told whether the questionnaire was sent",
        ),
        Silence::NobodyAnswers => (
            "stil: verstuurd, maar niemand antwoordt",
            "silent: sent, but nobody answers",
        ),
    };
    choose(lang, nl, en)
}
