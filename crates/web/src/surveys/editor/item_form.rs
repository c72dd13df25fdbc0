//! The form of a question: every field as it is typed, and the question that it makes.

use mkbroute_domain::surveys::instrument::{
    AnalysisNotes, Choice, Instrument, Item, ItemKind, Row, Scale,
};
use mkbroute_domain::text::{Lang, Text};
use mkbroute_report::words::choose;

use super::sent::{optional, tidy};
use crate::extract::Posted;

/// Empty lines that wait below the answers to choose from.
const SPARE_LINES: usize = 3;

/// A question as it is typed.
#[derive(Clone, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "one field for each box of the form"
)]
pub(super) struct ItemForm {
    pub(super) kind: String,
    pub(super) text: Text,
    pub(super) help: Text,
    pub(super) why: Text,
    /// Answers to choose from, or statements, with spare lines at the end.
    pub(super) lines: Vec<Line>,
    pub(super) other: Text,
    pub(super) min: String,
    pub(super) max: String,
    pub(super) decimals: String,
    pub(super) unit: Text,
    pub(super) low: Text,
    pub(super) high: Text,
    pub(super) most: String,
    pub(super) not_applicable: Text,
    pub(super) dont_know: Text,
    pub(super) block: String,
    pub(super) identifying: bool,
    pub(super) sensitive: bool,
    pub(super) about_others: bool,
    pub(super) sum: bool,
    pub(super) typo: bool,
}

/// An answer to choose from, or a statement.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    /// Empty while it is new.
    pub(super) code: String,
    pub(super) text: Text,
}

impl ItemForm {
    /// The form of a new question.
    pub(super) fn new(kind: &str) -> Self {
        let mut form = Self {
            kind: kind.to_owned(),
            ..Self::default()
        };
        form.complete();
        form
    }

    /// The form of a question that is there.
    pub(super) fn of(item: &Item) -> Self {
        let text = |text: &Option<Text>| text.clone().unwrap_or_default();
        let mut form = Self {
            kind: item.kind.type_name().to_owned(),
            text: item.text.clone(),
            help: text(&item.help),
            why: text(&item.why),
            not_applicable: text(&item.not_applicable),
            dont_know: text(&item.dont_know),
            block: item.analysis.block.clone(),
            identifying: item.analysis.identifying,
            sensitive: item.analysis.sensitive,
            about_others: item.analysis.about_others,
            sum: item.analysis.sum,
            ..Self::default()
        };
        form.take(&item.kind);
        form.complete();
        form
    }

    fn take(&mut self, kind: &ItemKind) {
        let line = |code: &String, text: &Text| Line {
            code: code.clone(),
            text: text.clone(),
        };
        match kind {
            ItemKind::Single { options, other } | ItemKind::Multiple { options, other } => {
                let lines = options
                    .iter()
                    .map(|option| line(&option.code, &option.text));
                self.lines = lines.collect();
                self.other = other.clone().unwrap_or_default();
            }
            ItemKind::Scale(scale) => self.take_scale(scale),
            ItemKind::Matrix { scale, rows } => {
                self.take_scale(scale);
                self.lines = rows.iter().map(|row| line(&row.code, &row.text)).collect();
            }
            ItemKind::Number {
                unit,
                min,
                max,
                decimals,
            } => {
                self.unit = unit.clone();
                (self.min, self.max) = (min.to_string(), max.to_string());
                self.decimals = decimals.to_string();
            }
            ItemKind::Year { min, max } | ItemKind::YearMonth { min, max } => {
                (self.min, self.max) = (min.to_string(), max.to_string());
            }
            ItemKind::Open { max_chars } => self.most = max_chars.to_string(),
            ItemKind::Share | ItemKind::Information => {}
        }
    }

    fn take_scale(&mut self, scale: &Scale) {
        (self.min, self.max) = (scale.min.to_string(), scale.max.to_string());
        (self.low, self.high) = (scale.low.clone(), scale.high.clone());
    }

    /// What a browser sent.
    pub(super) fn sent(sent: &Posted) -> Self {
        let number = |name: &str| sent.get(name).trim().to_owned();
        let codes = sent.all("regel.code");
        let words = sent.all("regel.nl").zip(sent.all("regel.en"));
        let lines = codes.zip(words).map(|(code, (nl, en))| Line {
            code: code.to_owned(),
            text: Text::new(tidy(nl), tidy(en)),
        });
        Self {
            kind: sent.get("soort").to_owned(),
            text: sent.text("vraag"),
            help: sent.text("uitleg"),
            why: sent.text("waarom"),
            lines: lines.collect(),
            other: sent.text("anders"),
            min: number("min"),
            max: number("max"),
            decimals: number("decimalen"),
            unit: sent.text("eenheid"),
            low: sent.text("laag"),
            high: sent.text("hoog"),
            most: number("tekens"),
            not_applicable: sent.text("nvt"),
            dont_know: sent.text("weetniet"),
            block: tidy(sent.get("blok")),
            identifying: sent.ticked("herleidbaar"),
            sensitive: sent.ticked("gevoelig"),
            about_others: sent.ticked("over_anderen"),
            sum: sent.ticked("som"),
            typo: sent.ticked("tikfout"),
        }
    }

    /// Lines that were not left empty.
    fn filled(&self) -> impl Iterator<Item = &Line> {
        self.lines
            .iter()
            .filter(|line| line.text != Text::default())
    }

    /// Moves a line up by one.
    pub(super) fn lift(&mut self, index: usize) {
        if index > 0 && index < self.lines.len() {
            self.lines.swap(index - 1, index);
        }
    }

    /// Fills in what a kind of question usually has, and adds spare lines.
    pub(super) fn complete(&mut self) {
        let filled: Vec<Line> = self.filled().cloned().collect();
        self.lines = filled;
        self.lines
            .extend(std::iter::repeat_n(Line::default(), SPARE_LINES));
        let usual = |field: &mut String, value: &str| {
            if field.is_empty() {
                value.clone_into(field);
            }
        };
        match self.kind.as_str() {
            "scale" | "matrix" => {
                usual(&mut self.min, "1");
                usual(&mut self.max, "7");
            }
            "number" => {
                usual(&mut self.min, "0");
                usual(&mut self.max, "100");
                usual(&mut self.decimals, "0");
            }
            "year" | "year_month" => {
                usual(&mut self.min, "2000");
                usual(&mut self.max, "2030");
            }
            "open" => usual(&mut self.most, "1000"),
            _ => {}
        }
    }

    /// The question, on the ground of the one that was there (its routing and the notes of which
    /// the form does not speak stay); or what cannot be read, by field.
    pub(super) fn item(
        &self,
        before: Option<&Item>,
        draft: &Instrument,
        lang: Lang,
    ) -> Result<Item, String> {
        let kind = self.item_kind(before, lang)?;
        let notes = before.map(|item| item.analysis.clone());
        // A new question belongs to the block of the last one: most do.
        let last = || {
            draft
                .items()
                .last()
                .map(|(_, item)| item.analysis.block.clone())
        };
        let block = if self.block.is_empty() && before.is_none() {
            last().unwrap_or_default()
        } else {
            self.block.clone()
        };
        Ok(Item {
            code: before.map_or_else(String::new, |item| item.code.clone()),
            wording: before.map_or(1, |item| item.wording),
            text: self.text.clone(),
            help: optional(self.help.clone()),
            why: optional(self.why.clone()),
            kind,
            show_if: before.and_then(|item| item.show_if.clone()),
            not_applicable: optional(self.not_applicable.clone()),
            dont_know: optional(self.dont_know.clone()),
            prefill: before.is_some_and(|item| item.prefill),
            coded_from: before.and_then(|item| item.coded_from.clone()),
            analysis: AnalysisNotes {
                block,
                identifying: self.identifying,
                sensitive: self.sensitive,
                about_others: self.about_others,
                sum: self.sum,
                ..notes.unwrap_or_default()
            },
        })
    }

    fn item_kind(&self, before: Option<&Item>, lang: Lang) -> Result<ItemKind, String> {
        let options = || {
            self.filled().map(|line| Choice {
                code: line.code.clone(),
                text: line.text.clone(),
            })
        };
        let other = optional(self.other.clone());
        Ok(match self.kind.as_str() {
            "single" => ItemKind::Single {
                options: options().collect(),
                other,
            },
            "multiple" => ItemKind::Multiple {
                options: options().collect(),
                other,
            },
            "scale" => ItemKind::Scale(self.scale(lang)?),
            "matrix" => ItemKind::Matrix {
                scale: self.scale(lang)?,
                rows: self.filled().map(|line| row(line, before)).collect(),
            },
            "number" => ItemKind::Number {
                unit: self.unit.clone(),
                min: decimal(&self.min, lang)?,
                max: decimal(&self.max, lang)?,
                decimals: whole(&self.decimals, lang)?,
            },
            "year" => ItemKind::Year {
                min: whole(&self.min, lang)?,
                max: whole(&self.max, lang)?,
            },
            "year_month" => ItemKind::YearMonth {
                min: whole(&self.min, lang)?,
                max: whole(&self.max, lang)?,
            },
            "share" => ItemKind::Share,
            "open" => ItemKind::Open {
                max_chars: whole(&self.most, lang)?,
            },
            _ => ItemKind::Information,
        })
    }

    fn scale(&self, lang: Lang) -> Result<Scale, String> {
        Ok(Scale {
            min: whole(&self.min, lang)?,
            max: whole(&self.max, lang)?,
            low: self.low.clone(),
            high: self.high.clone(),
        })
    }
}

/// The wording number of a statement that is there is counted on from what it is.
fn row(line: &Line, before: Option<&Item>) -> Row {
    let rows = match before.map(|item| &item.kind) {
        Some(ItemKind::Matrix { rows, .. }) => rows.as_slice(),
        _ => &[],
    };
    let same = rows.iter().find(|row| row.code == line.code);
    Row {
        code: line.code.clone(),
        wording: same.map_or(1, |row| row.wording),
        text: line.text.clone(),
    }
}

fn whole<N: std::str::FromStr>(text: &str, lang: Lang) -> Result<N, String> {
    text.parse().map_err(|_| not_a_number(text, lang))
}

fn decimal(text: &str, lang: Lang) -> Result<f64, String> {
    let read = text.replace(',', ".").parse::<f64>();
    let read = read.ok().filter(|number| number.is_finite());
    read.ok_or_else(|| not_a_number(text, lang))
}

fn not_a_number(text: &str, lang: Lang) -> String {
    let what = choose(
        lang,
        "Vul hele getallen in die bij dit soort vraag passen. Dit lukt niet:",
        "Enter whole numbers that fit this kind of question. This does not:",
    );
    format!("{what} “{text}”.")
}

/// The fields of a form, to try what a browser would send.
#[cfg(test)]
pub(super) fn fields(pairs: &[(&str, &str)]) -> crate::extract::Fields {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    pairs.iter().map(owned).collect()
}

#[cfg(test)]
mod tests;
