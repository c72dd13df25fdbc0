//! A response is checked once and never changes afterwards.

use std::collections::BTreeMap;
use std::fmt;

use super::answer::{Answer, Answers, OTHER};
use super::instrument::{Instrument, Item, ItemKind, Question, Scale};

/// The most characters of a text behind "anders, namelijk".
pub const LONGEST_OTHER: usize = 200;

/// A response that passed every check. Open texts stand apart from the coded answers.
#[derive(Clone, Debug, PartialEq)]
pub struct SubmittedResponse {
    coded: Answers,
    open: BTreeMap<String, String>,
}

impl SubmittedResponse {
    /// The coded answers: no open text in them.
    pub fn coded(&self) -> &Answers {
        &self.coded
    }

    /// Open answers, and texts behind "anders, namelijk", by question code.
    pub fn open(&self) -> &BTreeMap<String, String> {
        &self.open
    }

    /// Adds what a researcher coded afterwards from the open answers.
    ///
    /// # Errors
    /// [`AnswerProblem::NotAsked`] for a question that is not coded afterwards, and what is wrong
    /// with a coding otherwise.
    pub fn with_codings(
        mut self,
        codings: Answers,
        instrument: &Instrument,
    ) -> Result<Self, AnswerProblems> {
        let mut problems = AnswerProblems::default();
        for (code, answer) in codings {
            let question = instrument.question(&code);
            let Some(question) = question.filter(|q| q.item.coded_from.is_some()) else {
                problems.add(&code, AnswerProblem::NotAsked);
                continue;
            };
            match check_answer(&question, &answer) {
                Some(problem) => problems.add(&code, problem),
                None => {
                    self.coded.insert(code, answer);
                }
            }
        }
        if problems.is_empty() {
            Ok(self)
        } else {
            Err(problems)
        }
    }
}

/// What is wrong with one answer.
#[derive(Clone, Debug, PartialEq)]
pub enum AnswerProblem {
    /// The questionnaire has no such question: perhaps it is of another version.
    UnknownQuestion,
    /// The respondent is not asked this.
    NotAsked,
    /// Another kind of answer is needed.
    WrongKind,
    UnknownOption {
        option: String,
    },
    /// A number outside its range.
    OutOfRange {
        min: f64,
        max: f64,
    },
    /// More decimals than asked for.
    TooManyDecimals {
        most: u8,
    },
    /// What was typed is no number.
    NotANumber,
    /// What was typed is no year and month.
    NotAMonth,
    TooLong {
        most: u32,
    },
    /// "N.v.t." or "weet ik niet" where it is not offered.
    NotOffered,
    /// The same question was answered twice in one form.
    Twice,
    /// Nothing was answered at all, apart from what was filled in beforehand.
    Empty,
}

/// Every problem of a set of answers, by question code. [`AnswerProblem::Empty`] has no code.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AnswerProblems(Vec<(String, AnswerProblem)>);

impl AnswerProblems {
    /// Adds a problem of a question.
    pub fn add(&mut self, code: &str, problem: AnswerProblem) {
        self.0.push((code.to_owned(), problem));
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Problems with the code of their question, in the order in which they were found.
    pub fn iter(&self) -> std::slice::Iter<'_, (String, AnswerProblem)> {
        self.0.iter()
    }

    /// The first problem of a question.
    pub fn of(&self, code: &str) -> Option<&AnswerProblem> {
        self.0
            .iter()
            .find(|(found, _)| found == code)
            .map(|(_, problem)| problem)
    }
}

impl<'a> IntoIterator for &'a AnswerProblems {
    type Item = &'a (String, AnswerProblem);
    type IntoIter = std::slice::Iter<'a, (String, AnswerProblem)>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for AnswerProblems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (code, problem)) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            write!(f, "{separator}{code}: {problem}")?;
        }
        Ok(())
    }
}

/// Plain English; the words for respondents belong to the pages.
impl fmt::Display for AnswerProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownQuestion => f.write_str("there is no such question"),
            Self::NotAsked => f.write_str("this is not asked of somebody with these answers"),
            Self::WrongKind => f.write_str("another kind of answer is needed"),
            Self::UnknownOption { option } => write!(f, "there is no option '{option}'"),
            Self::OutOfRange { min, max } => write!(f, "the number is not from {min} to {max}"),
            Self::TooManyDecimals { most } => write!(f, "at most {most} decimals"),
            Self::NotANumber => f.write_str("this is no number"),
            Self::NotAMonth => f.write_str("this is no month such as 2021-09"),
            Self::TooLong { most } => write!(f, "at most {most} characters"),
            Self::NotOffered => f.write_str("this answer is not offered"),
            Self::Twice => f.write_str("one answer is needed"),
            Self::Empty => f.write_str("nothing is answered"),
        }
    }
}

impl std::error::Error for AnswerProblems {}

/// Checks a whole response. Questions may be left open; nothing else may be wrong.
///
/// # Errors
/// Every problem, by question code.
pub fn submit(
    answers: Answers,
    instrument: &Instrument,
) -> Result<SubmittedResponse, AnswerProblems> {
    let mut problems = AnswerProblems::default();
    let questions: BTreeMap<&str, Question<'_>> = instrument
        .questions()
        .map(|question| (question.code, question))
        .collect();
    let prefilled = |code: &String| {
        let question = questions.get(code.as_str());
        question.is_some_and(|question| question.item.prefill)
    };
    if answers.keys().all(prefilled) {
        problems.add("", AnswerProblem::Empty);
    }
    let asked = instrument.asked(&answers);
    for (code, answer) in &answers {
        let problem = match questions.get(code.as_str()) {
            None => Some(AnswerProblem::UnknownQuestion),
            Some(_) if !asked.contains(code.as_str()) => Some(AnswerProblem::NotAsked),
            Some(question) => check_answer(question, answer),
        };
        if let Some(problem) = problem {
            problems.add(code, problem);
        }
    }
    if problems.is_empty() {
        Ok(split(answers))
    } else {
        Err(problems)
    }
}

impl Instrument {
    /// Checks the answers of one section, counted from 0; other sections are not looked at.
    ///
    /// # Errors
    /// Every problem, by question code.
    pub fn check_section(&self, section: usize, answers: &Answers) -> Result<(), AnswerProblems> {
        let mut problems = AnswerProblems::default();
        for question in self
            .questions()
            .filter(|question| question.section == section)
        {
            let Some(answer) = answers.get(question.code) else {
                continue;
            };
            if let Some(problem) = check_answer(&question, answer) {
                problems.add(question.code, problem);
            }
        }
        if problems.is_empty() {
            Ok(())
        } else {
            Err(problems)
        }
    }
}

/// What is wrong with an answer to a question, apart from routing.
pub fn check_answer(question: &Question<'_>, answer: &Answer) -> Option<AnswerProblem> {
    let item = question.item;
    match (answer, &item.kind) {
        (Answer::NotApplicable, _) => not_offered(item.not_applicable.is_none()),
        (Answer::DontKnow, _) => not_offered(item.dont_know.is_none()),
        (Answer::One { option, other }, ItemKind::Single { .. }) => {
            option_problem(item, option).or_else(|| other_problem(other.as_deref()))
        }
        (Answer::Many { options, other }, ItemKind::Multiple { .. }) => options
            .iter()
            .find_map(|option| option_problem(item, option))
            .or_else(|| other_problem(other.as_deref())),
        (Answer::Number(value), kind) => number_problem(*value, kind),
        (Answer::Month { year, month }, ItemKind::YearMonth { min, max }) => {
            let fits = (*min..=*max).contains(year) && (1..=12).contains(month);
            (!fits).then(|| out_of_range(f64::from(*min), f64::from(*max)))
        }
        (Answer::Text(text), ItemKind::Open { max_chars }) => {
            let long = text.chars().count() > *max_chars as usize;
            long.then_some(AnswerProblem::TooLong { most: *max_chars })
        }
        _ => Some(AnswerProblem::WrongKind),
    }
}

fn not_offered(missing: bool) -> Option<AnswerProblem> {
    missing.then_some(AnswerProblem::NotOffered)
}

fn option_problem(item: &Item, option: &str) -> Option<AnswerProblem> {
    let unknown = !item.has_option(option);
    unknown.then(|| AnswerProblem::UnknownOption {
        option: option.to_owned(),
    })
}

fn other_problem(other: Option<&str>) -> Option<AnswerProblem> {
    let long = other.is_some_and(|text| text.chars().count() > LONGEST_OTHER);
    #[expect(clippy::cast_possible_truncation, reason = "the constant is 200")]
    long.then_some(AnswerProblem::TooLong {
        most: LONGEST_OTHER as u32,
    })
}

fn number_problem(value: f64, kind: &ItemKind) -> Option<AnswerProblem> {
    let (min, max, decimals) = match kind {
        ItemKind::Scale(scale) | ItemKind::Matrix { scale, .. } => scale_range(scale),
        ItemKind::Number {
            min, max, decimals, ..
        } => (*min, *max, *decimals),
        ItemKind::Year { min, max } => (f64::from(*min), f64::from(*max), 0),
        ItemKind::Share => (0.0, 100.0, 0),
        _ => return Some(AnswerProblem::WrongKind),
    };
    if !(min..=max).contains(&value) {
        return Some(out_of_range(min, max));
    }
    let scaled = value * 10_f64.powi(i32::from(decimals));
    let fine = (scaled - scaled.round()).abs() < 1e-6;
    (!fine).then_some(AnswerProblem::TooManyDecimals { most: decimals })
}

fn scale_range(scale: &Scale) -> (f64, f64, u8) {
    (f64::from(scale.min), f64::from(scale.max), 0)
}

fn out_of_range(min: f64, max: f64) -> AnswerProblem {
    AnswerProblem::OutOfRange { min, max }
}

/// Takes the open texts out of the coded answers.
fn split(answers: Answers) -> SubmittedResponse {
    let mut coded = Answers::new();
    let mut open = BTreeMap::new();
    for (code, answer) in answers {
        match answer {
            Answer::Text(text) => {
                open.insert(code, text);
            }
            Answer::One { option, other } => {
                keep_other(&mut open, &code, other);
                coded.insert(
                    code,
                    Answer::One {
                        option,
                        other: None,
                    },
                );
            }
            Answer::Many { options, other } => {
                keep_other(&mut open, &code, other.filter(|_| options.contains(OTHER)));
                coded.insert(
                    code,
                    Answer::Many {
                        options,
                        other: None,
                    },
                );
            }
            answer => {
                coded.insert(code, answer);
            }
        }
    }
    SubmittedResponse { coded, open }
}

fn keep_other(open: &mut BTreeMap<String, String>, code: &str, other: Option<String>) {
    if let Some(text) = other.filter(|text| !text.trim().is_empty()) {
        open.insert(code.to_owned(), text);
    }
}

#[cfg(test)]
mod tests;
