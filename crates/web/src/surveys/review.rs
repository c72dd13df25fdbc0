//! "Controleer je antwoorden": everything that was answered, in words.

use askama::Template;
use mkbroute_application::surveys::Questionnaire;
use mkbroute_domain::text::Lang;
use mkbroute_report::words::{choose, number};

use super::view::{QuestionView, part_view, raw};
use crate::extract::Locale;
use crate::page::Page;

#[derive(Template)]
#[template(path = "surveys/review.html")]
pub(super) struct ReviewPage {
    page: Page,
    token: String,
    parts: Vec<ReviewPart>,
    problem: Option<String>,
}

/// A section with what was answered in it, in words.
struct ReviewPart {
    /// Counted from 1.
    number: usize,
    title: String,
    /// Question and answer.
    answers: Vec<(String, String)>,
}

/// The page, perhaps with what keeps the questionnaire from being handed in.
pub(super) fn review_page(
    locale: &Locale,
    token: String,
    found: &Questionnaire,
    problem: Option<String>,
) -> ReviewPage {
    let lang = locale.lang;
    let asked = found.instrument.asked(&found.answers);
    let parts = (0..found.instrument.sections.len()).map(|section| {
        let filled = |code: &str| found.answers.get(code).map(raw);
        let part = part_view(&found.instrument, section, lang, &filled, &[]);
        let rows = part
            .questions
            .iter()
            .filter(|question| asked.contains(question.code.as_str()))
            .map(|question| (question.text.clone(), shown(question, lang)));
        ReviewPart {
            number: section + 1,
            title: part.title,
            answers: rows.collect(),
        }
    });
    ReviewPage {
        page: Page::new(
            locale,
            choose(lang, "Controleer je antwoorden", "Check your answers"),
        ),
        token,
        parts: parts.collect(),
        problem,
    }
}

/// What was answered, in words.
pub(super) fn shown(question: &QuestionView, lang: Lang) -> String {
    let chosen: Vec<&str> = question
        .options
        .iter()
        .chain(&question.special)
        .filter(|option| option.chosen)
        .map(|option| option.label.as_str())
        .collect();
    let mut words = if chosen.is_empty() {
        question.value.clone()
    } else {
        chosen.join(", ")
    };
    if let Some(month) = number::month(&question.value, &question.month, lang) {
        words = month;
    }
    if let Some((_, other)) = question
        .other
        .as_ref()
        .filter(|(_, other)| !other.is_empty())
    {
        words = format!("{words}: {other}");
    }
    if words.is_empty() {
        return choose(lang, "niet ingevuld", "not answered").to_owned();
    }
    match &question.unit {
        Some(unit) if chosen.is_empty() => format!("{words} {unit}"),
        _ => words,
    }
}
