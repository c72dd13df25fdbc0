//! A response as one compact document. Its first byte is the version of the encoding.
//!
//! Version 1 is the postcard serialisation of a list of (question position, coded answer). Choices
//! are positions of options in the frozen questionnaire; open texts are never inside.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::answer::{Answer, Answers, OTHER};
use super::instrument::{Choice, Instrument, ItemKind, Question};
use super::response::SubmittedResponse;
use super::response_draft::ResponseDraft;

/// The version that is written.
const VERSION: u8 = 1;

/// The position that stands for "anders, namelijk".
const OTHER_POSITION: u8 = u8::MAX;

/// Why bytes are not a response or a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum EncodingError {
    #[error("the encoding has version {0}, which this program does not know")]
    UnknownVersion(u8),
    #[error("the bytes are no encoded answers")]
    Broken,
    #[error("the answers belong to another version of the questionnaire")]
    OtherInstrument,
}

#[derive(Serialize, Deserialize)]
enum Coded {
    One(u8),
    Many(Vec<u8>),
    /// A whole number.
    Whole(i32),
    Real(f64),
    Month(i32, u8),
    NotApplicable,
    DontKnow,
}

/// Encodes the coded answers of a response.
pub fn encode(response: &SubmittedResponse, instrument: &Instrument) -> Vec<u8> {
    let coded: Vec<(u16, Coded)> = instrument
        .questions()
        .filter_map(|question| {
            let answer = response.coded().get(question.code)?;
            Some((
                u16::try_from(question.index).ok()?,
                code(&question, answer)?,
            ))
        })
        .collect();
    versioned(&coded)
}

/// Decodes a response of this questionnaire. Bytes are read like user input.
///
/// # Errors
/// An unknown version, bytes that are no answers, or answers of another questionnaire.
pub fn decode(bytes: &[u8], instrument: &Instrument) -> Result<Answers, EncodingError> {
    let coded: Vec<(u16, Coded)> = unversioned(bytes)?;
    let questions: Vec<Question<'_>> = instrument.questions().collect();
    let mut answers = Answers::new();
    for (index, coded) in coded {
        let question = questions
            .get(usize::from(index))
            .ok_or(EncodingError::OtherInstrument)?;
        let answer = answer(question, coded).ok_or(EncodingError::OtherInstrument)?;
        answers.insert(question.code.to_owned(), answer);
    }
    Ok(answers)
}

/// Encodes a draft, open texts included.
pub fn encode_draft(draft: &ResponseDraft) -> Vec<u8> {
    versioned(draft)
}

/// Decodes a draft.
///
/// # Errors
/// An unknown version, or bytes that are no draft.
pub fn decode_draft(bytes: &[u8]) -> Result<ResponseDraft, EncodingError> {
    unversioned(bytes)
}

fn versioned(value: &impl Serialize) -> Vec<u8> {
    // Serialising these types to memory cannot fail; an empty body would be refused on reading.
    let body = postcard::to_stdvec(value).unwrap_or_default();
    [&[VERSION], body.as_slice()].concat()
}

fn unversioned<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Result<T, EncodingError> {
    let (version, body) = bytes.split_first().ok_or(EncodingError::Broken)?;
    if *version != VERSION {
        return Err(EncodingError::UnknownVersion(*version));
    }
    let (value, rest) = postcard::take_from_bytes(body).map_err(|_| EncodingError::Broken)?;
    if rest.is_empty() {
        Ok(value)
    } else {
        Err(EncodingError::Broken)
    }
}

fn code(question: &Question<'_>, answer: &Answer) -> Option<Coded> {
    Some(match answer {
        Answer::One { option, .. } => Coded::One(position(options(question)?, option)?),
        Answer::Many {
            options: chosen, ..
        } => {
            let options = options(question)?;
            let positions: Option<Vec<u8>> = chosen
                .iter()
                .map(|option| position(options, option))
                .collect();
            Coded::Many(positions?)
        }
        Answer::Number(value) => number(*value),
        Answer::Month { year, month } => Coded::Month(*year, *month),
        Answer::NotApplicable => Coded::NotApplicable,
        Answer::DontKnow => Coded::DontKnow,
        Answer::Text(_) => return None,
    })
}

fn number(value: f64) -> Coded {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "checked to be a small whole number"
    )]
    if value.fract() == 0.0 && value.abs() < 1e9 {
        Coded::Whole(value as i32)
    } else {
        Coded::Real(value)
    }
}

fn answer(question: &Question<'_>, coded: Coded) -> Option<Answer> {
    Some(match coded {
        Coded::One(position) => Answer::One {
            option: option_at(options(question)?, position)?,
            other: None,
        },
        Coded::Many(positions) => {
            let options = options(question)?;
            let chosen: Option<_> = positions
                .into_iter()
                .map(|position| option_at(options, position))
                .collect();
            Answer::Many {
                options: chosen?,
                other: None,
            }
        }
        Coded::Whole(value) => Answer::Number(f64::from(value)),
        Coded::Real(value) => Answer::Number(value),
        Coded::Month(year, month) => Answer::Month { year, month },
        Coded::NotApplicable => Answer::NotApplicable,
        Coded::DontKnow => Answer::DontKnow,
    })
}

fn options<'a>(question: &Question<'a>) -> Option<&'a [Choice]> {
    match &question.item.kind {
        ItemKind::Single { options, .. } | ItemKind::Multiple { options, .. } => Some(options),
        _ => None,
    }
}

fn position(options: &[Choice], code: &str) -> Option<u8> {
    if code == OTHER {
        return Some(OTHER_POSITION);
    }
    let position = options.iter().position(|option| option.code == code)?;
    u8::try_from(position).ok()
}

fn option_at(options: &[Choice], position: u8) -> Option<String> {
    if position == OTHER_POSITION {
        return Some(OTHER.to_owned());
    }
    options
        .get(usize::from(position))
        .map(|option| option.code.clone())
}

#[cfg(test)]
mod tests;
