use proptest::prelude::*;
use rstest::rstest;

use super::*;

fn company(name: &str, place: &str, kvk: &str) -> Likeable {
    Likeable {
        name: name.to_owned(),
        place: place.to_owned(),
        kvk: kvk.parse().ok(),
        ..Likeable::default()
    }
}

fn words(name: &str) -> String {
    name_words(name).join(" ")
}

#[rstest]
#[case("Jansen Bouw B.V.", "jansen bouw")]
#[case("JANSEN BOUW BV", "jansen bouw")]
#[case("Jansen Bouw b v", "jansen bouw")]
#[case("Gebr. Jansen & Zn. V.O.F.", "gebr jansen en zn")]
#[case("Jansen + Zonen vennootschap onder firma", "jansen en zonen")]
#[case("Stichting BouwTalent Zuid", "bouwtalent zuid")]
#[case("Coöperatie De Één U.A.", "de een")]
#[case("Café 't Hóékje", "cafe t hoekje")]
#[case("Løkke-Straße N.V. i.o.", "lokke strasse")]
#[case("BV", "bv")]
#[case("B.V. Jansen", "bv jansen")]
#[case("", "")]
#[case("ĳsfabriek", "ijsfabriek")]
fn names_are_compared_without_form_accent_and_sign(#[case] name: &str, #[case] expected: &str) {
    assert_eq!(words(name), expected);
}

#[rstest]
#[case("'s-Hertogenbosch", "Den Bosch")]
#[case("’s-Gravenhage", "DEN HAAG")]
#[case("Sint Anthonis", "sint-anthonis")]
fn a_place_has_one_key(#[case] one: &str, #[case] other: &str) {
    assert_eq!(place_key(one), place_key(other));
}

#[rstest]
#[case(("A", "X", "12345678"), ("B", "Y", "12345678"), Some(Because::SameKvk { other_site: false }))]
#[case(("Jansen BV", "Goor", "12345678"), ("Jansen", "Goor", "12345687"), Some(Because::NearKvk))]
#[case(("Jansen BV", "Goor", "12345678"), ("Jansen", "Goor", "87654321"), None)]
#[case(("Jansen BV", "Goor", ""), ("Jansen", "Goor", "87654321"), Some(Because::SameNameAndPlace))]
#[case(("Jansen Bouw", "Goor", ""), ("Bouw Jansen", "goor", ""), Some(Because::SameNameAndPlace))]
#[case(("Jansenbouw", "Goor", ""), ("Jansen Bouw", "goor", ""), Some(Because::SameNameAndPlace))]
#[case(("Jansen", "Goor", ""), ("Jansen", "Almelo", ""), None)]
#[case(("Jansen", "Enschede", ""), ("Jansen", "Enchede", ""), Some(Because::SameNameNearPlace))]
#[case(("Jansen", "", ""), ("Jansen", "", ""), None)]
#[case(("Jansen Bouw", "Goor", ""), ("Janssen Bouw", "Goor", ""), Some(Because::SimilarName { letters: 1 }))]
#[case(("Bouwbedrijf Bos", "Goor", ""), ("Bouwbedrijf Vos", "Goor", ""), None)]
#[case(("Jansenbouw", "Goor", ""), ("Janssen Bouw", "Goor", ""), Some(Because::SimilarName { letters: 1 }))]
#[case(("Jansen Bouw", "Goor", ""), ("Jasnen Bouw", "Goor", ""), Some(Because::SimilarName { letters: 1 }))]
#[case(("Bouw", "Goor", ""), ("Boum", "Goor", ""), None)]
#[case(("Garage Kerkstraat 1", "Goor", ""), ("Garage Kerkstraat 2", "Goor", ""), None)]
#[case(("Jansen Bouw", "Goor", ""), ("Jansen Bouw en Onderhoud", "Goor", ""), Some(Because::MoreWords))]
#[case(("Bouw", "Goor", ""), ("Jansen Bouw", "Goor", ""), None)]
fn two_are_one_for_a_reason(
    #[case] one: (&str, &str, &str),
    #[case] other: (&str, &str, &str),
    #[case] expected: Option<Because>,
) {
    let one = company(one.0, one.1, one.2);
    let other = company(other.0, other.1, other.2);
    assert_eq!(judge(&one, &other), expected);
    assert_eq!(judge(&other, &one), expected);
    let found = find(&[one, other]);
    let because: Vec<Because> = found.pairs.iter().map(|pair| pair.because).collect();
    assert_eq!(because, Vec::from_iter(expected));
}

#[test]
fn sites_of_one_company_are_told_from_the_company_twice() {
    let mut one = company("Jansen", "Goor", "12345678");
    let mut other = company("Jansen", "Almelo", "12345678");
    one.vestiging = "000000000001".parse().ok();
    other.vestiging = "000000000002".parse().ok();
    let because = judge(&one, &other);
    assert_eq!(because, Some(Because::SameKvk { other_site: true }));
}

#[test]
fn a_postcode_forgives_what_place_is_written() {
    let mut one = company("Jansen Bouw", "Hengelo (O)", "");
    let mut other = company("Janssen Bouw", "Hengelo", "");
    assert_eq!(find(&[one.clone(), other.clone()]).pairs, []);
    one.postcode = "7551 AB".parse().ok();
    other.postcode = "7551 CD".parse().ok();
    let found = find(&[one, other]).pairs;
    let because = found.first().map(|pair| pair.because);
    assert_eq!(because, Some(Because::SimilarName { letters: 1 }));
}

#[test]
fn the_surest_come_first() {
    let list = [
        company("Jansen Bouw", "Goor", ""),
        company("Janssen Bouw", "Goor", ""),
        company("Pietersen", "Goor", "12345678"),
        company("Pietersen Techniek", "Goor", "12345678"),
        company("Jansen Bouw BV", "Goor", ""),
    ];
    let found: Vec<_> = find(&list)
        .pairs
        .iter()
        .map(|pair| (pair.one, pair.other, pair.likeness()))
        .collect();
    let expected = [
        (2, 3, Likeness::Certain),
        (0, 4, Likeness::Probable),
        (0, 1, Likeness::Possible),
        (1, 4, Likeness::Possible),
    ];
    assert_eq!(found, expected);
}

/// A list of companies that all differ, in a few places.
fn long_list(length: usize) -> Vec<Likeable> {
    let syllables = [
        "ba", "ko", "ri", "mu", "te", "sal", "den", "wig", "hof", "ploe",
    ];
    let places = ["Goor", "Almelo", "Enschede", "Hengelo", "Zwolle"];
    (0..length)
        .map(|number| {
            let name: String = [1, 10, 100, 1_000, 10_000]
                .map(|part| syllables[number / part % 10])
                .concat();
            company(&format!("Bouwbedrijf {name} B.V."), places[number % 5], "")
        })
        .collect()
}

#[test]
fn in_a_long_list_every_slip_is_found_and_few_are_compared() {
    let length = 5_000;
    let mut list = long_list(length);
    for number in (0..length).step_by(50) {
        let mut slip = list[number].clone();
        // Swaps two letters behind "Bouwbedrijf ".
        let mut letters: Vec<char> = slip.name.chars().collect();
        let at = 12 + number / 50 % 6;
        letters.swap(at, at + 1);
        slip.name = letters.into_iter().collect();
        list.push(slip);
    }
    let found = find(&list);
    for (slip, number) in (0..length).step_by(50).enumerate() {
        let both = |pair: &&Pair| (pair.one, pair.other) == (number, length + slip);
        assert!(
            found.pairs.iter().any(|pair| both(&pair)),
            "{}",
            list[number].name
        );
    }
    assert!(found.compared < 20 * list.len(), "{}", found.compared);
}

#[test]
fn many_of_one_name_form_a_chain_without_comparing_all_with_all() {
    let list = vec![company("Jansen", "Goor", ""); 2_000];
    let found = find(&list);
    assert!(found.compared <= 10 * list.len());
    let mut first: Vec<usize> = (0..list.len()).collect();
    for pair in &found.pairs {
        first[pair.other] = first[pair.other].min(first[pair.one]);
    }
    assert!(first.iter().all(|root| *root == 0));
}

#[test]
fn a_word_that_one_has_twice_is_no_word_that_both_have() {
    let one = company("B.V. BV Bouw", "Goor", "");
    let other = company("Bouw BV Bouw", "Goor", "");
    assert_eq!(judge(&one, &other), Some(Because::MoreWords));
}

fn some_company() -> impl Strategy<Value = Likeable> {
    let name =
        "(Jansen|Janssen|Bouw|Jan|Techniek|B\\.V\\.|[a-e]{1,8})( (Bouw|en|BV|[a-c]{1,4})){0,3}";
    let place = prop::sample::select(&["Goor", "Gor", "Enschede", "Enchede", ""][..]);
    let kvk = prop::sample::select(&["12345678", "12345687", ""][..]);
    (name, place, kvk).prop_map(|(name, place, kvk)| company(&name, place, kvk))
}

proptest! {
    #[test]
    fn no_name_makes_comparing_panic(one: (String, String), other: (String, String)) {
        let list = [company(&one.0, &one.1, ""), company(&other.0, &other.1, "")];
        let found = find(&list);
        prop_assert!(found.pairs.len() <= 1);
        prop_assert_eq!(keys(&list[0]), keys(&list[0]));
    }

    #[test]
    fn what_keys_leave_out_is_no_slip_of_one_letter(
        list in prop::collection::vec(some_company(), 2..12),
    ) {
        let found = find(&list).pairs;
        for other in 0..list.len() {
            for one in 0..other {
                let because = judge(&list[one], &list[other]);
                let pair = found.iter().find(|pair| (pair.one, pair.other) == (one, other));
                // Two slips at once may be missed; everything else may not.
                if !matches!(because, Some(Because::SimilarName { letters: 2.. })) {
                    prop_assert_eq!(pair.map(|pair| pair.because), because);
                }
            }
        }
    }

    #[test]
    fn those_that_share_no_key_and_no_rare_word_are_not_one(
        one in some_company(), other in some_company(),
    ) {
        let shared = keys(&one).iter().any(|key| keys(&other).contains(key));
        let because = judge(&one, &other);
        let far = matches!(
            because,
            Some(Because::SimilarName { letters: 2.. } | Because::MoreWords)
        );
        prop_assert!(because.is_none() || far || shared);
    }
}
