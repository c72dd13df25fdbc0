//! The figures of one block: ratings in one table, choices each in their own, numbers together.

mod choices;
mod numbers;
mod ratings;
mod ratios;

use mkbroute_analysis::dataset::ItemKind;
use mkbroute_analysis::figure::{Figure, Interval, Rule, Statistic, Verdict};
use mkbroute_analysis::result::{ItemResult, RatioResult};
use mkbroute_domain::text::Lang;

use super::{Block, Cell, Column, Table};
use crate::source::GroupSource;
use crate::words::{self, choose};

/// The tables of a block.
pub(super) fn block(group: &GroupSource, block: &str, lang: Lang) -> Vec<Block> {
    let of_kind = |wanted: fn(&ItemKind) -> bool| -> Vec<&ItemResult> {
        let items = group.result.items.iter();
        items
            .filter(|item| item.block == block && wanted(&item.kind))
            .collect()
    };
    let ratings = ratings_of(group, block, lang);
    let mut blocks: Vec<Block> = ratings.map(Block::Table).into_iter().collect();
    let choices = of_kind(|kind| {
        matches!(
            kind,
            ItemKind::Categorical { .. } | ItemKind::MultiResponse { .. }
        )
    });
    blocks.extend(
        choices
            .into_iter()
            .map(|item| choices::block(group, item, lang)),
    );
    let quantities = of_kind(|kind| matches!(kind, ItemKind::Quantity { .. }));
    if !quantities.is_empty() {
        blocks.push(Block::Table(numbers::table(group, &quantities, lang)));
    }
    let ratios = group.result.ratios.iter();
    let ratios: Vec<&RatioResult> = ratios.filter(|ratio| ratio.block == block).collect();
    if !ratios.is_empty() {
        blocks.push(Block::Table(ratios::table(group, &ratios, lang)));
    }
    blocks
}

/// The ratings of a block together, if it has any.
pub(super) fn ratings_of(group: &GroupSource, block: &str, lang: Lang) -> Option<Table> {
    let items = group.result.items.iter();
    let scales: Vec<&ItemResult> = items
        .filter(|item| item.block == block && matches!(item.kind, ItemKind::Scale { .. }))
        .collect();
    (!scales.is_empty()).then(|| ratings::table(group, &scales, lang))
}

/// One choice by itself; `None` where it is no choice, or nothing of it may be shown.
pub(super) fn choice(group: &GroupSource, item: &ItemResult, lang: Lang) -> Option<Table> {
    if item.kind.categories().is_empty() {
        return None;
    }
    match choices::block(group, item, lang) {
        Block::Table(table) => Some(table),
        Block::Heading { .. } | Block::Paragraph { .. } | Block::Notice { .. } => None,
    }
}

/// Whether the numbers are years.
pub(super) fn is_year(kind: &ItemKind) -> bool {
    matches!(kind, ItemKind::Quantity { min, .. } if *min >= 1900.0)
}

pub(super) fn base_text(item: &ItemResult, lang: Lang) -> String {
    match item.base {
        Some(base) => format!("n = {}", base.valid),
        None => choose(lang, "minder dan 5", "fewer than 5").to_owned(),
    }
}

fn find<'a>(
    item: &'a ItemResult,
    statistic: Statistic,
    category: Option<&str>,
) -> Option<&'a Figure> {
    let matches =
        |figure: &&Figure| figure.statistic == statistic && figure.category.as_deref() == category;
    item.figures.iter().find(matches)
}

/// The value that the figure shows, or the words of the rule that withholds it.
///
/// Only a researcher holds a withheld value: it is shown with the rule beside it.
pub(super) fn value_cell(
    figure: Option<&Figure>,
    lang: Lang,
    show: impl FnOnce(&Figure, f64) -> String,
) -> Cell {
    match figure.map(|figure| (figure, figure.value, figure.verdict)) {
        Some((figure, Some(value), Verdict::Released)) => Cell::text(show(figure, value)),
        Some((figure, Some(value), Verdict::Withheld(rule))) => {
            Cell::internal(show(figure, value), words::rule(rule, lang))
        }
        Some((_, None, Verdict::Withheld(rule))) => Cell::withheld(words::rule(rule, lang)),
        Some((_, None, Verdict::Released)) => Cell::default(),
        None => Cell::withheld(words::rule(Rule::TooFewAnswers, lang)),
    }
}

/// The weighted value of a figure; empty where there is none, or none for this reader.
fn weighted_cell(figure: Option<&Figure>, lang: Lang, show: impl Fn(f64) -> String) -> Cell {
    let Some(weighted) = figure.and_then(|figure| figure.weighted) else {
        return Cell::default();
    };
    let mut text = show(weighted.value);
    if let Some(interval) = weighted.interval {
        text = format!("{text} ({})", ends(interval, lang, &show));
    }
    match weighted.verdict {
        Verdict::Released => Cell::text(text),
        Verdict::Withheld(rule) => Cell::internal(text, words::rule(rule, lang)),
    }
}

/// The column of weighted values, with their interval.
fn weighted_column(group: &GroupSource, lang: Lang) -> Column {
    let weighting = group.result.weighting.as_ref();
    let heading = weighting.map_or("", |weighting| words::estimand(weighting.estimand, lang));
    Column::numbers(heading)
}

/// A value with its interval behind it, both written by `show`.
pub(super) fn with_interval(
    figure: &Figure,
    value: f64,
    lang: Lang,
    show: impl Fn(f64) -> String,
) -> String {
    match interval_text(figure, lang, &show) {
        interval if interval.is_empty() => show(value),
        interval => format!("{} ({interval})", show(value)),
    }
}

fn interval_text(figure: &Figure, lang: Lang, show: impl Fn(f64) -> String) -> String {
    match figure.interval {
        Some(interval) => ends(interval, lang, show),
        None => String::new(),
    }
}

fn ends(interval: Interval, lang: Lang, show: impl Fn(f64) -> String) -> String {
    let (low, high) = (show(interval.low), show(interval.high));
    format!("{low} {} {high}", choose(lang, "tot", "to"))
}
