//! The file as it stands: every key, before it is checked and typed.

use indexmap::IndexMap;
use serde::Deserialize;
use toml::Spanned;

use crate::text::Text;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCodebook {
    #[serde(default)]
    pub(super) title: Words,
    pub(super) respondents: Option<Words>,
    pub(super) population: Option<u32>,
    #[serde(default)]
    pub(super) missing: Vec<Cell>,
    #[serde(default)]
    pub(super) not_asked: Vec<Cell>,
    #[serde(default)]
    pub(super) not_applicable: Vec<Cell>,
    #[serde(default)]
    pub(super) dont_know: Vec<Cell>,
    #[serde(default)]
    pub(super) item: Vec<RawItem>,
    #[serde(default)]
    pub(super) margin: Vec<RawMargin>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawItem {
    pub(super) id: Spanned<String>,
    #[serde(rename = "type")]
    pub(super) kind: Option<String>,
    pub(super) label: Option<Words>,
    #[serde(default)]
    pub(super) block: String,
    pub(super) min: Option<f64>,
    pub(super) max: Option<f64>,
    pub(super) top: Option<u8>,
    pub(super) bottom: Option<u8>,
    pub(super) unit: Option<Words>,
    #[serde(default)]
    pub(super) sum: bool,
    #[serde(default)]
    pub(super) labels: IndexMap<String, Words>,
    pub(super) separator: Option<char>,
    pub(super) columns: Option<Vec<String>>,
    pub(super) chosen: Option<Vec<Cell>>,
    pub(super) ratio: Option<Vec<String>>,
    #[serde(default)]
    pub(super) missing: Vec<Cell>,
    #[serde(default)]
    pub(super) not_asked: Vec<Cell>,
    #[serde(default)]
    pub(super) not_applicable: Vec<Cell>,
    #[serde(default)]
    pub(super) dont_know: Vec<Cell>,
    #[serde(default)]
    pub(super) identifying: bool,
    #[serde(default)]
    pub(super) sensitive: bool,
    #[serde(default)]
    pub(super) collapse: Vec<RawCollapse>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCollapse {
    pub(super) into: String,
    pub(super) label: Option<Words>,
    pub(super) from: Vec<Cell>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMargin {
    pub(super) item: Spanned<String>,
    pub(super) counts: IndexMap<String, f64>,
}

/// Words in one language for both, or in each.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Words {
    One(String),
    Both(Text),
}

impl Default for Words {
    fn default() -> Self {
        Self::One(String::new())
    }
}

impl From<Words> for Text {
    fn from(words: Words) -> Self {
        match words {
            Words::One(text) => Self::new(text.clone(), text),
            // Half a translation stands for both.
            Words::Both(Text { nl, en }) if en.is_empty() => Self::new(nl.clone(), nl),
            Words::Both(Text { nl, en }) if nl.is_empty() => Self::new(en.clone(), en),
            Words::Both(text) => text,
        }
    }
}

/// What a cell holds: codes are often written as numbers.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Cell {
    Text(String),
    Whole(i64),
    Number(f64),
}

impl From<Cell> for String {
    fn from(cell: Cell) -> Self {
        match cell {
            Cell::Text(text) => text.trim().to_owned(),
            Cell::Whole(number) => number.to_string(),
            Cell::Number(number) => number.to_string(),
        }
    }
}
