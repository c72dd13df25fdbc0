//! The comparisons as rows.

use mkbroute_analysis::compare::{GroupComparison, ItemComparison, Measure};
use mkbroute_analysis::figure::Verdict;
use mkbroute_domain::text::Lang;

use super::{Value, count, number, optional, text};
use crate::document::permission;
use crate::source::Source;
use crate::words;

/// One statistic in two waves: no number where one of its sides is withheld.
pub(super) struct ComparisonRow<'a> {
    /// The earlier wave.
    with: &'a str,
    group: &'a str,
    item: &'a ItemComparison,
    /// `None` where the waves cannot be compared on this item.
    measure: Option<&'a Measure>,
    label: String,
    /// Why there is no difference to read.
    why_not: Option<String>,
}

/// A column of the comparisons: heading in both languages, width, content.
pub(super) type ComparisonColumn = (
    (&'static str, &'static str),
    f64,
    for<'a> fn(&'a ComparisonRow<'_>) -> Value<'a>,
);

pub(super) const COLUMNS: [ComparisonColumn; 16] = [
    (("eerdere meting", "earlier wave"), 22.0, |row| {
        text(row.with)
    }),
    (("groep", "group"), 12.0, |row| text(row.group)),
    (("vraag (code)", "question (code)"), 20.0, |row| {
        text(&row.item.id)
    }),
    (("antwoord (code)", "answer (code)"), 16.0, |row| {
        optional(row.measure.and_then(|found| found.category.as_deref()))
    }),
    (("vraag en antwoord", "question and answer"), 60.0, |row| {
        text(&row.label)
    }),
    (("maat", "statistic"), 16.0, |row| {
        optional(row.measure.map(|found| found.statistic.name()))
    }),
    (("eerder", "earlier"), 10.0, |row| {
        number(row.measure.and_then(|found| found.before.value))
    }),
    (("eerder: n", "earlier: n"), 10.0, |row| {
        count(row.measure.and_then(|found| found.before.base))
    }),
    (("nu", "now"), 10.0, |row| {
        number(row.measure.and_then(|found| found.after.value))
    }),
    (("nu: n", "now: n"), 10.0, |row| {
        count(row.measure.and_then(|found| found.after.base))
    }),
    (("verschil", "difference"), 10.0, |row| {
        number(row.difference().map(|found| found.value))
    }),
    (("verschil van", "difference from"), 12.0, |row| {
        number(row.difference().map(|found| found.interval.low))
    }),
    (("verschil tot", "difference to"), 12.0, |row| {
        number(row.difference().map(|found| found.interval.high))
    }),
    (("p", "p"), 10.0, |row| {
        number(row.difference().map(|found| found.p))
    }),
    (("p (Holm)", "p (Holm)"), 10.0, |row| {
        number(row.difference().and_then(|found| found.p_adjusted))
    }),
    (("waarom niet", "why not"), 40.0, |row| {
        optional(row.why_not.as_deref())
    }),
];

impl ComparisonRow<'_> {
    fn difference(&self) -> Option<&mkbroute_analysis::compare::Difference> {
        self.measure?.difference.as_ref()
    }
}

/// Every comparison, a row a statistic.
pub(super) fn rows(source: &Source, lang: Lang) -> Vec<ComparisonRow<'_>> {
    let Some(compared) = &source.compared else {
        return Vec::new();
    };
    let mut rows = Vec::new();
    for group in &compared.groups {
        for item in &group.items {
            let row = |measure| row(source, &compared.with.slug, group, item, measure, lang);
            if item.measures.is_empty() {
                rows.push(row(None));
            }
            rows.extend(item.measures.iter().map(|measure| row(Some(measure))));
        }
    }
    rows
}

fn row<'a>(
    source: &'a Source,
    with: &'a str,
    group: &'a GroupComparison,
    item: &'a ItemComparison,
    measure: Option<&'a Measure>,
    lang: Lang,
) -> ComparisonRow<'a> {
    let mut groups = source.groups.iter();
    let labels = groups.find(|found| found.result.group == group.group);
    let labels = labels.map(|found| &found.labels);
    let mut label = labels
        .map_or(item.id.as_str(), |found| found.item(&item.id, lang))
        .to_owned();
    if let Some(code) = measure.and_then(|found| found.category.as_deref()) {
        let category = labels.map_or(code, |found| found.category(&item.id, code, lang));
        label = format!("{label}: {category}");
    }
    let withheld = measure.and_then(|found| match found.verdict {
        Verdict::Released => None,
        Verdict::Withheld(rule) => Some(words::rule(rule, lang).to_owned()),
    });
    let has_difference = measure.is_some_and(|found| found.difference.is_some());
    let refused = || (!has_difference).then(|| permission(item.permission, lang));
    ComparisonRow {
        with,
        group: &group.group,
        item,
        measure,
        label,
        why_not: withheld.or_else(refused),
    }
}
