//! Figures of rating scales.

use super::choices::pair;
use super::items::{Context, Draft};
use crate::dataset::ItemKind;
use crate::estimate::bounds::bounds_of_mean;
use crate::estimate::mean::Moments;
use crate::estimate::proportion::wilson;
use crate::estimate::quantile::counted_quantile;
use crate::figure::{Figure, Statistic, Verdict};
use crate::release::cells::{self, Cell};
use crate::release::judge;

/// Mean, spread, quantiles, distribution and boxes. Everything follows from the counts per score.
pub(super) fn scale(context: &Context<'_>, counts: &[u32; 256]) -> Vec<Figure> {
    let ItemKind::Scale {
        min,
        max,
        top,
        bottom,
    } = context.item.kind
    else {
        return Vec::new();
    };
    let scores: Vec<(f64, u64)> = (min..=max)
        .map(|score| (f64::from(score), u64::from(counts[usize::from(score)])))
        .collect();
    let range = (f64::from(min), f64::from(max));
    let mut figures = location(context, Moments::of_counts(&scores), range, |p| {
        counted_quantile(&scores, p)
    });
    for score in min..=max {
        let k = counts[usize::from(score)];
        let cell = Cell {
            code: score.to_string(),
            k,
            verdict: Verdict::Released,
        };
        figures.extend(pair(context, &cell).into_iter().take(1));
    }
    let within = |low: u8, high: u8| counts[usize::from(low)..=usize::from(high)].iter().sum();
    figures.extend(boxes(
        context,
        within(top, max),
        Statistic::TopBoxCount,
        Statistic::TopBox,
    ));
    let low: u32 = within(min, bottom);
    figures.extend(boxes(
        context,
        low,
        Statistic::BottomBoxCount,
        Statistic::BottomBox,
    ));
    figures
}

/// The quantiles that are figures.
const QUANTILES: [(Statistic, f64); 5] = [
    (Statistic::Median, 0.5),
    (Statistic::LowerQuartile, 0.25),
    (Statistic::UpperQuartile, 0.75),
    (Statistic::LowerDecile, 0.1),
    (Statistic::UpperDecile, 0.9),
];

/// Mean with interval and bounds, standard deviation and quantiles of any numbers.
pub(super) fn location(
    context: &Context<'_>,
    moments: Option<Moments>,
    range: (f64, f64),
    quantile: impl Fn(f64) -> Option<f64>,
) -> Vec<Figure> {
    let Some(moments) = moments else {
        return Vec::new();
    };
    let mut figures = Vec::with_capacity(7);
    let mut mean = context.figure(Statistic::Mean, Draft::of(moments.mean));
    mean.interval = moments.interval(context.policy.confidence, range);
    mean.bounds = context
        .population
        .and_then(|population| bounds_of_mean(moments, population, range));
    figures.push(mean);
    let spread = moments.deviation();
    figures.extend(spread.map(|sd| context.figure(Statistic::Sd, Draft::of(sd))));
    figures.extend(
        QUANTILES
            .into_iter()
            .filter_map(|(statistic, p)| Some(context.figure(statistic, Draft::of(quantile(p)?)))),
    );
    for figure in &mut figures {
        figure.verdict = judge::by_gate(figure.statistic, context.gate);
    }
    figures
}

/// The count and the share at one end of the scale.
fn boxes(context: &Context<'_>, k: u32, count: Statistic, share: Statistic) -> [Figure; 2] {
    let n = context.base.valid;
    let sensitive = cells::sensitive_verdict(context.item.sensitive, k, n, context.policy);
    let proportion = if n == 0 {
        0.0
    } else {
        f64::from(k) / f64::from(n)
    };
    let draft = |value: f64| Draft {
        k: Some(k),
        ..Draft::of(value)
    };
    let mut figures = [
        context.figure(count, draft(f64::from(k))),
        context.figure(share, draft(proportion)),
    ];
    figures[1].interval = wilson(k, n, context.policy.confidence);
    for figure in &mut figures {
        figure.verdict =
            judge::strictest(judge::by_gate(figure.statistic, context.gate), sensitive);
    }
    figures
}
