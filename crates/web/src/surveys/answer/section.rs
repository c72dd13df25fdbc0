//! The page of one section.

use std::collections::BTreeSet;

use askama::Template;
use mkbroute_application::surveys::Questionnaire;
use mkbroute_domain::surveys::instrument::FormOfAddress;
use mkbroute_domain::surveys::response::AnswerProblem;
use mkbroute_domain::text::Lang;

use crate::extract::Locale;
use crate::page::Page;
use crate::surveys::view::{Filled, PartView, QuestionView, part_view};

#[derive(Template)]
#[template(path = "surveys/part.html")]
pub(super) struct PartPage {
    page: Page,
    to: FormOfAddress,
    token: String,
    /// Counted from 1.
    number: usize,
    count: usize,
    part: PartView,
    problems: Vec<(String, String)>,
    revision: u32,
    /// Question and answer that another device kept meanwhile.
    elsewhere: Vec<(String, String)>,
}

/// What a page shows of a section.
pub(super) struct Shown<'a> {
    pub(super) filled: Filled<'a>,
    pub(super) problems: &'a [(String, AnswerProblem)],
    pub(super) revision: u32,
    pub(super) elsewhere: Vec<(String, String)>,
}

impl<'a> Shown<'a> {
    /// The section as it was kept.
    pub(super) fn of(found: &Questionnaire, filled: Filled<'a>) -> Self {
        Self {
            filled,
            problems: &[],
            revision: found.draft.revision(),
            elsewhere: Vec::new(),
        }
    }
}

pub(super) fn section_page(
    locale: &Locale,
    token: &str,
    number: usize,
    found: &Questionnaire,
    shown: &Shown<'_>,
) -> Option<PartPage> {
    let count = found.instrument.sections.len();
    if number == 0 || number > count {
        return None;
    }
    let lang = locale.lang;
    let mut part = part_view(
        &found.instrument,
        number - 1,
        lang,
        shown.filled,
        shown.problems,
    );
    let asked = found.instrument.asked(&found.draft.answers);
    part.questions
        .retain(|question| may_be_asked(found, number, question, &asked));
    let step = match lang {
        Lang::Nl => format!("Deel {number} van {count}: {}", part.title),
        Lang::En => format!("Part {number} of {count}: {}", part.title),
    };
    let listed = part.questions.iter().filter_map(|question| {
        question
            .problem
            .clone()
            .map(|words| (question.code.clone(), format!("{}: {words}", question.text)))
    });
    Some(PartPage {
        page: Page::new(locale, &step),
        to: found.instrument.group.address(),
        token: token.to_owned(),
        number,
        count,
        problems: listed.collect(),
        revision: shown.revision,
        elsewhere: shown.elsewhere.clone(),
        part,
    })
}

/// Leaves out an item that earlier sections have already ruled out.
fn may_be_asked(
    found: &Questionnaire,
    number: usize,
    question: &QuestionView,
    asked: &BTreeSet<&str>,
) -> bool {
    if question.condition.is_none() {
        return true;
    }
    let Some((_, item)) = found.instrument.items().find(|(_, item)| {
        item.code == question.code || item.questions(0).iter().any(|q| q.code == question.code)
    }) else {
        return true;
    };
    let Some(condition) = &item.show_if else {
        return true;
    };
    let within = condition.items().iter().any(|code| {
        found
            .instrument
            .question(code)
            .is_some_and(|asked| asked.section + 1 == number)
    });
    within || asked.contains(question.code.as_str())
}
