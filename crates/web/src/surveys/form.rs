//! From the fields of a form to answers and problems.

use std::collections::BTreeMap;

use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::response::Response;
use mkbroute_domain::surveys::answer::Answers;
use mkbroute_domain::surveys::instrument::{Instrument, Question};
use mkbroute_domain::surveys::raw_answer::{RawAnswer, parse_raw};
use mkbroute_domain::surveys::response::AnswerProblems;

use crate::error::WebError;
use crate::extract::{Form, Locale};
use crate::router::WebState;

/// Names and values as a browser sends them; a name may come more than once.
pub(super) type Fields = Vec<(String, String)>;

/// A form as sent. One that cannot be read is answered with a page that says why.
#[derive(Clone, Debug, Default)]
pub(crate) struct Posted(pub(super) Fields);

impl Posted {
    /// The first value under a name, or nothing.
    pub(super) fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(found, _)| found == name);
        found.map_or("", |(_, value)| value)
    }

    /// Every value under a name, in the order of the form.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let named = self.0.iter().filter(move |(found, _)| found == name);
        named.map(|(_, value)| value.as_str())
    }

    /// Whether a box is ticked.
    pub(super) fn ticked(&self, name: &str) -> bool {
        self.all(name).next().is_some()
    }
}

impl FromRequest<WebState> for Posted {
    type Rejection = Response;

    async fn from_request(request: Request, state: &WebState) -> Result<Self, Response> {
        let locale = Locale::of(request.headers(), request.uri());
        let read = Form::<Fields>::from_request(request, state).await;
        let Form(fields) = read.map_err(|rejection| {
            let error = if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
                WebError::TooLarge
            } else {
                WebError::Unreadable
            };
            error.page(locale.lang)
        })?;
        Ok(Self(fields))
    }
}

/// A page with the status that fits its problem; a page that was refused keeps its own.
pub(super) fn problem_page(status: StatusCode, mut page: Response) -> Response {
    if page.status() == StatusCode::OK {
        *page.status_mut() = status;
    }
    page
}

/// The fields of a form by question: `v.code`, `o.code` (other), `s.code` (special).
pub(super) fn typed(fields: Fields) -> BTreeMap<String, RawAnswer> {
    let mut typed: BTreeMap<String, RawAnswer> = BTreeMap::new();
    for (name, value) in fields {
        let Some((field, code)) = name.split_once('.') else {
            continue;
        };
        let raw = typed.entry(code.to_owned()).or_default();
        match field {
            "v" => raw.values.push(value),
            "o" => raw.other = Some(value),
            "s" => raw.special = Some(value).filter(|value| !value.is_empty()),
            _ => {}
        }
    }
    typed
}

/// Reads the answers of a section. What is typed for an item that is not asked is let go.
pub(super) fn parse(
    instrument: &Instrument,
    number: usize,
    typed: &BTreeMap<String, RawAnswer>,
    before: &Answers,
) -> (Answers, AnswerProblems) {
    let mut given = Answers::new();
    let mut found = Vec::new();
    let questions = questions_of(instrument, number);
    for question in &questions {
        let Some(raw) = typed.get(question.code) else {
            continue;
        };
        match parse_raw(question, raw) {
            Ok(Some(answer)) => {
                given.insert(question.code.to_owned(), answer);
            }
            Ok(None) => {}
            Err(problem) => found.push((question.code, problem)),
        }
    }
    let mut all = before.clone();
    for question in &questions {
        all.remove(question.code);
    }
    all.extend(given.clone());
    let asked = instrument.asked(&all);
    given.retain(|code, _| asked.contains(code.as_str()));
    let mut problems = AnswerProblems::default();
    for (code, problem) in found.into_iter().filter(|(code, _)| asked.contains(code)) {
        problems.add(code, problem);
    }
    (given, problems)
}

fn questions_of(instrument: &Instrument, number: usize) -> Vec<Question<'_>> {
    instrument
        .questions()
        .filter(|question| question.section + 1 == number && question.item.coded_from.is_none())
        .collect()
}
