//! Numbers, together in one table: means with their interval, totals, bands.

use mkbroute_analysis::figure::{Figure, Statistic};
use mkbroute_analysis::result::ItemResult;
use mkbroute_domain::text::Lang;

use super::super::{Cell, Column, Table};
use super::{base_text, find, is_year, value_cell, weighted_cell, weighted_column, with_interval};
use crate::source::GroupSource;
use crate::words::{choose, number};

/// Every number item, each followed by its bands.
pub(super) fn table(group: &GroupSource, items: &[&ItemResult], lang: Lang) -> Table {
    let rows = items.iter().flat_map(|item| {
        let mut rows = vec![item_row(group, item, lang)];
        rows.extend(band_rows(group, item, lang));
        rows
    });
    let table = Table {
        caption: choose(lang, "Getallen", "Numbers").into(),
        columns: vec![
            Column::words(choose(lang, "Vraag", "Question")),
            Column::numbers(choose(
                lang,
                "gemiddelde met 95%-interval",
                "mean with 95% interval",
            )),
            weighted_column(group, lang),
            Column::numbers(choose(lang, "totaal", "total")),
            Column::numbers(choose(lang, "antwoorden", "answers")),
        ],
        rows: rows.collect(),
        note: None,
    };
    table.tidy(lang)
}

fn item_row(group: &GroupSource, item: &ItemResult, lang: Lang) -> Vec<Cell> {
    let year = is_year(&item.kind);
    let show = |value: f64| {
        if year {
            format!("{value:.0}")
        } else {
            number::one_decimal(value, lang)
        }
    };
    let mean = find(item, Statistic::Mean, None);
    let sum = find(item, Statistic::Sum, None);
    vec![
        Cell::text(group.labels.item_with_unit(&item.id, lang)),
        value_cell(mean, lang, |figure, value| {
            with_interval(figure, value, lang, show)
        }),
        weighted_cell(mean, lang, show),
        sum.map_or_else(Cell::default, |sum| {
            value_cell(Some(sum), lang, |_, value| number::plain(value, lang))
        }),
        Cell::text(base_text(item, lang)),
    ]
}

/// How many answers fall within a band, as the questionnaire names it.
fn band_rows(group: &GroupSource, item: &ItemResult, lang: Lang) -> Vec<Vec<Cell>> {
    let n = item.base.map_or(0, |base| base.valid);
    let row = |figure: &Figure| {
        let band = figure.category.as_deref().unwrap_or_default();
        let name = group.labels.category(&item.id, band, lang);
        vec![
            Cell::text(format!("{} {name}", choose(lang, "waarvan", "of which"))),
            value_cell(Some(figure), lang, |figure, _| {
                number::k_of_n(figure.k.unwrap_or(0), n, lang)
            }),
            Cell::default(),
            Cell::default(),
            Cell::default(),
        ]
    };
    let figures = item.figures.iter();
    figures
        .filter(|figure| figure.statistic == Statistic::Count)
        .map(row)
        .collect()
}
