use std::collections::BTreeSet;

use super::*;

#[test]
fn a_token_reads_back_and_everything_derived_from_it_differs() {
    let token = Token([7; 32]);
    assert_eq!(token.to_string().len(), 43);
    assert_eq!(token.to_string().parse(), Ok(token));
    let derived = BTreeSet::from([
        token.0,
        token.ballot_hash(),
        token.draft_key(),
        token.draft_secret(),
        token.response_key(),
        token.sign_in_hash(),
        token.session_hash(),
        token.stop_hash(),
    ]);
    assert_eq!(derived.len(), 8);
}

#[test]
fn what_is_not_a_token_is_refused() {
    for text in [
        "",
        "abc",
        "é",
        &"A".repeat(44),
        &"A".repeat(42),
        "../../etc/passwd",
    ] {
        assert_eq!(text.parse::<Token>(), Err(NotAToken), "{text}");
    }
}

#[test]
fn a_token_never_shows_in_a_debug_text() {
    let token = Token([7; 32]);
    assert!(!format!("{token:?}").contains(&token.to_string()));
}
