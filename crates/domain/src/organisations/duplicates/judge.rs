//! Whether two organisations are one, and why.

use super::keys::Plain;
use super::{Likeable, Likeness};

/// Why two are taken for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Because {
    /// One KvK number. `other_site`: their vestigingsnummers differ, so that they are sites of one company.
    SameKvk {
        other_site: bool,
    },
    /// Same name and place, and KvK numbers that differ by one digit or two swapped ones.
    NearKvk,
    SameNameAndPlace,
    /// The same name at places that differ by a letter, or that share a postcode.
    SameNameNearPlace,
    /// Names that differ by so many letters, at one place.
    SimilarName {
        letters: u8,
    },
    /// All words of one name stand in the other, at one place.
    MoreWords,
}

/// How places compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Places {
    Same,
    /// Other names, one postcode.
    SamePostcode,
    /// Names that differ by a letter.
    Near,
    Other,
}

impl Because {
    /// How sure it is.
    pub fn likeness(self) -> Likeness {
        match self {
            Self::SameKvk { .. } => Likeness::Certain,
            Self::SameNameAndPlace => Likeness::Probable,
            Self::NearKvk
            | Self::SameNameNearPlace
            | Self::SimilarName { .. }
            | Self::MoreWords => Likeness::Possible,
        }
    }
}

/// Why two organisations may be one; `None` if they are not.
pub fn judge(one: &Likeable, other: &Likeable) -> Option<Because> {
    judge_plain((one, &Plain::from(one)), (other, &Plain::from(other)))
}

pub(super) fn judge_plain(
    (one, plain): (&Likeable, &Plain),
    (other, other_plain): (&Likeable, &Plain),
) -> Option<Because> {
    let kvks = one.kvk.as_ref().zip(other.kvk.as_ref());
    if let Some((kvk, other_kvk)) = kvks.filter(|(kvk, other)| kvk == other) {
        debug_assert_eq!(kvk, other_kvk);
        let sites = one.vestiging.as_ref().zip(other.vestiging.as_ref());
        let other_site = sites.is_some_and(|(site, other)| site != other);
        return Some(Because::SameKvk { other_site });
    }
    let by_name = by_name((plain, other_plain), places(one, plain, other, other_plain))?;
    match kvks {
        None => Some(by_name),
        // Two registrations are two companies, unless a number was mistyped.
        Some((kvk, other_kvk)) => {
            let near = strsim::osa_distance(kvk.as_str(), other_kvk.as_str()) <= 1;
            let same = by_name == Because::SameNameAndPlace;
            (near && same).then_some(Because::NearKvk)
        }
    }
}

fn by_name((one, other): (&Plain, &Plain), places: Places) -> Option<Because> {
    if one.name.is_empty() || other.name.is_empty() {
        return None;
    }
    let same = one.name == other.name || one.sorted == other.sorted;
    match (places, same) {
        (Places::Same, true) => Some(Because::SameNameAndPlace),
        (Places::Near | Places::SamePostcode, true) => Some(Because::SameNameNearPlace),
        // A slip in the name and another in the place is too much.
        (Places::Other, _) | (Places::Near, false) => None,
        (Places::SamePostcode | Places::Same, false) => match names_apart(one, other) {
            Some(letters) => Some(Because::SimilarName { letters }),
            None if places == Places::Same && has_more_words(one, other) => {
                Some(Because::MoreWords)
            }
            None => None,
        },
    }
}

/// By how many letters two names differ. Words that both have say nothing: Bouwbedrijf Bos is not
/// Bouwbedrijf Vos, however long the first word is.
fn names_apart(one: &Plain, other: &Plain) -> Option<u8> {
    if one.words.len() != other.words.len() {
        return letters_apart(&one.name, &other.name);
    }
    let rest = |plain: &Plain, other: &Plain| -> String {
        // A word that one has twice and the other once is left once.
        let mut known: Vec<&String> = other.words.iter().collect();
        let own = plain.words.iter().filter(|word| {
            let at = known.iter().position(|known| known == word);
            at.map(|at| known.swap_remove(at)).is_none()
        });
        own.map(String::as_str).collect()
    };
    letters_apart(&rest(one, other), &rest(other, one))
}

fn places(one: &Likeable, plain: &Plain, other: &Likeable, other_plain: &Plain) -> Places {
    let (place, other_place) = (&plain.place, &other_plain.place);
    let postcodes = one.postcode.as_ref().zip(other.postcode.as_ref());
    let same_postcode =
        postcodes.is_some_and(|(code, other_code)| code.digits() == other_code.digits());
    let known = !place.is_empty() && !other_place.is_empty();
    if known && place == other_place {
        Places::Same
    } else if same_postcode {
        Places::SamePostcode
    } else if known && letters_apart(place, other_place) == Some(1) {
        Places::Near
    } else {
        Places::Other
    }
}

/// By how many letters two texts differ, if that can be a slip: one in five letters, at most three. A
/// digit is no slip: Garage 1 is not Garage 2.
fn letters_apart(one: &str, other: &str) -> Option<u8> {
    let (length, other_length) = (one.chars().count(), other.chars().count());
    let most = (length.min(other_length) / 5).min(3);
    if length.abs_diff(other_length) > most {
        return None;
    }
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let apart = strsim::osa_distance(one, other);
    if apart > most || digits(one) != digits(other) {
        return None;
    }
    u8::try_from(apart).ok()
}

/// Whether one name is the other with words added. A single word says too little, unless it is long.
fn has_more_words(one: &Plain, other: &Plain) -> bool {
    let (fewer, more) = if one.words.len() <= other.words.len() {
        (one, other)
    } else {
        (other, one)
    };
    let telling = fewer.words.len() > 1 || fewer.name.chars().count() >= 8;
    telling && fewer.words.iter().all(|word| more.words.contains(word))
}
