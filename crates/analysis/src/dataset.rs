//! A columnar data set: one respondent group of one wave, one column an item.
//!
//! Language free: items and categories are codes; the reader of a figure looks their labels up.

use serde::{Deserialize, Serialize};

use crate::policy::Policy;

/// Codes for answers that are not valid. Valid category codes count from 0, scale values are
/// themselves.
pub mod missing {
    /// The respondent was not asked (routing).
    pub const NOT_ASKED: u8 = 255;
    /// Asked, but left open.
    pub const SKIPPED: u8 = 254;
    /// "N.v.t."
    pub const NOT_APPLICABLE: u8 = 253;
    /// "Weet ik niet"
    pub const DONT_KNOW: u8 = 252;
    /// The first code that is not a valid answer.
    pub const FIRST: u8 = DONT_KNOW;
}

/// The answers of one respondent group, by column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DataSet {
    /// Code of the respondent group, such as `students`.
    pub group: String,
    /// Number of respondents; the length of every column.
    pub respondents: usize,
    pub columns: Vec<Column>,
    pub ratios: Vec<RatioSpec>,
    /// One entry a respondent: the hash of a code that the respondent made to be recognised in the
    /// next wave, and nowhere else. Empty where nobody gave one.
    pub links: Vec<Option<u64>>,
    /// Set when figures are also given weighted, beside the unweighted ones.
    pub weights: Option<Weights>,
}

/// A weight for every respondent.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    pub estimand: Estimand,
    /// One a respondent.
    pub of: Vec<f64>,
    /// Stratum of every respondent: a position in `strata`.
    pub stratum: Vec<u32>,
    /// Names of the strata; one nameless stratum where there are none.
    pub strata: Vec<String>,
}

/// What a weighted figure is about. The unweighted one is about the average participant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Estimand {
    /// Every pathway counts the same, however many answered there.
    AveragePathway,
    /// The population that the weights stand for.
    Population,
}

impl DataSet {
    /// What ratios are made of, for some respondents: no other columns.
    pub(crate) fn ratio_terms(&self, rows: &[usize]) -> Self {
        let is_term = |column: &&Column| {
            let mut specs = self
                .ratios
                .iter()
                .flat_map(|spec| spec.of.iter().chain(&spec.over));
            specs.any(|term| *term == column.item.id)
        };
        let columns = self.columns.iter().filter(is_term).map(|column| Column {
            item: column.item.clone(),
            values: column.values.rows(rows),
        });
        Self {
            group: self.group.clone(),
            respondents: rows.len(),
            columns: columns.collect(),
            ratios: self.ratios.clone(),
            ..Self::default()
        }
    }

    /// The column of an item.
    pub fn column(&self, item: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.item.id == item)
    }
}

fn pick<T: Copy>(values: &[T], rows: &[usize]) -> Vec<T> {
    rows.iter().map(|row| values[*row]).collect()
}

/// One item with everybody's answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    pub item: ItemSpec,
    pub values: Values,
}

/// What the analysis knows of an item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent notes, each declared by itself"
)]
pub struct ItemSpec {
    /// Item code, unique in the data set.
    pub id: String,
    /// Wording version: items compare over waves only when it is equal.
    pub wording: u32,
    /// Block of the report.
    pub block: String,
    pub kind: ItemKind,
    /// An identifying dimension (pathway, sector, role, size, sex, year, status ...).
    pub identifying: bool,
    /// Every category is sensitive.
    pub sensitive: bool,
    /// Indices of categories that are sensitive although the item as a whole is not.
    pub sensitive_categories: Vec<u8>,
    /// Merging of categories in a release, in the declared order.
    pub collapse: Vec<Collapse>,
    /// The item tells how far the answers represent all pathways.
    pub dominance: bool,
    /// Reported by the respondent about other persons.
    pub about_others: bool,
    /// Counts towards completeness (not open, not coded afterwards).
    pub counts_for_completeness: bool,
}

/// The type of measurement of an item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ItemKind {
    /// One of the categories.
    Categorical { categories: Vec<String> },
    /// Any number of the categories (at most 64).
    MultiResponse { categories: Vec<String> },
    /// A whole number from `min` to `max`; the boxes are set before fieldwork.
    Scale {
        min: u8,
        max: u8,
        top: u8,
        bottom: u8,
    },
    /// A number in `[min, max]`; `bands` are counted like categories, `sum` asks for the total over
    /// respondents as well.
    Quantity {
        min: f64,
        max: f64,
        decimals: u8,
        bands: Vec<Band>,
        sum: bool,
    },
}

/// A band of numbers, both ends inclusive, counted like a category.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Band {
    pub code: String,
    pub min: f64,
    pub max: f64,
}

/// Categories `from` become one category `into`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collapse {
    /// Code of the merged category.
    pub into: String,
    /// Indices into the categories.
    pub from: Vec<u8>,
}

/// The answers of a column. Every vector has one entry a respondent.
#[derive(Clone, Debug, PartialEq)]
pub enum Values {
    /// Category index or scale value, or a code of [`missing`].
    Codes(Vec<u8>),
    /// Bit `i` set: category `i` chosen. `state` 0 is a valid answer (an empty mask too), else a
    /// code of [`missing`].
    Masks { bits: Vec<u64>, state: Vec<u8> },
    /// A number where `state` is 0, else a code of [`missing`].
    Numbers { values: Vec<f64>, state: Vec<u8> },
}

impl Values {
    /// Whether a respondent gave a valid answer.
    pub fn is_valid(&self, row: usize) -> bool {
        match self {
            Self::Codes(codes) => codes[row] < missing::FIRST,
            Self::Masks { state, .. } | Self::Numbers { state, .. } => state[row] == 0,
        }
    }

    /// The number that a respondent gave on a scale or as a quantity.
    pub fn number(&self, row: usize) -> Option<f64> {
        match self {
            Self::Codes(codes) => (codes[row] < missing::FIRST).then(|| f64::from(codes[row])),
            Self::Numbers { values, state } => (state[row] == 0).then(|| values[row]),
            Self::Masks { .. } => None,
        }
    }

    /// Whether a respondent is in the category; `None` without a valid answer.
    pub fn is_in(&self, category: usize, row: usize) -> Option<bool> {
        match self {
            Self::Codes(codes) if codes[row] < missing::FIRST => {
                Some(usize::from(codes[row]) == category)
            }
            Self::Masks { bits, state } if state[row] == 0 => Some(bits[row] >> category & 1 == 1),
            Self::Codes(_) | Self::Masks { .. } | Self::Numbers { .. } => None,
        }
    }

    /// The values of some respondents, by row, in the given order.
    #[must_use]
    pub fn rows(&self, rows: &[usize]) -> Self {
        match self {
            Self::Codes(codes) => Self::Codes(pick(codes, rows)),
            Self::Masks { bits, state } => Self::Masks {
                bits: pick(bits, rows),
                state: pick(state, rows),
            },
            Self::Numbers { values, state } => Self::Numbers {
                values: pick(values, rows),
                state: pick(state, rows),
            },
        }
    }
}

impl ItemSpec {
    /// The categories that a code stands for: itself, or those that are merged into it.
    pub fn positions(&self, code: &str) -> Vec<usize> {
        let categories = self.kind.categories();
        if let Some(position) = categories.iter().position(|category| category == code) {
            return vec![position];
        }
        let merged = self.collapse.iter().find(|step| step.into == code);
        let from = merged.map(|step| &step.from[..]).unwrap_or_default();
        from.iter().map(|position| usize::from(*position)).collect()
    }
}

impl ItemKind {
    /// The smallest set of respondents about whom a published sum of this item may be known.
    pub(crate) fn span_threshold(&self, policy: &Policy) -> u32 {
        if self.categories().is_empty() {
            policy.show_from
        } else {
            policy.counts_from
        }
    }

    /// The codes of the categories; empty for scales and quantities.
    pub fn categories(&self) -> &[String] {
        match self {
            Self::Categorical { categories } | Self::MultiResponse { categories } => categories,
            Self::Scale { .. } | Self::Quantity { .. } => &[],
        }
    }
}

/// A ratio over respondents of sums of quantities.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RatioSpec {
    pub id: String,
    pub block: String,
    /// Item codes whose sum is the numerator.
    pub of: Vec<String>,
    /// Item codes whose sum is the denominator.
    pub over: Vec<String>,
    pub sensitive: bool,
}
