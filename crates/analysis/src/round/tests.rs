use super::*;

#[test]
fn halves_go_up() {
    assert!((decimals(6.25, 1) - 6.3).abs() < 1e-12);
    assert!((decimals(1.005, 2) - 1.01).abs() < 1e-12);
    assert!((decimals(6.24, 1) - 6.2).abs() < 1e-12);
    assert_eq!(percentage(1, 8), Some(13));
    assert_eq!(percentage(29, 42), Some(69));
    assert_eq!(percentage(0, 0), None);
    assert_eq!(percentage(25, 25), Some(100));
}
