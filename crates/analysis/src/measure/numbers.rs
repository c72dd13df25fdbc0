//! Figures of quantities: years, hours, persons, percentages.

use super::choices::pair;
use super::items::{Context, Draft};
use super::scales::location;
use super::tally;
use crate::dataset::ItemKind;
use crate::estimate::counted::counted;
use crate::estimate::mean::Moments;
use crate::estimate::quantile::counted_quantile;
use crate::figure::{Figure, Statistic, Verdict};
use crate::release::cells::{self, Cell};
use crate::release::{judge, sums};

/// Mean, spread, bands and, where asked, the sum over respondents.
pub(super) fn quantity(context: &Context<'_>, values: &[f64], state: &[u8]) -> Vec<Figure> {
    let ItemKind::Quantity {
        min,
        max,
        bands,
        sum,
        ..
    } = &context.item.kind
    else {
        return Vec::new();
    };
    let rising = counted(tally::numbers(values, state));
    let mut figures = location(context, Moments::of_counts(&rising), (*min, *max), |p| {
        counted_quantile(&rising, p)
    });
    for band in bands {
        let inside = rising
            .iter()
            .filter(|(value, _)| (band.min..=band.max).contains(value));
        let k: u64 = inside.map(|(_, count)| *count).sum();
        let k = u32::try_from(k).unwrap_or(u32::MAX);
        let n = context.base.valid;
        let verdict = cells::band(context.item, k, n, context.policy);
        figures.extend(pair(
            context,
            &Cell {
                code: band.code.clone(),
                k,
                verdict,
            },
        ));
    }
    if *sum && !rising.is_empty() {
        let verdict = sums::verdict(rising.iter().copied(), context.policy);
        if let Verdict::Withheld(_) = verdict {
            // The mean times n is the sum.
            for figure in &mut figures {
                figure.verdict = judge::strictest(figure.verdict, judge::complementary());
            }
        }
        let total = rising.iter().map(|(value, n)| value * *n as f64).sum();
        let mut total = context.figure(Statistic::Sum, Draft::of(total));
        total.verdict = judge::strictest(judge::by_gate(Statistic::Sum, context.gate), verdict);
        figures.push(total);
    }
    figures
}
