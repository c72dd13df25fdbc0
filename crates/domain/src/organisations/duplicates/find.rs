//! Finding all pairs in a long list.

use std::collections::{HashMap, HashSet};

use super::judge::{Because, judge_plain};
use super::keys::{KeyKind, Plain, hash, keys_of};
use super::{Likeable, Likeness};

/// As many that share a key are all compared with each other.
const ALL_WITH_ALL: usize = 50;
/// Of more, each is compared with so many that follow in the alphabet.
const WINDOW: usize = 10;
/// A word that more organisations have is not rare.
const RARE: u32 = 25;
/// A name has some twenty keys, and those of a long list take much memory: they come in turns, half of them in each.
const TURNS: u64 = 2;

/// Two of the list that may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Places in the list, the lower first.
    pub one: usize,
    pub other: usize,
    pub because: Because,
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The surest first, then in the order of the list.
    pub pairs: Vec<Pair>,
    /// How many pairs were compared.
    pub compared: usize,
}

impl Pair {
    /// How sure it is.
    pub fn likeness(&self) -> Likeness {
        self.because.likeness()
    }
}

/// All pairs of a list that may be one. Where one key is shared by very many, such as a thousand rows of
/// the same name, each is compared with its neighbours only: equal ones still form a chain.
pub fn find(list: &[Likeable]) -> Found {
    let plain: Vec<Plain> = list.iter().map(Plain::from).collect();
    let mut candidates = HashSet::new();
    for kind in [
        KeyKind::Kvk,
        KeyKind::NameAtPlace,
        KeyKind::NameAtPostcode,
        KeyKind::WordsNearPlace,
    ] {
        for turn in 0..TURNS {
            meet(keyed(list, &plain, kind, turn), &plain, &mut candidates);
        }
    }
    meet(rare_words(&plain), &plain, &mut candidates);
    let compared = candidates.len();
    let mut pairs: Vec<Pair> = candidates
        .into_iter()
        .filter_map(|(one, other)| {
            let sides = (&list[one], &plain[one]);
            let because = judge_plain(sides, (&list[other], &plain[other]))?;
            Some(Pair {
                one,
                other,
                because,
            })
        })
        .collect();
    pairs.sort_unstable_by_key(|pair| (pair.likeness(), pair.one, pair.other));
    Found { pairs, compared }
}

/// The keys of one kind whose turn it is, each with the place in the list of who has it.
fn keyed(list: &[Likeable], plain: &[Plain], kind: KeyKind, turn: u64) -> Vec<(u64, usize)> {
    let mut keyed = Vec::new();
    for (at, (likeable, plain)) in list.iter().zip(plain).enumerate() {
        keys_of(kind, likeable, plain, |key| {
            if key % TURNS == turn {
                keyed.push((key, at));
            }
        });
    }
    keyed
}

/// Adds the pairs that share a key.
fn meet(mut keyed: Vec<(u64, usize)>, plain: &[Plain], candidates: &mut HashSet<(usize, usize)>) {
    keyed.sort_unstable();
    keyed.dedup();
    for block in keyed.chunk_by(|one, other| one.0 == other.0) {
        let mut members: Vec<usize> = block.iter().map(|(_, at)| *at).collect();
        let reach = if members.len() > ALL_WITH_ALL {
            members.sort_by(|one, other| plain[*one].name.cmp(&plain[*other].name));
            WINDOW
        } else {
            ALL_WITH_ALL
        };
        for (index, one) in members.iter().enumerate() {
            for other in members.iter().skip(index + 1).take(reach) {
                candidates.insert((*one.min(other), *one.max(other)));
            }
        }
    }
}

/// Keys of the words that few organisations have.
fn rare_words(plain: &[Plain]) -> Vec<(u64, usize)> {
    let mut often: HashMap<&str, u32> = HashMap::new();
    for word in plain.iter().flat_map(|found| &found.words) {
        *often.entry(word).or_default() += 1;
    }
    let mut keyed = Vec::new();
    for (at, found) in plain.iter().enumerate() {
        let rare = |word: &&String| often.get(word.as_str()).is_some_and(|times| *times <= RARE);
        for word in found.words.iter().filter(rare) {
            keyed.push((hash(KeyKind::RareWord, word, &found.place), at));
        }
    }
    keyed
}
