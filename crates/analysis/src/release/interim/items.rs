//! Single items after earlier releases: ten newcomers of whom one answered an item are one person.

use std::collections::{BTreeMap, BTreeSet};

use super::{Row, classes, rows};
use crate::dataset::{DataSet, RatioSpec};
use crate::figure::{Figure, Rule, Verdict};
use crate::policy::Policy;
use crate::release::plan::Dimension;
use crate::result::{GroupResult, Reservation};

/// Withholds every figure that a reader could subtract from those of earlier releases to get at
/// fewer answers than the gate shows at all: of an item as a whole, and of the parts of a plan.
///
/// `former` holds what was released before, the oldest first.
pub fn withhold(
    result: &mut GroupResult,
    former: &[&DataSet],
    now: &DataSet,
    dimensions: &[Dimension],
    policy: &Policy,
) {
    let hidden = hidden_items(former, now, policy);
    for item in result
        .items
        .iter_mut()
        .filter(|item| hidden.contains(&item.id))
    {
        item.figures.iter_mut().for_each(withhold_figure);
        item.phrases.clear();
    }
    let of_hidden = |spec: &RatioSpec| {
        spec.of
            .iter()
            .chain(&spec.over)
            .any(|id| hidden.contains(id))
    };
    let ratios = now.ratios.iter().zip(&mut result.ratios);
    for (_, ratio) in ratios.filter(|(spec, _)| of_hidden(spec)) {
        withhold_figure(&mut ratio.figure);
    }
    result
        .reservations
        .iter_mut()
        .for_each(|found| coarsen(found, &hidden));
    let classes = class_of(former, now);
    for (breakdown, dimension) in result.breakdowns.iter_mut().zip(dimensions) {
        let small = small_parts(now, dimension, &classes, policy);
        let items = breakdown.parts.iter_mut().flat_map(|part| &mut part.items);
        for item in items.filter(|item| hidden.contains(&item.id) || small.contains(&item.id)) {
            item.figures.iter_mut().for_each(withhold_figure);
        }
    }
}

/// The items whose figures stay inside: since a release that showed them, a few gave a valid answer
/// more, or a few less.
pub fn hidden_items(former: &[&DataSet], now: &DataSet, policy: &Policy) -> BTreeSet<String> {
    let releases: Vec<&DataSet> = former.iter().copied().chain([now]).collect();
    let keys: Vec<Vec<Row>> = releases.iter().map(|data| rows(data)).collect();
    let last = releases.len() - 1;
    let mut moved: BTreeMap<(usize, usize), [Vec<usize>; 2]> = BTreeMap::new();
    for later in 1..=last {
        for earlier in 0..later {
            let (before, after) = (&keys[earlier], &keys[later]);
            moved.insert((earlier, later), [only(after, before), only(before, after)]);
        }
    }
    let is_hidden = |id: &String| {
        let mut shown: Vec<usize> = Vec::new();
        for later in 0..=last {
            let mut before = shown.iter();
            let passes = before.all(|earlier| {
                let [came, left] = &moved[&(*earlier, later)];
                let few = [(releases[later], came), (releases[*earlier], left)]
                    .map(|(data, rows)| valid(data, id, rows));
                few.iter()
                    .all(|count| *count == 0 || *count >= policy.show_from)
            });
            if passes {
                shown.push(later);
            }
        }
        shown.last() != Some(&last)
    };
    let ids = now.columns.iter().map(|column| &column.item.id);
    ids.filter(|id| is_hidden(id)).cloned().collect()
}

/// The positions of those who are in the first and not in the second, equal answers counted.
fn only(these: &[Row], not: &[Row]) -> Vec<usize> {
    let mut left: BTreeMap<&Row, usize> = BTreeMap::new();
    for row in not {
        *left.entry(row).or_default() += 1;
    }
    let is_new = |row: &Row| match left.get_mut(row).filter(|count| **count > 0) {
        Some(count) => {
            *count -= 1;
            false
        }
        None => true,
    };
    let new: Vec<bool> = these.iter().map(is_new).collect();
    (0..these.len()).filter(|position| new[*position]).collect()
}

/// How many of these respondents gave the item a valid answer.
fn valid(data: &DataSet, item: &str, rows: &[usize]) -> u32 {
    let Some(column) = data.column(item) else {
        return 0;
    };
    let answered = rows.iter().filter(|row| column.values.is_valid(**row));
    crate::measure::tally::count(answered.count())
}

/// For each respondent the class of the earlier releases that held them.
fn class_of(former: &[&DataSet], now: &DataSet) -> Vec<u8> {
    let former: Vec<Vec<Row>> = former.iter().map(|data| rows(data)).collect();
    // A plan with parts was proposed with these classes, so there are not too many.
    classes(&former, &rows(now)).unwrap_or_default()
}

/// The items of which a part and an earlier release have one to four valid answers in common.
fn small_parts(
    now: &DataSet,
    dimension: &Dimension,
    classes: &[u8],
    policy: &Policy,
) -> BTreeSet<String> {
    let mut cells: Vec<Vec<usize>> = Vec::new();
    for part in &dimension.parts {
        let mut by_class: BTreeMap<u8, Vec<usize>> = BTreeMap::new();
        for row in part.rows(&dimension.item, now) {
            let class = classes.get(row).copied().unwrap_or(0);
            by_class.entry(class).or_default().push(row);
        }
        cells.extend(by_class.into_values());
    }
    let small = |id: &&String| {
        let mut counts = cells.iter().map(|rows| valid(now, id, rows));
        counts.any(|count| count > 0 && count < policy.show_from)
    };
    let ids = now.columns.iter().map(|column| &column.item.id);
    ids.filter(small).cloned().collect()
}

fn withhold_figure(figure: &mut Figure) {
    if figure.is_released() {
        figure.verdict = Verdict::Withheld(Rule::Complementary);
    }
}

/// Says of a withheld item that dominates no more than a multiple of ten.
fn coarsen(found: &mut Reservation, hidden: &BTreeSet<String>) {
    if let Reservation::Dominance {
        item,
        k: Some(k),
        n: Some(n),
        more_than,
        ..
    } = found
        && hidden.contains(item)
        && more_than.is_none()
    {
        // Strictly more, as the words say.
        *more_than = Some((*k * 100).saturating_sub(1) / (*n).max(1) / 10 * 10);
    }
}

#[cfg(test)]
mod tests;
