//! Why a table is not analysed: what is wrong, where, and what to do.

use mkbroute_analysis::estimate::weighting::WeightingRefused;
use mkbroute_analysis::release::plan::PlanRefused;
use thiserror::Error;

use super::CellProblem;

/// Nothing was analysed.
#[derive(Debug, Error)]
pub enum AnalyseError {
    #[error("there are no rows below the header: there is nothing to analyse")]
    NoRows,
    #[error(
        "item '{item}' of the codebook has no column '{column}' in the data; there is: {}",
        known.join(", ")
    )]
    NoColumn {
        item: String,
        column: String,
        known: Vec<String>,
    },
    #[error(
        "column '{column}' has {found} different answers; a choice has at most {most}: give it another type, or leave it out"
    )]
    TooManyCategories {
        column: String,
        found: usize,
        most: usize,
    },
    /// Each distinct cell once.
    #[error(
        "{} different cells do not fit the codebook, such as {}; mend the data, or add them to \
         'labels', 'missing' or the range of the item", .0.len(), .0[0]
    )]
    Cells(Vec<CellProblem>),
    #[error("the codebook says that {population} could have answered, but {respondents} did")]
    Population { population: u32, respondents: usize },
    #[error("there is no column '{0}' to {1}")]
    NoSuchColumn(String, &'static str),
    #[error(
        "--strata needs --weights, or a [[margin]] in the codebook, to know how much each stratum counts"
    )]
    StrataAlone,
    #[error("row {row} has no stratum in column '{column}': every respondent needs one")]
    NoStratum { column: String, row: usize },
    #[error("row {row} has no valid answer to '{item}', which a [[margin]] weighs by")]
    NoMarginAnswer { item: String, row: usize },
    #[error("[[margin]] '{item}' does not say how many there are of '{category}'")]
    NoMarginCount { item: String, category: String },
    #[error("{}; for figures without weights leave out --weights and [[margin]]", refused(.0))]
    Weighting(WeightingRefused),
    #[error("{}", plan_refused(.0))]
    Plan(PlanRefused),
}

fn refused(refused: &WeightingRefused) -> String {
    match refused {
        WeightingRefused::BadWeight { row } => {
            format!("the weight of row {row} is missing, zero, negative or no number")
        }
        WeightingRefused::SmallStratum { stratum, n: 1 } => format!(
            "stratum '{stratum}' has one respondent, so that nothing is known of its spread: \
             put it together with another"
        ),
        WeightingRefused::SmallStratum { stratum, n } => format!(
            "stratum '{stratum}' has {n} respondents, fewer than the policy asks: \
             put it together with another"
        ),
        WeightingRefused::WeightRatio { ratio } => format!(
            "the largest weight is {ratio:.1} times the smallest, more than the policy allows"
        ),
        WeightingRefused::DesignEffect { deff } => format!(
            "the weights make the figures {deff:.2} times less precise, more than the policy allows"
        ),
        WeightingRefused::EffectiveSize { n } => {
            format!("the weights leave {n:.1} effective respondents, too few for the policy")
        }
        WeightingRefused::EmptyMargin { margin } => {
            format!("[[margin]] '{margin}' has a category in which nobody answered")
        }
        WeightingRefused::NotConverged { distance } => format!(
            "no weights meet all [[margin]]s at once (they stay {:.1}% off): \
             they contradict each other or an answer is missing in a combination",
            distance * 100.0
        ),
    }
}

fn plan_refused(refused: &PlanRefused) -> String {
    match refused {
        PlanRefused::UnknownItem { item } => format!("--by {item}: there is no such item"),
        PlanRefused::NotAChoice { item } => {
            format!("--by {item}: only an item of type choice parts the answers")
        }
        PlanRefused::UnknownCategory { item, category } => {
            format!("--by {item}: there is no '{category}'")
        }
        PlanRefused::Twice { item, category } => {
            format!("--by {item}: '{category}' stands in two parts")
        }
        PlanRefused::TooSmall {
            item,
            part,
            respondents,
        } => format!(
            "--by {item}: '{part}' has {respondents} respondents, too few to stand apart, \
             and no other part to go with"
        ),
        PlanRefused::Leaks {
            item,
            parts,
            respondents,
        } => format!(
            "--by {item}: together with the other figures it would give {respondents} \
             respondents away, those in {}: leave one --by out",
            parts.join(" and ")
        ),
        PlanRefused::TooFine { item } => {
            format!("--by {item}: these parts are too many to be checked: leave one --by out")
        }
    }
}
