//! The figures for a script.

use mkbroute_analysis::compare::Measure;
use mkbroute_analysis::figure::{Rule, Verdict};
use mkbroute_domain::text::Lang;
use serde_json::{Value, json};

use crate::source::{ComparedSource, Source};
use crate::tabular::{self, FigureRow, ReservationRow};

/// Every figure of the audience: no number where it is withheld from it.
pub fn json(source: &Source, lang: Lang) -> Value {
    let reservation = |row: &ReservationRow<'_>| json!({ "group": row.group, "rule": row.rule, "text": row.text });
    let figures = tabular::rows(source, lang);
    let reservations = tabular::reservations(source, lang);
    json!({
        "wave": source.subject.slug,
        "title": source.subject.title.get(lang),
        "provenance": source.subject.provenance,
        "audience": source.audience,
        "policy": source.policy,
        "figures": figures.iter().map(figure).collect::<Vec<_>>(),
        "reservations": reservations.iter().map(reservation).collect::<Vec<_>>(),
        "comparisons": source.compared.as_ref().map(comparisons).unwrap_or_default(),
        "dataset_sha256": source.subject.dataset_sha256,
    })
}

fn figure(row: &FigureRow<'_>) -> Value {
    let figure = row.figure;
    let rule = match figure.verdict {
        Verdict::Released => None,
        Verdict::Withheld(rule) => Some(rule.name()),
    };
    json!({
        "id": figure.id,
        "group": figure.group,
        "part": row.part.as_ref().map(|part| &part.code),
        "item": figure.item,
        "category": figure.category,
        "statistic": figure.statistic.name(),
        "value": figure.value,
        "interval": figure.interval.map(|interval| [interval.low, interval.high]),
        "bounds": figure.bounds.map(|bounds| [bounds.low, bounds.high]),
        "base": figure.base,
        "k": figure.k,
        "weighted": figure.weighted.map(|weighted| json!({
            "value": weighted.value,
            "interval": weighted.interval.map(|interval| [interval.low, interval.high]),
            "released": weighted.verdict == Verdict::Released,
        })),
        "released": figure.is_released(),
        "rule": rule,
        "label": row.label,
    })
}

/// Every comparison: no number where one of its sides is withheld or it is not allowed.
fn comparisons(compared: &ComparedSource) -> Vec<Value> {
    let groups = compared.groups.iter();
    groups
        .flat_map(|group| {
            group.items.iter().map(|item| {
                json!({
                    "with": compared.with.slug,
                    "group": group.group,
                    "design": group.design,
                    "item": item.id,
                    "permission": item.permission,
                    "measures": item.measures.iter().map(measure).collect::<Vec<_>>(),
                })
            })
        })
        .collect()
}

fn measure(measure: &Measure) -> Value {
    json!({
        "statistic": measure.statistic.name(),
        "category": measure.category,
        "before": measure.before.value,
        "before_base": measure.before.base,
        "after": measure.after.value,
        "after_base": measure.after.base,
        "difference": measure.difference,
        "growth": measure.growth,
        "released": measure.verdict == Verdict::Released,
        "rule": measure.withheld_by().map(Rule::name),
    })
}
