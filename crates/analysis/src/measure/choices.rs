//! Figures of single and multiple choices.

use super::items::{Context, Draft};
use super::tally;
use crate::estimate::bounds::bounds_of_share;
use crate::estimate::proportion::wilson;
use crate::figure::{Figure, Statistic, Verdict};
use crate::release::cells::{self, Cell};
use crate::release::judge;

/// Counts and shares of every category, merged ones included; and the codes that a release shows
/// when it merges.
pub(super) fn categorical(
    context: &Context<'_>,
    categories: &[String],
    counts: &[u32; 256],
) -> (Vec<Figure>, Vec<String>) {
    let cells: Vec<Cell> = categories
        .iter()
        .zip(counts)
        .map(|(code, k)| Cell {
            code: code.clone(),
            k: *k,
            verdict: Verdict::Released,
        })
        .collect();
    let judged = cells::judge(context.item, cells, context.base.valid, context.policy);
    let figures = judged
        .cells
        .iter()
        .flat_map(|cell| pair(context, cell))
        .collect();
    (figures, judged.merged)
}

/// Counts and shares of every option: they need not add up, so each is judged by itself.
pub(super) fn multiple(
    context: &Context<'_>,
    categories: &[String],
    bits: &[u64],
    state: &[u8],
) -> Vec<Figure> {
    let counts = tally::masks(bits, state, categories.len());
    let cell = |(position, (code, k)): (usize, (&String, u32))| {
        let verdict = cells::option(
            context.item,
            position,
            k,
            context.base.valid,
            context.policy,
        );
        Cell {
            code: code.clone(),
            k,
            verdict,
        }
    };
    let cells: Vec<Cell> = categories
        .iter()
        .zip(counts)
        .enumerate()
        .map(cell)
        .collect();
    cells.iter().flat_map(|cell| pair(context, cell)).collect()
}

/// The count and the share of one cell.
pub(super) fn pair(context: &Context<'_>, cell: &Cell) -> [Figure; 2] {
    let n = context.base.valid;
    let share = if n == 0 {
        0.0
    } else {
        f64::from(cell.k) / f64::from(n)
    };
    let draft = |value: f64| Draft {
        category: Some(cell.code.clone()),
        value,
        interval: None,
        k: Some(cell.k),
    };
    let mut count = context.figure(Statistic::Count, draft(f64::from(cell.k)));
    let mut share = context.figure(Statistic::Share, draft(share));
    share.interval = wilson(cell.k, n, context.policy.confidence);
    share.bounds = context
        .population
        .and_then(|population| bounds_of_share(cell.k, n, population));
    for figure in [&mut count, &mut share] {
        figure.verdict =
            judge::strictest(judge::by_gate(figure.statistic, context.gate), cell.verdict);
    }
    [count, share]
}
