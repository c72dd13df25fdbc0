//! What a respondent sent: the fields of a section as typed.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use mkbroute_application::AppError;
use mkbroute_application::surveys::Questionnaire;
use mkbroute_domain::surveys::answer::Answers;
use mkbroute_domain::surveys::raw_answer::RawAnswer;
use mkbroute_domain::surveys::response::{AnswerProblem, AnswerProblems};
use mkbroute_domain::surveys::response_draft::KeptElsewhere;

use super::section::{Shown, section_page};
use crate::error::{WebError, render};
use crate::extract::{Fields, Locale};
use crate::surveys::form::{parse, typed};
use crate::surveys::review::answered;

/// A section as it came in.
pub(super) struct Sent {
    given: BTreeMap<String, RawAnswer>,
    answers: Answers,
    pub(super) problems: AnswerProblems,
    /// The revision that the page showed. A form without one has seen everything.
    pub(super) seen: u32,
    /// Another language was asked for, nothing else.
    pub(super) only_language: bool,
}

/// What the page tells when it shows a section again.
pub(super) enum Told {
    Nothing,
    Problems(AnswerProblems),
    Elsewhere(KeptElsewhere),
}

impl Sent {
    pub(super) fn read(fields: Fields, found: &Questionnaire, number: usize) -> Self {
        let value = |wanted: &str| {
            let mut named = fields.iter().filter(|(name, _)| name == wanted);
            named.next().map(|(_, value)| value.clone())
        };
        let seen = value("versie").and_then(|text| text.parse().ok());
        let only_language = value("taal").is_some();
        let given = typed(fields);
        let (answers, problems) = parse(&found.instrument, number, &given, &found.draft.answers);
        Self {
            given,
            answers,
            problems,
            seen: seen.unwrap_or(u32::MAX),
            only_language,
        }
    }

    /// The answers that can be read.
    pub(super) fn answers(&self) -> Answers {
        self.answers.clone()
    }

    /// The answers that can be kept as they are.
    pub(super) fn valid(&self, found: &Questionnaire, section: usize) -> Answers {
        let mut answers = self.answers();
        if let Err(problems) = found.instrument.check_section(section, &answers) {
            for (code, _) in &problems {
                answers.remove(code);
            }
        }
        answers
    }

    /// The section once more, as it was typed, with what is to be told.
    pub(super) fn again(
        &self,
        locale: &Locale,
        token: &str,
        number: usize,
        found: &Questionnaire,
        told: Told,
    ) -> Response {
        let filled = |code: &str| self.given.get(code).cloned();
        let problems: Vec<(String, AnswerProblem)> = match &told {
            Told::Problems(problems) => problems.iter().cloned().collect(),
            Told::Nothing if self.only_language => Vec::new(),
            Told::Nothing | Told::Elsewhere(_) => self.problems.iter().cloned().collect(),
        };
        let (revision, elsewhere) = match told {
            Told::Elsewhere(other) => (
                other.revision,
                answered(&found.instrument, number - 1, &other.answers, locale.lang),
            ),
            Told::Nothing | Told::Problems(_) => (self.seen, Vec::new()),
        };
        let status = match (elsewhere.is_empty(), problems.is_empty()) {
            (false, _) => StatusCode::CONFLICT,
            (true, false) => StatusCode::UNPROCESSABLE_ENTITY,
            (true, true) => StatusCode::OK,
        };
        let shown = Shown {
            filled: &filled,
            problems: &problems,
            revision,
            elsewhere,
        };
        match section_page(locale, token, number, found, &shown) {
            Some(page) => (status, render(&page, locale.lang)).into_response(),
            None => WebError::from(AppError::NotFound).page(locale.lang),
        }
    }
}
