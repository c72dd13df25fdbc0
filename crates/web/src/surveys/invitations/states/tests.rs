use super::*;

#[test]
fn every_kind_of_failure_has_a_sentence_of_its_own_in_both_languages() {
    for lang in [Lang::Nl, Lang::En] {
        let mut said: Vec<&str> = FailureKind::ALL.map(|kind| sentence(kind, lang)).to_vec();
        said.sort_unstable();
        said.dedup();
        assert_eq!(said.len(), FailureKind::ALL.len());
    }
    let both = |kind| sentence(kind, Lang::Nl) == sentence(kind, Lang::En);
    assert!(!FailureKind::ALL.into_iter().any(both));
}
