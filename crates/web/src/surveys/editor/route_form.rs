//! For whom a question is, as lines of menus: an earlier question, a comparison, and values.

use mkbroute_domain::surveys::answer::OTHER;
use mkbroute_domain::surveys::condition::Condition;
use mkbroute_domain::surveys::instrument::{Instrument, ItemKind, Question};
use mkbroute_domain::text::Lang;
use mkbroute_report::words::choose;

/// Lines joined by "and" or "or". No lines: everybody is asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct RouteForm {
    /// One line is enough; otherwise all must hold.
    pub(super) any: bool,
    pub(super) lines: Vec<RouteLine>,
}

/// One comparison, as chosen so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct RouteLine {
    pub(super) item: String,
    pub(super) how: String,
    pub(super) options: Vec<String>,
    pub(super) value: String,
}

/// What a line offers: the answers of its question, and how it can be compared.
#[derive(Clone, Debug)]
pub(super) struct LineView {
    pub(super) line: RouteLine,
    pub(super) question: String,
    pub(super) comparisons: Vec<(&'static str, &'static str)>,
    /// Code, words, chosen.
    pub(super) options: Vec<(String, String, bool)>,
    pub(super) problem: Option<&'static str>,
}

impl RouteForm {
    /// The lines that say the same as a condition; `None` where menus cannot say it.
    pub(super) fn of(condition: &Condition) -> Option<Self> {
        let (any, parts) = match condition {
            Condition::All(parts) => (false, parts.as_slice()),
            Condition::Any(parts) => (true, parts.as_slice()),
            one => (false, std::slice::from_ref(one)),
        };
        let lines = parts.iter().map(RouteLine::of).collect::<Option<_>>()?;
        Some(Self { any, lines })
    }

    /// What a browser sent.
    pub(super) fn sent(sent: &Posted) -> Self {
        let line = |index: usize| {
            let field = |name: &str| format!("lijn.{index}.{name}");
            let item = sent.get(&field("vraag")).to_owned();
            (!item.is_empty()).then(|| RouteLine {
                item,
                how: sent.get(&field("hoe")).to_owned(),
                options: sent.all(&field("antwoord")).map(str::to_owned).collect(),
                value: sent.get(&field("getal")).trim().to_owned(),
            })
        };
        Self {
            any: sent.get("samen") == "of",
            lines: (0..).map_while(line).collect(),
        }
    }

    /// The condition, or which line says nothing yet and why.
    pub(super) fn condition(&self) -> Result<Option<Condition>, (usize, LineProblem)> {
        let lines = self.lines.iter().enumerate();
        let mut parts: Vec<Condition> = lines
            .map(|(index, line)| line.condition().map_err(|problem| (index, problem)))
            .collect::<Result<_, _>>()?;
        Ok(match (parts.len(), self.any) {
            (0 | 1, _) => parts.pop(),
            (_, true) => Some(Condition::Any(parts)),
            (_, false) => Some(Condition::All(parts)),
        })
    }
}

/// Why a line says nothing yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineProblem {
    NoAnswer,
    NoNumber,
}

impl LineProblem {
    pub(super) fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::NoAnswer => choose(
                lang,
                "Kies ten minste één antwoord.",
                "Choose at least one answer.",
            ),
            Self::NoNumber => choose(lang, "Vul een getal in.", "Enter a number."),
        }
    }
}

impl RouteLine {
    /// A line about a question, before anything is chosen.
    pub(super) fn about(question: &Question<'_>) -> Self {
        let how = comparisons(question, Lang::Nl);
        Self {
            item: question.code.to_owned(),
            how: how.first().map_or("", |(how, _)| how).to_owned(),
            ..Self::default()
        }
    }

    fn of(condition: &Condition) -> Option<Self> {
        let line = |item: &String, how: &str, options: &[String], value: &str| Self {
            item: item.clone(),
            how: how.to_owned(),
            options: options.to_vec(),
            value: value.to_owned(),
        };
        Some(match condition {
            Condition::Is { item, option } => line(item, "is", std::slice::from_ref(option), ""),
            Condition::AnyOf { item, options } => line(item, "is", options, ""),
            Condition::AtLeast { item, value } => line(item, "minstens", &[], &value.to_string()),
            Condition::AtMost { item, value } => line(item, "hoogstens", &[], &value.to_string()),
            Condition::Answered { item } => line(item, "beantwoord", &[], ""),
            Condition::Not(inner) => match (inner.as_ref(), Self::of(inner)?) {
                (Condition::Is { .. } | Condition::AnyOf { .. }, found) => Self {
                    how: "niet".to_owned(),
                    ..found
                },
                (Condition::Answered { .. }, found) => Self {
                    how: "open".to_owned(),
                    ..found
                },
                _ => return None,
            },
            Condition::All(_) | Condition::Any(_) => return None,
        })
    }

    fn condition(&self) -> Result<Condition, LineProblem> {
        let item = self.item.clone();
        let not = |inner| Condition::Not(Box::new(inner));
        let number = || {
            let read = self.value.replace(',', ".").parse::<f64>();
            let finite = read.ok().filter(|number| number.is_finite());
            finite.ok_or(LineProblem::NoNumber)
        };
        Ok(match self.how.as_str() {
            "minstens" => Condition::AtLeast {
                item,
                value: number()?,
            },
            "hoogstens" => Condition::AtMost {
                item,
                value: number()?,
            },
            "beantwoord" => Condition::Answered { item },
            "open" => not(Condition::Answered { item }),
            "niet" => not(self.chosen()?),
            _ => self.chosen()?,
        })
    }

    fn chosen(&self) -> Result<Condition, LineProblem> {
        let item = self.item.clone();
        match self.options.as_slice() {
            [] => Err(LineProblem::NoAnswer),
            [option] => Ok(Condition::Is {
                item,
                option: option.clone(),
            }),
            options => Ok(Condition::AnyOf {
                item,
                options: options.to_vec(),
            }),
        }
    }

    /// The line with its menus, in the words of the draft.
    pub(super) fn view(
        &self,
        draft: &Instrument,
        problem: Option<LineProblem>,
        lang: Lang,
    ) -> LineView {
        let question = draft.question(&self.item);
        LineView {
            question: question.as_ref().map_or_else(
                || self.item.clone(),
                |found| found.text.get(lang).to_owned(),
            ),
            comparisons: question
                .as_ref()
                .map_or_else(Vec::new, |found| comparisons(found, lang)),
            options: question.map_or_else(Vec::new, |found| self.options(&found, lang)),
            problem: problem.map(|found| found.words(lang)),
            line: self.clone(),
        }
    }

    fn options(&self, question: &Question<'_>, lang: Lang) -> Vec<(String, String, bool)> {
        let (options, other) = match &question.item.kind {
            ItemKind::Single { options, other } | ItemKind::Multiple { options, other } => {
                (options.as_slice(), other.as_ref())
            }
            _ => (&[][..], None),
        };
        let options = options
            .iter()
            .map(|option| (option.code.as_str(), &option.text));
        options
            .chain(other.map(|words| (OTHER, words)))
            .map(|(code, words)| {
                let chosen = self.options.iter().any(|option| option == code);
                (code.to_owned(), words.get(lang).to_owned(), chosen)
            })
            .collect()
    }
}

/// How the answers to a question can be compared.
fn comparisons(question: &Question<'_>, lang: Lang) -> Vec<(&'static str, &'static str)> {
    let answered = [
        ("beantwoord", choose(lang, "is beantwoord", "is answered")),
        (
            "open",
            choose(lang, "is niet beantwoord", "is not answered"),
        ),
    ];
    let own = match &question.item.kind {
        ItemKind::Single { .. } => vec![
            ("is", choose(lang, "is", "is")),
            ("niet", choose(lang, "is niet", "is not")),
        ],
        ItemKind::Multiple { .. } => vec![
            ("is", choose(lang, "bevat één van", "contains one of")),
            ("niet", choose(lang, "bevat geen van", "contains none of")),
        ],
        ItemKind::Open { .. } | ItemKind::Information => Vec::new(),
        _ => vec![
            ("minstens", choose(lang, "is ten minste", "is at least")),
            ("hoogstens", choose(lang, "is hoogstens", "is at most")),
        ],
    };
    own.into_iter().chain(answered).collect()
}

#[cfg(test)]
mod tests;
use crate::extract::Posted;
