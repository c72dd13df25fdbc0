//! The file as it stands: every key, before it is checked and typed.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::super::RespondentGroup;
use crate::surveys::condition::Condition;
use crate::text::Text;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawInstrument {
    pub(super) format: Spanned<u32>,
    pub(super) id: Spanned<String>,
    pub(super) version: u32,
    pub(super) group: RespondentGroup,
    pub(super) title: Text,
    pub(super) intro: Text,
    pub(super) thanks: Text,
    #[serde(default)]
    pub(super) section: Vec<RawSection>,
    #[serde(default)]
    pub(super) ratio: Vec<RawRatio>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSection {
    pub(super) id: Spanned<String>,
    pub(super) title: Text,
    pub(super) intro: Option<Text>,
    #[serde(default)]
    pub(super) item: Vec<RawItem>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "one field for each key of the file"
)]
pub(super) struct RawItem {
    pub(super) code: Spanned<String>,
    #[serde(rename = "type")]
    pub(super) kind: String,
    #[serde(default = "first")]
    pub(super) wording: u32,
    pub(super) text: Text,
    pub(super) help: Option<Text>,
    pub(super) why: Option<Text>,
    pub(super) options: Option<Vec<RawChoice>>,
    pub(super) other: Option<Text>,
    pub(super) not_applicable: Option<Text>,
    pub(super) dont_know: Option<Text>,
    pub(super) prefill: Option<Prefill>,
    pub(super) coded_from: Option<String>,
    pub(super) show_if: Option<Condition>,
    #[serde(default)]
    pub(super) block: String,
    #[serde(default)]
    pub(super) identifying: bool,
    #[serde(default)]
    pub(super) sensitive: bool,
    #[serde(default)]
    pub(super) sensitive_options: Vec<String>,
    #[serde(default)]
    pub(super) collapse: Vec<RawCollapse>,
    #[serde(default)]
    pub(super) bands: Vec<RawBand>,
    #[serde(default)]
    pub(super) sum: bool,
    #[serde(default)]
    pub(super) about_others: bool,
    #[serde(default)]
    pub(super) dominance: bool,
    pub(super) min: Option<f64>,
    pub(super) max: Option<f64>,
    pub(super) decimals: Option<u8>,
    pub(super) unit: Option<Text>,
    pub(super) low: Option<Text>,
    pub(super) high: Option<Text>,
    pub(super) max_chars: Option<u32>,
    pub(super) rows: Option<Vec<RawRow>>,
}

/// What an answer is filled in from beforehand.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Prefill {
    /// The programme of the ballot's pathway.
    Programme,
}

fn first() -> u32 {
    1
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawChoice {
    pub(super) code: String,
    #[serde(default)]
    pub(super) nl: String,
    #[serde(default)]
    pub(super) en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRow {
    pub(super) code: Spanned<String>,
    #[serde(default = "first")]
    pub(super) wording: u32,
    #[serde(default)]
    pub(super) nl: String,
    #[serde(default)]
    pub(super) en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCollapse {
    pub(super) into: String,
    pub(super) from: Vec<String>,
    #[serde(default)]
    pub(super) nl: String,
    #[serde(default)]
    pub(super) en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawBand {
    pub(super) code: String,
    pub(super) min: f64,
    pub(super) max: f64,
    #[serde(default)]
    pub(super) nl: String,
    #[serde(default)]
    pub(super) en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRatio {
    pub(super) code: Spanned<String>,
    pub(super) text: Text,
    #[serde(default)]
    pub(super) block: String,
    pub(super) of: Vec<String>,
    pub(super) over: Vec<String>,
    #[serde(default)]
    pub(super) sensitive: bool,
}
