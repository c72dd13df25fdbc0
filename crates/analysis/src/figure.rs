//! The typed figures that pages, reports and downloads all read.

use serde::{Deserialize, Serialize};

/// Who looks at a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// Everybody: holds what the gates and the disclosure rules allow.
    Release,
    /// Granted researchers: holds all, each figure marked released or withheld by which rule.
    Researcher,
}

/// What a number states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Statistic {
    /// Arithmetic mean.
    Mean,
    /// Standard deviation with n - 1.
    Sd,
    /// Hyndman-Fan type 7 quantile at one half.
    Median,
    /// Type 7 quantile at one quarter.
    LowerQuartile,
    /// Type 7 quantile at three quarters.
    UpperQuartile,
    /// Type 7 quantile at one tenth.
    LowerDecile,
    /// Type 7 quantile at nine tenths.
    UpperDecile,
    /// Number of respondents in a category: the value equals `k`.
    Count,
    /// Proportion in a category, 0 to 1.
    Share,
    /// Number of respondents at or above the top box.
    TopBoxCount,
    /// Proportion at or above the top box.
    TopBox,
    /// Number at or below the bottom box.
    BottomBoxCount,
    /// Proportion at or below the bottom box.
    BottomBox,
    /// Sum over respondents.
    Sum,
    /// Ratio of two sums over respondents.
    Ratio,
}

/// Why a figure is withheld from a release. The words belong to the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Fewer valid answers than the gate of this statistic asks.
    TooFewAnswers,
    /// An identifying dimension has a category of 1 to 4 respondents.
    SmallCell,
    /// A category was merged into another for the release.
    Collapsed,
    /// A sensitive category holds nobody, everybody, or 90% or more.
    SensitiveExtreme,
    /// A sum has fewer than five contributing respondents.
    TooFewContributors,
    /// One contributor can nearly be recovered from the sum (p% rule).
    Dominated,
    /// It could be computed back from other figures that are shown.
    Complementary,
}

/// Whether a release holds the figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Released,
    Withheld(Rule),
}

/// An interval of 95% unless said otherwise, both ends inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

/// A weighted mean or share.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Weighted {
    pub value: f64,
    pub interval: Option<Interval>,
    /// Withheld more often than the figure itself: beside it, it could give a small stratum away.
    pub verdict: Verdict,
}

/// One figure, computed once and then judged.
///
/// Held without numbers for an audience that may not see them: see [`Figure::for_audience`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Stable address: `group.item.statistic` or `group.item.statistic.category`.
    pub id: String,
    pub group: String,
    /// Item code, or the code of a ratio.
    pub item: String,
    /// Category code; a merged category has the code of its collapse.
    pub category: Option<String>,
    pub statistic: Statistic,
    /// `None` when withheld from the audience.
    pub value: Option<f64>,
    pub interval: Option<Interval>,
    /// Where the value would lie whatever the others of the population would have answered; set for
    /// means and shares when the population is known.
    pub bounds: Option<Interval>,
    /// Valid answers to the item within the group; `None` when withheld because it is below 5.
    pub base: Option<u32>,
    /// Respondents in the category, where the statistic counts.
    pub k: Option<u32>,
    /// The same of the weighted answers, where there are weights: never instead of `value`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weighted: Option<Weighted>,
    pub verdict: Verdict,
}

impl Figure {
    /// The figure as the audience may hold it: withheld numbers are gone, their place stays.
    #[must_use]
    pub fn for_audience(&self, audience: Audience) -> Self {
        let mut figure = self.clone();
        if audience == Audience::Researcher {
            return figure;
        }
        figure.weighted = figure
            .weighted
            .filter(|weighted| self.is_released() && weighted.verdict == Verdict::Released);
        if !self.is_released() {
            figure.value = None;
            figure.interval = None;
            figure.bounds = None;
            figure.k = None;
        }
        figure
    }

    /// Whether a release holds it.
    pub fn is_released(&self) -> bool {
        self.verdict == Verdict::Released
    }
}

impl Statistic {
    /// The name in addresses of figures and in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mean => "mean",
            Self::Sd => "sd",
            Self::Median => "median",
            Self::LowerQuartile => "lower_quartile",
            Self::UpperQuartile => "upper_quartile",
            Self::LowerDecile => "lower_decile",
            Self::UpperDecile => "upper_decile",
            Self::Count => "count",
            Self::Share => "share",
            Self::TopBoxCount => "top_box_count",
            Self::TopBox => "top_box",
            Self::BottomBoxCount => "bottom_box_count",
            Self::BottomBox => "bottom_box",
            Self::Sum => "sum",
            Self::Ratio => "ratio",
        }
    }
}

impl Rule {
    /// The name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::TooFewAnswers => "too_few_answers",
            Self::SmallCell => "small_cell",
            Self::Collapsed => "collapsed",
            Self::SensitiveExtreme => "sensitive_extreme",
            Self::TooFewContributors => "too_few_contributors",
            Self::Dominated => "dominated",
            Self::Complementary => "complementary",
        }
    }
}
