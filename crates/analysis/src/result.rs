//! What a measurement of one respondent group yields.

use serde::{Deserialize, Serialize};

use crate::dataset::{Estimand, ItemKind};
use crate::estimate::weighting::WeightingRefused;
use crate::figure::{Audience, Figure};

/// Everything the engine says about one respondent group of a wave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GroupResult {
    /// Code of the respondent group.
    pub group: String,
    pub response: Response,
    /// In the order of the columns.
    pub items: Vec<ItemResult>,
    /// In the order of the data set.
    pub ratios: Vec<RatioResult>,
    /// Reservations about the group as a whole; those of one item stand with the item.
    pub reservations: Vec<Reservation>,
    /// The group by the parts of its release plan.
    pub breakdowns: Vec<Breakdown>,
    /// Whether there are weighted figures beside the others, and why not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weighting: Option<Weighting>,
}

/// How the weights of a group were judged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Weighting {
    pub estimand: Estimand,
    pub judged: Judged,
}

/// Whether weights are used.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Judged {
    Used {
        /// Kish's design effect of the weights.
        design_effect: f64,
        /// Kish's effective number of respondents.
        effective: f64,
    },
    /// `because` is `None` for who may not know how small a stratum is.
    Refused { because: Option<WeightingRefused> },
}

/// The group by one dimension of its release plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Breakdown {
    /// The item whose categories make the parts.
    pub dimension: String,
    pub parts: Vec<PartResult>,
}

/// One part of a group: means and counts of every item, judged together with all other parts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartResult {
    /// Category code, or `rest` for the categories that are too small to stand apart.
    pub code: String,
    /// Codes of the categories in it.
    pub categories: Vec<String>,
    pub respondents: u32,
    pub items: Vec<PartItem>,
}

/// The figures of one item within a part: a mean, or counts and shares.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartItem {
    pub id: String,
    pub gate: Gate,
    pub figures: Vec<Figure>,
}

/// How many answered, and how far.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Response {
    /// Everybody who handed something in.
    pub started: u32,
    /// At least 80% of the applicable items.
    pub complete: u32,
    /// From 50% to below 80%.
    pub partial: u32,
    /// Below 50%.
    pub break_off: u32,
    /// The size of the population, when it is known. Never estimated.
    pub population: Option<u32>,
    /// Which pathways the answers cover; `None` where answers do not tell theirs.
    pub coverage: Option<Coverage>,
    /// Coefficient of variation of the response propensities of the pathways. For a researcher.
    pub variation: Option<f64>,
    /// Per pathway; for a researcher.
    pub pathways: Vec<PathwayResponse>,
    /// What was done to reach people.
    #[serde(default)]
    pub fielded: Fielded,
}

/// What was done to reach the people of a group, and what was left unfinished.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fielded {
    /// Personal invitations by mail or letter.
    pub invited: u32,
    /// Invitations made anew at request: who got two could answer twice.
    pub reissued: u32,
    /// Unfinished questionnaires destroyed at closing, for want of leave to use them.
    pub destroyed: u32,
}

/// Pathways from which at least five answered.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Coverage {
    pub pathways: u32,
    pub of: u32,
    /// Their share of the population, where every size is known.
    pub population_share: Option<f64>,
}

/// How many of one pathway answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PathwayResponse {
    pub code: String,
    pub answered: u32,
    pub population: Option<u32>,
}

/// One item with its figures. Every number in it obeys the audience it was made for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ItemResult {
    pub id: String,
    pub block: String,
    pub wording: u32,
    pub kind: ItemKind,
    /// `None` in a release when fewer than 5 answered.
    pub base: Option<Base>,
    /// What n alone allows to show.
    pub gate: Gate,
    pub figures: Vec<Figure>,
    pub reservations: Vec<Reservation>,
    /// What may be said about the item in words, already judged.
    pub phrases: Vec<Phrase>,
    /// Set when the release shows merged categories: their codes, in order of showing.
    pub merged: Vec<String>,
}

/// Who answered an item and who did not. Never imputed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Base {
    /// Valid answers: the n of every figure of the item.
    pub valid: u32,
    pub not_applicable: u32,
    pub dont_know: u32,
    pub skipped: u32,
    pub not_asked: u32,
}

/// What the number of valid answers allows (see `policy`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gate {
    /// n < 5: nothing, "te weinig antwoorden".
    Nothing,
    /// n 5-9: a scale or quantity shows its mean and interval, "zeer indicatief"; a choice only n.
    Indicative,
    /// n 10-19: counts "k van de n", median, standard deviation, distribution.
    Counts,
    /// n 20-49: whole percentages with k and n.
    Percentages,
    /// n >= 50: other percentiles too.
    Percentiles,
}

/// A ratio of sums over respondents with its figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RatioResult {
    pub id: String,
    pub block: String,
    /// Respondents that contribute to the denominator.
    pub contributors: Option<u32>,
    /// The two sums; `None` when withheld.
    pub of: Option<f64>,
    pub over: Option<f64>,
    pub figure: Figure,
    pub reservations: Vec<Reservation>,
}

/// A caveat attached by rule. The words belong to the report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum Reservation {
    /// One category holds more than half of the respondents.
    Dominance {
        item: String,
        category: String,
        /// Respondents in it and in all; `None` when the remainder is 1-4 and the reader is not a
        /// researcher.
        k: Option<u32>,
        n: Option<u32>,
        /// Set with `k` withheld: "more than this many per cent", a multiple of ten.
        more_than: Option<u32>,
        /// Share >= .75 or Herfindahl >= .5: in no way representative of all pathways.
        severe: bool,
    },
    /// The number of answers is small.
    SmallBase { n: Option<u32> },
    /// Many stopped halfway: `complete` of `started`.
    PartialCompletion { complete: u32, started: u32 },
    /// Nobody knows how many could have answered.
    PopulationUnknown,
    /// The answers are about other persons than the respondent.
    ReportedByOthers,
    /// One respondent carries most of a sum or ratio.
    SingleSource,
    /// Pathways where the questionnaire was not distributed, or late: the numbers of them, and
    /// their codes where they may be named.
    Distribution {
        not_sent: u32,
        late: u32,
        not_sent_to: Vec<String>,
        late_to: Vec<String>,
    },
    /// Some pathways answered far more than others: the bias of a mean may be this many standard
    /// deviations of its item. `None` for who may not know.
    UnevenResponse { bias_bound: Option<f64> },
    /// Fewer pathways than take part have at least five answers.
    Coverage { pathways: u32, of: u32 },
    /// The microdata are reconstructed from a published report.
    Reconstructed,
    /// The answers are made up.
    Simulated,
    /// Double participation through an open link is not excluded.
    OpenLink,
}

/// A sentence the figures carry, by rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "phrase", rename_all = "snake_case")]
pub enum Phrase {
    /// Clopper-Pearson lower bound above one half: "een meerderheid".
    Majority { category: String },
    /// The share lies within three points of a simple fraction.
    Fraction {
        category: String,
        numerator: u8,
        denominator: u8,
    },
    /// In a block of scale items: ranks first in at least 80% of the bootstraps.
    RanksFirst,
    /// In a block of scale items: among the highest, but not firmly first.
    AmongHighest,
    /// In a block of scale items: the widest spread of the block.
    MostDivided,
}

impl GroupResult {
    /// The result as the audience may hold it: withheld numbers are gone, places and rules stay.
    #[must_use]
    pub fn for_audience(&self, audience: Audience) -> Self {
        crate::release::view(self, audience)
    }

    /// The item with this code.
    pub fn item(&self, id: &str) -> Option<&ItemResult> {
        self.items.iter().find(|item| item.id == id)
    }
}
