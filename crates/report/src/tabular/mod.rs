//! The figures as rows: for a script, a spreadsheet and a data file alike.

mod compared;
mod csv;
mod table;
mod xlsx;

use std::borrow::Cow;

use mkbroute_analysis::figure::{Figure, Verdict};
use mkbroute_domain::text::Lang;

pub use csv::{CsvError, csv, csv_table};
pub use table::Table;
pub use xlsx::{XlsxError, xlsx};

use crate::document::{labels, part_name};
use crate::source::{GroupSource, Source};
use crate::words::{self, choose};

/// One figure with its words. Holds a number only where the audience may see it.
#[derive(Clone, Debug)]
pub struct FigureRow<'a> {
    pub figure: &'a Figure,
    /// Code of the respondent group.
    pub group: &'a str,
    /// The part of the group that it is about; `None` for the whole group.
    pub part: Option<Part>,
    /// The question and the category.
    pub label: String,
    /// Why a release does not hold it, in words.
    pub withheld: Option<&'static str>,
}

/// A part of a respondent group.
#[derive(Clone, Debug)]
pub struct Part {
    /// Dimension and category: `programme=bouwkunde`.
    pub code: String,
    pub name: String,
}

/// A caveat about a respondent group, or about everything.
#[derive(Clone, Debug)]
pub struct ReservationRow<'a> {
    pub group: Option<&'a str>,
    /// The rule that attached it.
    pub rule: String,
    pub text: String,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    Nothing,
    Text(Cow<'a, str>),
    Number(f64),
    Count(u32),
    Flag(bool),
}

/// A column of the figures, the same in every form.
pub struct Column {
    /// For scripts; the same in both languages.
    pub name: &'static str,
    /// For readers: Dutch and English.
    heading: (&'static str, &'static str),
    /// In characters.
    width: f64,
    pub value: for<'a> fn(&'a FigureRow<'_>) -> Value<'a>,
}

/// The columns in their order.
pub const COLUMNS: [Column; 21] = [
    column("id", ("id", "id"), 34.0, |row| text(&row.figure.id)),
    column("group", ("groep", "group"), 12.0, |row| text(row.group)),
    column("part", ("deel (code)", "part (code)"), 18.0, |row| {
        optional(row.part.as_ref().map(|part| part.code.as_str()))
    }),
    column("part_name", ("deel", "part"), 18.0, |row| {
        optional(row.part.as_ref().map(|part| part.name.as_str()))
    }),
    column("item", ("vraag (code)", "question (code)"), 20.0, |row| {
        text(&row.figure.item)
    }),
    column(
        "category",
        ("antwoord (code)", "answer (code)"),
        16.0,
        |row| optional(row.figure.category.as_deref()),
    ),
    column(
        "label",
        ("vraag en antwoord", "question and answer"),
        60.0,
        |row| text(&row.label),
    ),
    column("statistic", ("maat", "statistic"), 16.0, |row| {
        text(row.figure.statistic.name())
    }),
    column("value", ("waarde", "value"), 12.0, |row| {
        number(row.figure.value)
    }),
    column("low", ("interval van", "interval from"), 12.0, |row| {
        number(row.figure.interval.map(|ends| ends.low))
    }),
    column("high", ("interval tot", "interval to"), 12.0, |row| {
        number(row.figure.interval.map(|ends| ends.high))
    }),
    column("bound_low", ("grens van", "bound from"), 12.0, |row| {
        number(row.figure.bounds.map(|ends| ends.low))
    }),
    column("bound_high", ("grens tot", "bound to"), 12.0, |row| {
        number(row.figure.bounds.map(|ends| ends.high))
    }),
    column("base", ("antwoorden (n)", "answers (n)"), 12.0, |row| {
        count(row.figure.base)
    }),
    column("k", ("aantal (k)", "number (k)"), 12.0, |row| {
        count(row.figure.k)
    }),
    column(
        "weighted",
        ("gewogen waarde", "weighted value"),
        12.0,
        |row| number(row.figure.weighted.map(|found| found.value)),
    ),
    column(
        "weighted_low",
        ("gewogen van", "weighted from"),
        12.0,
        |row| {
            let weighted = row.figure.weighted.and_then(|found| found.interval);
            number(weighted.map(|ends| ends.low))
        },
    ),
    column(
        "weighted_high",
        ("gewogen tot", "weighted to"),
        12.0,
        |row| {
            let weighted = row.figure.weighted.and_then(|found| found.interval);
            number(weighted.map(|ends| ends.high))
        },
    ),
    column("released", ("gepubliceerd", "released"), 12.0, |row| {
        Value::Flag(row.figure.is_released())
    }),
    column(
        "rule",
        ("regel (code)", "rule (code)"),
        20.0,
        |row| match row.figure.verdict {
            Verdict::Released => Value::Nothing,
            Verdict::Withheld(rule) => text(rule.name()),
        },
    ),
    column("withheld", ("waarom niet", "why not"), 30.0, |row| {
        optional(row.withheld)
    }),
];

const fn column(
    name: &'static str,
    heading: (&'static str, &'static str),
    width: f64,
    value: for<'a> fn(&'a FigureRow<'_>) -> Value<'a>,
) -> Column {
    Column {
        name,
        heading,
        width,
        value,
    }
}

fn text(text: &str) -> Value<'_> {
    Value::Text(Cow::Borrowed(text))
}

fn optional(found: Option<&str>) -> Value<'_> {
    found.map_or(Value::Nothing, text)
}

fn number(found: Option<f64>) -> Value<'static> {
    found.map_or(Value::Nothing, Value::Number)
}

fn count(found: Option<u32>) -> Value<'static> {
    found.map_or(Value::Nothing, Value::Count)
}

/// Every figure of the audience: no number where it is withheld from it.
pub fn rows(source: &Source, lang: Lang) -> Vec<FigureRow<'_>> {
    source
        .groups
        .iter()
        .flat_map(|group| group_rows(group, lang))
        .collect()
}

fn group_rows(group: &GroupSource, lang: Lang) -> Vec<FigureRow<'_>> {
    let result = &group.result;
    let whole = result.items.iter().flat_map(|item| &item.figures);
    let mut rows: Vec<FigureRow<'_>> = whole.map(|found| row(group, None, found, lang)).collect();
    for breakdown in &result.breakdowns {
        for found in &breakdown.parts {
            let part = Part {
                code: format!("{}={}", breakdown.dimension, found.code),
                name: part_name(group, breakdown, found, lang),
            };
            let figures = found.items.iter().flat_map(|item| &item.figures);
            rows.extend(figures.map(|figure| row(group, Some(part.clone()), figure, lang)));
        }
    }
    let ratios = result.ratios.iter().map(|ratio| &ratio.figure);
    rows.extend(ratios.map(|figure| row(group, None, figure, lang)));
    rows
}

fn row<'a>(
    group: &'a GroupSource,
    part: Option<Part>,
    figure: &'a Figure,
    lang: Lang,
) -> FigureRow<'a> {
    let words = &group.labels;
    let mut label = words.item(&figure.item, lang).to_owned();
    if let Some(category) = &figure.category {
        let category = words.category(&figure.item, category, lang);
        label = format!("{label}: {category}");
    }
    let withheld = match figure.verdict {
        Verdict::Released => None,
        Verdict::Withheld(rule) => Some(words::rule(rule, lang)),
    };
    FigureRow {
        figure,
        group: &group.result.group,
        part,
        label,
        withheld,
    }
}

/// Every caveat: first those about everything, then those of each group.
pub fn reservations(source: &Source, lang: Lang) -> Vec<ReservationRow<'_>> {
    let notes = source.notes.iter().map(|note| ReservationRow {
        group: None,
        rule: note.rule.to_owned(),
        text: note.text.get(lang).to_owned(),
    });
    let mut rows: Vec<ReservationRow<'_>> = notes.collect();
    for GroupSource { labels, result } in &source.groups {
        rows.extend(result.reservations.iter().map(|found| {
            let rule = serde_json::to_value(found).unwrap_or_default();
            ReservationRow {
                group: Some(&result.group),
                rule: rule["rule"].as_str().unwrap_or_default().to_owned(),
                text: words::reservation(found, labels, lang),
            }
        }));
        rows.extend(result.weighting.as_ref().map(|found| ReservationRow {
            group: Some(&result.group),
            rule: "weighting".to_owned(),
            text: words::weighting(found, labels, lang),
        }));
    }
    rows
}

/// What a reader must know of the figures: name and content, in this order.
pub fn about(source: &Source, lang: Lang) -> Vec<(&'static str, String)> {
    let subject = &source.subject;
    let frozen = || choose(lang, "nog niet bevroren", "not frozen yet").to_owned();
    vec![
        ("wave", subject.slug.clone()),
        ("title", subject.title.get(lang).to_owned()),
        ("labels", labels(source, lang).join(", ")),
        ("audience", audience(source).to_owned()),
        (
            "dataset_sha256",
            subject.dataset_sha256.clone().unwrap_or_else(frozen),
        ),
        ("policy", source.policy.id.clone()),
    ]
}

/// The code of the audience, as scripts know it.
fn audience(source: &Source) -> &'static str {
    use mkbroute_analysis::figure::Audience;
    match source.audience {
        Audience::Release => "release",
        Audience::Researcher => "researcher",
    }
}

#[cfg(test)]
mod tests;
