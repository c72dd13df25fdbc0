//! Questions as a page shows them.

use mkbroute_domain::surveys::answer::{Answer, OTHER};
use mkbroute_domain::surveys::instrument::{Choice, Instrument, Item, ItemKind, Question};
use mkbroute_domain::surveys::raw_answer::{DONT_KNOW, NOT_APPLICABLE, RawAnswer};
use mkbroute_domain::surveys::response::AnswerProblem;
use mkbroute_domain::text::{Lang, Text};

use super::words;

/// A section of a questionnaire.
#[derive(Clone, Debug)]
pub(crate) struct PartView {
    pub(crate) title: String,
    pub(crate) intro: Option<String>,
    pub(crate) questions: Vec<QuestionView>,
}

/// A question with what was filled in.
#[derive(Clone, Debug)]
pub(crate) struct QuestionView {
    pub(crate) code: String,
    /// Which control shows it: `choice`, `choices`, `scale`, `number`, `month`, `open`, `information`.
    pub(crate) control: &'static str,
    /// What stands above the first row of a matrix.
    pub(crate) heading: Option<String>,
    pub(crate) text: String,
    pub(crate) help: Option<String>,
    pub(crate) why: Option<String>,
    /// When it is asked, in words and for the script.
    pub(crate) condition: Option<(String, String)>,
    pub(crate) options: Vec<OptionView>,
    /// The words and the text of "anders, namelijk".
    pub(crate) other: Option<(String, String)>,
    pub(crate) special: Vec<OptionView>,
    pub(crate) value: String,
    pub(crate) month: String,
    pub(crate) unit: Option<String>,
    /// The words at both ends of a scale.
    pub(crate) ends: Option<(String, String)>,
    pub(crate) problem: Option<String>,
}

impl QuestionView {
    /// Whether it is answered in one field with a label, not in a group of fields.
    pub(crate) fn one_field(&self) -> bool {
        matches!(self.control, "number" | "open")
    }

    /// The ids of what explains it: help, unit, ends of the scale, what is wrong.
    pub(crate) fn described(&self) -> String {
        let parts = [
            ("hulp", self.help.is_some()),
            ("eenheid", self.unit.is_some()),
            ("schaal", self.ends.is_some()),
            ("fout", self.problem.is_some()),
        ];
        let there = parts.iter().filter(|(_, there)| *there);
        let ids: Vec<String> = there
            .map(|(part, _)| format!("{part}-{}", self.code))
            .collect();
        ids.join(" ")
    }
}

/// Something to choose.
#[derive(Clone, Debug)]
pub(crate) struct OptionView {
    pub(crate) value: String,
    pub(crate) label: String,
    pub(crate) chosen: bool,
}

/// Looks up what was filled in for a question.
pub(crate) type Filled<'a> = &'a dyn Fn(&str) -> Option<RawAnswer>;

/// A section, with what was filled in and what is wrong with it. Items that are coded afterwards are
/// never shown.
pub(crate) fn part_view(
    instrument: &Instrument,
    section: usize,
    lang: Lang,
    filled: Filled<'_>,
    problems: &[(String, AnswerProblem)],
) -> PartView {
    let part = &instrument.sections[section];
    let questions = part
        .items
        .iter()
        .filter(|item| item.coded_from.is_none())
        .flat_map(|item| item_views(instrument, item, lang, filled, problems));
    PartView {
        title: part.title.get(lang).to_owned(),
        intro: optional(part.intro.as_ref(), lang),
        questions: questions.collect(),
    }
}

fn item_views(
    instrument: &Instrument,
    item: &Item,
    lang: Lang,
    filled: Filled<'_>,
    problems: &[(String, AnswerProblem)],
) -> Vec<QuestionView> {
    if let ItemKind::Information = item.kind {
        return vec![information(instrument, item, lang)];
    }
    let questions = item.questions(0);
    questions
        .iter()
        .enumerate()
        .map(|(row, question)| {
            let raw = filled(question.code).unwrap_or_default();
            let mut view = question_view(instrument, question, lang, &raw);
            view.heading =
                (question.row.is_some() && row == 0).then(|| item.text.get(lang).to_owned());
            let problem = problems.iter().find(|(code, _)| code == question.code);
            view.problem =
                problem.map(|(_, found)| words::problem(found, instrument.group.address(), lang));
            view
        })
        .collect()
}

fn information(instrument: &Instrument, item: &Item, lang: Lang) -> QuestionView {
    QuestionView {
        control: "information",
        text: item.text.get(lang).to_owned(),
        ..empty(instrument, item, &item.code, lang)
    }
}

fn empty(instrument: &Instrument, item: &Item, code: &str, lang: Lang) -> QuestionView {
    let condition = item.show_if.as_ref().map(|condition| {
        let json = serde_json::to_string(condition).unwrap_or_default();
        (words::condition(instrument, condition, lang), json)
    });
    QuestionView {
        code: code.to_owned(),
        control: "information",
        heading: None,
        text: String::new(),
        help: optional(item.help.as_ref(), lang),
        why: optional(item.why.as_ref(), lang),
        condition,
        options: Vec::new(),
        other: None,
        special: Vec::new(),
        value: String::new(),
        month: String::new(),
        unit: None,
        ends: None,
        problem: None,
    }
}

fn question_view(
    instrument: &Instrument,
    question: &Question<'_>,
    lang: Lang,
    raw: &RawAnswer,
) -> QuestionView {
    let item = question.item;
    let mut view = QuestionView {
        text: question.text.get(lang).to_owned(),
        special: special(item, raw, lang),
        value: raw.values.first().cloned().unwrap_or_default(),
        ..empty(instrument, item, question.code, lang)
    };
    match &item.kind {
        ItemKind::Single { options, other } => {
            view.control = "choice";
            choices(&mut view, options, other.as_ref(), raw, lang);
        }
        ItemKind::Multiple { options, other } => {
            view.control = "choices";
            choices(&mut view, options, other.as_ref(), raw, lang);
        }
        ItemKind::Scale(scale) | ItemKind::Matrix { scale, .. } => {
            view.control = "scale";
            view.ends = Some((
                scale.low.get(lang).to_owned(),
                scale.high.get(lang).to_owned(),
            ));
            let option = |score: u8| option(&score.to_string(), score.to_string(), raw);
            view.options = (scale.min..=scale.max).map(option).collect();
        }
        ItemKind::Number { unit, .. } => {
            view.control = "number";
            view.unit = Some(unit.get(lang).to_owned());
        }
        ItemKind::Year { .. } => view.control = "number",
        ItemKind::Share => {
            view.control = "number";
            view.unit = Some("%".to_owned());
        }
        ItemKind::YearMonth { .. } => {
            view.control = "month";
            view.month = raw.values.get(1).cloned().unwrap_or_default();
        }
        ItemKind::Open { .. } => view.control = "open",
        ItemKind::Information => {}
    }
    view
}

fn choices(
    view: &mut QuestionView,
    options: &[Choice],
    other: Option<&Text>,
    raw: &RawAnswer,
    lang: Lang,
) {
    view.options = options
        .iter()
        .map(|choice| option(&choice.code, choice.text.get(lang).to_owned(), raw))
        .collect();
    if let Some(words) = other {
        let words = words.get(lang).to_owned();
        view.options.push(option(OTHER, words.clone(), raw));
        view.other = Some((words, raw.other.clone().unwrap_or_default()));
    }
}

fn option(value: &str, label: String, raw: &RawAnswer) -> OptionView {
    let chosen = raw.values.iter().any(|given| given == value);
    OptionView {
        value: value.to_owned(),
        label,
        chosen,
    }
}

fn special(item: &Item, raw: &RawAnswer, lang: Lang) -> Vec<OptionView> {
    [
        (NOT_APPLICABLE, &item.not_applicable),
        (DONT_KNOW, &item.dont_know),
    ]
    .into_iter()
    .filter_map(|(value, words)| {
        let label = words.as_ref()?.get(lang).to_owned();
        let chosen = raw.special.as_deref() == Some(value);
        Some(OptionView {
            value: value.to_owned(),
            label,
            chosen,
        })
    })
    .collect()
}

fn optional(text: Option<&Text>, lang: Lang) -> Option<String> {
    text.map(|text| text.get(lang).to_owned())
}

/// An answer as the fields of a form hold it.
pub(crate) fn raw(answer: &Answer) -> RawAnswer {
    let plain = |values: Vec<String>| RawAnswer {
        values,
        ..RawAnswer::default()
    };
    match answer {
        Answer::One { option, other } => RawAnswer {
            values: vec![option.clone()],
            other: other.clone(),
            special: None,
        },
        Answer::Many { options, other } => RawAnswer {
            values: options.iter().cloned().collect(),
            other: other.clone(),
            special: None,
        },
        Answer::Number(value) => plain(vec![value.to_string()]),
        Answer::Month { year, month } => plain(vec![year.to_string(), month.to_string()]),
        Answer::Text(text) => plain(vec![text.clone()]),
        Answer::NotApplicable => RawAnswer {
            special: Some(NOT_APPLICABLE.to_owned()),
            ..RawAnswer::default()
        },
        Answer::DontKnow => RawAnswer {
            special: Some(DONT_KNOW.to_owned()),
            ..RawAnswer::default()
        },
    }
}
