//! Keys that organisations share when they may be one.

use super::Likeable;
use super::name::{name_words, place_key};

/// The kinds of keys, which are never mixed up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KeyKind {
    Kvk = 1,
    /// The name, perhaps without one letter, with the place.
    NameAtPlace = 2,
    /// The same with the digits of the postcode: the place may be mistyped.
    NameAtPostcode = 3,
    /// The whole name, also with its words in order of the alphabet, with the place, perhaps without one
    /// letter.
    WordsNearPlace = 4,
    /// A rare word of the name with the place.
    RareWord = 5,
}

/// Longer names differ in their first letters too.
const MOST_LETTERS: usize = 24;

/// What is compared, in its plain form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Plain {
    /// Words in the order of the name.
    pub(super) words: Vec<String>,
    /// The words in a row.
    pub(super) name: String,
    /// The words in a row, in the order of the alphabet.
    pub(super) sorted: String,
    pub(super) place: String,
}

impl From<&Likeable> for Plain {
    fn from(likeable: &Likeable) -> Self {
        let words = name_words(&likeable.name);
        let mut sorted = words.clone();
        sorted.sort_unstable();
        Self {
            name: words.concat(),
            sorted: sorted.concat(),
            place: place_key(&likeable.place),
            words,
        }
    }
}

/// The keys of an organisation, apart from those that depend on how often a word comes. Two that share
/// none are not compared. They stay the same over versions, so that a database may hold them.
pub fn keys(likeable: &Likeable) -> Vec<u64> {
    let plain = Plain::from(likeable);
    let mut found = Vec::new();
    for kind in [
        KeyKind::Kvk,
        KeyKind::NameAtPlace,
        KeyKind::NameAtPostcode,
        KeyKind::WordsNearPlace,
    ] {
        keys_of(kind, likeable, &plain, |key| found.push(key));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// A key that all have with the same name at the same place; nothing if one of them is not known.
pub fn name_at_place(likeable: &Likeable) -> Option<u64> {
    let plain = Plain::from(likeable);
    let known = !plain.place.is_empty() && !plain.name.is_empty();
    known.then(|| hash(KeyKind::WordsNearPlace, &plain.sorted, &plain.place))
}

/// Tells the keys of one kind.
pub(super) fn keys_of(
    kind: KeyKind,
    likeable: &Likeable,
    plain: &Plain,
    mut tell: impl FnMut(u64),
) {
    let placed = !plain.place.is_empty() && !plain.name.is_empty();
    match (kind, &likeable.kvk, &likeable.postcode) {
        (KeyKind::Kvk, Some(kvk), _) => tell(hash(kind, kvk.as_str(), "")),
        (KeyKind::NameAtPlace, _, _) if placed => {
            without_a_letter(&plain.name, |name| {
                tell(hash(kind, name, &plain.place));
            });
        }
        (KeyKind::NameAtPostcode, _, Some(postcode)) if !plain.name.is_empty() => {
            tell(hash(kind, &plain.sorted, postcode.digits()));
            without_a_letter(&plain.name, |name| {
                tell(hash(kind, name, postcode.digits()));
            });
        }
        (KeyKind::WordsNearPlace, _, _) if placed => {
            without_a_letter(&plain.place, |place| {
                tell(hash(kind, &plain.sorted, place));
                tell(hash(kind, &plain.name, place));
            });
        }
        (
            KeyKind::Kvk
            | KeyKind::NameAtPlace
            | KeyKind::NameAtPostcode
            | KeyKind::WordsNearPlace
            | KeyKind::RareWord,
            _,
            _,
        ) => {}
    }
}

/// A text and all that are left when one of its letters goes: two texts that differ by a letter too many,
/// too few, wrong or swapped have one of these in common.
fn without_a_letter(text: &str, mut tell: impl FnMut(&str)) {
    let letters: Vec<char> = text.chars().take(MOST_LETTERS).collect();
    let mut left = String::with_capacity(text.len());
    for gone in 0..=letters.len() {
        // The same letter twice in a row: it makes no difference which one goes.
        if gone > 0 && letters.get(gone) == letters.get(gone - 1) {
            continue;
        }
        left.clear();
        left.extend(letters[..gone].iter());
        left.extend(letters.iter().skip(gone + 1));
        tell(&left);
    }
}

/// FNV-1a over the kind and the parts. Two that share a key by chance are judged apart.
pub(super) fn hash(kind: KeyKind, first: &str, second: &str) -> u64 {
    let parts = [&[kind as u8], first.as_bytes(), &[0xff], second.as_bytes()];
    let bytes = parts.into_iter().flatten();
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
