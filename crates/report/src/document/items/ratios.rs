//! Ratios of sums over respondents.

use mkbroute_analysis::result::RatioResult;
use mkbroute_domain::text::Lang;

use super::super::{Cell, Column, Table};
use super::{value_cell, with_interval};
use crate::source::GroupSource;
use crate::words::{choose, number};

/// Ratios of sums, with how many answers they rest on.
pub(super) fn table(group: &GroupSource, ratios: &[&RatioResult], lang: Lang) -> Table {
    let rows = ratios.iter().map(|ratio| {
        let parts = match (ratio.of, ratio.over) {
            (Some(of), Some(over)) => Cell::text(format!(
                "{} {} {}",
                number::plain(of, lang),
                choose(lang, "van de", "of"),
                number::plain(over, lang)
            )),
            _ => Cell::default(),
        };
        let answers = ratio
            .contributors
            .map_or_else(String::new, |count| count.to_string());
        vec![
            Cell::text(group.labels.item(&ratio.id, lang)),
            parts,
            value_cell(Some(&ratio.figure), lang, |figure, value| {
                with_interval(figure, value, lang, number::proportion)
            }),
            Cell::text(answers),
        ]
    });
    let table = Table {
        caption: choose(lang, "Verhoudingen", "Ratios").into(),
        columns: vec![
            Column::words(choose(lang, "Wat", "What")),
            Column::numbers(choose(lang, "totalen", "totals")),
            Column::numbers(choose(
                lang,
                "aandeel met 95%-interval",
                "share with 95% interval",
            )),
            Column::numbers(choose(lang, "antwoorden", "answers")),
        ],
        rows: rows.collect(),
        note: None,
    };
    table.tidy(lang)
}
