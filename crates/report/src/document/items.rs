//! The figures of one block: ratings in one table, choices each in their own, numbers together.

use mkbroute_analysis::dataset::ItemKind;
use mkbroute_analysis::figure::{Figure, Rule, Statistic, Verdict};
use mkbroute_analysis::result::{ItemResult, RatioResult};
use mkbroute_domain::text::Lang;

use super::{Block, Cell, Column, Table};
use crate::labels;
use crate::picture::{self, ScalePicture};
use crate::source::GroupSource;
use crate::words::{self, choose, number};

/// The tables of a block.
pub(super) fn block(group: &GroupSource, block: &str, lang: Lang) -> Vec<Block> {
    let items: Vec<&ItemResult> = group
        .result
        .items
        .iter()
        .filter(|item| item.block == block)
        .collect();
    let mut tables = Vec::new();
    let ratings: Vec<&ItemResult> = items
        .iter()
        .copied()
        .filter(|item| matches!(item.kind, ItemKind::Scale { .. }))
        .collect();
    if !ratings.is_empty() {
        tables.push(ratings_table(group, &ratings, lang));
    }
    for item in &items {
        let choice = matches!(
            item.kind,
            ItemKind::Categorical { .. } | ItemKind::MultiResponse { .. }
        );
        if choice {
            tables.push(choice_table(group, item, lang));
        }
    }
    let numbers: Vec<&ItemResult> = items
        .iter()
        .copied()
        .filter(|item| matches!(item.kind, ItemKind::Quantity { .. }))
        .collect();
    if !numbers.is_empty() {
        tables.push(numbers_table(group, &numbers, lang));
    }
    let ratios: Vec<&RatioResult> = group
        .result
        .ratios
        .iter()
        .filter(|ratio| ratio.block == block)
        .collect();
    if !ratios.is_empty() {
        tables.push(ratios_table(group, &ratios, lang));
    }
    tables.into_iter().map(Block::Table).collect()
}

fn base_text(item: &ItemResult, lang: Lang) -> String {
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
fn cell(figure: Option<&Figure>, lang: Lang, show: impl FnOnce(&Figure, f64) -> String) -> Cell {
    match figure {
        Some(figure) => match (figure.value, figure.verdict) {
            (Some(value), Verdict::Released) => Cell::text(show(figure, value)),
            (Some(value), Verdict::Withheld(rule)) => {
                // Only a researcher holds a withheld value; the mark says so.
                let mark = words::rule(rule, lang);
                Cell::withheld(format!("{} ({mark})", show(figure, value)))
            }
            (None, Verdict::Withheld(rule)) => Cell::withheld(words::rule(rule, lang)),
            (None, Verdict::Released) => Cell::default(),
        },
        None => Cell::withheld(words::rule(Rule::TooFewAnswers, lang)),
    }
}

fn interval_text(figure: &Figure, lang: Lang, show: impl Fn(f64) -> String) -> String {
    match figure.interval {
        Some(interval) => format!(
            "{} {} {}",
            show(interval.low),
            choose(lang, "tot", "to"),
            show(interval.high)
        ),
        None => String::new(),
    }
}

fn ratings_table(group: &GroupSource, items: &[&ItemResult], lang: Lang) -> Table {
    let rows = items.iter().map(|item| {
        let mean = find(item, Statistic::Mean, None);
        let shown = |figure: &Figure, value: f64| {
            let interval = interval_text(figure, lang, |end| number::one_decimal(end, lang));
            let value = number::one_decimal(value, lang);
            if interval.is_empty() {
                value
            } else {
                format!("{value} ({interval})")
            }
        };
        vec![
            Cell::text(labels::item(&group.instrument, &item.id, lang)),
            rating_picture(item, lang),
            cell(mean, lang, shown),
            Cell::text(base_text(item, lang)),
        ]
    });
    let ends = items.first().and_then(|item| match item.kind {
        ItemKind::Scale { min, max, .. } => Some((min, max)),
        _ => None,
    });
    let (min, max) = ends.unwrap_or((1, 10));
    Table {
        caption: match lang {
            Lang::Nl => format!("Gemiddelden met 95%-interval, schaal {min} tot en met {max}"),
            Lang::En => format!("Means with 95% interval, scale {min} to {max}"),
        },
        columns: vec![
            Column::words(choose(lang, "Vraag", "Question")),
            Column::pictures(format!("{min} – {max}")),
            Column::numbers(choose(lang, "gemiddelde", "mean")),
            Column::numbers(choose(lang, "antwoorden", "answers")),
        ],
        rows: rows.collect(),
        note: Some(choose(
            lang,
            "Elk blokje is één antwoord (vanaf 10 antwoorden). De stip is het gemiddelde, de lijn het interval.",
            "Every block is one answer (from 10 answers). The dot is the mean, the line its interval.",
        ).to_owned()),
    }
}

fn rating_picture(item: &ItemResult, lang: Lang) -> Cell {
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
}

fn choice_table(group: &GroupSource, item: &ItemResult, lang: Lang) -> Table {
    let shown: Vec<String> = if item.merged.is_empty() {
        let counts = item
            .figures
            .iter()
            .filter(|f| f.statistic == Statistic::Count);
        counts
            .filter_map(|figure| figure.category.clone())
            .collect()
    } else {
        item.merged.clone()
    };
    let rows = shown
        .iter()
        .map(|category| choice_row(group, item, category, lang));
    let coded = group
        .instrument
        .question(&item.id)
        .is_some_and(|question| question.item.coded_from.is_some());
    Table {
        caption: format!(
            "{} ({})",
            labels::item(&group.instrument, &item.id, lang),
            base_text(item, lang)
        ),
        columns: vec![
            Column::words(choose(lang, "Antwoord", "Answer")),
            Column::pictures(choose(lang, "aandeel", "share")),
            Column::numbers(choose(lang, "k van n", "k of n")),
            Column::numbers("%"),
            Column::numbers(choose(lang, "95%-interval", "95% interval")),
        ],
        rows: rows.collect(),
        note: coded.then(|| {
            choose(
                lang,
                "Achteraf gecodeerd uit open antwoorden.",
                "Coded afterwards from open answers.",
            )
            .to_owned()
        }),
    }
}

fn choice_row(group: &GroupSource, item: &ItemResult, category: &str, lang: Lang) -> Vec<Cell> {
    let count = find(item, Statistic::Count, Some(category));
    let share = find(item, Statistic::Share, Some(category));
    let n = item.base.map_or(0, |base| base.valid);
    let drawing = match share.and_then(|figure| figure.value) {
        Some(value) => Cell::picture(picture::bar(value), number::proportion(value)),
        None => Cell::default(),
    };
    let interval = share.filter(|figure| figure.value.is_some() && figure.is_released());
    vec![
        Cell::text(labels::category(
            &group.instrument,
            &item.id,
            category,
            lang,
        )),
        drawing,
        cell(count, lang, |figure, _| {
            number::k_of_n(figure.k.unwrap_or(0), n, lang)
        }),
        cell(share, lang, |figure, _| {
            number::percent(figure.k.unwrap_or(0), n)
        }),
        Cell::text(interval.map_or_else(String::new, |figure| {
            interval_text(figure, lang, number::proportion)
        })),
    ]
}

fn numbers_table(group: &GroupSource, items: &[&ItemResult], lang: Lang) -> Table {
    let mut rows = Vec::new();
    for item in items {
        let label = labels::item(&group.instrument, &item.id, lang);
        let mean = find(item, Statistic::Mean, None);
        let is_year = matches!(item.kind, ItemKind::Quantity { min, .. } if min >= 1900.0);
        let show = |value: f64| {
            if is_year {
                format!("{value:.0}")
            } else {
                number::one_decimal(value, lang)
            }
        };
        rows.push(vec![
            Cell::text(label),
            Cell::text(choose(lang, "gemiddelde", "mean")),
            cell(mean, lang, |figure, value| {
                let interval = interval_text(figure, lang, show);
                if interval.is_empty() {
                    show(value)
                } else {
                    format!("{} ({interval})", show(value))
                }
            }),
            Cell::text(base_text(item, lang)),
        ]);
        rows.extend(extra_rows(group, item, lang));
    }
    Table {
        caption: choose(lang, "Getallen", "Numbers").into(),
        columns: vec![
            Column::words(choose(lang, "Vraag", "Question")),
            Column::words(choose(lang, "wat", "what")),
            Column::numbers(choose(lang, "waarde", "value")),
            Column::numbers(choose(lang, "antwoorden", "answers")),
        ],
        rows,
        note: None,
    }
}

/// Sums and bands of a number item.
fn extra_rows(group: &GroupSource, item: &ItemResult, lang: Lang) -> Vec<Vec<Cell>> {
    let n = item.base.map_or(0, |base| base.valid);
    let mut rows = Vec::new();
    if let Some(sum) = find(item, Statistic::Sum, None) {
        rows.push(vec![
            Cell::default(),
            Cell::text(choose(lang, "totaal", "total")),
            cell(Some(sum), lang, |_, value| number::plain(value, lang)),
            Cell::default(),
        ]);
    }
    for figure in item
        .figures
        .iter()
        .filter(|figure| figure.statistic == Statistic::Count)
    {
        let category = figure.category.as_deref().unwrap_or_default();
        rows.push(vec![
            Cell::default(),
            Cell::text(labels::category(
                &group.instrument,
                &item.id,
                category,
                lang,
            )),
            cell(Some(figure), lang, |figure, _| {
                number::k_of_n(figure.k.unwrap_or(0), n, lang)
            }),
            Cell::default(),
        ]);
    }
    rows
}

fn ratios_table(group: &GroupSource, ratios: &[&RatioResult], lang: Lang) -> Table {
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
        let companies = ratio
            .contributors
            .map_or_else(String::new, |count| count.to_string());
        vec![
            Cell::text(labels::item(&group.instrument, &ratio.id, lang)),
            parts,
            cell(Some(&ratio.figure), lang, |figure, value| {
                let interval = interval_text(figure, lang, number::proportion);
                format!("{} ({interval})", number::proportion(value))
            }),
            Cell::text(companies),
        ]
    });
    Table {
        caption: choose(lang, "Verhoudingen over bedrijven", "Ratios over companies").into(),
        columns: vec![
            Column::words(choose(lang, "Wat", "What")),
            Column::numbers(choose(lang, "studenten", "students")),
            Column::numbers(choose(
                lang,
                "aandeel met 95%-interval",
                "share with 95% interval",
            )),
            Column::numbers(choose(lang, "bedrijven", "companies")),
        ],
        rows: rows.collect(),
        note: None,
    }
}
