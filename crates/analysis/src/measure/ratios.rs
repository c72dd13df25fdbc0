//! Ratios of sums over respondents.

use super::tally::count;
use crate::dataset::missing::NOT_ASKED;
use crate::dataset::{DataSet, RatioSpec, Values};
use crate::estimate::ratio::ratio_of_pairs;
use crate::figure::{Figure, Statistic, Verdict};
use crate::policy::Policy;
use crate::release::{cells, judge, sums};
use crate::result::{RatioResult, Reservation};

/// Estimates one ratio; `None` when nobody contributes to its denominator.
pub(super) fn ratio(data: &DataSet, spec: &RatioSpec, policy: &Policy) -> Option<RatioResult> {
    let pairs = pairs(data, spec);
    let of = pairs.iter().map(|(of, _)| *of);
    let over = pairs.iter().map(|(_, over)| *over);
    let once = |value| (value, 1);
    let estimated = ratio_of_pairs(&pairs, policy.confidence)?;
    let contributors = count(pairs.len());
    let mut figure = Figure {
        id: format!("{}.{}.{}", data.group, spec.id, Statistic::Ratio.name()),
        group: data.group.clone(),
        item: spec.id.clone(),
        category: None,
        statistic: Statistic::Ratio,
        value: Some(estimated.ratio),
        interval: estimated.interval,
        bounds: None,
        base: Some(contributors),
        k: None,
        weighted: None,
        verdict: Verdict::Released,
    };
    let extreme = cells::extreme_share(estimated.ratio, policy) && spec.sensitive;
    let sensitive = if extreme {
        judge::sensitive()
    } else {
        Verdict::Released
    };
    figure.verdict = [
        sums::verdict(over.clone().map(once), policy),
        sums::verdict(of.clone().map(once), policy),
        sensitive,
    ]
    .into_iter()
    .fold(Verdict::Released, judge::strictest);
    let mut reservations = Vec::new();
    let items = spec.of.iter().chain(&spec.over);
    let mut columns = items.filter_map(|item| data.column(item));
    if columns.any(|column| column.item.about_others) {
        reservations.push(Reservation::ReportedByOthers);
    }
    if sums::largest_share(over.clone()) > 0.5 {
        reservations.push(Reservation::SingleSource);
    }
    Some(RatioResult {
        id: spec.id.clone(),
        block: spec.block.clone(),
        contributors: Some(contributors),
        of: Some(of.sum()),
        over: Some(over.sum()),
        figure,
        reservations,
    })
}

/// Numerator and denominator of every respondent with all numbers and a denominator above zero.
///
/// A numerator that was not asked counts as zero: nobody is asked how many of none.
fn pairs(data: &DataSet, spec: &RatioSpec) -> Vec<(f64, f64)> {
    let columns = |items: &[String]| -> Option<Vec<Numbers<'_>>> {
        items.iter().map(|item| numbers(data, item)).collect()
    };
    let (Some(of), Some(over)) = (columns(&spec.of), columns(&spec.over)) else {
        return Vec::new();
    };
    (0..data.respondents)
        .filter_map(|row| {
            let over = total(&over, row)?;
            let of = total(&of, row)?;
            (over > 0.0).then_some((of, over))
        })
        .collect()
}

/// Values and states of a quantity.
type Numbers<'a> = (&'a [f64], &'a [u8]);

fn numbers<'a>(data: &'a DataSet, item: &str) -> Option<Numbers<'a>> {
    match &data.column(item)?.values {
        Values::Numbers { values, state } => Some((values, state)),
        Values::Codes(_) | Values::Masks { .. } => None,
    }
}

fn total(columns: &[Numbers<'_>], row: usize) -> Option<f64> {
    let number = |(values, state): &Numbers<'_>| match state.get(row) {
        Some(0) => values.get(row).copied(),
        Some(&NOT_ASKED) => Some(0.0),
        _ => None,
    };
    columns.iter().map(number).sum()
}
