use proptest::prelude::*;
use rstest::rstest;

use super::IdentifierKind::{
    Brin as BrinKind, Kvk as KvkKind, Postcode as PostcodeKind, RioBoard, RioLocation,
    RioProgrammeUnit, RioProvider, Rsin as RsinKind, Sbi as SbiKind, Vestiging as VestigingKind,
};
use super::IdentifierProblem::{Character, Checksum, Empty, Length, NeverGiven, Position};
use super::*;

#[rstest]
#[case(KvkKind, "12345678", "12345678")]
#[case(KvkKind, " 1234.5678 ", "12345678")]
#[case(KvkKind, "01 23 45 67", "01234567")]
#[case(VestigingKind, "0000 1234 5678", "000012345678")]
#[case(RsinKind, "0025.64.440", "002564440")]
#[case(RsinKind, "111222333", "111222333")]
#[case(SbiKind, "41.00.0", "41000")]
#[case(BrinKind, "23ah", "23AH")]
#[case(RioProgrammeUnit, "1001o2345", "1001O2345")]
#[case(RioProvider, "100a001", "100A001")]
#[case(RioBoard, "100B001", "100B001")]
#[case(RioLocation, "100 x 001", "100X001")]
#[case(PostcodeKind, "7513 ab", "7513AB")]
#[case(PostcodeKind, "7513\u{a0}AB", "7513AB")]
fn spaces_dots_and_small_letters_are_forgiven(
    #[case] kind: IdentifierKind,
    #[case] text: &str,
    #[case] expected: &str,
) {
    assert_eq!(kind.read(text).as_deref(), Ok(expected));
}

#[rstest]
#[case(KvkKind, "", Empty)]
#[case(KvkKind, " . - ", Empty)]
#[case(KvkKind, "1234567", Length { expected: 8, found: 7 })]
#[case(KvkKind, "123456789", Length { expected: 8, found: 9 })]
#[case(KvkKind, "1234567A", Character('A'))]
#[case(KvkKind, "1234567\u{662}", Character('\u{662}'))]
#[case(KvkKind, "00000000", NeverGiven)]
#[case(VestigingKind, "000000000000", NeverGiven)]
#[case(RsinKind, "002564441", Checksum)]
#[case(RsinKind, "123456789", Checksum)]
#[case(RsinKind, "000000000", NeverGiven)]
#[case(SbiKind, "04100", NeverGiven)]
#[case(SbiKind, "4120", Length { expected: 5, found: 4 })]
#[case(BrinKind, "2A3H", Position(2))]
#[case(BrinKind, "23A1", Position(4))]
#[case(RioProvider, "100B001", Position(4))]
#[case(RioBoard, "100A001", Position(4))]
#[case(RioProgrammeUnit, "100102345", Position(5))]
#[case(PostcodeKind, "0513AB", NeverGiven)]
#[case(PostcodeKind, "AB7513", Position(1))]
#[case(PostcodeKind, "7513ÀB", Character('À'))]
fn what_is_wrong_is_told(
    #[case] kind: IdentifierKind,
    #[case] text: &str,
    #[case] problem: IdentifierProblem,
) {
    assert_eq!(kind.read(text), Err(IdentifierError { kind, problem }));
}

#[rstest]
#[case(KvkKind, "1234567", Some("01234567"))]
#[case(KvkKind, "12345678.0", Some("12345678"))]
#[case(KvkKind, "1234", None)]
#[case(KvkKind, "12345678", None)]
#[case(RsinKind, "2564440", Some("002564440"))]
#[case(RsinKind, "2564441", None)]
#[case(SbiKind, "6201", Some("62010"))]
#[case(BrinKind, "O7GR", Some("07GR"))]
#[case(BrinKind, "22O0", Some("22OO"))]
#[case(RioProgrammeUnit, "100102345", Some("1001O2345"))]
#[case(PostcodeKind, "75I3AB", Some("7513AB"))]
#[case(KvkKind, "", None)]
fn what_was_probably_meant_is_suggested(
    #[case] kind: IdentifierKind,
    #[case] text: &str,
    #[case] expected: Option<&str>,
) {
    assert_eq!(suggestion(kind, text).as_deref(), expected);
}

#[test]
fn every_wrong_digit_of_an_rsin_is_noticed() {
    for place in 0..9 {
        for digit in b'0'..=b'9' {
            let mut bytes = *b"002564440";
            let same = bytes[place] == digit;
            bytes[place] = digit;
            let text = String::from_utf8(bytes.to_vec()).unwrap();
            assert_eq!(text.parse::<Rsin>().is_ok(), same, "{text}");
        }
    }
}

#[test]
fn the_same_digits_mean_another_section_in_another_edition() {
    let letter = |scheme, code| {
        let sbi = Sbi::parse(scheme, code).ok()?;
        Some(sbi.section()?.letter)
    };
    assert_eq!(letter(SbiScheme::Sbi2025, "41000"), Some('F'));
    assert_eq!(letter(SbiScheme::Sbi2008, "62010"), Some('J'));
    assert_eq!(letter(SbiScheme::Sbi2025, "62100"), Some('K'));
    // Trade in cars lost its own division in 2025.
    assert_eq!(letter(SbiScheme::Sbi2008, "45112"), Some('G'));
    assert_eq!(letter(SbiScheme::Sbi2025, "45112"), None);
}

#[test]
fn sections_follow_each_other_without_overlap() {
    for scheme in SbiScheme::ALL {
        let mut last = 0;
        for (section, letter) in scheme.sections().zip('A'..) {
            assert_eq!(section.letter, letter);
            let known: Vec<u8> = (1..=99_u8)
                .filter(|division| {
                    let code = format!("{division:02}000");
                    Sbi::parse(scheme, &code).is_ok_and(|sbi| sbi.section() == Some(section))
                })
                .collect();
            assert!(known[0] > last, "{scheme:?} {letter}");
            last = *known.last().unwrap();
        }
        assert_eq!(last, 99);
    }
}

#[test]
fn a_stored_identifier_is_checked_like_a_typed_one() {
    assert_eq!(
        serde_json::from_str::<Kvk>("\"1234 5678\"")
            .unwrap()
            .as_str(),
        "12345678"
    );
    assert!(serde_json::from_str::<Kvk>("\"12\"").is_err());
    let sbi = Sbi::parse(SbiScheme::Sbi2025, "41000").unwrap();
    let text = serde_json::to_string(&sbi).unwrap();
    assert_eq!(text, r#"{"scheme":"2025","code":"41000"}"#);
    assert_eq!(serde_json::from_str::<Sbi>(&text).unwrap(), sbi);
    assert!(serde_json::from_str::<Sbi>(r#"{"scheme":"2025","code":"45112"}"#).is_err());
}

#[test]
fn a_postcode_is_written_as_on_an_envelope() {
    let postcode: Postcode = "7513ab".parse().unwrap();
    assert_eq!(postcode.on_envelope(), "7513 AB");
    assert_eq!(postcode.digits(), "7513");
}

fn kind() -> impl Strategy<Value = IdentifierKind> {
    prop::sample::select(&IdentifierKind::ALL[..])
}

proptest! {
    #[test]
    fn no_text_makes_reading_panic(kind in kind(), text in any::<String>()) {
        let _ = suggestion(kind, &text);
        if let Ok(read) = kind.read(&text) {
            prop_assert_eq!(kind.read(&read), Ok(read));
        }
    }

    #[test]
    fn what_is_nearly_one_makes_reading_panic_neither(
        kind in kind(), text in "[0-9A-Za-z .\u{e9}-]{0,14}",
    ) {
        let meant = suggestion(kind, &text);
        prop_assert!(meant.is_none_or(|meant| kind.read(&meant).is_ok()));
        let _ = kind.read(&text);
    }

    #[test]
    fn reading_takes_every_number_of_the_right_shape(
        digits in "[1-9][0-9]{7}", separator in "[ .-]{0,2}", place in 0..8_usize,
    ) {
        let mut text = digits.clone();
        text.insert_str(place, &separator);
        prop_assert_eq!(text.parse::<Kvk>().map(String::from), Ok(digits));
    }

    #[test]
    fn two_digits_of_an_rsin_that_change_places_are_noticed(head in 1_u32..99_999_999, at in 0..7_usize) {
        let head = format!("{head:08}");
        let whole = (0..=9).map(|last| format!("{head}{last}"));
        for text in whole.filter(|text| text.parse::<Rsin>().is_ok()) {
            let mut swapped = text.clone().into_bytes();
            swapped.swap(at, at + 1);
            let swapped = String::from_utf8(swapped).unwrap();
            prop_assert!(swapped == text || swapped.parse::<Rsin>().is_err());
        }
    }
}
