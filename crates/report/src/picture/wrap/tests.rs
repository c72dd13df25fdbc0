use super::lines;

#[test]
fn lines_break_between_words_and_only_long_words_within() {
    assert_eq!(lines("een twee drie", 10.0, 1000.0), ["een twee drie"]);
    assert_eq!(lines("een  twee", 10.0, 26.0), ["een", "twee"]);
    let long = lines("tevredenheidsonderzoek nu", 10.0, 60.0);
    assert!(long.len() > 2 && long.iter().all(|line| line.chars().count() <= 14));
    assert_eq!(long.concat().replace(' ', ""), "tevredenheidsonderzoeknu");
    assert_eq!(lines(" ", 10.0, 60.0), [""]);
}
