//! Weighted means and shares, always beside the unweighted ones.

use rayon::prelude::*;

use super::items::range;
use super::{PATHWAY, tally};
use crate::dataset::{Column, DataSet, Estimand, ItemKind, Values, Weights};
use crate::estimate::weighting::{
    WeightedMean, WeightedValue, WeightingRefused, check, design_effect, effective_size,
    linearised_mean,
};
use crate::figure::{Figure, Interval, Rule, Statistic, Verdict, Weighted};
use crate::policy::Policy;
use crate::result::{ItemResult, Judged, Weighting};

/// Weights by which every pathway counts the same; `None` where not everybody's pathway is known, or
/// there is one pathway only.
pub fn average_pathway(data: &DataSet) -> Option<Weights> {
    let column = data.column(PATHWAY)?;
    let (ItemKind::Categorical { categories }, Values::Codes(codes)) =
        (&column.item.kind, &column.values)
    else {
        return None;
    };
    let counts = tally::codes(codes);
    // Pathways in which nobody answered are no strata.
    let present: Vec<usize> = (0..categories.len()).filter(|at| counts[*at] > 0).collect();
    let stratum: Option<Vec<u32>> = codes
        .iter()
        .map(|code| {
            let position = present.iter().position(|at| *at == usize::from(*code))?;
            u32::try_from(position).ok()
        })
        .collect();
    let of = codes
        .iter()
        .map(|code| 1.0 / f64::from(counts[usize::from(*code)]));
    (present.len() > 1).then_some(Weights {
        estimand: Estimand::AveragePathway,
        of: of.collect(),
        stratum: stratum?,
        strata: present.iter().map(|at| categories[*at].clone()).collect(),
    })
}

/// Adds weighted figures where the weights keep the limits; tells how they were judged.
///
/// A weighted figure is withheld until the release plan is known: see `release::weights`.
pub(super) fn add(data: &DataSet, items: &mut [ItemResult], policy: &Policy) -> Option<Weighting> {
    let weights = data.weights.as_ref()?;
    let refused = weights.check(policy).err();
    let judged = if refused.is_some() {
        Judged::Refused { because: refused }
    } else {
        let pairs = items.par_iter_mut().zip(&data.columns);
        let sizes = sizes(weights, 0..data.respondents);
        pairs.for_each(|(item, column)| weigh(item, column, weights, &sizes, policy));
        Judged::Used {
            design_effect: design_effect(&weights.of),
            effective: effective_size(&weights.of),
        }
    };
    Some(Weighting {
        estimand: weights.estimand,
        judged,
    })
}

impl Weights {
    /// Whether the weights keep the limits of the policy.
    ///
    /// # Errors
    /// The first limit that they break.
    pub fn check(&self, policy: &Policy) -> Result<(), WeightingRefused> {
        let everybody: Vec<usize> = (0..self.of.len()).collect();
        judge(self, &everybody, policy)
    }
}

/// Whether the weights of these respondents keep the limits.
fn judge(weights: &Weights, rows: &[usize], policy: &Policy) -> Result<(), WeightingRefused> {
    let sizes = sizes(weights, rows.iter().copied());
    let strata: Vec<(String, u32)> = weights.strata.iter().cloned().zip(sizes).collect();
    let of: Vec<f64> = rows.iter().map(|row| weights.of[*row]).collect();
    check(&of, &strata, policy)
}

/// Respondents in each stratum.
fn sizes(weights: &Weights, rows: impl Iterator<Item = usize>) -> Vec<u32> {
    let mut sizes = vec![0; weights.strata.len()];
    for row in rows {
        sizes[weights.stratum[row] as usize] += 1;
    }
    sizes
}

/// The item's means and shares, weighted. None where too few answered it in some stratum. `sizes`
/// holds the respondents of each stratum, those without an answer too.
fn weigh(
    item: &mut ItemResult,
    column: &Column,
    weights: &Weights,
    sizes: &[u32],
    policy: &Policy,
) {
    let everybody = 0..weights.of.len();
    let valid: Vec<usize> = everybody
        .filter(|row| column.values.is_valid(*row))
        .collect();
    if judge(weights, &valid, policy).is_err() {
        return;
    }
    let estimate = |value: &dyn Fn(usize) -> Option<f64>| -> Option<WeightedMean> {
        let answers = valid.iter().filter_map(|row| {
            Some(WeightedValue {
                weight: weights.of[*row],
                stratum: weights.stratum[*row] as usize,
                value: value(*row)?,
            })
        });
        linearised_mean(&answers.collect::<Vec<_>>(), sizes)
    };
    for figure in &mut item.figures {
        let found = match figure.statistic {
            Statistic::Mean => estimate(&|row| column.values.number(row)).map(|mean| {
                let interval = mean.interval(policy.confidence, range(&item.kind));
                (mean.mean, interval)
            }),
            Statistic::Share => {
                let category = Category::of(figure, column);
                estimate(&|row| category.holds(row, column))
                    .map(|share| (share.mean, share.korn_graubard(policy.confidence)))
            }
            _ => None,
        };
        figure.weighted = found.map(withheld);
    }
}

fn withheld((value, interval): (f64, Option<Interval>)) -> Weighted {
    Weighted {
        value,
        interval,
        verdict: Verdict::Withheld(Rule::Complementary),
    }
}

/// What a share counts.
enum Category {
    /// A category, or those merged into it.
    Positions(Vec<usize>),
    /// A band of numbers, both ends inclusive.
    Band(f64, f64),
}

impl Category {
    fn of(figure: &Figure, column: &Column) -> Self {
        let code = figure.category.as_deref().unwrap_or_default();
        if let ItemKind::Quantity { bands, .. } = &column.item.kind
            && let Some(band) = bands.iter().find(|band| band.code == code)
        {
            return Self::Band(band.min, band.max);
        }
        Self::Positions(column.item.positions(code))
    }

    /// 1 or 0 for who gave a valid answer.
    fn holds(&self, row: usize, column: &Column) -> Option<f64> {
        let inside = match self {
            Self::Positions(positions) => positions
                .iter()
                .map(|position| column.values.is_in(*position, row))
                .reduce(|a, b| Some(a? || b?))
                .flatten()?,
            Self::Band(low, high) => (*low..=*high).contains(&column.values.number(row)?),
        };
        Some(f64::from(u8::from(inside)))
    }
}
