//! A group by the parts of its release plan.

use mkbroute_analysis::figure::{Figure, Statistic};
use mkbroute_analysis::release::plan::REST;
use mkbroute_analysis::result::{Breakdown, PartItem, PartResult};
use mkbroute_domain::text::Lang;

use super::items::value_cell;
use super::{Block, Cell, Chapter, Column, Table};
use crate::source::GroupSource;
use crate::words::{capital, choose, number};

/// Parts side by side in one table; more go into the next.
const SIDE_BY_SIDE: usize = 4;

/// The address of a chapter within the report.
pub fn chapter_id(group: &str, dimension: &str) -> String {
    format!("{group}-{dimension}")
}

/// One chapter for each way to part a group.
pub(super) fn chapters(group: &GroupSource, lang: Lang) -> Vec<Chapter> {
    let breakdowns = group.result.breakdowns.iter();
    breakdowns
        .map(|breakdown| chapter(group, breakdown, lang))
        .collect()
}

fn chapter(group: &GroupSource, breakdown: &Breakdown, lang: Lang) -> Chapter {
    let who = group.labels.respondents(lang);
    let what = group.labels.item(&breakdown.dimension, lang);
    let intro = choose(
        lang,
        "Alleen delen met tien of meer antwoorden staan apart. De indeling ligt vast: andere combinaties tonen wij niet, omdat je daaruit personen kunt terugrekenen.",
        "Only parts with ten or more answers stand apart. The parts are fixed: other combinations are not shown, because persons could be computed from them.",
    );
    let mut blocks = vec![Block::Paragraph {
        text: intro.to_owned(),
    }];
    for parts in breakdown.parts.chunks(SIDE_BY_SIDE) {
        blocks.push(Block::Table(table(group, breakdown, parts, lang)));
    }
    Chapter {
        id: chapter_id(&group.result.group, &breakdown.dimension),
        title: format!("{} {} {what}", capital(who), choose(lang, "naar:", "by:")),
        blocks,
    }
}

fn table(group: &GroupSource, breakdown: &Breakdown, parts: &[PartResult], lang: Lang) -> Table {
    let heading = |part: &PartResult| {
        let name = part_name(group, breakdown, part, lang);
        Column::numbers(format!("{name} (n = {})", part.respondents))
    };
    let mut columns = vec![Column::words(choose(lang, "Vraag", "Question"))];
    columns.extend(parts.iter().map(heading));
    let ids = parts
        .first()
        .map(|part| &part.items[..])
        .unwrap_or_default();
    let rows = ids
        .iter()
        .flat_map(|item| rows(group, &item.id, parts, lang))
        .collect();
    Table {
        caption: group.labels.item(&breakdown.dimension, lang).to_owned(),
        columns,
        rows,
        note: None,
    }
}

/// What a part is called.
pub(crate) fn part_name(
    group: &GroupSource,
    breakdown: &Breakdown,
    part: &PartResult,
    lang: Lang,
) -> String {
    if part.code == REST {
        choose(lang, "Overige", "Others").to_owned()
    } else {
        let labels = &group.labels;
        labels
            .category(&breakdown.dimension, &part.code, lang)
            .to_owned()
    }
}

/// One row for the mean of an item, or one for each of its categories that some part shows.
fn rows(group: &GroupSource, id: &str, parts: &[PartResult], lang: Lang) -> Vec<Vec<Cell>> {
    let items: Vec<Option<&PartItem>> = parts
        .iter()
        .map(|part| part.items.iter().find(|item| item.id == id))
        .collect();
    let name = group.labels.item(id, lang);
    let figures = || items.iter().flatten().flat_map(|item| &item.figures);
    if figures().any(|figure| figure.statistic == Statistic::Mean) {
        let cells = items.iter().map(|item| {
            let mean = item.and_then(|item| find(item, Statistic::Mean, None));
            value_cell(mean, lang, |_, value| number::one_decimal(value, lang))
        });
        return vec![std::iter::once(Cell::text(name)).chain(cells).collect()];
    }
    let mut codes: Vec<&String> = Vec::new();
    // A category that nobody chose in any part says nothing.
    for figure in figures().filter(|figure| figure.is_released() && figure.k != Some(0)) {
        if let Some(code) = figure
            .category
            .as_ref()
            .filter(|code| !codes.contains(code))
        {
            codes.push(code);
        }
    }
    if codes.is_empty() {
        let withheld = items.iter().map(|item| {
            let first = item.and_then(|item| item.figures.first());
            value_cell(first, lang, |_, _| String::new())
        });
        return vec![std::iter::once(Cell::text(name)).chain(withheld).collect()];
    }
    let row = |code: &&String| {
        let label = group.labels.category(id, code, lang);
        let cells = items.iter().map(|item| {
            let count = item.and_then(|item| find(item, Statistic::Count, Some(code)));
            let share = item.and_then(|item| find(item, Statistic::Share, Some(code)));
            value_cell(count, lang, |figure, _| share_text(figure, share, lang))
        });
        std::iter::once(Cell::text(format!("{name}: {label}")))
            .chain(cells)
            .collect()
    };
    codes.iter().map(row).collect()
}

fn share_text(count: &Figure, share: Option<&Figure>, lang: Lang) -> String {
    let (Some(k), Some(n)) = (count.k, count.base) else {
        return String::new();
    };
    let text = number::k_of_n(k, n, lang);
    match share.filter(|share| share.is_released()) {
        Some(_) => format!("{text} ({})", number::percent(k, n)),
        None => text,
    }
}

fn find<'a>(
    item: &'a PartItem,
    statistic: Statistic,
    category: Option<&String>,
) -> Option<&'a Figure> {
    let matches =
        |figure: &&Figure| figure.statistic == statistic && figure.category.as_ref() == category;
    item.figures.iter().find(matches)
}
