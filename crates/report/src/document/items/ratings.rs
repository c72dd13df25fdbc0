//! Scales, together in one table.

use mkbroute_analysis::dataset::ItemKind;
use mkbroute_analysis::figure::{Figure, Rule, Statistic};
use mkbroute_analysis::result::ItemResult;
use mkbroute_domain::text::Lang;

use super::super::{Cell, Column, Drawn, Table};
use super::{base_text, ends, find, value_cell, weighted_cell, weighted_column, with_interval};
use crate::picture::{self, ScalePicture};
use crate::source::GroupSource;
use crate::words::{self, choose, number};

/// Every rating with its mean, interval and distribution.
pub(super) fn table(group: &GroupSource, items: &[&ItemResult], lang: Lang) -> Table {
    let rows = items.iter().map(|item| {
        let mean = find(item, Statistic::Mean, None);
        let shown = |figure: &Figure, value: f64| {
            with_interval(figure, value, lang, |end| number::one_decimal(end, lang))
        };
        vec![
            Cell::text(group.labels.item(&item.id, lang)),
            rating_picture(group, item, lang),
            value_cell(mean, lang, shown),
            weighted_cell(mean, lang, |end| number::one_decimal(end, lang)),
            bounds_cell(mean, lang),
            Cell::text(base_text(item, lang)),
        ]
    });
    let ends = items.first().and_then(|item| match item.kind {
        ItemKind::Scale { min, max, .. } => Some((min, max)),
        _ => None,
    });
    let (min, max) = ends.unwrap_or((1, 10));
    let table = Table {
        caption: match lang {
            Lang::Nl => format!("Gemiddelden met 95%-interval, schaal {min} tot en met {max}"),
            Lang::En => format!("Means with 95% interval, scale {min} to {max}"),
        },
        columns: vec![
            Column::words(choose(lang, "Vraag", "Question")),
            Column::pictures(format!("{min} – {max}")),
            Column::numbers(choose(lang, "gemiddelde", "mean")),
            weighted_column(group, lang),
            Column::numbers(choose(lang, "uiterste grenzen", "outer bounds")),
            Column::numbers(choose(lang, "antwoorden", "answers")),
        ],
        rows: rows.collect(),
        note: Some(note(items, lang)),
    };
    table.tidy(lang)
}

/// Where the mean would lie whatever the others of the population would have answered.
fn bounds_cell(mean: Option<&Figure>, lang: Lang) -> Cell {
    let shown = mean.filter(|figure| figure.value.is_some());
    let bounds = shown.and_then(|figure| figure.bounds);
    bounds.map_or_else(Cell::default, |bounds| {
        Cell::text(ends(bounds, lang, |end| number::one_decimal(end, lang)))
    })
}

/// How to read the pictures and the bounds.
fn note(items: &[&ItemResult], lang: Lang) -> String {
    let pictures = choose(
        lang,
        "Elk blokje is één antwoord (vanaf 10 antwoorden). De stip is het gemiddelde, de lijn het interval.",
        "Every block is one answer (from 10 answers). The dot is the mean, the line its interval.",
    );
    let bounded = items
        .iter()
        .any(|item| item.figures.iter().any(|figure| figure.bounds.is_some()));
    if !bounded {
        return pictures.to_owned();
    }
    let bounds = choose(
        lang,
        "Uiterste grenzen: daartussen ligt het gemiddelde van iedereen, wat wie niet antwoordde ook gezegd zou hebben.",
        "Outer bounds: between them lies the mean of everybody, whatever those who did not answer would have said.",
    );
    format!("{pictures} {bounds}")
}

fn rating_picture(group: &GroupSource, item: &ItemResult, lang: Lang) -> Cell {
    let ItemKind::Scale { min, max, .. } = item.kind else {
        return Cell::default();
    };
    let Some((mean, figure)) = find(item, Statistic::Mean, None).and_then(|f| Some((f.value?, f)))
    else {
        return Cell::withheld(words::rule(Rule::TooFewAnswers, lang));
    };
    let counts: Option<Vec<u32>> = (min..=max)
        .map(|score| {
            let figure = find(item, Statistic::Count, Some(&score.to_string()))?;
            figure.k.filter(|_| figure.is_released())
        })
        .collect();
    let interval = figure
        .interval
        .map(|interval| (interval.low, interval.high));
    let drawing = ScalePicture {
        min,
        max,
        counts: counts.unwrap_or_default(),
        mean,
        interval,
    };
    let words = format!(
        "{} {}",
        choose(lang, "gemiddelde", "mean"),
        number::one_decimal(mean, lang)
    );
    Cell::picture(picture::scale(&drawing), words)
        .part_of(Drawn::row(&group.result.group, &item.id))
}
