//! A first codebook from the data themselves, for somebody who knows them to correct.

use std::collections::BTreeMap;

use mkbroute_domain::insights::codebook::{
    Codebook, CodebookItem, CodebookKind, MissingCells, MultipleCells,
};
use mkbroute_domain::text::Text;
use mkbroute_store::tables::{Table, TableColumn};

/// Different answers up to which a column of words is a choice.
const MOST_CHOICES: usize = 25;
/// Scores of a rating scale: whole numbers up to here.
const LONGEST_SCALE: f64 = 10.0;

/// Cells that mean that there is no valid answer, in small letters.
const NO_ANSWER: [(&str, Missing); 14] = [
    ("na", Missing::Skipped),
    ("n/a", Missing::NotApplicable),
    ("nan", Missing::Skipped),
    ("null", Missing::Skipped),
    ("-", Missing::Skipped),
    ("geen antwoord", Missing::Skipped),
    ("no answer", Missing::Skipped),
    ("n.v.t.", Missing::NotApplicable),
    ("nvt", Missing::NotApplicable),
    ("niet van toepassing", Missing::NotApplicable),
    ("not applicable", Missing::NotApplicable),
    ("weet niet", Missing::DontKnow),
    ("weet ik niet", Missing::DontKnow),
    ("don't know", Missing::DontKnow),
];

#[derive(Clone, Copy)]
enum Missing {
    Skipped,
    NotApplicable,
    DontKnow,
}

/// A codebook with what the reader must know of each guess.
#[derive(Clone, Debug)]
pub struct Suggested {
    pub codebook: Codebook,
    /// Notes by item.
    pub remarks: BTreeMap<String, Vec<String>>,
    /// Columns that no item was made of, with the reason.
    pub left_out: Vec<(String, &'static str)>,
}

/// Looks at every column and suggests how to read it.
pub fn suggest(table: &Table, title: &str) -> Suggested {
    let mut codebook = Codebook {
        title: Text::new(title, title),
        respondents: Text::new("deelnemers", "participants"),
        ..Codebook::default()
    };
    let (mut remarks, mut left_out) = (BTreeMap::new(), Vec::new());
    for column in &table.columns {
        match item(column, table.rows) {
            Ok((item, notes)) => {
                remarks.insert(item.id.clone(), notes);
                codebook.items.push(item);
            }
            Err(reason) => left_out.push((column.name().to_owned(), reason)),
        }
    }
    Suggested {
        codebook,
        remarks,
        left_out,
    }
}

/// The item of a column with notes, or why there is none.
fn item(column: &TableColumn, rows: usize) -> Result<(CodebookItem, Vec<String>), &'static str> {
    let missing = missing(column);
    let none = |text: &str| text.is_empty() || is_missing(text, &missing);
    let valid: Vec<(usize, &str)> = column
        .values()
        .iter()
        .enumerate()
        .map(|(code, text)| (code, text.as_ref()))
        .filter(|(_, text)| !none(text))
        .collect();
    if valid.is_empty() {
        return Err("no answers");
    }
    let numbers: Option<Vec<f64>> = valid
        .iter()
        .map(|(code, _)| column.number_of(*code).ok().flatten())
        .collect();
    if valid.len() == rows && rows > MOST_CHOICES && numbers.as_ref().is_none_or(|n| whole(n)) {
        return Err("every answer differs: a name, a date or a number of its own");
    }
    let (kind, remark) = match numbers {
        Some(numbers) => number_kind(&numbers),
        None => word_kind(&valid)?,
    };
    let identifying = matches!(
        kind,
        CodebookKind::Choice { .. } | CodebookKind::Multiple { .. }
    );
    let mut notes = vec![remark];
    if identifying {
        notes.push(
            "identifying: shown only in groups of five or more. Remove it where nobody can be \
             recognised by this answer."
                .to_owned(),
        );
    }
    let item = CodebookItem {
        id: column.name().to_owned(),
        text: Text::new(column.name(), column.name()),
        block: String::new(),
        kind,
        missing,
        identifying,
        sensitive: false,
        collapse: Vec::new(),
    };
    Ok((item, notes))
}

fn missing(column: &TableColumn) -> MissingCells {
    let mut cells = MissingCells::default();
    for text in column.values() {
        let small = text.to_lowercase();
        let found = NO_ANSWER.iter().find(|(known, _)| *known == small);
        let list = match found.map(|(_, kind)| kind) {
            Some(Missing::Skipped) => &mut cells.skipped,
            Some(Missing::NotApplicable) => &mut cells.not_applicable,
            Some(Missing::DontKnow) => &mut cells.dont_know,
            None => continue,
        };
        list.push(text.to_string());
    }
    cells
}

fn is_missing(text: &str, cells: &MissingCells) -> bool {
    let lists = [&cells.skipped, &cells.not_applicable, &cells.dont_know];
    lists.into_iter().flatten().any(|cell| cell == text)
}

fn whole(numbers: &[f64]) -> bool {
    numbers.iter().all(|number| number.fract() == 0.0)
}

/// A scale where the numbers look like ratings, two codes where they look like yes and no.
fn number_kind(numbers: &[f64]) -> (CodebookKind, String) {
    let low = numbers.iter().copied().fold(f64::INFINITY, f64::min);
    let high = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if whole(numbers) && low >= 0.0 && high <= LONGEST_SCALE {
        if high - low <= 1.0 || high < 3.0 {
            let note = "few whole numbers: codes. Say in [item.labels] what each means.";
            return (CodebookKind::Choice { labels: Vec::new() }, note.to_owned());
        }
        let max = [5.0, 7.0, LONGEST_SCALE]
            .into_iter()
            .find(|end| high <= *end)
            .unwrap_or(LONGEST_SCALE);
        let (min, top, bottom) = match (low < 1.0, max) {
            (true, _) => (0, max - 1.0, 1.0),
            (false, LONGEST_SCALE) => (1, 8.0, 5.0),
            (false, _) => (1, max - 1.0, 2.0),
        };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "whole numbers from 0 to 10"
        )]
        let kind = CodebookKind::Scale {
            min,
            max: max as u8,
            top: top as u8,
            bottom: bottom as u8,
            labels: Vec::new(),
        };
        let note = format!("whole numbers: a scale from {min} to {max}? Else: type = \"number\".");
        return (kind, note);
    }
    let (min, max) = round_ends(low, high);
    let kind = CodebookKind::Number {
        min,
        max,
        unit: None,
        sum: false,
    };
    let note = "numbers: set min and max to what is possible, not to what occurs.";
    (kind, note.to_owned())
}

/// Ends that are possible values rather than those that occur: rounded outwards.
fn round_ends(low: f64, high: f64) -> (f64, f64) {
    let size = low.abs().max(high.abs()).max(1.0);
    let step = 10_f64.powf(size.log10().floor());
    let min = if low >= 0.0 {
        0.0
    } else {
        (low / step).floor() * step
    };
    let max = (high / step).ceil() * step;
    (min, if max > min { max } else { min + step })
}

/// Several answers in a cell, one of a few, or too many to count.
fn word_kind(valid: &[(usize, &str)]) -> Result<(CodebookKind, String), &'static str> {
    for separator in [';', '|'] {
        if valid.iter().any(|(_, text)| text.contains(separator)) {
            let mut parts: Vec<&str> = valid
                .iter()
                .flat_map(|(_, text)| text.split(separator))
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .collect();
            parts.sort_unstable();
            parts.dedup();
            if parts.len() <= MOST_CHOICES {
                let label = |part: &&str| ((*part).to_owned(), Text::new(*part, *part));
                let kind = CodebookKind::Multiple {
                    labels: parts.iter().map(label).collect(),
                    cells: MultipleCells::Separated(separator),
                };
                let note = format!("several answers in a cell, parted by '{separator}'.");
                return Ok((kind, note));
            }
        }
    }
    if valid.len() > MOST_CHOICES {
        return Err("too many different answers to count: open answers are not analysed");
    }
    let note = "a choice: its answers are the cells that occur; [item.labels] fixes their order.";
    let kind = CodebookKind::Choice { labels: Vec::new() };
    Ok((kind, note.to_owned()))
}
