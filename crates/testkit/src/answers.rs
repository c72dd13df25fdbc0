//! Valid answers to any questionnaire, for tests that need a respondent.

use mkbroute_domain::surveys::answer::{Answer, Answers};
use mkbroute_domain::surveys::instrument::{Instrument, ItemKind};

/// Answers every item that is asked with its first option or lowest value.
pub fn first_answers(instrument: &Instrument) -> Answers {
    let mut answers = Answers::new();
    for question in instrument.questions() {
        if !instrument.asked(&answers).contains(question.code) {
            continue;
        }
        if let Some(answer) = first_answer(&question.item.kind) {
            answers.insert(question.code.to_owned(), answer);
        }
    }
    answers
}

fn first_answer(kind: &ItemKind) -> Option<Answer> {
    Some(match kind {
        ItemKind::Single { options, .. } => Answer::One {
            option: options.first()?.code.clone(),
            other: None,
        },
        ItemKind::Multiple { options, .. } => Answer::Many {
            options: [options.first()?.code.clone()].into(),
            other: None,
        },
        ItemKind::Scale(scale) | ItemKind::Matrix { scale, .. } => {
            Answer::Number(f64::from(scale.min))
        }
        ItemKind::Number { min, .. } => Answer::Number(*min),
        ItemKind::Year { min, .. } => Answer::Number(f64::from(*min)),
        ItemKind::YearMonth { min, .. } => Answer::Month {
            year: *min,
            month: 1,
        },
        ItemKind::Share => Answer::Number(0.0),
        ItemKind::Open { .. } => Answer::Text("Goed.".into()),
        ItemKind::Information => return None,
    })
}
