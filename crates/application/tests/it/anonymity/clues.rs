//! What ties two rows to each other.

use std::collections::{HashMap, HashSet};

use super::evidence::Row;

/// Persons, each with what the attacker thinks is theirs.
pub(super) type Guess = Vec<(usize, Vec<u8>)>;

/// Keeps of every person and of everything guessed the first mention.
pub(super) fn matching(pairs: impl IntoIterator<Item = (usize, Vec<u8>)>) -> Guess {
    let (mut persons, mut things) = (HashSet::new(), HashSet::new());
    let mut guess = Guess::new();
    for (person, thing) in pairs {
        if !persons.contains(&person) && !things.contains(&thing) {
            persons.insert(person);
            things.insert(thing.clone());
            guess.push((person, thing));
        }
    }
    guess
}

/// Rows by a number, then by bytes; equals stay as they lie.
pub(super) fn rank<'a>(rows: &'a [Row], by: impl Fn(&'a Row) -> (u64, &'a [u8])) -> Vec<&'a Row> {
    let mut ranked: Vec<&Row> = rows.iter().collect();
    ranked.sort_by_key(|row| by(row));
    ranked
}

/// Bytes that long are never alike by chance.
const ALIKE: usize = 16;

/// Pairs of rows where a column of the one begins with bytes that stand somewhere in the other, and in
/// no second row of the first table.
pub(super) fn same_bytes<'a>(ones: &'a [Row], others: &'a [Row]) -> Vec<(&'a Row, &'a Row)> {
    let mut begins: HashMap<&[u8], Option<&Row>> = HashMap::new();
    for row in ones {
        for column in columns(row) {
            if let Some(begin) = column.get(..ALIKE) {
                let owner = begins.entry(begin).or_insert(Some(row));
                if owner.is_some_and(|owner| owner.key != row.key) {
                    *owner = None;
                }
            }
        }
    }
    let mut pairs = Vec::new();
    for row in others {
        let windows = columns(row).flat_map(|column| column.windows(ALIKE));
        let alike = windows.filter_map(|window| begins.get(window).copied().flatten());
        pairs.extend(alike.map(|one| (one, row)));
    }
    pairs
}

fn columns(row: &Row) -> impl Iterator<Item = &[u8]> {
    std::iter::once(&row.key)
        .chain(&row.cells)
        .map(Vec::as_slice)
}

/// Pairs of rows that one transaction wrote, or locked and wrote.
pub(super) fn same_transaction<'a>(ones: &'a [Row], others: &'a [Row]) -> Vec<(&'a Row, &'a Row)> {
    let mut pairs = Vec::new();
    for one in ones {
        let together = |other: &&Row| {
            other.written != 0 && (one.written == other.written || one.locked == other.written)
        };
        pairs.extend(others.iter().filter(together).map(|other| (one, other)));
    }
    pairs
}

/// Rows whose columns are not what they were.
pub(super) fn changed<'a>(before: &[Row], after: &'a [Row]) -> impl Iterator<Item = &'a Row> {
    let former: HashMap<&[u8], &Row> = before.iter().map(|row| (row.key.as_slice(), row)).collect();
    let is_new = move |row: &&Row| {
        let former = former.get(row.key.as_slice());
        former.is_none_or(|former| former.cells != row.cells)
    };
    let rows: Vec<&Row> = after.iter().filter(is_new).collect();
    rows.into_iter()
}

/// Answers that were not there before.
pub(super) fn arrivals(before: &[Row], after: &[Row]) -> Vec<Vec<u8>> {
    let known: HashSet<_> = before.iter().map(Row::content).collect();
    let new = after.iter().filter(|row| !known.contains(&row.content()));
    new.filter_map(|row| row.content().map(<[u8]>::to_vec))
        .collect()
}

/// Persons in the order in which the log last speaks of them by these names.
pub(super) fn appearance(log: &str, names: &[String]) -> Vec<usize> {
    let place = |name: &String| log.rfind(name.as_str());
    let places = names.iter().map(place);
    let mut persons: Vec<(usize, usize)> = places
        .enumerate()
        .filter_map(|(person, place)| Some((place?, person)))
        .collect();
    persons.sort_unstable();
    persons.into_iter().map(|(_, person)| person).collect()
}
