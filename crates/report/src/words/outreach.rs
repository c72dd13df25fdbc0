//! Companies on their way to a pathway in words: sources, motives, reasons, and what is wrong with a
//! change of stage.

use mkbroute_domain::outreach::event::EventStanding;
use mkbroute_domain::outreach::{DeclineReason, Horizon, LeadSource, Motive, StageProblem};
use mkbroute_domain::text::Lang;

use super::choose;
use super::number::date;
use super::pathway::stage;

/// How a company was found.
pub fn lead_source(source: LeadSource, lang: Lang) -> &'static str {
    let (nl, en) = match source {
        LeadSource::College => ("via een hogeschool", "through a hogeschool"),
        LeadSource::Branch => (
            "via een brancheorganisatie of stichting",
            "through a branch organisation or foundation",
        ),
        LeadSource::Company => ("via een ander bedrijf", "through another company"),
        LeadSource::Student => (
            "via een medewerker of student",
            "through an employee or student",
        ),
        LeadSource::Media => (
            "via internet, krant of post",
            "through the internet, a newspaper or mail",
        ),
        LeadSource::Other => ("anders", "otherwise"),
    };
    choose(lang, nl, en)
}

/// Why a company would train students.
pub fn motive(motive: Motive, lang: Lang) -> &'static str {
    let (nl, en) = match motive {
        Motive::Attract => ("nieuwe medewerkers vinden", "finding new employees"),
        Motive::Retain => ("medewerkers houden", "keeping employees"),
        Motive::Society => (
            "goed opleiden is goed voor de samenleving",
            "good training is good for society",
        ),
        Motive::Innovation => ("vernieuwen", "innovating"),
        Motive::Craft => (
            "het vak in de sector sterk houden",
            "keeping the craft in the sector strong",
        ),
    };
    choose(lang, nl, en)
}

/// When a motive pays off.
pub fn horizon(horizon: Horizon, lang: Lang) -> &'static str {
    let (nl, en) = match horizon {
        Horizon::Short => ("op korte termijn", "in the short term"),
        Horizon::Long => ("op lange termijn", "in the long term"),
    };
    choose(lang, nl, en)
}

/// Why a company does not take part.
pub fn decline_reason(reason: DeclineReason, lang: Lang) -> &'static str {
    let (nl, en) = match reason {
        DeclineReason::Costs => ("het kost te veel", "it costs too much"),
        DeclineReason::SupervisionTime => ("geen tijd om te begeleiden", "no time to supervise"),
        DeclineReason::NoSupervisor => (
            "niemand kan op dit niveau begeleiden",
            "nobody can supervise at this level",
        ),
        DeclineReason::TooSmall => ("het bedrijf is te klein", "the company is too small"),
        DeclineReason::NoSuitableWork => ("geen werk op hbo-niveau", "no work at hbo level"),
        DeclineReason::FitWork => (
            "de opleiding past niet bij het werk",
            "the programme does not fit the work",
        ),
        DeclineReason::NoCandidate => (
            "geen geschikte student of medewerker",
            "no suitable student or employee",
        ),
        DeclineReason::MayLeave => ("de student gaat misschien weg", "the student may leave"),
        DeclineReason::Paperwork => ("te veel regels en papieren", "too many rules and papers"),
        DeclineReason::Unclear => (
            "niet duidelijk wat het oplevert",
            "not clear what it brings",
        ),
        DeclineReason::Other => ("iets anders", "something else"),
    };
    choose(lang, nl, en)
}

/// What can be done with an event now.
pub fn event_standing(standing: EventStanding, lang: Lang) -> &'static str {
    let (nl, en) = match standing {
        EventStanding::NoGuests => ("nog niemand uitgenodigd", "nobody invited yet"),
        EventStanding::Coming => ("komt nog", "to come"),
        EventStanding::NobodyTicked => ("niemand afgevinkt", "nobody ticked off"),
        EventStanding::Held => ("geweest", "held"),
    };
    choose(lang, nl, en)
}

/// What is wrong with a change of stage, and what to do.
pub fn stage_problem(problem: StageProblem, lang: Lang) -> String {
    let (nl, en) = match problem {
        StageProblem::OutOfOrder { from, to } => {
            let (from, to) = (stage(from, lang), stage(to, lang));
            return match lang {
                Lang::Nl => format!("Van ‘{from}’ gaat een bedrijf niet naar ‘{to}’."),
                Lang::En => format!("A company does not go from ‘{from}’ to ‘{to}’."),
            };
        }
        StageProblem::BeforeLast(last) => {
            let last = date(last, lang);
            return match lang {
                Lang::Nl => {
                    format!("De laatste stap was op {last}. Kies die dag of een latere.")
                }
                Lang::En => format!("The last step was on {last}. Choose that day or a later one."),
            };
        }
        StageProblem::Future => (
            "De dag ligt in de toekomst. Kies vandaag of eerder.",
            "The day lies in the future. Choose today or earlier.",
        ),
        StageProblem::NoReason => (
            "Kies minstens één reden waarom het bedrijf niet meedoet.",
            "Choose at least one reason why the company does not take part.",
        ),
        StageProblem::ReasonWithoutDeclining => (
            "Alleen een bedrijf dat niet meedoet, heeft daarvoor een reden.",
            "Only a company that does not take part has a reason for it.",
        ),
        StageProblem::NoNote => (
            "Schrijf erbij waarom. Dat is nodig als een bedrijf teruggaat, later wil praten of toch weer wil.",
            "Add why. That is needed when a company goes back, wants to talk later or wants to after all.",
        ),
        StageProblem::NoReEngageDay => (
            "Kies een latere dag waarop je weer met het bedrijf praat.",
            "Choose a later day on which you talk with the company again.",
        ),
        StageProblem::ReEngageWithoutPause => (
            "Alleen een bedrijf dat later wil praten, heeft een dag daarvoor.",
            "Only a company that wants to talk later has a day for it.",
        ),
    };
    choose(lang, nl, en).to_owned()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use chrono::NaiveDate;
    use mkbroute_domain::outreach::Stage;

    use super::*;

    #[test]
    fn every_entry_of_a_list_has_words_of_its_own() {
        for lang in Lang::ALL {
            let distinct = |words: Vec<&str>| {
                assert_eq!(words.iter().collect::<BTreeSet<_>>().len(), words.len());
            };
            distinct(LeadSource::ALL.map(|found| lead_source(found, lang)).into());
            distinct(Motive::ALL.map(|found| motive(found, lang)).into());
            distinct(Horizon::ALL.map(|found| horizon(found, lang)).into());
            distinct(
                DeclineReason::ALL
                    .map(|found| decline_reason(found, lang))
                    .into(),
            );
            distinct(
                EventStanding::ALL
                    .map(|found| event_standing(found, lang))
                    .into(),
            );
        }
    }

    #[test]
    fn a_wrong_step_says_what_to_do() {
        let last = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        let told = stage_problem(StageProblem::BeforeLast(last), Lang::Nl);
        assert!(
            told.contains("1 maart 2026") && told.ends_with("een latere."),
            "{told}"
        );
        let (from, to) = (Stage::Declined, Stage::Active);
        let told = stage_problem(StageProblem::OutOfOrder { from, to }, Lang::En);
        assert!(told.contains("has a student"), "{told}");
    }
}
