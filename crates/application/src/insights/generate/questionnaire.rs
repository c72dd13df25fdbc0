//! The made-up questionnaire: a mix as real ones have it.

use mkbroute_analysis::dataset::{Band, ItemKind, ItemSpec, RatioSpec};
use mkbroute_analysis::measure::PATHWAY;

/// A question with what decides its answers.
#[derive(Clone, Debug)]
pub(super) struct Question {
    pub(super) item: ItemSpec,
    pub(super) content: Content,
    /// Put only to those who employ students.
    pub(super) routed: bool,
    /// "N.v.t." may be answered.
    pub(super) not_applicable: bool,
    /// "Weet ik niet" may be answered.
    pub(super) dont_know: bool,
}

/// What a question asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Pathway,
    /// Employs students now, or not: decides who gets the routed questions.
    Employs,
    Choice,
    Several,
    Rating,
    Hours,
    /// How many students.
    Students,
    /// How many of them have a contract.
    Contracts,
}

/// Ten questions in the order in which they come back: five ratings from 1 to 10, two from 1 to 7,
/// two single choices, and in turn several choices or a number.
const TURN: u16 = 10;
/// Questions of one block of the report.
const BLOCK: u16 = 20;

/// The questions. The first is the pathway, the sixth whether students are employed.
pub(super) fn questionnaire(items: u16) -> Vec<Question> {
    (0..items).map(question).collect()
}

fn question(position: u16) -> Question {
    let content = content(position);
    let id = match content {
        Content::Pathway => PATHWAY.to_owned(),
        _ => format!("q{:03}", position + 1),
    };
    let fixed = matches!(
        content,
        Content::Pathway | Content::Employs | Content::Students | Content::Contracts
    );
    Question {
        item: ItemSpec {
            id,
            wording: 1,
            block: format!("block{}", position / BLOCK + 1),
            kind: kind(content, position),
            identifying: content == Content::Pathway,
            sensitive: content == Content::Contracts,
            sensitive_categories: Vec::new(),
            collapse: Vec::new(),
            dominance: content == Content::Pathway,
            about_others: matches!(content, Content::Students | Content::Contracts),
            counts_for_completeness: content != Content::Pathway,
        },
        content,
        routed: !fixed && position % 9 == 8,
        not_applicable: !fixed && position % 7 == 3,
        dont_know: !fixed && position % 5 == 2,
    }
}

fn content(position: u16) -> Content {
    match (position, position % TURN) {
        (0, _) => Content::Pathway,
        (_, 5) if position < TURN => Content::Employs,
        (_, 5 | 8) => Content::Choice,
        (_, 9) => match position / TURN % 4 {
            0 => Content::Several,
            1 => Content::Hours,
            2 => Content::Students,
            _ => Content::Contracts,
        },
        _ => Content::Rating,
    }
}

fn kind(content: Content, position: u16) -> ItemKind {
    let categories = |count: u16| (1..=count).map(|code| format!("c{code}")).collect();
    let number = |max: f64, decimals: u8, bands: Vec<Band>, sum: bool| ItemKind::Quantity {
        min: 0.0,
        max,
        decimals,
        bands,
        sum,
    };
    let band = |code: &str, min: f64, max: f64| Band {
        code: code.to_owned(),
        min,
        max,
    };
    match content {
        Content::Pathway => ItemKind::Categorical {
            categories: (1..=8).map(|code| format!("route{code}")).collect(),
        },
        Content::Employs => ItemKind::Categorical {
            categories: vec!["yes".to_owned(), "no".to_owned()],
        },
        Content::Choice => ItemKind::Categorical {
            categories: categories(3 + position % 6),
        },
        Content::Several => ItemKind::MultiResponse {
            categories: categories(6 + position % 7),
        },
        Content::Rating if matches!(position % TURN, 3 | 6) => scale(1, 7, 6, 2),
        Content::Rating => scale(1, 10, 8, 5),
        Content::Hours => {
            let bands = vec![band("part", 0.0, 23.9), band("most", 24.0, 40.0)];
            number(40.0, 1, bands, false)
        }
        Content::Students | Content::Contracts => number(20.0, 0, Vec::new(), true),
    }
}

fn scale(min: u8, max: u8, top: u8, bottom: u8) -> ItemKind {
    ItemKind::Scale {
        min,
        max,
        top,
        bottom,
    }
}

/// Contracts over students, for every two questions that ask them.
pub(super) fn ratios(questions: &[Question]) -> Vec<RatioSpec> {
    let asking = |content: Content| {
        questions
            .iter()
            .filter(move |question| question.content == content)
    };
    (1..)
        .zip(asking(Content::Contracts).zip(asking(Content::Students)))
        .map(|(number, (contracts, students))| RatioSpec {
            id: format!("contracts{number}"),
            block: contracts.item.block.clone(),
            of: vec![contracts.item.id.clone()],
            over: vec![students.item.id.clone()],
            sensitive: true,
        })
        .collect()
}
