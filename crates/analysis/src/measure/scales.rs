//! Figures of rating scales.

use super::choices::pair;
use super::items::{Context, Draft};
use super::tally;
use crate::dataset::ItemKind;
use crate::estimate::mean::{mean, standard_deviation, t_interval};
use crate::estimate::proportion::wilson;
use crate::estimate::quantile::{quantile, sorted};
use crate::figure::{Figure, Interval, Statistic, Verdict};
use crate::release::cells::{self, Cell};
use crate::release::judge;

/// Mean, spread, quartiles, distribution and boxes.
pub(super) fn scale(context: &Context<'_>, codes: &[u8]) -> Vec<Figure> {
    let ItemKind::Scale {
        min,
        max,
        top,
        bottom,
    } = context.item.kind
    else {
        return Vec::new();
    };
    let scores = tally::scores(codes);
    let mut figures = location(context, &scores, (f64::from(min), f64::from(max)));
    let counts = tally::codes(codes);
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

/// Mean with interval, standard deviation, median and quartiles of any numbers.
pub(super) fn location(context: &Context<'_>, values: &[f64], range: (f64, f64)) -> Vec<Figure> {
    let rising = sorted(values);
    let interval: Option<Interval> = t_interval(values, context.policy.confidence, range);
    [
        (Statistic::Mean, mean(values), interval),
        (Statistic::Sd, standard_deviation(values), None),
        (Statistic::Median, quantile(&rising, 0.5), None),
        (Statistic::LowerQuartile, quantile(&rising, 0.25), None),
        (Statistic::UpperQuartile, quantile(&rising, 0.75), None),
    ]
    .into_iter()
    .filter_map(|(statistic, value, interval)| {
        let draft = Draft {
            value: value?,
            interval,
            ..Draft::default()
        };
        let mut figure = context.figure(statistic, draft);
        figure.verdict = judge::by_gate(statistic, context.gate);
        Some(figure)
    })
    .collect()
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
        value,
        k: Some(k),
        ..Draft::default()
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
