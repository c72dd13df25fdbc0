//! The tables of a comparison.

use mkbroute_analysis::compare::{Difference, GroupComparison, ItemComparison, Measure};
use mkbroute_analysis::figure::{Figure, Statistic, Verdict};
use mkbroute_domain::text::Lang;

use super::super::items::{is_year, value_cell};
use super::super::{Block, Cell, Column, Drawn, Table};
use super::verdict::{permission, verdict};
use crate::labels::Labels;
use crate::picture;
use crate::words::{self, choose, number};

/// Means block by block, each choice by itself, and the items without a comparison in a list.
pub(super) fn tables(group: &GroupComparison, labels: &Labels, lang: Lang) -> Vec<Block> {
    let means = |item: &&ItemComparison| item.kind.categories().is_empty();
    let told = |item: &&ItemComparison| untold(item, lang).is_none();
    let mut tables = Vec::new();
    for block in blocks(group) {
        let items = group.items.iter();
        let items = items.filter(|item| item.block == block && told(item));
        let (rated, chosen): (Vec<_>, Vec<_>) = items.partition(means);
        let title = labels.block(block, lang);
        if !rated.is_empty() {
            let rows = rated.iter().flat_map(|item| measured(item));
            let name = |item: &str, _: Option<&str>| labels.item_with_unit(item, lang);
            let first = choose(lang, "Vraag", "Question");
            let caption = format!("{title}: {}", choose(lang, "gemiddelden", "means"));
            let drawn = |item: &str| Drawn::row(&group.group, &format!("{item}.difference"));
            tables.push(table(caption, first, rows, (&name, &drawn), lang));
        }
        for item in chosen {
            let name = |item: &str, code: Option<&str>| {
                labels
                    .category(item, code.unwrap_or_default(), lang)
                    .to_owned()
            };
            let first = choose(lang, "Antwoord", "Answer");
            let caption = labels.item(&item.id, lang).to_owned();
            let drawn = |item: &str| Drawn::table(&group.group, &format!("{item}.difference"));
            let rows = measured(item);
            tables.push(table(caption, first, rows, (&name, &drawn), lang));
        }
    }
    tables.extend(growth_table(group, labels, lang));
    tables.extend(untold_table(group, labels, lang));
    tables.into_iter().map(Block::Table).collect()
}

fn blocks(group: &GroupComparison) -> Vec<&str> {
    let mut blocks: Vec<&str> = Vec::new();
    for item in &group.items {
        if !blocks.contains(&item.block.as_str()) {
            blocks.push(&item.block);
        }
    }
    blocks
}

/// What this reader may see of an item, with the item. A category that nobody chose twice is left out.
fn measured(item: &ItemComparison) -> impl Iterator<Item = (&ItemComparison, &Measure)> {
    let held = |measure: &&Measure| {
        let sides = [&measure.before, &measure.after];
        let nobody = sides.iter().all(|figure| figure.value == Some(0.0));
        let seen = measure.verdict == Verdict::Released || measure.before.value.is_some();
        seen && (measure.category.is_none() || !nobody)
    };
    item.measures
        .iter()
        .filter(held)
        .map(move |measure| (item, measure))
}

/// Why nothing of an item is compared; `None` where something is.
fn untold(item: &ItemComparison, lang: Lang) -> Option<String> {
    if measured(item).next().is_some() {
        return None;
    }
    let rule = item.measures.iter().find_map(Measure::withheld_by);
    Some(rule.map_or_else(
        || permission(item.permission, lang),
        |rule| words::rule(rule, lang).to_owned(),
    ))
}

fn untold_table(group: &GroupComparison, labels: &Labels, lang: Lang) -> Option<Table> {
    let rows: Vec<Vec<Cell>> = group
        .items
        .iter()
        .filter_map(|item| {
            let why = untold(item, lang)?;
            let name = Cell::text(labels.item(&item.id, lang));
            Some(vec![name, Cell::withheld(why)])
        })
        .collect();
    let table = Table {
        caption: choose(lang, "Wat niet vergeleken is", "What is not compared").into(),
        columns: vec![
            Column::words(choose(lang, "Vraag", "Question")),
            Column::words(choose(lang, "Waarom niet", "Why not")),
        ],
        rows,
        note: None,
    };
    (!table.rows.is_empty()).then_some(table)
}

/// What a row is called, by item and category.
type Named<'a> = &'a dyn Fn(&str, Option<&str>) -> String;
/// Which figure a row belongs to, by item.
type Figures<'a> = &'a dyn Fn(&str) -> Drawn;

fn table<'a>(
    caption: String,
    first: &str,
    measures: impl Iterator<Item = (&'a ItemComparison, &'a Measure)>,
    (name, drawn): (Named<'_>, Figures<'_>),
    lang: Lang,
) -> Table {
    let measures: Vec<(&ItemComparison, &Measure)> = measures.collect();
    let reach = measures
        .iter()
        .filter_map(|(_, measure)| measure.difference)
        .map(|found| found.interval.low.abs().max(found.interval.high.abs()))
        .fold(0.0, f64::max);
    let rows = measures.iter().map(|(item, measure)| {
        let named = name(&item.id, measure.category.as_deref());
        let mut cells = row(named, item, measure, reach, lang);
        for cell in cells.iter_mut().filter(|cell| cell.svg.is_some()) {
            cell.drawn = Some(drawn(&item.id));
        }
        cells
    });
    let table = Table {
        caption,
        columns: vec![
            Column::words(first),
            Column::numbers(choose(lang, "eerder (n)", "earlier (n)")),
            Column::numbers(choose(lang, "nu (n)", "now (n)")),
            Column::numbers(choose(lang, "verschil (95%)", "difference (95%)")),
            Column::pictures(choose(
                lang,
                "links lager, rechts hoger",
                "left lower, right higher",
            )),
            Column::words(choose(lang, "Wat dat zegt", "What it says")),
        ],
        rows: rows.collect(),
        note: None,
    };
    table.tidy(lang)
}

fn row(
    name: String,
    item: &ItemComparison,
    measure: &Measure,
    reach: f64,
    lang: Lang,
) -> Vec<Cell> {
    let show = Shown::of(item, measure, lang);
    let side = |figure: &Figure| {
        value_cell(Some(figure), lang, |figure, value| {
            format!(
                "{} ({})",
                show.value(value),
                figure.base.unwrap_or_default()
            )
        })
    };
    let mut cells = vec![
        Cell::text(name),
        side(&measure.before),
        side(&measure.after),
    ];
    if let Some(found) = &measure.difference {
        let text = show.difference(found);
        let ends = (found.interval.low, found.interval.high);
        cells.push(Cell::text(text.clone()));
        cells.push(Cell::picture(
            picture::difference(found.value, ends, reach),
            text,
        ));
        cells.push(Cell::text(verdict(found, lang)));
    } else {
        let rule = measure.withheld_by().map(|rule| words::rule(rule, lang));
        let why = rule.map_or_else(|| permission(item.permission, lang), str::to_owned);
        cells.extend([Cell::default(), Cell::default(), Cell::withheld(why)]);
    }
    cells
}

/// How the values of a measure are written.
#[derive(Clone, Copy)]
enum Shown {
    Percent(Lang),
    /// A year of birth or of starting: no decimals, no thousands.
    Year(Lang),
    Number(Lang),
}

impl Shown {
    fn of(item: &ItemComparison, measure: &Measure, lang: Lang) -> Self {
        match (measure.statistic, &item.kind) {
            (Statistic::Share, _) => Self::Percent(lang),
            (_, kind) if is_year(kind) => Self::Year(lang),
            _ => Self::Number(lang),
        }
    }

    fn value(self, value: f64) -> String {
        match self {
            Self::Percent(_) => number::proportion(value),
            Self::Year(_) => format!("{value:.0}"),
            Self::Number(lang) => number::one_decimal(value, lang),
        }
    }

    fn difference(self, found: &Difference) -> String {
        let (value, low, high) = (found.value, found.interval.low, found.interval.high);
        match self {
            Self::Percent(lang) => format!(
                "{} ({} {} {})",
                number::signed_points(value, lang),
                number::signed_whole(low * 100.0),
                choose(lang, "tot", "to"),
                number::signed_whole(high * 100.0)
            ),
            Self::Year(lang) | Self::Number(lang) => format!(
                "{} ({} {} {})",
                number::signed(value, lang),
                number::signed(low, lang),
                choose(lang, "tot", "to"),
                number::signed(high, lang)
            ),
        }
    }
}

fn growth_table(group: &GroupComparison, labels: &Labels, lang: Lang) -> Option<Table> {
    let measures = group
        .items
        .iter()
        .flat_map(|item| item.measures.iter().map(move |measure| (item, measure)));
    let rows: Vec<Vec<Cell>> = measures
        .filter(|(_, measure)| measure.verdict == Verdict::Released)
        .filter_map(|(item, measure)| {
            let growth = measure.growth.as_ref()?;
            let show = |value: f64| Cell::text(number::signed(value, lang));
            let parts = growth.decomposition;
            let which = if growth.continuing_only {
                choose(
                    lang,
                    "alleen delen die beide keren apart staan",
                    "only parts that stand apart both times",
                )
            } else {
                choose(lang, "alle delen", "all parts")
            };
            Some(vec![
                Cell::text(labels.item(&item.id, lang)),
                show(parts.total),
                show(parts.within),
                show(parts.composition),
                Cell::text(which),
            ])
        })
        .collect();
    let table = Table {
        caption: choose(
            lang,
            "Waar het verschil vandaan komt: binnen de delen, of doordat andere delen meededen",
            "Where the difference comes from: within parts, or because other parts took part",
        )
        .into(),
        columns: vec![
            Column::words(choose(lang, "Vraag", "Question")),
            Column::numbers(choose(lang, "verschil", "difference")),
            Column::numbers(choose(lang, "binnen delen", "within parts")),
            Column::numbers(choose(lang, "samenstelling", "composition")),
            Column::words(choose(lang, "gevolgd", "followed")),
        ],
        rows,
        note: None,
    };
    (!table.rows.is_empty()).then_some(table)
}
