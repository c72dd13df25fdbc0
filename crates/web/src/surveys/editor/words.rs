//! What pages of the editor say: kinds of questions, problems, and what was done.

use mkbroute_application::surveys::OtherGroup;
use mkbroute_application::surveys::editor::{EditError, Overtaken};
use mkbroute_domain::surveys::instrument::edit::EditProblem;
use mkbroute_domain::surveys::instrument::file::ProblemKind;
use mkbroute_domain::surveys::instrument::{
    FEWEST_ON_A_PAGE, Instrument, MOST_ON_A_PAGE, Size, SizeAdvice,
};
use mkbroute_domain::text::Lang;
use mkbroute_report::words::{choose, group};

/// The kinds of questions in the order of the menu.
pub(super) const KINDS: [&str; 10] = [
    "single",
    "multiple",
    "scale",
    "matrix",
    "number",
    "share",
    "year",
    "year_month",
    "open",
    "information",
];

/// A kind of question.
pub(super) fn kind(name: &str, lang: Lang) -> &'static str {
    let (nl, en) = match name {
        "single" => ("één keuze", "one choice"),
        "multiple" => ("meer keuzes", "several choices"),
        "scale" => ("schaal", "scale"),
        "matrix" => ("stellingen op één schaal", "statements on one scale"),
        "number" => ("getal", "number"),
        "share" => ("percentage", "percentage"),
        "year" => ("jaar", "year"),
        "year_month" => ("jaar en maand", "year and month"),
        "open" => ("open vraag", "open question"),
        _ => ("tekst om te lezen", "words to read"),
    };
    choose(lang, nl, en)
}

/// Why an edit was not done, and what to do.
pub(super) fn edit_error(error: &EditError, lang: Lang) -> String {
    let fixed = |nl, en| choose(lang, nl, en).to_owned();
    match error {
        EditError::Problem(problem) => edit_problem(problem, lang).to_owned(),
        EditError::Overtaken(Overtaken { by, .. }) => match lang {
            Lang::Nl => format!(
                "{by} veranderde dit net vóór jou. Wat jij typte, staat hieronder. Bewaar nog een keer om jouw versie te laten gelden."
            ),
            Lang::En => format!(
                "{by} changed this just before you. What you typed stands below. Save again to let your version count."
            ),
        },
        EditError::Frozen => fixed(
            "Dit concept is al bevroren. Maak een nieuw concept om verder te gaan.",
            "This draft is frozen already. Make a new draft to go on.",
        ),
        EditError::App(_) => fixed("Dat lukte nu niet.", "That did not work now."),
    }
}

fn edit_problem(problem: &EditProblem, lang: Lang) -> &'static str {
    let (nl, en) = match problem {
        EditProblem::NoItem(_) => (
            "Deze vraag is er niet meer. Ga terug naar het concept.",
            "This question is no longer there. Go back to the draft.",
        ),
        EditProblem::NoSection(_) => (
            "Deze pagina is er niet meer. Ga terug naar het concept.",
            "This page is no longer there. Go back to the draft.",
        ),
        EditProblem::NoWords => ("Vul de Nederlandse tekst in.", "Fill in the Dutch words."),
        EditProblem::TooLong => (
            "Maak de tekst korter: hoogstens 4.000 tekens.",
            "Shorten the text: at most 4,000 characters.",
        ),
        EditProblem::AtTheEdge => (
            "Dit staat al helemaal aan het begin of het einde.",
            "This stands at the very begin or end already.",
        ),
        EditProblem::EmptyRange => (
            "De laagste waarde moet lager zijn dan de hoogste.",
            "The lowest value must be lower than the highest.",
        ),
        EditProblem::OtherQuestionnaire(_) => (
            "Dit bestand is van een andere vragenlijst. Begin daarmee een nieuw concept.",
            "This file is of another questionnaire. Start a new draft with it.",
        ),
        EditProblem::OtherGroup(_) => (
            "Deze tekst is voor een andere groep (group). Een vragenlijst is in elke versie voor dezelfde groep.",
            "This text is for another group. A questionnaire is for the same group in every version.",
        ),
    };
    choose(lang, nl, en)
}

/// A file whose questionnaire asks another group: where, and what.
pub(super) fn other_group(other: &OtherGroup, lang: Lang) -> (String, String) {
    let (known, found) = (group(other.known, lang), group(other.found, lang));
    let id = &other.id;
    let what = match lang {
        Lang::Nl => format!(
            "De vragenlijst {id} is voor {known}, maar dit bestand is voor {found}. Verbeter de groep, of geef het bestand een andere id."
        ),
        Lang::En => format!(
            "The questionnaire {id} is for {known}, but this file is for {found}. Mend the group, or give the file another id."
        ),
    };
    ("group".to_owned(), what)
}

/// Pages that are easier to answer with another size: the id of each, and what to do about it.
pub(super) fn advice(draft: &Instrument, lang: Lang) -> Vec<(String, String)> {
    let line = |found: &SizeAdvice<'_>| {
        let title = found.section.title.get(lang);
        let words = match (found.size, lang) {
            (Size::Few(0), Lang::Nl) => format!("{title}: deze pagina vraagt nog niets."),
            (Size::Few(0), Lang::En) => format!("{title}: this page asks nothing yet."),
            (Size::Few(questions), Lang::Nl) => format!(
                "{title}: te weinig vragen ({questions}). Voeg de pagina samen met een andere, of vraag er minstens {FEWEST_ON_A_PAGE}."
            ),
            (Size::Few(questions), Lang::En) => format!(
                "{title}: too few questions ({questions}). Join the page with another, or ask at least {FEWEST_ON_A_PAGE}."
            ),
            (Size::Many(items), Lang::Nl) => format!(
                "{title}: {items} vragen. Maak er twee pagina's van, met hoogstens {MOST_ON_A_PAGE} vragen."
            ),
            (Size::Many(items), Lang::En) => format!(
                "{title}: {items} questions. Make two pages of it, with at most {MOST_ON_A_PAGE} questions."
            ),
        };
        (found.section.id.clone(), words)
    };
    draft.size_advice().iter().map(line).collect()
}

/// What keeps a draft from being frozen.
pub(super) fn problem(kind: &ProblemKind, lang: Lang) -> String {
    let fixed = |nl, en| choose(lang, nl, en).to_owned();
    match kind {
        ProblemKind::MissingTranslation { lang: missing, .. } => match missing {
            Lang::Nl => fixed(
                "De Nederlandse tekst ontbreekt.",
                "The Dutch words are missing.",
            ),
            Lang::En => fixed(
                "De Engelse tekst ontbreekt.",
                "The English words are missing.",
            ),
        },
        ProblemKind::NoOptions => fixed(
            "Geef ten minste twee antwoorden om uit te kiezen.",
            "Give at least two answers to choose from.",
        ),
        ProblemKind::TooManyOptions { most, .. } => match lang {
            Lang::Nl => format!("Geef hoogstens {most} antwoorden om uit te kiezen."),
            Lang::En => format!("Give at most {most} answers to choose from."),
        },
        ProblemKind::MissingKey { key: "rows" } => fixed(
            "Geef ten minste één stelling.",
            "Give at least one statement.",
        ),
        ProblemKind::EmptyRange => fixed(
            "De laagste waarde moet lager zijn dan de hoogste.",
            "The lowest value must be lower than the highest.",
        ),
        ProblemKind::NoItems => fixed(
            "Er is nog geen vraag. Voeg er een toe.",
            "There is no question yet. Add one.",
        ),
        ProblemKind::TooManyItems { most, .. } => match lang {
            Lang::Nl => format!("Er zijn te veel vragen: hoogstens {most}."),
            Lang::En => format!("There are too many questions: at most {most}."),
        },
        ProblemKind::UnknownItem { item } => match lang {
            Lang::Nl => format!("De voorwaarde kijkt naar een vraag die er niet is ({item})."),
            Lang::En => format!("The condition looks at a question that is not there ({item})."),
        },
        ProblemKind::LaterItem { item } => match lang {
            Lang::Nl => format!("De voorwaarde kijkt naar een vraag die pas later komt ({item})."),
            Lang::En => format!("The condition looks at a question that comes later ({item})."),
        },
        ProblemKind::Cycle { .. } => fixed(
            "Deze vragen wachten op elkaar.",
            "These questions wait for each other.",
        ),
        ProblemKind::Unreachable => fixed(
            "Niemand krijgt deze vraag: de voorwaarde kan nooit kloppen.",
            "Nobody is asked this: the condition can never hold.",
        ),
        ProblemKind::UnknownOption { option, .. } => match lang {
            Lang::Nl => format!("Het antwoord “{option}” bestaat niet meer."),
            Lang::En => format!("The answer “{option}” no longer exists."),
        },
        ProblemKind::WrongComparison { item } => match lang {
            Lang::Nl => format!("De voorwaarde past niet bij het soort vraag van {item}."),
            Lang::En => format!("The condition does not fit the kind of question of {item}."),
        },
        // Forms cannot make these; a file can, and reads its own words.
        other => other.to_string(),
    }
}

/// What was done, for the history of a draft.
pub(super) fn edit(name: &str, lang: Lang) -> &'static str {
    let (nl, en) = match name {
        "start_empty" => (
            "Begonnen met een leeg concept",
            "Started with an empty draft",
        ),
        "start_version" => (
            "Begonnen met een bevroren versie",
            "Started from a frozen version",
        ),
        "start_file" => ("Begonnen met een bestand", "Started from a file"),
        "texts" => (
            "Titel of inleiding veranderd",
            "Title or introduction changed",
        ),
        "add_section" => ("Pagina toegevoegd", "Page added"),
        "change_section" => ("Pagina veranderd", "Page changed"),
        "move_section" => ("Pagina verplaatst", "Page moved"),
        "remove_section" => ("Pagina weggehaald", "Page removed"),
        "add_item" => ("Vraag toegevoegd", "Question added"),
        "change_item" => ("Vraag veranderd", "Question changed"),
        "move_item" => ("Vraag verplaatst", "Question moved"),
        "remove_item" => ("Vraag weggehaald", "Question removed"),
        "route" => ("Voorwaarde veranderd", "Condition changed"),
        "copy_item" => (
            "Vraag uit de bibliotheek genomen",
            "Question taken from the library",
        ),
        _ => ("Vervangen door een tekst", "Replaced by a text"),
    };
    choose(lang, nl, en)
}
