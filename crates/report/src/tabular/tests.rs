use std::collections::BTreeMap;

use chrono::NaiveDate;
use mkbroute_analysis::dataset::ItemKind;
use mkbroute_analysis::figure::{Audience, Interval, Rule, Statistic};
use mkbroute_analysis::policy::Policy;
use mkbroute_analysis::result::{
    Breakdown, Fielded, Gate, GroupResult, ItemResult, PartItem, PartResult, Reservation, Response,
};
use mkbroute_domain::surveys::wave::Provenance;
use mkbroute_domain::text::Text;

use super::*;
use crate::labels::{ItemLabels, Labels};
use crate::source::Subject;

/// What a spreadsheet may take for a formula, a field may end with, or XML may choke on.
pub(super) const PAYLOADS: [&str; 12] = [
    "=1+1",
    "+31 6",
    "-2",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    " =cmd|' /C calc'!A0",
    "＝1+1",
    "a\",\"b;\"\r\n=2",
    "=HYPERLINK(\"http://x\",\"y\")",
    "</t></si><script>",
    "{=1}",
];

fn figure(statistic: Statistic, category: Option<&str>, value: f64) -> Figure {
    let name = statistic.name();
    let id = category.map_or(format!("g.q.{name}"), |code| format!("g.q.{name}.{code}"));
    Figure {
        id,
        group: "g".into(),
        item: "q".into(),
        category: category.map(str::to_owned),
        statistic,
        value: Some(value),
        interval: Some(Interval {
            low: value - 1.0,
            high: value + 1.0,
        }),
        bounds: None,
        base: Some(25),
        k: None,
        weighted: None,
        verdict: Verdict::Released,
    }
}

fn result() -> GroupResult {
    let mut withheld = figure(Statistic::Count, Some("b"), 3.0);
    withheld.verdict = Verdict::Withheld(Rule::SmallCell);
    let figures = vec![
        figure(Statistic::Mean, None, -6.25),
        figure(Statistic::Count, Some("a"), 18.0),
        withheld,
    ];
    let part = PartResult {
        code: "a".into(),
        categories: vec!["a".into()],
        respondents: 12,
        items: vec![PartItem {
            id: "q".into(),
            gate: Gate::Counts,
            figures: vec![figure(Statistic::Mean, None, 0.1)],
        }],
    };
    GroupResult {
        group: "g".into(),
        response: Response {
            started: 25,
            complete: 25,
            partial: 0,
            break_off: 0,
            population: None,
            coverage: None,
            variation: None,
            pathways: Vec::new(),
            fielded: Fielded::default(),
        },
        items: vec![ItemResult {
            id: "q".into(),
            block: "b".into(),
            wording: 1,
            kind: ItemKind::Categorical {
                categories: Vec::new(),
            },
            base: None,
            gate: Gate::Percentages,
            figures,
            reservations: Vec::new(),
            phrases: Vec::new(),
            merged: Vec::new(),
        }],
        ratios: Vec::new(),
        reservations: vec![Reservation::Reconstructed],
        breakdowns: vec![Breakdown {
            dimension: "q".into(),
            parts: vec![part],
        }],
        weighting: None,
    }
}

/// A small source whose words are these.
pub(super) fn source(audience: Audience, words: &str) -> Source {
    let text = || Text::new(words, words);
    let categories = ["a", "b"].map(|code| (code.to_owned(), text()));
    let item = ItemLabels {
        categories: BTreeMap::from(categories),
        ..ItemLabels::named(text())
    };
    let labels = Labels {
        respondents: text(),
        items: BTreeMap::from([("q".to_owned(), item)]),
        ..Labels::default()
    };
    Source {
        subject: Subject {
            slug: "meting".into(),
            title: text(),
            fielded: None,
            date: NaiveDate::from_ymd_opt(2022, 1, 31).unwrap(),
            provenance: Provenance::Reconstructed,
            dataset_sha256: Some("ab".repeat(32)),
            interim: None,
        },
        audience,
        groups: vec![GroupSource {
            labels,
            result: result().for_audience(audience),
        }],
        compared: None,
        pathways: Vec::new(),
        policy: Policy::default(),
        colophon: None,
        literature: Vec::new(),
        findings: Vec::new(),
        notes: Vec::new(),
    }
}

#[test]
fn every_figure_has_a_row_with_its_words() {
    let source = source(Audience::Release, "Vraag");
    let rows = rows(&source, Lang::Nl);
    let ids: Vec<&str> = rows.iter().map(|row| row.figure.id.as_str()).collect();
    assert_eq!(ids[..3], ["g.q.mean", "g.q.count.a", "g.q.count.b"]);
    assert_eq!(rows[1].label, "Vraag: Vraag");
    assert_eq!(rows[2].withheld, Some("een groep is te klein"));
    assert_eq!(rows[2].figure.value, None, "the release has no number");
    let part = rows[3].part.as_ref().unwrap();
    assert_eq!((part.code.as_str(), part.name.as_str()), ("q=a", "Vraag"));
    assert_eq!(rows.len(), 4);
}

#[test]
fn a_researcher_gets_the_number_with_the_rule_that_keeps_it_inside() {
    let source = source(Audience::Researcher, "Vraag");
    let rows = rows(&source, Lang::En);
    assert_eq!(
        (rows[2].figure.value, rows[2].withheld),
        (Some(3.0), Some("a group is too small"))
    );
    let about = about(&source, Lang::En);
    assert!(about.contains(&("labels", "reconstructed, not for publication".to_owned())));
}

/// The value of a column of a row, for tests that read a file back.
pub(super) fn value<'a>(row: &'a FigureRow<'_>, name: &str) -> Value<'a> {
    let column = COLUMNS.iter().find(|column| column.name == name).unwrap();
    (column.value)(row)
}
