//! Pathways in words: phases, levels, verdicts, stages, and what is wrong with a change.

use mkbroute_domain::outreach::{NotMailed, Stage};
use mkbroute_domain::pathways::criteria::{Level, Outcome};
use mkbroute_domain::pathways::{Phase, PhaseProblem};
use mkbroute_domain::text::Lang;

use super::choose;
use super::number::date;

/// What a phase is called.
pub fn phase(phase: Phase, lang: Lang) -> &'static str {
    let (nl, en) = match phase {
        Phase::Idea => ("idee", "idea"),
        Phase::Exploring => ("verkenning", "exploring"),
        Phase::Developing => ("ontwikkeling", "developing"),
        Phase::Starting => ("opstart", "starting"),
        Phase::Established => ("gevestigd", "established"),
        Phase::Paused => ("gepauzeerd", "paused"),
        Phase::Stopped => ("gestopt", "stopped"),
    };
    choose(lang, nl, en)
}

/// What is wrong with a change of phase.
pub fn phase_problem(problem: PhaseProblem, lang: Lang) -> String {
    let (nl, en) = match problem {
        PhaseProblem::NoReason => (
            "Vul in waarom de fase verandert.",
            "Say why the phase changes.",
        ),
        PhaseProblem::LongReason => ("De reden is te lang.", "The reason is too long."),
        PhaseProblem::WaitsForNothing => (
            "Vul in waarop de route wacht.",
            "Say what the pathway waits for.",
        ),
        PhaseProblem::WaitsWithoutPause => (
            "Alleen een gepauzeerde route wacht ergens op.",
            "Only a paused pathway waits for something.",
        ),
        PhaseProblem::Future => (
            "De datum ligt in de toekomst. Kies vandaag of eerder.",
            "The date lies in the future. Choose today or earlier.",
        ),
        PhaseProblem::Same => (
            "De route is al in deze fase.",
            "The pathway is in this phase.",
        ),
        PhaseProblem::BeforeLast(last) => {
            let last = date(last, lang);
            return match lang {
                Lang::Nl => format!(
                    "De fase veranderde voor het laatst op {last}. Kies die datum of een latere."
                ),
                Lang::En => {
                    format!("The phase last changed on {last}. Choose that date or a later one.")
                }
            };
        }
        PhaseProblem::OutOfOrder { from, to } => {
            let (from, to) = (phase(from, lang), phase(to, lang));
            return match lang {
                Lang::Nl => format!("Van {from} gaat een route niet naar {to}."),
                Lang::En => format!("A pathway does not go from {from} to {to}."),
            };
        }
    };
    choose(lang, nl, en).to_owned()
}

/// How far a criterion is met.
pub fn level(level: Level, lang: Lang) -> &'static str {
    let (nl, en) = match level {
        Level::Met => ("voldoet", "met"),
        Level::Partly => ("voldoet deels", "partly met"),
        Level::NotMet => ("voldoet niet", "not met"),
        Level::Unknown => ("onbekend", "unknown"),
    };
    choose(lang, nl, en)
}

/// What a pathway is by a set of criteria.
pub fn outcome(outcome: Outcome, lang: Lang) -> &'static str {
    let (nl, en) = match outcome {
        Outcome::MkbRoute => ("Mkb-route", "Mkb-route"),
        Outcome::InDevelopment => ("in ontwikkeling", "in development"),
        Outcome::NotYet => ("voldoet (nog) niet", "not (yet) an Mkb-route"),
    };
    choose(lang, nl, en)
}

/// What a stage of a lead is called.
pub fn stage(stage: Stage, lang: Lang) -> &'static str {
    let (nl, en) = match stage {
        Stage::Approached => ("benaderd", "approached"),
        Stage::Interested => ("belangstelling", "interested"),
        Stage::Attended => ("was op een bijeenkomst", "came to a meeting"),
        Stage::Conversation => ("in gesprek", "in conversation"),
        Stage::Committed => ("doet mee", "committed"),
        Stage::Onboarding => ("bereidt zich voor", "onboarding"),
        Stage::Active => ("heeft een student", "has a student"),
        Stage::Declined => ("doet niet mee", "declined"),
        Stage::Dormant => ("later weer", "later again"),
    };
    choose(lang, nl, en)
}

/// Why somebody gets no mailing.
pub fn not_mailed(why: NotMailed, lang: Lang) -> &'static str {
    let (nl, en) = match why {
        NotMailed::DoNotContact => ("wil geen contact", "wants no contact"),
        NotMailed::Declined => ("het bedrijf doet niet mee", "the company declined"),
        NotMailed::NoConsent => ("gaf geen toestemming", "did not agree to mailings"),
        NotMailed::Dormant => (
            "het bedrijf wil later praten",
            "the company wants to talk later",
        ),
        NotMailed::NoAddress => ("heeft geen e-mailadres", "has no mail address"),
    };
    choose(lang, nl, en)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn a_wrong_change_says_what_to_do() {
        let last = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        let told = phase_problem(PhaseProblem::BeforeLast(last), Lang::Nl);
        assert!(
            told.contains("1 maart 2026") && told.ends_with("een latere."),
            "{told}"
        );
        let (from, to) = (Phase::Idea, Phase::Established);
        assert_eq!(
            phase_problem(PhaseProblem::OutOfOrder { from, to }, Lang::En),
            "A pathway does not go from idea to established."
        );
    }

    #[test]
    fn every_word_of_a_list_is_another() {
        for lang in Lang::ALL {
            let mut words: Vec<&str> = Phase::ALL.iter().map(|found| phase(*found, lang)).collect();
            words.extend(Level::ALL.iter().map(|found| level(*found, lang)));
            words.extend(Stage::ALL.iter().map(|found| stage(*found, lang)));
            let count = words.len();
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), count);
        }
    }
}
