use super::*;

fn verdict_of(values: &[f64]) -> Verdict {
    let policy = Policy::default();
    let found = verdict(values.iter().map(|value| (*value, 1)), &policy);
    let counts = crate::estimate::counted::counted(values.iter().copied());
    assert_eq!(verdict(counts.into_iter(), &policy), found, "as counts");
    found
}

#[test]
fn fewer_than_five_contributors_are_too_few_and_zeros_do_not_contribute() {
    let too_few = Verdict::Withheld(Rule::TooFewContributors);
    assert_eq!(verdict_of(&[]), too_few);
    assert_eq!(verdict_of(&[1.0, 2.0, 3.0, 4.0, 0.0, 0.0]), too_few);
    assert_eq!(verdict_of(&[1.0, 2.0, 3.0, 4.0, 5.0]), Verdict::Released);
}

#[test]
fn the_others_beside_the_two_largest_must_be_a_tenth_of_the_largest() {
    let dominated = Verdict::Withheld(Rule::Dominated);
    // Whatever the order: 3 beside 40 and 20 is too little, 4 is enough.
    assert_eq!(verdict_of(&[1.0, 40.0, 1.0, 20.0, 1.0]), dominated);
    assert_eq!(verdict_of(&[20.0, 1.0, 1.0, 1.0, 40.0]), dominated);
    assert_eq!(verdict_of(&[40.0, 20.0, 2.0, 1.0, 1.0]), Verdict::Released);
    assert_eq!(verdict_of(&[40.0, 40.0, 2.0, 1.0, 1.0]), Verdict::Released);
    assert_eq!(verdict_of(&[40.0, 40.0, 1.0, 1.0, 1.0]), dominated);
}
