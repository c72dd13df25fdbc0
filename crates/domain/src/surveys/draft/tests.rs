use super::*;

#[test]
fn a_comment_is_declined_with_a_reason_only() {
    let declined = |reason| Decision::new(CommentVerdict::Declined, reason);
    assert_eq!(declined("  "), Err(DecisionProblem::NoReason));
    let endless = "x".repeat(LONGEST_COMMENT + 1);
    assert_eq!(declined(&endless), Err(DecisionProblem::LongReason));
    assert_eq!(declined(" Te lang. ").unwrap().reason, "Te lang.");
    assert!(Decision::new(CommentVerdict::TakenOver, "").is_ok());
}

#[test]
fn a_verdict_comes_back_from_its_code() {
    for verdict in [CommentVerdict::TakenOver, CommentVerdict::Declined] {
        assert_eq!(CommentVerdict::from_code(verdict.code()), Some(verdict));
    }
    assert_eq!(CommentVerdict::from_code("ignored"), None);
}
