use super::map;

const SQUARE: [[f64; 2]; 4] = [[4.0, 51.0], [6.0, 51.0], [6.0, 53.0], [4.0, 53.0]];

#[test]
fn north_is_up_and_more_is_larger() {
    let drawn = map(&[SQUARE.to_vec()], &[([4.0, 53.0], 1), ([6.0, 51.0], 4)]);
    let drawn = drawn.unwrap().to_string();
    assert!(drawn.contains(r#"cx="6.0" cy="6.0" r="5.0""#), "{drawn}");
    assert!(drawn.contains(r#"cx="294.0""#), "{drawn}");
    assert!(drawn.contains(r#"r="10.0""#), "{drawn}");
    assert!(!drawn.contains("style"), "{drawn}");
}

#[test]
fn without_land_there_is_no_map() {
    assert!(map(&[], &[([4.0, 53.0], 1)]).is_none());
}
