//! One choice item: how many chose each category.

use mkbroute_analysis::figure::{Figure, Rule, Statistic, Verdict};
use mkbroute_analysis::result::ItemResult;
use mkbroute_domain::text::Lang;

use super::super::{Block, Cell, Column, Drawn, Table};
use super::{base_text, find, interval_text, value_cell, weighted_cell, weighted_column};
use crate::picture;
use crate::source::GroupSource;
use crate::words::{self, choose, number};

/// A table of the categories; one sentence where nothing of it may be shown.
pub(super) fn block(group: &GroupSource, item: &ItemResult, lang: Lang) -> Block {
    let title = format!(
        "{} ({})",
        group.labels.item(&item.id, lang),
        base_text(item, lang)
    );
    match hidden(item) {
        Some(rule) => Block::Paragraph {
            text: format!("{title}: {}.", words::rule(rule, lang)),
        },
        None => Block::Table(table(group, item, title, lang)),
    }
}

/// The rule, if every count is withheld and none is known to this reader.
fn hidden(item: &ItemResult) -> Option<Rule> {
    let mut counts = counts(item).peekable();
    let Some(first) = counts.peek() else {
        return Some(Rule::TooFewAnswers);
    };
    let Verdict::Withheld(rule) = first.verdict else {
        return None;
    };
    counts.all(|figure| figure.value.is_none()).then_some(rule)
}

fn counts(item: &ItemResult) -> impl Iterator<Item = &Figure> {
    let figures = item.figures.iter();
    figures.filter(|figure| figure.statistic == Statistic::Count)
}

fn table(group: &GroupSource, item: &ItemResult, caption: String, lang: Lang) -> Table {
    let shown: Vec<String> = if item.merged.is_empty() {
        counts(item)
            .filter_map(|figure| figure.category.clone())
            .collect()
    } else {
        item.merged.clone()
    };
    let rows = shown
        .iter()
        .map(|category| choice_row(group, item, category, lang));
    let table = Table {
        caption,
        columns: vec![
            Column::words(choose(lang, "Antwoord", "Answer")),
            Column::pictures(choose(lang, "aandeel", "share")),
            Column::numbers(choose(lang, "k van n", "k of n")),
            Column::numbers("%"),
            Column::numbers(choose(lang, "95%-interval", "95% interval")),
            weighted_column(group, lang),
        ],
        rows: rows.collect(),
        note: note(group, item, lang),
    };
    table.tidy(lang)
}

fn note(group: &GroupSource, item: &ItemResult, lang: Lang) -> Option<String> {
    let coded = group.labels.is_coded(&item.id);
    let shares = item
        .figures
        .iter()
        .filter(|figure| figure.statistic == Statistic::Share);
    let without_shares = shares.clone().all(|figure| figure.value.is_none());
    let parts = [
        coded.then_some(choose(
            lang,
            "Achteraf gecodeerd uit open antwoorden.",
            "Coded afterwards from open answers.",
        )),
        without_shares.then_some(choose(
            lang,
            "Te weinig antwoorden voor percentages.",
            "Too few answers for percentages.",
        )),
    ];
    let said: Vec<&str> = parts.into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(" "))
}

fn choice_row(group: &GroupSource, item: &ItemResult, category: &str, lang: Lang) -> Vec<Cell> {
    let count = find(item, Statistic::Count, Some(category));
    let share = find(item, Statistic::Share, Some(category));
    let n = item.base.map_or(0, |base| base.valid);
    let drawing = match share.and_then(|figure| figure.value) {
        Some(value) => Cell::picture(picture::bar(value), number::proportion(value))
            .part_of(Drawn::table(&group.result.group, &item.id)),
        None => Cell::default(),
    };
    let interval = share.filter(|figure| figure.value.is_some() && figure.is_released());
    vec![
        Cell::text(group.labels.category(&item.id, category, lang)),
        drawing,
        value_cell(count, lang, |figure, _| {
            number::k_of_n(figure.k.unwrap_or(0), n, lang)
        }),
        share_cell(count, share, n, lang),
        Cell::text(interval.map_or_else(String::new, |figure| {
            interval_text(figure, lang, number::proportion)
        })),
        weighted_cell(share, lang, number::proportion),
    ]
}

/// The percentage; empty where only the percentage is withheld, because the note says so once.
fn share_cell(count: Option<&Figure>, share: Option<&Figure>, n: u32, lang: Lang) -> Cell {
    let count_shown = count.is_some_and(Figure::is_released);
    let unknown = share.is_none_or(|figure| figure.value.is_none());
    if count_shown && unknown {
        return Cell::default();
    }
    value_cell(share, lang, |figure, _| {
        number::percent(figure.k.unwrap_or(0), n)
    })
}
