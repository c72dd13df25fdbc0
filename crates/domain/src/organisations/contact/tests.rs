use proptest::prelude::*;
use rstest::rstest;

use super::*;

fn day(number: i32) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(738_000 + number).unwrap()
}

#[rstest]
#[case(None, None, Reach::InPerson)]
#[case(Some(1), None, Reach::Mailing)]
#[case(None, Some(1), Reach::Nothing)]
#[case(Some(1), Some(2), Reach::Nothing)]
#[case(Some(2), Some(1), Reach::Mailing)]
#[case(Some(2), Some(2), Reach::Nothing)]
#[case(Some(10), None, Reach::Mailing)]
#[case(Some(11), None, Reach::InPerson)]
#[case(Some(11), Some(9), Reach::Nothing)]
#[case(Some(1), Some(11), Reach::Nothing)]
fn the_later_wish_counts(
    #[case] yes: Option<i32>,
    #[case] no: Option<i32>,
    #[case] expected: Reach,
) {
    let wishes = Wishes {
        consented_on: yes.map(day),
        refused_on: no.map(day),
    };
    assert_eq!(wishes.reach(day(10)), expected);
}

proptest! {
    #[test]
    fn nobody_gets_a_mailing_without_consent_after_their_refusal(
        yes in prop::option::of(0..20_i32), no in prop::option::of(0..20_i32), today in 0..20_i32,
    ) {
        let wishes = Wishes { consented_on: yes.map(day), refused_on: no.map(day) };
        if wishes.reach(day(today)) == Reach::Mailing {
            let yes = yes.unwrap();
            prop_assert!(yes <= today && no.is_none_or(|no| no < yes));
        }
    }
}

#[rstest]
#[case("", true)]
#[case("076 523 80 00", true)]
#[case("+31 (0)6-12.34.56.78", true)]
#[case("06 123", false)]
#[case("bel Piet 0612345678", false)]
#[case("1234567890123456", false)]
fn a_telephone_number_has_digits_and_what_stands_between_them(
    #[case] text: &str,
    #[case] expected: bool,
) {
    assert_eq!(is_phone(text), expected);
}
