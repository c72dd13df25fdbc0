//! Development plans in words: steps, how far they are, and what is wrong with a change.

use mkbroute_domain::pathways::plan::{
    AgreedProblem, LONGEST_TITLE, MOST_ENTRIES, MOST_STEPS, SchoolDay, StepKind, StepProblem,
    StepState,
};
use mkbroute_domain::text::Lang;

use super::choose;

/// What a step is about.
pub fn step_kind(kind: StepKind, lang: Lang) -> &'static str {
    let (nl, en) = match kind {
        StepKind::CompanyTalks => ("gesprekken met bedrijven", "talks with companies"),
        StepKind::EmployersAssociation => ("werkgeversvereniging", "employers' association"),
        StepKind::Lectoraat => ("lectoraat", "lectoraat"),
        StepKind::AdvisoryBoard => ("werkveldadviescommissie", "advisory board"),
        StepKind::MarketStudy => ("marktonderzoek", "study of the market"),
        StepKind::Efficiency => ("macrodoelmatigheid", "macrodoelmatigheid"),
        StepKind::Commitment => ("toezeggingen van partners", "commitments of partners"),
        StepKind::CurriculumBasis => ("basis van het curriculum", "basis of the curriculum"),
        StepKind::CurriculumTalks => (
            "gesprekken over het curriculum",
            "talks about the curriculum",
        ),
        StepKind::BusinessCase => ("businesscase", "business case"),
        StepKind::StudyCalendar => ("studiekalender", "study calendar"),
        StepKind::Coordinator => ("coördinator", "coordinator"),
        StepKind::Other => ("iets anders", "something else"),
    };
    choose(lang, nl, en)
}

/// How far a step is.
pub fn step_state(state: StepState, lang: Lang) -> &'static str {
    let (nl, en) = match state {
        StepState::Open => ("nog niet begonnen", "not begun"),
        StepState::Underway => ("bezig", "under way"),
        StepState::Waiting => ("wacht op een ander", "waits for somebody else"),
        StepState::Done => ("klaar", "done"),
        StepState::Dropped => ("niet nodig", "not needed"),
    };
    choose(lang, nl, en)
}

/// What is wrong with a change of a step.
pub fn step_problem(problem: StepProblem, lang: Lang) -> String {
    let (nl, en) = match problem {
        StepProblem::NoStep => ("Deze stap is er niet meer.", "This step is gone."),
        StepProblem::NoEvidence => (
            "Vul in waaruit blijkt dat deze stap klaar is.",
            "Say what shows that this step is done.",
        ),
        StepProblem::NoNote => (
            "Schrijf bij de notitie waarop deze stap wacht, of waarom hij niet nodig is.",
            "Write in the note for what this step waits, or why it is not needed.",
        ),
        StepProblem::Circle => (
            "Zo wachten stappen op elkaar. Kies andere stappen die eerst komen.",
            "That way steps wait for each other. Choose other steps that come first.",
        ),
        StepProblem::AfterNothing => (
            "Een stap die eerst komt, is er niet meer.",
            "A step that comes first is gone.",
        ),
        StepProblem::Title => {
            return match lang {
                Lang::Nl => format!(
                    "Schrijf wat er moet gebeuren in beide talen, in hoogstens {LONGEST_TITLE} tekens."
                ),
                Lang::En => format!(
                    "Write what is to be done in both languages, in at most {LONGEST_TITLE} characters."
                ),
            };
        }
        StepProblem::Words => (
            "De notitie of het bewijs is te lang, of bij een bewijs staat niet wat het laat zien.",
            "The note or the evidence is too long, or evidence does not say what it shows.",
        ),
        StepProblem::TooMany => {
            return match lang {
                Lang::Nl => format!("Een plan heeft hoogstens {MOST_STEPS} stappen."),
                Lang::En => format!("A plan has at most {MOST_STEPS} steps."),
            };
        }
    };
    choose(lang, nl, en).to_owned()
}

/// A day on which students come to school.
pub fn school_day(day: SchoolDay, lang: Lang) -> &'static str {
    let (nl, en) = match day {
        SchoolDay::Monday => ("maandag", "Monday"),
        SchoolDay::Tuesday => ("dinsdag", "Tuesday"),
        SchoolDay::Wednesday => ("woensdag", "Wednesday"),
        SchoolDay::Thursday => ("donderdag", "Thursday"),
        SchoolDay::Friday => ("vrijdag", "Friday"),
        SchoolDay::Saturday => ("zaterdag", "Saturday"),
    };
    choose(lang, nl, en)
}

/// What is wrong with what was agreed.
pub fn agreed_problem(problem: AgreedProblem, lang: Lang) -> String {
    let (nl, en) = match problem {
        AgreedProblem::EmptyCommitment(at) => {
            return match lang {
                Lang::Nl => format!(
                    "Toezegging {}: vul in wie iets toezegt, en hoeveel leerwerkplekken, uren of geld.",
                    at + 1
                ),
                Lang::En => format!(
                    "Commitment {}: say who promises something, and how many workplaces, hours or euros.",
                    at + 1
                ),
            };
        }
        AgreedProblem::Amount(at) => {
            return match lang {
                Lang::Nl => format!("Toezegging {}: dit bedrag kan niet.", at + 1),
                Lang::En => format!("Commitment {}: this amount cannot be.", at + 1),
            };
        }
        AgreedProblem::Basis => (
            "Vul de naam in van de opleiding waaruit het curriculum groeit, en een deel van 0 tot en met 100%.",
            "Give the name of the programme from which the curriculum grows, and a share from 0 to 100%.",
        ),
        AgreedProblem::EmptyTalk(at) => {
            return match lang {
                Lang::Nl => format!("Gesprek {}: vul in met wie, en wat zij vroegen.", at + 1),
                Lang::En => format!("Talk {}: say with whom, and what they asked.", at + 1),
            };
        }
        AgreedProblem::Future => (
            "Een datum ligt in de toekomst. Kies vandaag of eerder.",
            "A date lies in the future. Choose today or earlier.",
        ),
        AgreedProblem::Calendar => (
            "Kies bij de studiekalender schooldagen, en samen hoogstens 52 weken.",
            "Choose school days for the study calendar, and at most 52 weeks together.",
        ),
        AgreedProblem::LongText => (
            "Een tekst is te lang. Gebruik hoogstens 1.000 tekens.",
            "A text is too long. Use at most 1,000 characters.",
        ),
        AgreedProblem::TooMany => {
            return match lang {
                Lang::Nl => {
                    format!("Er zijn hoogstens {MOST_ENTRIES} toezeggingen en gesprekken.")
                }
                Lang::En => format!("There are at most {MOST_ENTRIES} commitments and talks."),
            };
        }
    };
    choose(lang, nl, en).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_and_state_has_words_of_its_own() {
        for lang in Lang::ALL {
            let mut words: Vec<&str> = StepKind::ALL.map(|kind| step_kind(kind, lang)).into();
            words.extend(StepState::ALL.map(|state| step_state(state, lang)));
            words.extend(SchoolDay::ALL.map(|day| school_day(day, lang)));
            let count = words.len();
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), count);
        }
    }

    #[test]
    fn an_entry_is_counted_as_people_count() {
        let told = agreed_problem(AgreedProblem::EmptyTalk(0), Lang::Nl);
        assert!(told.starts_with("Gesprek 1:"), "{told}");
    }
}
