use proptest::prelude::*;
use rstest::rstest;

use super::{Asked, MOST_WORDS, Nearness, asked, asked_in_short, rests_of, words_of};

fn nearest(question: &str, text: &str) -> Option<Nearness> {
    let asked = asked(question);
    let words = words_of(&[text]);
    words
        .iter()
        .filter_map(|word| asked[0].nearness(word))
        .min()
}

#[rstest]
#[case::as_it_stands("bouw", "Bouw", Some(Nearness::Same))]
#[case::plural("bedrijven", "bedrijf", Some(Nearness::Same))]
#[case::singular("bedrijf", "Bedrijven", Some(Nearness::Same))]
#[case::adjective("technische", "technisch", Some(Nearness::Same))]
#[case::accents("cafe", "Café", Some(Nearness::Same))]
#[case::half_typed("timmer", "Timmerwerken", Some(Nearness::Begins))]
#[case::missing("windeshem", "Windesheim", Some(Nearness::Mistyped))]
#[case::too_many("windeshheim", "Windesheim", Some(Nearness::Mistyped))]
#[case::other("windeshaim", "Windesheim", Some(Nearness::Mistyped))]
#[case::changed_places("widnesheim", "Windesheim", Some(Nearness::Mistyped))]
#[case::two_letters("wadnesheim", "Windesheim", None)]
#[case::short_words_are_not_forgiven("hva", "han", None)]
#[case::something_else("zorg", "Bouw", None)]
fn a_word_is_found(#[case] question: &str, #[case] text: &str, #[case] nearness: Option<Nearness>) {
    assert_eq!(nearest(question, text), nearness);
}

#[test]
fn a_long_question_is_cut_off() {
    let words = asked("een twee drie vier vijf zes zeven acht");
    assert_eq!(words.len(), MOST_WORDS);
    assert_eq!(asked("bouw bouw Bouw").len(), 1);
    assert!(asked(" - ! ").is_empty());
}

#[test]
fn short_words_have_no_rests() {
    assert!(rests_of("hva").is_empty());
    assert_eq!(
        Vec::from_iter(rests_of("boom")),
        ["bom", "boo", "boom", "oom"].map(str::to_owned)
    );
}

/// Takes out, adds or replaces one letter.
fn mistyped(word: &[char], place: usize, how: u8) -> String {
    let mut typed = word.to_vec();
    let at = place % word.len();
    match how {
        0 => drop(typed.remove(at)),
        1 => typed.insert(at, 'q'),
        _ => typed[at] = 'q',
    }
    typed.into_iter().collect()
}

#[test]
fn words_that_names_leave_out_are_left_out() {
    let words = |asked: &[Asked]| -> Vec<String> {
        asked.iter().map(|asked| asked.word().to_owned()).collect()
    };
    assert_eq!(
        words(&asked("Dakdekkers Zuid B.V.")),
        ["dakdekkers", "zuid"]
    );
    assert_eq!(words(&asked("stichting")), ["stichting"]);
    let short = |question| asked_in_short(&asked(question)).map(|short| words(&short));
    assert_eq!(
        short("Hogeschool van Amsterdam"),
        Some(vec!["amsterdam".to_owned()])
    );
    assert_eq!(short("hogeschool"), None, "nothing is left");
    assert_eq!(short("Windesheim"), None, "nothing is left out");
}

proptest! {
    /// Whatever the rules call mistyped is also found by the rests.
    #[test]
    fn one_letter_is_forgiven(word in "[a-z]{5,12}", place in 0_usize..12, how in 0_u8..3) {
        let letters: Vec<char> = word.chars().collect();
        let typed = mistyped(&letters, place, how);
        let asked = asked(&typed);
        prop_assert!(asked[0].nearness(&word).is_some());
        prop_assert!(!rests_of(&word).is_disjoint(&asked[0].rests()), "{typed} does not lead to {word}");
    }

    /// Neighbours that changed places share a rest.
    #[test]
    fn changed_places_are_forgiven(word in "[a-z]{5,12}", place in 0_usize..11) {
        let letters: Vec<char> = word.chars().collect();
        let at = place % (letters.len() - 1);
        let mut typed = letters.clone();
        typed.swap(at, at + 1);
        let typed: String = typed.into_iter().collect();
        let asked = asked(&typed);
        prop_assert!(asked[0].nearness(&word).is_some());
        prop_assert!(!rests_of(&word).is_disjoint(&asked[0].rests()), "{typed} does not lead to {word}");
    }

    #[test]
    fn no_text_brings_it_down(text in ".{0,60}") {
        for asked in asked(&text) {
            for word in words_of(&[&text]) {
                let _ = asked.nearness(&word);
            }
        }
    }
}
