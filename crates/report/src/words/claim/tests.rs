use super::*;

#[test]
fn percentages_and_fractions_are_read_in_both_languages() {
    let percentage = |percentage, about| Some(Claim::Percentage { percentage, about });
    let fraction = |numerator, denominator, about| {
        Some(Claim::Fraction {
            numerator,
            denominator,
            about,
        })
    };
    assert_eq!(parse_claim("75%"), percentage(75, false));
    assert_eq!(parse_claim("ongeveer 75 %"), percentage(75, true));
    assert_eq!(parse_claim("De helft"), fraction(1, 2, false));
    assert_eq!(parse_claim("about two thirds"), fraction(2, 3, true));
    assert_eq!(parse_claim("driekwart"), fraction(3, 4, false));
    assert_eq!(parse_claim("veel"), None);
    assert_eq!(parse_claim("175%"), None);
}
