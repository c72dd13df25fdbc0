use super::*;

fn exactly(percentage: u32) -> Claim {
    Claim::Percentage {
        percentage,
        about: false,
    }
}

fn fraction(numerator: u32, denominator: u32, about: bool) -> Claim {
    Claim::Fraction {
        numerator,
        denominator,
        about,
    }
}

#[test]
fn claims_of_2022_that_cannot_be_true_fit_no_count() {
    let policy = Policy::default();
    assert!(fitting_counts(exactly(75), 25, &policy).is_empty());
    assert!(fitting_counts(fraction(1, 2, false), 25, &policy).is_empty());
    assert!(fitting_counts(fraction(1, 2, false), 11, &policy).is_empty());
}

#[test]
fn claims_that_can_be_true_name_their_counts() {
    let policy = Policy::default();
    assert_eq!(fitting_counts(exactly(72), 25, &policy), vec![18]);
    assert_eq!(fitting_counts(exactly(24), 25, &policy), vec![6]);
    assert_eq!(fitting_counts(exactly(75), 24, &policy), vec![18]);
    assert_eq!(fitting_counts(fraction(2, 3, true), 24, &policy), vec![16]);
    let three_quarters = fitting_counts(fraction(3, 4, true), 42, &policy);
    assert!(!three_quarters.contains(&29), "29 of 42 is 69%");
    assert_eq!(fitting_counts(exactly(50), 0, &policy), Vec::<u32>::new());
}
