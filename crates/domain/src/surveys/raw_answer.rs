//! What a form sends for one question, read as an answer.

use super::answer::{Answer, OTHER};
use super::instrument::{ItemKind, Question};
use super::response::{AnswerProblem, check_answer};

/// The fields of one question as a form sends them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawAnswer {
    /// Typed or chosen values; several for a multiple choice, year and month for a month.
    pub values: Vec<String>,
    /// The text behind "anders, namelijk".
    pub other: Option<String>,
    /// `not_applicable` or `dont_know`.
    pub special: Option<String>,
}

/// The value of `special` for "n.v.t.".
pub const NOT_APPLICABLE: &str = "not_applicable";
/// The value of `special` for "weet ik niet".
pub const DONT_KNOW: &str = "dont_know";

/// Reads one question's fields; `None` when it was left open.
///
/// # Errors
/// What is wrong with the answer, also when it is read well but out of range.
pub fn parse_raw(
    question: &Question<'_>,
    raw: &RawAnswer,
) -> Result<Option<Answer>, AnswerProblem> {
    let Some(answer) = read(question, raw)? else {
        return Ok(None);
    };
    match check_answer(question, &answer) {
        Some(problem) => Err(problem),
        None => Ok(Some(answer)),
    }
}

fn read(question: &Question<'_>, raw: &RawAnswer) -> Result<Option<Answer>, AnswerProblem> {
    match raw.special.as_deref() {
        Some(NOT_APPLICABLE) => return Ok(Some(Answer::NotApplicable)),
        Some(DONT_KNOW) => return Ok(Some(Answer::DontKnow)),
        Some("") | None => {}
        Some(_) => return Err(AnswerProblem::NotOffered),
    }
    let mut values = Vec::new();
    values.extend(
        raw.values
            .iter()
            .map(|value| value.trim())
            .filter(|value| !value.is_empty()),
    );
    let kind = &question.item.kind;
    if let ItemKind::Multiple { .. } = kind {
        return Ok(many(&values, raw.other.as_deref()));
    }
    if let ItemKind::YearMonth { .. } = kind {
        return month(&values);
    }
    let value = match values.as_slice() {
        [] => return Ok(other_only(question, raw)),
        [value] => *value,
        _ => return Err(AnswerProblem::Twice),
    };
    match kind {
        ItemKind::Single { .. } => Ok(Some(one(value, raw.other.as_deref()))),
        ItemKind::Open { .. } => Ok(Some(Answer::Text(value.replace("\r\n", "\n")))),
        ItemKind::Information => Err(AnswerProblem::WrongKind),
        _ => number(value).map(|number| Some(Answer::Number(number))),
    }
}

/// A text behind "anders, namelijk" without the choice before it: the choice was meant.
fn other_only(question: &Question<'_>, raw: &RawAnswer) -> Option<Answer> {
    let text = filled(raw.other.as_deref())?;
    let offered = matches!(&question.item.kind, ItemKind::Single { other: Some(_), .. });
    offered.then(|| Answer::One {
        option: OTHER.to_owned(),
        other: Some(text),
    })
}

fn one(value: &str, other: Option<&str>) -> Answer {
    let other = if value == OTHER { filled(other) } else { None };
    Answer::One {
        option: value.to_owned(),
        other,
    }
}

fn many(values: &[&str], other: Option<&str>) -> Option<Answer> {
    let text = filled(other);
    let mut options: std::collections::BTreeSet<String> =
        values.iter().map(|value| (*value).to_owned()).collect();
    if text.is_some() {
        options.insert(OTHER.to_owned());
    }
    (!options.is_empty()).then_some(Answer::Many {
        options,
        other: text,
    })
}

fn filled(text: Option<&str>) -> Option<String> {
    text.map(str::trim)
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
}

/// Two fields (year, month), or one field as a browser's month control sends it: `2021-09`.
fn month(values: &[&str]) -> Result<Option<Answer>, AnswerProblem> {
    let parts: Vec<&str> = match values {
        [] => return Ok(None),
        [one] => one.split('-').collect(),
        two => two.to_vec(),
    };
    let [year, month] = parts.as_slice() else {
        return Err(AnswerProblem::NotAMonth);
    };
    let year = year.parse().map_err(|_| AnswerProblem::NotAMonth)?;
    let month = month.parse().map_err(|_| AnswerProblem::NotAMonth)?;
    Ok(Some(Answer::Month { year, month }))
}

/// A number as people type it: `1.680`, `2,5`, `2.5`, `75 %`.
///
/// A dot before exactly three digits is a thousands point, as Dutch writes it.
fn number(text: &str) -> Result<f64, AnswerProblem> {
    let text: String = text
        .trim_end_matches('%')
        .chars()
        .filter(|character| !character.is_whitespace())
        .collect();
    let plain = match text.split_once(',') {
        Some((whole, rest)) => format!("{}.{rest}", whole.replace('.', "")),
        None if is_grouped(&text) => text.replace('.', ""),
        None => text,
    };
    let only_digits = |c: char| c.is_ascii_digit() || c == '.' || c == '-';
    if !plain.chars().all(only_digits) {
        return Err(AnswerProblem::NotANumber);
    }
    plain.parse().map_err(|_| AnswerProblem::NotANumber)
}

fn is_grouped(text: &str) -> bool {
    let mut groups = text.split('.');
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    (1..=3).contains(&first.len())
        && first != "0"
        && !rest.is_empty()
        && rest.iter().all(|group| group.len() == 3)
}

#[cfg(test)]
mod tests;
