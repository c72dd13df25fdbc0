//! Searching by words: Dutch word forms are one word, and one mistyped letter is forgiven.
//!
//! An index holds of every name its words, each plain and by its stem, and of every word what is left of it without
//! one of its letters. Two words that differ by one letter share such a rest or are one themselves, so a mistyped word
//! is found by looking up a handful of rests (Mor and Fraenkel 1982, "A hash code method for detecting and correcting
//! spelling errors").

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use snowball_stemmers_rs::{Algorithm, Stemmer};
use strsim::osa_distance;

use super::duplicates::{fold, name_words};

/// Longer words are cut off here, both where they stand and where they are asked.
const MOST_LETTERS: usize = 24;

/// Shorter words are too easily mistaken for another.
const FEWEST_FORGIVEN: usize = 4;

/// A question has no more words; what comes behind them is not asked.
pub const MOST_WORDS: usize = 6;

/// What is found by words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Pathway,
    Organisation,
    Person,
}

impl Kind {
    /// As it is kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::Pathway => "pathway",
            Self::Organisation => "organisation",
            Self::Person => "person",
        }
    }
}

/// The words by which a text is found: each as it stands and by its stem.
pub fn words_of(texts: &[&str]) -> BTreeSet<String> {
    let words = texts.iter().flat_map(|text| fold(text));
    words
        .flat_map(|word| {
            let word = cut(&word);
            [stem(&word), word]
        })
        .collect()
}

/// A word that is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    word: String,
    stem: String,
}

/// How near a word is to one that was asked; the nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    /// The word, or a form of it.
    Same,
    /// It begins so.
    Begins,
    /// One letter is wrong, missing, too many, or changed places with its neighbour.
    Mistyped,
}

/// Words that many names have and as many leave out: the hogeschool of a town is known by a name of its own.
const LEFT_OUT: [&str; 8] = [
    "hogeschool",
    "hogescholen",
    "de",
    "het",
    "van",
    "voor",
    "the",
    "of",
];

/// The words of a question, in their order, without a legal form at its ends.
pub fn asked(question: &str) -> Vec<Asked> {
    let mut words: Vec<Asked> = Vec::new();
    for word in name_words(question) {
        let word = cut(&word);
        if words.len() < MOST_WORDS && words.iter().all(|known| known.word != word) {
            words.push(Asked {
                stem: stem(&word),
                word,
            });
        }
    }
    words
}

/// The same question without words that names may leave out; nothing if no other words are left, or all are.
pub fn asked_in_short(asked: &[Asked]) -> Option<Vec<Asked>> {
    let telling = |asked: &&Asked| !LEFT_OUT.contains(&asked.word.as_str());
    let short: Vec<Asked> = asked.iter().filter(telling).cloned().collect();
    (!short.is_empty() && short.len() < asked.len()).then_some(short)
}

impl Asked {
    /// The word as it was typed, in small letters.
    pub fn word(&self) -> &str {
        &self.word
    }

    /// What forms of the word have in common.
    pub fn stem(&self) -> &str {
        &self.stem
    }

    /// Under which rests a word stands that differs by one letter.
    pub fn rests(&self) -> BTreeSet<String> {
        rests_of(&self.word)
    }

    /// How near a word of the index is; nothing if it is another word.
    pub fn nearness(&self, word: &str) -> Option<Nearness> {
        if word == self.word || word == self.stem {
            return Some(Nearness::Same);
        }
        if word.starts_with(&self.word) {
            return Some(Nearness::Begins);
        }
        let forgiven = letters(word).min(letters(&self.word)) >= FEWEST_FORGIVEN;
        (forgiven && osa_distance(word, &self.word) == 1).then_some(Nearness::Mistyped)
    }
}

/// A word and what is left of it without one of its letters; nothing of a word that is too short to be mistyped.
pub fn rests_of(word: &str) -> BTreeSet<String> {
    if letters(word) < FEWEST_FORGIVEN {
        return BTreeSet::new();
    }
    let without =
        |(at, letter): (usize, char)| format!("{}{}", &word[..at], &word[at + letter.len_utf8()..]);
    let rests = word.char_indices().map(without);
    rests.chain([word.to_owned()]).collect()
}

fn letters(word: &str) -> usize {
    word.chars().count()
}

fn cut(word: &str) -> String {
    word.chars().take(MOST_LETTERS).collect()
}

/// What forms of a Dutch word have in common, by the Snowball algorithm for Dutch.
fn stem(word: &str) -> String {
    let stemmer = Stemmer::create(Algorithm::Dutch);
    stemmer.stem(word).into_owned()
}
