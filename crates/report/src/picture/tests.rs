use super::*;

#[test]
fn a_picture_has_a_block_for_everybody_and_no_style() {
    let picture = ScalePicture {
        min: 1,
        max: 10,
        counts: vec![0, 0, 1, 2, 2, 2, 3, 6, 2, 0],
        mean: 6.7,
        interval: Some((5.8, 7.5)),
    };
    let svg = scale(&picture).to_string();
    assert_eq!(svg.matches("<rect").count(), 18);
    assert!(!svg.contains("style"));
    assert!(bar(0.72).to_string().contains(r#"width="216.0""#));
}
