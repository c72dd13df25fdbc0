//! Conditions look at earlier items, in a way that those items can be looked at.

use std::collections::BTreeMap;

use super::Lines;
use crate::surveys::condition::Condition;
use crate::surveys::instrument::file::{InstrumentProblems, ProblemKind};
use crate::surveys::instrument::{Instrument, Item, ItemKind};

/// Adds the problems of all conditions; says whether there were none.
pub(super) fn check(
    instrument: &Instrument,
    lines: &Lines,
    problems: &mut InstrumentProblems,
) -> bool {
    let before = problems.len();
    let owners = owners(instrument);
    let cycle = cycle(instrument, &owners);
    for (position, (_, item)) in instrument.items().enumerate() {
        let Some(condition) = &item.show_if else {
            continue;
        };
        let line = lines.get(&item.code).copied();
        for leaf in condition.leaves() {
            if let Some(kind) = problem(instrument, &owners, leaf, position, &cycle) {
                problems.add(line, &item.code, kind);
            }
        }
    }
    if let Some(first) = cycle.first() {
        let line = lines.get(first).copied();
        problems.add(
            line,
            first,
            ProblemKind::Cycle {
                items: cycle.clone(),
            },
        );
    }
    problems.len() == before
}

/// Position of the item that holds each question.
type Owners<'a> = BTreeMap<&'a str, usize>;

fn owners(instrument: &Instrument) -> Owners<'_> {
    let mut owners = Owners::new();
    for (position, (section, item)) in instrument.items().enumerate() {
        for question in item.questions(section) {
            owners.entry(question.code).or_insert(position);
        }
    }
    owners
}

fn problem(
    instrument: &Instrument,
    owners: &Owners<'_>,
    leaf: &Condition,
    position: usize,
    cycle: &[String],
) -> Option<ProblemKind> {
    let code = *leaf.items().first()?;
    let Some(&owner) = owners.get(code) else {
        return Some(ProblemKind::UnknownItem {
            item: code.to_owned(),
        });
    };
    let (_, item) = instrument.items().nth(owner)?;
    if owner >= position {
        let told = cycle.contains(&item.code);
        return (!told).then(|| ProblemKind::LaterItem {
            item: code.to_owned(),
        });
    }
    comparison(leaf, code, item)
}

fn comparison(leaf: &Condition, code: &str, item: &Item) -> Option<ProblemKind> {
    let wrong = || {
        Some(ProblemKind::WrongComparison {
            item: code.to_owned(),
        })
    };
    let options = match leaf {
        Condition::Is { option, .. } => std::slice::from_ref(option),
        Condition::AnyOf { options, .. } => options.as_slice(),
        Condition::AtLeast { .. } | Condition::AtMost { .. } => {
            return if is_numeric(&item.kind) {
                None
            } else {
                wrong()
            };
        }
        _ => return None,
    };
    if !matches!(
        item.kind,
        ItemKind::Single { .. } | ItemKind::Multiple { .. }
    ) {
        return wrong();
    }
    let unknown = options.iter().find(|option| !item.has_option(option))?;
    Some(ProblemKind::UnknownOption {
        item: code.to_owned(),
        option: unknown.clone(),
    })
}

fn is_numeric(kind: &ItemKind) -> bool {
    matches!(
        kind,
        ItemKind::Scale(_)
            | ItemKind::Matrix { .. }
            | ItemKind::Number { .. }
            | ItemKind::Year { .. }
            | ItemKind::YearMonth { .. }
            | ItemKind::Share
    )
}

/// The items of one cycle of conditions, in order; empty when there is none.
fn cycle(instrument: &Instrument, owners: &Owners<'_>) -> Vec<String> {
    let items: Vec<&Item> = instrument.items().map(|(_, item)| item).collect();
    let edges: Vec<Vec<usize>> = items
        .iter()
        .map(|item| {
            let looked_at = item.show_if.iter().flat_map(Condition::items);
            looked_at
                .filter_map(|code| owners.get(code).copied())
                .collect()
        })
        .collect();
    (0..items.len())
        .find_map(|start| walk(&edges, start, &mut vec![start]))
        .map(|path| {
            path.into_iter()
                .map(|index| items[index].code.clone())
                .collect()
        })
        .unwrap_or_default()
}

/// A path from the last item back to `start`, without visiting an item twice.
fn walk(edges: &[Vec<usize>], start: usize, path: &mut Vec<usize>) -> Option<Vec<usize>> {
    let here = *path.last()?;
    for &next in &edges[here] {
        if next == start {
            return Some(path.clone());
        }
        // Only later items can lead back: an edge to an earlier one is how routing should be.
        if next > start && !path.contains(&next) {
            path.push(next);
            if let Some(found) = walk(edges, start, path) {
                return Some(found);
            }
            path.pop();
        }
    }
    None
}
