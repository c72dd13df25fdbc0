//! Problems and conditions in words.

use mkbroute_domain::surveys::condition::Condition;
use mkbroute_domain::surveys::instrument::{FormOfAddress, Instrument};
use mkbroute_domain::surveys::response::AnswerProblem;
use mkbroute_domain::text::Lang;
use mkbroute_report::labels::Labels;
use mkbroute_report::words::number::plain;
use mkbroute_report::words::{choose, spoken};

/// What is wrong with an answer, and what to do.
pub(super) fn problem(found: &AnswerProblem, to: FormOfAddress, lang: Lang) -> String {
    let fixed = |nl, en| choose(lang, nl, en).to_owned();
    match found {
        AnswerProblem::OutOfRange { min, max } => {
            let (min, max) = (plain(*min, lang), plain(*max, lang));
            match lang {
                Lang::Nl => format!("Vul een getal in van {min} tot en met {max}."),
                Lang::En => format!("Enter a number from {min} to {max}."),
            }
        }
        AnswerProblem::TooManyDecimals { most: 0 } => {
            fixed("Vul een heel getal in.", "Enter a whole number.")
        }
        AnswerProblem::TooManyDecimals { most } => match lang {
            Lang::Nl => format!("Vul een getal in met hoogstens {most} cijfer achter de komma."),
            Lang::En => format!("Enter a number with at most {most} decimal."),
        },
        AnswerProblem::NotANumber => fixed(
            "Vul een getal in, zoals 12 of 2,5.",
            "Enter a number, such as 12 or 2.5.",
        ),
        AnswerProblem::NotAMonth => {
            fixed("Vul een jaar en een maand in.", "Enter a year and a month.")
        }
        AnswerProblem::TooLong { most } => match lang {
            Lang::Nl => format!("Maak het antwoord korter: hoogstens {most} tekens."),
            Lang::En => format!("Shorten your answer: at most {most} characters."),
        },
        AnswerProblem::Empty => {
            let nl = (
                "Je hebt nog niets ingevuld. Beantwoord ten minste één vraag.",
                "U hebt nog niets ingevuld. Beantwoord ten minste één vraag.",
            );
            let en = "You have not filled in anything yet. Answer at least one question.";
            spoken(to, lang, nl, en).to_owned()
        }
        AnswerProblem::Twice => fixed("Geef één antwoord.", "Give one answer."),
        AnswerProblem::UnknownQuestion
        | AnswerProblem::NotAsked
        | AnswerProblem::WrongKind
        | AnswerProblem::UnknownOption { .. }
        | AnswerProblem::NotOffered => fixed(
            "Dit antwoord past niet bij de vraag. Kies opnieuw.",
            "This answer does not fit the question. Choose again.",
        ),
    }
}

/// What is wrong with a code for a next measurement.
pub(super) fn no_code(lang: Lang) -> String {
    let nl = "Maak een code van 6 tot 20 letters en cijfers, of haal het vinkje weg.";
    let en = "Make a code of 6 to 20 letters and digits, or clear the tick.";
    choose(lang, nl, en).to_owned()
}

/// When an item is asked, as a sentence.
pub(super) fn condition(instrument: &Instrument, found: &Condition, lang: Lang) -> String {
    sentence(&Labels::of_instrument(instrument, &[]), found, lang)
}

/// When an item is asked, as a sentence with the words of a questionnaire at hand.
pub(super) fn sentence(labels: &Labels, found: &Condition, lang: Lang) -> String {
    let only = choose(lang, "Alleen als", "Only if");
    format!("{only} {}.", part(labels, found, lang))
}

/// A condition as a part of a sentence.
pub(super) fn part(labels: &Labels, found: &Condition, lang: Lang) -> String {
    let named = |item: &str| format!("“{}”", labels.item(item, lang));
    let option = |item: &str, code: &str| format!("“{}”", labels.category(item, code, lang));
    let is = choose(lang, "is", "is");
    let join = |parts: &[Condition], nl, en| {
        let parts: Vec<String> = parts
            .iter()
            .map(|inner| part(labels, inner, lang))
            .collect();
        parts.join(choose(lang, nl, en))
    };
    match found {
        Condition::Is { item, option: code } => {
            format!("{} {is} {}", named(item), option(item, code))
        }
        Condition::AnyOf { item, options } => {
            let options: Vec<String> = options.iter().map(|code| option(item, code)).collect();
            format!(
                "{} {is} {}",
                named(item),
                options.join(choose(lang, " of ", " or "))
            )
        }
        Condition::AtLeast { item, value } => {
            format!(
                "{} {} {}",
                named(item),
                choose(lang, "ten minste", "is at least"),
                plain(*value, lang)
            )
        }
        Condition::AtMost { item, value } => {
            format!(
                "{} {} {}",
                named(item),
                choose(lang, "hoogstens", "is at most"),
                plain(*value, lang)
            )
        }
        Condition::Answered { item } => {
            format!(
                "{} {}",
                named(item),
                choose(lang, "beantwoord is", "is answered")
            )
        }
        Condition::All(parts) => join(parts, " en ", " and "),
        Condition::Any(parts) => join(parts, " of ", " or "),
        Condition::Not(inner) => {
            format!(
                "{} ({})",
                choose(lang, "niet", "not"),
                part(labels, inner, lang)
            )
        }
    }
}
