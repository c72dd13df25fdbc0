use super::numbers;

fn read(texts: &[&str]) -> Vec<Option<f64>> {
    let texts: Vec<Box<str>> = texts.iter().map(|text| (*text).into()).collect();
    let numbers = numbers(&texts).into_iter();
    numbers.map(|n| (!n.is_nan()).then_some(n)).collect()
}

#[test]
fn a_point_and_a_comma_are_both_decimal_marks() {
    let texts = [
        "3", "3.5", "3,5", "-0,25", "+7", ".5", ",5", "1e3", "2.5E-1",
    ];
    let numbers = [3.0, 3.5, 3.5, -0.25, 7.0, 0.5, 0.5, 1000.0, 0.25];
    assert_eq!(read(&texts), numbers.map(Some));
}

#[test]
fn what_is_no_number_is_none() {
    for text in [
        "",
        "veel",
        "3 uur",
        "3,5,6",
        "1.234.567",
        "1.234,5",
        "inf",
        "NaN",
        "-",
        ",",
        "5.",
        "1e",
        "€ 3",
        "0x10",
        "1_000",
        "3%",
        "٣",
        "1e999",
    ] {
        assert_eq!(read(&[text]), [None], "{text}");
    }
}

#[test]
fn a_mark_that_may_part_thousands_is_decided_by_the_other_cells() {
    assert_eq!(read(&["1,234"]), [None], "a thousand or one and a bit");
    assert_eq!(read(&["1,234", "3,5"]), [Some(1.234), Some(3.5)]);
    assert_eq!(read(&["1,234", "3.5"]), [None, Some(3.5)]);
    assert_eq!(read(&["1.234"]), [Some(1.234)], "as programs write numbers");
    assert_eq!(read(&["1.234", "3,5"]), [None, Some(3.5)]);
    assert_eq!(read(&["0,125", "0.125"]), [Some(0.125), Some(0.125)]);
    assert_eq!(read(&["1234,567"]), [Some(1234.567)]);
}
