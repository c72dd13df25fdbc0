use super::*;

#[test]
fn the_claims_of_2022_are_read_and_checked() {
    let report = read().expect("the embedded file reads");
    let impossible: Vec<&str> = report
        .findings
        .iter()
        .filter(|finding| !finding.can_be_true())
        .map(|finding| finding.words.en.as_str())
        .collect();
    assert!(
        report.findings.len() > impossible.len(),
        "some claims can be true"
    );
    for words in ["75%", "Half of 25", "11"] {
        let found = impossible.iter().any(|claim| claim.contains(words));
        assert!(found, "{words} is not among {impossible:?}");
    }
}
