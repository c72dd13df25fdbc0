//! The form of a question of the study: from fields to a question and back.

use std::sync::Arc;

use mkbroute_application::insights::label;
use mkbroute_domain::surveys::instrument::Instrument;
use mkbroute_domain::surveys::study::{Elsewhere, ItemRef, OtherSource, StudyQuestion};
use mkbroute_domain::text::{Lang, Text};

/// Names and values as a browser sends them; a name may come more than once.
pub(super) type Fields = Vec<(String, String)>;

/// What the form shows.
pub(super) struct QuestionForm {
    pub(super) nl: String,
    pub(super) en: String,
    pub(super) revision: u32,
    /// The questionnaires, each with its questions.
    pub(super) instruments: Vec<Choices>,
    /// Chosen items that no questionnaire asks any more.
    pub(super) gone: Vec<String>,
    pub(super) sources: Vec<SourceLine>,
}

/// A questionnaire with the questions that can be chosen.
pub(super) struct Choices {
    pub(super) title: String,
    pub(super) items: Vec<ItemChoice>,
}

pub(super) struct ItemChoice {
    pub(super) reference: String,
    pub(super) words: String,
    pub(super) chosen: bool,
}

/// A kind of source outside the questionnaires.
pub(super) struct SourceLine {
    pub(super) kind: OtherSource,
    pub(super) chosen: bool,
    pub(super) note: Text,
}

impl Choices {
    /// How many are chosen.
    pub(super) fn chosen(&self) -> usize {
        self.items.iter().filter(|item| item.chosen).count()
    }
}

/// Reads a question without its code, and the revision of the study that the page showed.
///
/// What no form of ours sends is let go.
pub(super) fn read(fields: Fields) -> (StudyQuestion, u32) {
    let (mut text, mut items, mut revision) = (Text::default(), Vec::new(), 0);
    let mut sources: Vec<Elsewhere> = Vec::new();
    let mut notes: Vec<(String, String)> = Vec::new();
    for (name, value) in fields {
        let value = value.trim().to_owned();
        match name.as_str() {
            "nl" => text.nl = value,
            "en" => text.en = value,
            "revisie" => revision = value.parse().unwrap_or(0),
            "vraag" => items.extend(value.parse::<ItemRef>()),
            "bron" => sources.extend(source(&value)),
            _ => notes.push((name, value)),
        }
    }
    items.dedup();
    for (name, value) in notes {
        let Some((lang, code)) = name.split_once('.') else {
            continue;
        };
        let found = sources.iter_mut().find(|found| found.source.code() == code);
        match (found, lang) {
            (Some(found), "toelichting_nl") => found.note.nl = value,
            (Some(found), "toelichting_en") => found.note.en = value,
            _ => {}
        }
    }
    let question = StudyQuestion {
        code: String::new(),
        text,
        items,
        elsewhere: sources,
    };
    (question, revision)
}

fn source(code: &str) -> Option<Elsewhere> {
    let mut kinds = OtherSource::ALL.into_iter();
    let source = kinds.find(|kind| kind.code() == code)?;
    Some(Elsewhere {
        source,
        note: Text::default(),
    })
}

/// The form of a question among the questionnaires that can be chosen from.
pub(super) fn show(
    question: &StudyQuestion,
    revision: u32,
    instruments: &[Arc<Instrument>],
    lang: Lang,
) -> QuestionForm {
    let choices = |instrument: &Arc<Instrument>| Choices {
        title: instrument.title.get(lang).to_owned(),
        items: instrument
            .questions()
            .map(|found| {
                let reference = ItemRef {
                    instrument: instrument.id.clone(),
                    item: found.code.to_owned(),
                };
                ItemChoice {
                    words: label(&found).get(lang).to_owned(),
                    chosen: question.items.contains(&reference),
                    reference: reference.to_string(),
                }
            })
            .collect(),
    };
    let used: Vec<&Instrument> = instruments.iter().map(Arc::as_ref).collect();
    let gone = question.items.iter();
    let gone = gone.filter(|item| item.find(&used).is_none());
    let source = |kind: OtherSource| {
        let mut given = question.elsewhere.iter();
        let given = given.find(|found| found.source == kind);
        SourceLine {
            kind,
            chosen: given.is_some(),
            note: given.map(|found| found.note.clone()).unwrap_or_default(),
        }
    };
    QuestionForm {
        nl: question.text.nl.clone(),
        en: question.text.en.clone(),
        revision,
        instruments: instruments.iter().map(choices).collect(),
        gone: gone.map(ToString::to_string).collect(),
        sources: OtherSource::ALL.map(source).into(),
    }
}
