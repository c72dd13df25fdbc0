//! The figures for a script.

use mkbroute_analysis::compare::Measure;
use mkbroute_analysis::figure::{Figure, Rule, Verdict};
use mkbroute_domain::text::Lang;
use serde_json::{Value, json};

use crate::labels::Labels;
use crate::source::{ComparedSource, Source};
use crate::words;

/// Every figure of the audience: no number where it is withheld from it.
pub fn json(source: &Source, lang: Lang) -> Value {
    let mut figures = Vec::new();
    let mut reservations: Vec<Value> = source
        .notes
        .iter()
        .map(|note| json!({ "group": null, "rule": note.rule, "text": note.text.get(lang) }))
        .collect();
    for group in &source.groups {
        let labels = &group.labels;
        for item in &group.result.items {
            figures.extend(item.figures.iter().map(|found| figure(found, labels, lang)));
        }
        let parts = group
            .result
            .breakdowns
            .iter()
            .flat_map(|found| &found.parts);
        for item in parts.flat_map(|part| &part.items) {
            figures.extend(item.figures.iter().map(|found| figure(found, labels, lang)));
        }
        for ratio in &group.result.ratios {
            figures.push(figure(&ratio.figure, labels, lang));
        }
        reservations.extend(group.result.reservations.iter().map(|found| {
            let rule = serde_json::to_value(found).unwrap_or_default()["rule"].clone();
            let text = words::reservation(found, labels, lang);
            json!({ "group": group.result.group, "rule": rule, "text": text })
        }));
        reservations.extend(group.result.weighting.as_ref().map(|found| {
            let text = words::weighting(found, labels, lang);
            json!({ "group": group.result.group, "rule": "weighting", "text": text })
        }));
    }
    json!({
        "wave": source.subject.slug,
        "title": source.subject.title.get(lang),
        "provenance": source.subject.provenance,
        "audience": source.audience,
        "policy": source.policy,
        "figures": figures,
        "reservations": reservations,
        "comparisons": source.compared.as_ref().map(comparisons).unwrap_or_default(),
        "dataset_sha256": source.subject.dataset_sha256,
    })
}

fn figure(figure: &Figure, labels: &Labels, lang: Lang) -> Value {
    let rule = match figure.verdict {
        Verdict::Released => None,
        Verdict::Withheld(rule) => Some(rule.name()),
    };
    let mut label = labels.item(&figure.item, lang).to_owned();
    if let Some(category) = &figure.category {
        label = format!("{label}: {}", labels.category(&figure.item, category, lang));
    }
    json!({
        "id": figure.id,
        "group": figure.group,
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
        "label": label,
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
