//! "Controleer je antwoorden": everything that was answered, in words.

use askama::Template;
use mkbroute_application::surveys::Questionnaire;
use mkbroute_domain::surveys::answer::Answers;
use mkbroute_domain::surveys::instrument::{FormOfAddress, Instrument};
use mkbroute_domain::surveys::self_made_code::{NoCode, SelfMadeCode};
use mkbroute_domain::text::Lang;
use mkbroute_report::words::{choose, number, spoken};

use super::view::{QuestionView, part_view, raw};
use crate::extract::{Locale, Posted};
use crate::page::Page;

#[derive(Template)]
#[template(path = "surveys/review.html")]
pub(super) struct ReviewPage {
    page: Page,
    to: FormOfAddress,
    token: String,
    parts: Vec<ReviewPart>,
    problem: Option<String>,
    recognition: Recognition,
}

/// By which code the respondent wants to be recognised in a next measurement, as typed.
#[derive(Clone, Debug, Default)]
pub(super) struct Recognition {
    wanted: bool,
    typed: String,
}

impl Recognition {
    pub(super) fn read(sent: &Posted) -> Self {
        Self {
            wanted: sent.get("herkennen") == "ja",
            typed: sent.get("code").to_owned(),
        }
    }

    /// The code, if it may be used. A code without consent is let go.
    pub(super) fn code(&self) -> Result<Option<SelfMadeCode>, NoCode> {
        if self.wanted {
            self.typed.parse().map(Some)
        } else {
            Ok(None)
        }
    }
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
    recognition: Recognition,
) -> ReviewPage {
    let lang = locale.lang;
    let parts = (0..found.instrument.sections.len()).map(|section| ReviewPart {
        number: section + 1,
        title: found.instrument.sections[section]
            .title
            .get(lang)
            .to_owned(),
        answers: answered(&found.instrument, section, &found.draft.answers, lang),
    });
    let to = found.instrument.group.address();
    let title = ("Controleer je antwoorden", "Controleer uw antwoorden");
    ReviewPage {
        page: Page::new(locale, spoken(to, lang, title, "Check your answers")),
        to,
        token,
        parts: parts.collect(),
        problem,
        recognition,
    }
}

/// The questions of a section (counted from 0) that are asked, each with what was answered, in words.
pub(super) fn answered(
    instrument: &Instrument,
    section: usize,
    answers: &Answers,
    lang: Lang,
) -> Vec<(String, String)> {
    let asked = instrument.asked(answers);
    let filled = |code: &str| answers.get(code).map(raw);
    let part = part_view(instrument, section, lang, &filled, &[]);
    let questions = part.questions.iter();
    questions
        .filter(|question| asked.contains(question.code.as_str()))
        .map(|question| (question.text.clone(), shown(question, lang)))
        .collect()
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
