//! Releases one after another: what a reader learns by subtracting an earlier one.
//!
//! Whoever holds two releases of the same group holds the sums over those who came in between. So a
//! release may follow another only if those who came, and those who left, are none or as many as a
//! part that may stand apart.

mod items;

use std::collections::BTreeMap;

pub use items::{hidden_items, withhold};

use super::span::{self, Span};
use crate::dataset::{DataSet, Values};
use crate::measure::{PATHWAY, tally};
use crate::policy::Policy;

/// A respondent as a snapshot knows them: the answers, and nothing that tells who or when.
pub type Row = Vec<u8>;

/// How many respondents came and left between two releases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    pub added: u32,
    pub removed: u32,
}

/// What a release is for, which decides whether it must bring something new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// While answers come in: enough new answers are needed.
    Interim,
    /// After closing: it may also be what was published before.
    Final,
}

/// Why a release may not follow the former ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Too few came, or a few left, since the former release.
    SinceFormer(Moved),
    /// The same since an earlier one.
    SinceEarlier(Moved),
    /// All releases together give away so few respondents.
    Together { respondents: u32 },
    /// There are too many releases to look at.
    TooMany,
}

impl Moved {
    /// The difference of two releases. Nobody has a key, so equal answers count as the same person:
    /// that is all that a reader of figures could see as well.
    pub fn between<T: Ord>(former: &[T], now: &[T]) -> Self {
        let mut moved = Self::default();
        for (before, after) in counts([former, now]).into_values().map(|n| (n[0], n[1])) {
            moved.added += after.saturating_sub(before);
            moved.removed += before.saturating_sub(after);
        }
        moved
    }

    /// Whether so many may be computed by subtraction.
    pub fn passes(self, step: Step, least: u32) -> bool {
        let none_or_enough = |count| count == 0 || count >= least;
        let enough = match step {
            Step::Interim => self.added >= least,
            Step::Final => none_or_enough(self.added),
        };
        enough && none_or_enough(self.removed)
    }
}

/// Whether a group may be released as it is now, after the releases that it had: the oldest first.
///
/// # Errors
/// The first rule that it breaks, with the counts.
pub fn judge<T: Ord>(
    former: &[Vec<T>],
    now: &[T],
    step: Step,
    policy: &Policy,
) -> Result<Moved, Refused> {
    let least = policy.part_from;
    let newest = former.last().map_or(&[][..], Vec::as_slice);
    let moved = Moved::between(newest, now);
    // Nothing can be subtracted from the first figures that there are.
    let alone = former.is_empty() && step == Step::Final;
    if !alone && !moved.passes(step, least) {
        return Err(Refused::SinceFormer(moved));
    }
    for earlier in former.iter().rev().skip(1) {
        let since = Moved::between(earlier, now);
        if !since.passes(Step::Final, least) {
            return Err(Refused::SinceEarlier(since));
        }
    }
    match together(former, now, policy) {
        Span::Safe => Ok(moved),
        Span::Leaks { size, .. } => Err(Refused::Together { respondents: size }),
        Span::TooFine => Err(Refused::TooMany),
    }
}

/// The span test over every release: a bit each, and everybody now as the last.
fn together<T: Ord>(former: &[Vec<T>], now: &[T], policy: &Policy) -> Span {
    if former.is_empty() {
        return Span::Safe;
    }
    if former.len() >= span::MOST_GROUPS {
        return Span::TooFine;
    }
    let releases = former.iter().map(Vec::as_slice).chain([now]);
    let mut sizes: BTreeMap<u64, u32> = BTreeMap::new();
    for held in counts(releases).into_values() {
        let most = held.iter().copied().max().unwrap_or(0);
        for copy in 0..most {
            *sizes.entry(signature(&held, copy)).or_default() += 1;
        }
    }
    let published = u64::MAX >> (span::MOST_GROUPS - former.len() - 1);
    span::smallest_leak(&sizes, published, policy.part_from, policy.span_unions)
}

/// For each present respondent a class: those that the same earlier releases held share one.
///
/// `None` where there are more classes than can be told apart.
pub fn classes<T: Ord + Clone>(former: &[Vec<T>], now: &[T]) -> Option<Vec<u8>> {
    if former.len() >= span::MOST_GROUPS {
        return None;
    }
    let held = counts(former.iter().map(Vec::as_slice));
    let mut copies: BTreeMap<&T, u32> = BTreeMap::new();
    let mut seen: Vec<u64> = Vec::new();
    let mut classes = Vec::with_capacity(now.len());
    for row in now {
        let copy = copies.entry(row).or_default();
        let signature = held.get(row).map_or(0, |held| signature(held, *copy));
        *copy += 1;
        let class = seen.iter().position(|known| *known == signature);
        let class = class.unwrap_or_else(|| {
            seen.push(signature);
            seen.len() - 1
        });
        classes.push(u8::try_from(class).ok()?);
    }
    Some(classes)
}

/// The releases that hold this copy of equal respondents.
fn signature(held: &[u32], copy: u32) -> u64 {
    (0..).zip(held).fold(0, |bits, (bit, count)| {
        bits | u64::from(copy < *count) << bit
    })
}

/// How often each respondent is in each release.
fn counts<'a, T: Ord + 'a>(
    releases: impl IntoIterator<Item = &'a [T]>,
) -> BTreeMap<&'a T, Vec<u32>> {
    let mut found: BTreeMap<&T, Vec<u32>> = BTreeMap::new();
    let releases: Vec<&[T]> = releases.into_iter().collect();
    for (position, rows) in releases.iter().enumerate() {
        for row in *rows {
            found.entry(row).or_insert_with(|| vec![0; releases.len()])[position] += 1;
        }
    }
    found
}

/// The respondents of a data set, in the order of its rows.
///
/// A pathway goes by its name: its place among the pathways may change while a wave is open.
pub fn rows(data: &DataSet) -> Vec<Row> {
    let pathway = data.column(PATHWAY);
    let others = data
        .columns
        .iter()
        .filter(|column| column.item.id != PATHWAY);
    let others: Vec<&Values> = others.map(|column| &column.values).collect();
    let name = |row: usize| -> &str {
        let Some((Values::Codes(codes), names)) =
            pathway.map(|column| (&column.values, column.item.kind.categories()))
        else {
            return "";
        };
        names
            .get(usize::from(codes[row]))
            .map_or("", String::as_str)
    };
    let bytes = |row: usize| {
        let mut bytes = name(row).as_bytes().to_vec();
        bytes.push(0);
        for values in &others {
            match values {
                Values::Codes(codes) => bytes.push(codes[row]),
                Values::Masks { bits, state } => {
                    bytes.push(state[row]);
                    bytes.extend(bits[row].to_le_bytes());
                }
                Values::Numbers { values, state } => {
                    bytes.push(state[row]);
                    bytes.extend(values[row].to_bits().to_le_bytes());
                }
            }
        }
        let link = data.links.get(row).copied().flatten();
        bytes.extend(link.unwrap_or(0).to_le_bytes());
        bytes
    };
    (0..data.respondents).map(bytes).collect()
}

/// The data set with its respondents in the order of their answers, which tells nothing about them.
#[must_use]
pub fn sorted(data: DataSet) -> DataSet {
    let keys = rows(&data);
    let mut order: Vec<usize> = (0..data.respondents).collect();
    order.sort_by(|a, b| keys[*a].cmp(&keys[*b]));
    let links = order.iter().filter_map(|row| data.links.get(*row).copied());
    DataSet {
        links: links.collect(),
        columns: data
            .columns
            .into_iter()
            .map(|column| crate::dataset::Column {
                values: column.values.rows(&order),
                item: column.item,
            })
            .collect(),
        weights: None,
        ..data
    }
}

/// The number of respondents of a data set.
pub fn respondents(data: &DataSet) -> u32 {
    tally::count(data.respondents)
}

#[cfg(test)]
mod tests;
